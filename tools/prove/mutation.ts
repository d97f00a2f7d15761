import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@/tools/hulan/sources';

export const about = 'every small change of lib/rules makes a test fail: mutation testing, score in percent';

/** The share the score must reach; what survives is explained in docs/mutation.md. */
const LEAST = 0.7;

interface Report {
  files: Record<string, { mutants: { status: string }[] }>;
}

/** `--files lib/rules/number.ts,…` takes a part; without it the whole room, which takes hours on two cores. */
export async function run(args: readonly string[]): Promise<{ ok: boolean; line: string }> {
  const files = args[args.indexOf('--files') + 1 || args.length];
  const stryker = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const done = spawnSync(process.execPath, [stryker, 'run', ...(files ? ['-m', files] : [])], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (done.status !== 0)
    return { ok: false, line: `${done.stdout}${done.stderr}`.trim().split('\n').slice(-3).join(' ') };
  const report: Report = JSON.parse(readFileSync(join(ROOT, 'out', 'mutation.json'), 'utf8'));
  const all = Object.values(report.files).flatMap((file) => file.mutants.map((m) => m.status));
  const count = (...states: string[]): number => all.filter((status) => states.includes(status)).length;
  const killed = count('Killed', 'Timeout');
  const lived = count('Survived', 'NoCoverage');
  const score = killed / (killed + lived);
  return { ok: score >= LEAST, line: `${(100 * score).toFixed(1)} % of ${killed + lived} changes found, ${lived} not` };
}
