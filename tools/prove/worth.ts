import { shiftOf } from '@/tools/simulate';
import { runJobs } from '@/tools/worth/run';
import { meets, summary } from '@/tools/worth/table';
import type { Job } from '@/tools/worth/year';

export const about =
  'reminders of five simulated years, plain and with every distribution moved by 30 %, against their goals';

/** Seeds 6 to 10, on which nothing was tuned; `--desks 8 --days 60` for a quick look. */
export async function run(args: readonly string[]): Promise<{ ok: boolean; line: string }> {
  const option = (name: string, otherwise: number): number =>
    Number(args[args.indexOf(name) + 1 || args.length] ?? otherwise);
  const year = { desks: option('--desks', 40), days: option('--days', 365), view: 'all' as const };
  const shift = shiftOf('±30%');
  const plain: Job[] = [6, 7, 8, 9, 10].map((seed) => ({ ...year, seed }));
  const moved: Job[] = plain.map((job) => ({ ...job, ...(shift ? { shift } : {}) }));
  const done = await runJobs([...plain, ...moved], () => undefined);
  const parts = [plain, moved].map((jobs) =>
    summary(done.filter((d) => jobs.includes(d.job)).map((d) => d.worth.budget)),
  );
  const said = parts.map(
    (s, i) =>
      `${i ? 'moved' : 'plain'}: ${(100 * s.caughtShare).toFixed(0)} % caught, p95 ${s.p95}, ${(100 * s.innocentShare).toFixed(0)} % innocent`,
  );
  return { ok: parts.every(meets), line: said.join('; ') };
}
