import type { Done } from './run';
import type { Row, Totals, Worth } from './tally';

const percent = (part: number, whole: number): string => (whole ? `${((100 * part) / whole).toFixed(0)} %` : '–');
const sum = (list: readonly Totals[], key: keyof Totals): number => list.reduce((all, t) => all + t[key], 0);

/** What the goals of the library say of reminders. */
export const GOALS = { caught: 0.6, p95: 3, innocent: 0.2 };

/** Several years of one view as one; the day's 95th percentile is that of the worst year. */
export interface Summary {
  years: number;
  misdeeds: number;
  caught: number;
  caughtShare: number;
  byTheWay: number;
  knownShare: number;
  interruptions: number;
  innocentShare: number;
  innocentHolds: number;
  perClerkDay: number;
  innocentPerClerkDay: number;
  p95: number;
  p99: number;
  most: number;
  repeats: number;
}

export function summary(list: readonly Totals[]): Summary {
  const interruptions = sum(list, 'interruptions');
  const days = sum(list, 'clerkDays');
  return {
    years: list.length,
    misdeeds: sum(list, 'misdeeds'),
    caught: sum(list, 'caught'),
    caughtShare: sum(list, 'caught') / sum(list, 'misdeeds'),
    byTheWay: sum(list, 'caughtByTheWay'),
    knownShare: sum(list, 'knownCaught') / sum(list, 'known'),
    interruptions,
    innocentShare: interruptions ? sum(list, 'innocentInterruptions') / interruptions : 0,
    innocentHolds: sum(list, 'innocentHolds'),
    perClerkDay: interruptions / days,
    innocentPerClerkDay: sum(list, 'innocentInterruptions') / days,
    p95: Math.max(...list.map((t) => t.p95)),
    p99: Math.max(...list.map((t) => t.p99)),
    most: Math.max(...list.map((t) => t.most)),
    repeats: sum(list, 'repeats'),
  };
}

export const meets = ({ caughtShare, p95, innocentShare }: Summary): boolean =>
  caughtShare >= GOALS.caught && p95 <= GOALS.p95 && innocentShare <= GOALS.innocent;

/** One line a view and budget, then a line a rule and a line a post over all years of that view. */
export function tablesOf(done: readonly Done[]): string {
  const views = [...new Set(done.map((d) => d.job.view))];
  const head = [
    'view',
    'budget',
    'misdeeds',
    'caught',
    'of known kinds',
    'by the way',
    'reminders',
    'innocent',
    'a clerk and day',
    'p95',
    'p99',
    'most',
    'repeats',
  ];
  const lines = views.flatMap((view) =>
    (['budget', 'free'] as const).map((which) => {
      const s = summary(done.filter((d) => d.job.view === view).map((d) => d.worth[which]));
      return [
        view === 'all' ? 'all desks' : 'one desk',
        which === 'budget' ? 'on' : 'off',
        String(s.misdeeds),
        percent(s.caughtShare, 1),
        percent(s.knownShare, 1),
        String(s.byTheWay),
        String(s.interruptions),
        percent(s.innocentShare, 1),
        s.perClerkDay.toFixed(3),
        String(s.p95),
        String(s.p99),
        String(s.most),
        String(s.repeats),
      ];
    }),
  );
  return [
    aligned([head, ...lines]),
    ...views.flatMap((view) =>
      rowsOf(
        view,
        done.filter((d) => d.job.view === view).map((d) => d.worth),
      ),
    ),
  ].join('\n\n');
}

function rowsOf(view: string, years: readonly Worth[]): string[] {
  const table = (what: string, of: (worth: Worth) => readonly Row[]): string => {
    const rows = [...new Set(years.flatMap((y) => of(y).map((r) => r.name)))].sort().map((name) => {
      const mine = years.flatMap((y) => of(y).filter((r) => r.name === name));
      const add = (key: Exclude<keyof Row, 'name'>): number => mine.reduce((all, r) => all + r[key], 0);
      const missed = add('misdeeds') - add('caught');
      return [
        name,
        ...[
          add('misdeeds'),
          add('caught'),
          missed,
          add('shown'),
          add('innocent'),
          add('repeats'),
          add('shownFreely'),
          add('innocentFreely'),
        ].map(String),
      ];
    });
    return aligned([
      [`${what} (${view})`, 'misdeeds', 'caught', 'missed', 'shown', 'innocent', 'repeats', 'no budget', 'innocent'],
      ...rows,
    ]);
  };
  return [table('rule', (w) => w.rules), table('post', (w) => w.posts)];
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
