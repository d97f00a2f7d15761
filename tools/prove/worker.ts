// The browser suite once more, with the worker stopped before everything a clerk does or looks at: what a spec says of a desk must
// hold of one whose worker is never awake for long.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildExtension, buildPacks } from '@/tools/build.mjs';
import { ROOT } from '@/tools/setup.mjs';

export const about =
  'the browser suite with the worker stopped between all its steps (--every N: before each Nth; --only WORD: specs so named)';

export async function run(args: string[]): Promise<{ ok: boolean; line: string }> {
  const given = (name: string): string | undefined => args[args.indexOf(name) + 1] || undefined;
  const every = args.includes('--every') ? (given('--every') ?? '1') : '1';
  const only = args.includes('--only') ? given('--only') : undefined;
  buildPacks();
  buildExtension([{ browser: 'chrome', mode: 'practice' }]);
  const done = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/@playwright/test/cli.js'),
      'test',
      only ? `tests/e2e/.*${only}` : 'tests/e2e/',
      '--grep-invert',
      'Firefox',
      '--reporter=line',
    ],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, HULAN_STOP_EVERY: every },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const counts = [...done.stdout.matchAll(/^\s*(\d+ (?:passed|failed|flaky|skipped|did not run))/gm)].map(
    ([, words]) => words,
  );
  const failed = [...new Set([...done.stdout.matchAll(/^\s+(tests\/e2e\/\S+ › .*?)\s*─*$/gm)].map(([, name]) => name))];
  const line = counts.join(', ') || done.stdout.slice(-400);
  return { ok: done.status === 0, line: failed.length ? `${line}: ${failed.join('; ')}` : line };
}
