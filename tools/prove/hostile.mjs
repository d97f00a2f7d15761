// @ts-check
// Every trick of tests/hostile/tricks.ts in Chromium and in Firefox ESR; `npm test` takes the core of them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../setup.mjs';

export const about = 'a page that hides, covers or forges the reminder: every trick, in both browsers';

/** @returns {Promise<import('../prove.mjs').Proved>} */
export async function run() {
  const done = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', 'tests/hostile', '--reporter=line'],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, HULAN_HOSTILE: 'all' }, maxBuffer: 64 * 1024 * 1024 },
  );
  const counts = [...done.stdout.matchAll(/^\s*(\d+ (?:passed|failed|skipped|did not run))/gm)].map(
    ([, words]) => words,
  );
  return { ok: done.status === 0, line: counts.join(', ') || done.stdout.slice(-400) };
}
