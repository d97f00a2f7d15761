import { shiftOf } from '@/tools/simulate';
import { runJobs } from '@/tools/worth/run';
import { summary, tablesOf } from '@/tools/worth/table';
import type { Job } from '@/tools/worth/year';
import { options, USED_WRONGLY } from './command';
import type { Command } from './command';

export const worth: Command = {
  usage: 'worth [--seeds 6-10] [--shift ±30%] [--desks 40] [--days 365] [--view all|desk] [--json]',
  summary: '在模拟的一年里检验提醒值不值得看 / what the reminders of a simulated year were worth',
  more: "Replays each seed's year through the engine: caught, missed, innocent acts interrupted, reminders a clerk and day, repeats, with the budget and without, with all desks' records and with one desk's.\nA seed takes about a minute on a free core, two at a time on two cores. --json prints every figure. How to read it: docs/worth.md.",
  async run(args) {
    const { values, flags } = options(args, ['--seeds', '--shift', '--desks', '--days', '--view']);
    const seeds = seedsOf(values['--seeds'] ?? '6-10');
    const shift = values['--shift'] === undefined ? undefined : shiftOf(values['--shift']);
    const [desks, days] = [Number(values['--desks'] ?? 40), Number(values['--days'] ?? 365)];
    const views = VIEWS.filter((view) => (values['--view'] ?? view) === view);
    if (!seeds.length || !views.length || !(desks > 0) || !(days > 0) || (values['--shift'] !== undefined && !shift)) {
      console.error('参数不对 / seeds read 6-10 or 1,2,5; a shift reads ±30%; a view is all or desk');
      return USED_WRONGLY;
    }
    const jobs: Job[] = views.flatMap((view) =>
      seeds.map((seed) => ({ seed, desks, days, view, ...(shift ? { shift } : {}) })),
    );
    const done = await runJobs(jobs, ({ job }) => console.error(`seed ${job.seed}, ${job.view}: done`));
    if (flags.has('--json')) {
      const summaries = Object.fromEntries(
        views.map((view) => [view, summary(done.filter((d) => d.job.view === view).map((d) => d.worth.budget))]),
      );
      console.log(JSON.stringify({ summaries, years: done }, null, 1));
    } else console.log(tablesOf(done));
    return 0;
  },
};

const VIEWS = ['all', 'desk'] as const;

/** `6-10`, `3`, `1,2,5`. */
function seedsOf(text: string): number[] {
  const range = /^(\d+)-(\d+)$/.exec(text);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    return to >= from && to - from < 100 ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [];
  }
  return /^\d+(,\d+)*$/.test(text) ? text.split(',').map(Number) : [];
}
