// @ts-check
// Every row of the zoo (tests/awkward/zoo) in Firefox ESR, with us and without; `npm test` takes some of each kind.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../setup.mjs';

export const about = 'every way a page acts, in Firefox ESR: one event, declined nothing, let go as without us';

/** @returns {Promise<import('../prove.mjs').Proved>} */
export async function run() {
  const done = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', 'tests/awkward/zoo-firefox', '--reporter=line'],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, HULAN_ZOO: 'all' }, maxBuffer: 64 * 1024 * 1024 },
  );
  const counts = [...done.stdout.matchAll(/^\s*(\d+ (?:passed|failed|skipped|did not run))/gm)].map(
    ([, words]) => words,
  );
  return { ok: done.status === 0, line: counts.join(', ') || done.stdout.slice(-400) };
}
