import type { AnnexLine, MonthReport, RateSpec } from '@/lib/model';
import { concentration, exposure, latency } from './scoring/chongqing';
import { limitAlarm, percent } from './scoring/rates';

/** One figure of one desk and month; see the office's tallies. */
export interface Tallied {
  what: string;
  desk: string;
  a: string;
  b: string;
  n: number;
}
export interface Reported {
  part: number;
  whole: number;
}

/** Clerks who nearly always go on have a poor reminder before them; fewer hits say nothing. */
const OVERRIDE_LIMIT = 0.8;
const OVERRIDE_FEWEST = 10;
/** A unit with fewer acts than these is not placed among others. */
const UNIT_FEWEST = 30;
const LATENCY_STEPS = [0, 3, 10, 30] as const;

export interface MonthInput {
  month: string;
  profile: string;
  /** What was counted of the month. */
  tallies: readonly Tallied[];
  /** Acts and confirmed problems of the months before, oldest first. */
  before: readonly { month: string; acts: number; problems: number }[];
  /** Units of the month before, for who moved. */
  unitsBefore: readonly Tallied[];
  /** Figures written in by hand, by rate. */
  reported: Readonly<Record<string, Reported>>;
  /** Values of the same rates in the months before, oldest first. */
  ratesBefore: Readonly<Record<string, readonly number[]>>;
  /** How many risk points and posts there are to be hit at all. */
  categories: number;
  posts: number;
  rates: readonly RateSpec[];
  /** With fewer confirmed problems nothing is said of how they gather; with fewer cases nothing of a rate. */
  fewestProblems: number;
  fewestCases: number;
}

/** The month-end report out of counted figures; pure, so that the same figures give the same report to the byte. */
export function monthReport(input: MonthInput): MonthReport {
  const { month, tallies, before, fewestProblems } = input;
  const sum = (what: string): number => of(what).reduce((total, t) => total + t.n, 0);
  const of = (what: string): Tallied[] => tallies.filter((t) => t.what === what);
  const acts = sum('acts');
  const confirmed = sum('problem');
  const categories = byA(of('problem-risk'));
  const posts = byA(of('problem-post'));
  return {
    v: 1,
    month,
    profile: input.profile,
    desks: new Set(of('acts').map((t) => t.desk)).size,
    acts,
    flags: sum('flags'),
    confirmed,
    bySeverity: byA(of('severity')).sort((a, b) => Number(b.id) - Number(a.id)),
    exposure: [...before.slice(-11), { month, acts, problems: confirmed }].map((m) => ({
      month: m.month,
      ...optional('value', exposure(m.problems, m.acts)),
    })),
    ...optional('latency', latencyOf(of('latency'))),
    categories,
    ...optional('categoryConcentration', spread(categories, input.categories, fewestProblems)),
    posts,
    ...optional('postConcentration', spread(posts, input.posts, fewestProblems)),
    heat: heatOf(of('heat')),
    rates: input.rates.map((spec) => rateOf(spec, input)),
    units: unitsOf(of('acts'), of('flags'), input.unitsBefore),
    rules: rulesOf(of('rule'), of('answer'), of('verdict')),
  };
}

const optional = <K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { [key in K]?: T };

/** Added up over desks, most first; ties by id, so that the order is always the same. */
function byA(rows: readonly Tallied[]): { id: string; n: number }[] {
  const sums = new Map<string, number>();
  for (const { a, n } of rows) sums.set(a, (sums.get(a) ?? 0) + n);
  return [...sums]
    .map(([id, n]) => ({ id, n }))
    .filter(({ n }) => n !== 0)
    .sort((x, y) => y.n - x.n || (x.id < y.id ? -1 : 1));
}

const spread = (counts: readonly { n: number }[], offered: number, fewest: number): number | undefined =>
  concentration(
    counts.map(({ n }) => n),
    Math.max(offered, counts.length),
    fewest,
  );

function latencyOf(rows: readonly Tallied[]): MonthReport['latency'] {
  const days = byA(rows)
    .flatMap(({ id, n }) => Array.from({ length: n }, () => Number(id)))
    .sort((a, b) => a - b);
  const found = latency(days);
  if (!found) return undefined;
  const steps = [...LATENCY_STEPS, undefined].map((upTo, i) => {
    const over = i === 0 ? Number.NEGATIVE_INFINITY : (LATENCY_STEPS[i - 1] ?? 0);
    const n = days.filter((d) => d > over && (upTo === undefined || d <= upTo)).length;
    return { n, ...optional('upTo', upTo) };
  });
  return { ...found, longest: days.at(-1) ?? 0, steps };
}

function heatOf(rows: readonly Tallied[]): MonthReport['heat'] {
  const posts = byA(rows).map(({ id }) => id);
  const risks = byA(rows.map((t) => ({ ...t, a: t.b }))).map(({ id }) => id);
  const cells = posts.map((post) =>
    risks.map((risk) => rows.reduce((n, t) => (t.a === post && t.b === risk ? n + t.n : n), 0)),
  );
  return { posts, risks, cells };
}

function rateOf(spec: RateSpec, { reported, ratesBefore, fewestCases }: MonthInput): MonthReport['rates'][number] {
  const { id, lower, upper } = spec;
  const figures = reported[id];
  const base = { id, ...optional('lower', lower), ...optional('upper', upper) };
  if (!figures) return { ...base, alarm: 'no_data' };
  const value = percent(figures.part, figures.whole);
  if (value === undefined) return { ...base, ...figures, alarm: 'no_data' };
  const alarm = figures.whole < fewestCases ? 'too_few' : limitAlarm(value, ratesBefore[id] ?? [], spec);
  return { ...base, ...figures, value, alarm };
}

function unitsOf(
  acts: readonly Tallied[],
  flags: readonly Tallied[],
  before: readonly Tallied[],
): MonthReport['units'] {
  const now = placed(acts, flags);
  const last = new Map(
    placed(
      before.filter((t) => t.what === 'acts'),
      before.filter((t) => t.what === 'flags'),
    ).map((u) => [u.unit, u.place]),
  );
  return now.map((u) => ({ ...u, ...optional('before', last.get(u.unit)) }));
}

function placed(acts: readonly Tallied[], flags: readonly Tallied[]): MonthReport['units'] {
  const flagged = new Map(byA(flags).map(({ id, n }) => [id, n]));
  const all = byA(acts)
    .filter(({ id }) => id !== '')
    .map(({ id, n }) => {
      const raised = flagged.get(id) ?? 0;
      return {
        unit: id,
        acts: n,
        flags: raised,
        ...optional('perHundred', n < UNIT_FEWEST ? undefined : (100 * raised) / n),
      };
    })
    .sort((a, b) => (b.perHundred ?? -1) - (a.perHundred ?? -1) || (a.unit < b.unit ? -1 : 1));
  return all.map((u, i) => ({ ...u, ...optional('place', u.perHundred === undefined ? undefined : i + 1) }));
}

function rulesOf(
  fired: readonly Tallied[],
  answers: readonly Tallied[],
  verdicts: readonly Tallied[],
): MonthReport['rules'] {
  const counted = (rows: readonly Tallied[], a: string, b?: string): number =>
    rows.reduce((n, t) => (t.a === a && (b === undefined || t.b === b) ? n + t.n : n), 0);
  return byA(fired)
    .map(({ id, n }) => {
      const wentOn = counted(answers, id, 'continue');
      return {
        rule: id,
        fired: n,
        wentOn,
        falseAlarms: counted(verdicts, id, 'false_alarm'),
        judged: counted(verdicts, id),
        isTooOften: n >= OVERRIDE_FEWEST && wentOn / n > OVERRIDE_LIMIT,
      };
    })
    .sort((a, b) => b.wentOn / b.fired - a.wentOn / a.fired || b.fired - a.fired || (a.rule < b.rule ? -1 : 1));
}

/** What would come out differently today: late exports, verdicts that were taken back, figures that were corrected. */
export function annexOf(sealed: MonthReport, now: MonthReport): AnnexLine[] {
  const line = (
    what: AnnexLine['what'],
    before: number | undefined,
    after: number | undefined,
    id?: string,
  ): AnnexLine[] =>
    before === after ? [] : [{ what, ...optional('id', id), ...optional('sealed', before), ...optional('now', after) }];
  const ids = (of: (r: MonthReport) => readonly string[]): string[] => [...new Set([...of(sealed), ...of(now)])];
  return [
    ...line('acts', sealed.acts, now.acts),
    ...line('flags', sealed.flags, now.flags),
    ...line('confirmed', sealed.confirmed, now.confirmed),
    ...ids((r) => r.units.map((u) => u.unit)).flatMap((id) => {
      const flags = (r: MonthReport) => r.units.find((u) => u.unit === id)?.flags;
      return line('unit', flags(sealed), flags(now), id);
    }),
    ...ids((r) => r.rules.map((u) => u.rule)).flatMap((id) => {
      const share = (r: MonthReport) => r.rules.find((u) => u.rule === id)?.wentOn;
      return line('rule', share(sealed), share(now), id);
    }),
    ...ids((r) => r.rates.map((u) => u.id)).flatMap((id) => {
      const value = (r: MonthReport) => r.rates.find((u) => u.id === id)?.value;
      return line('rate', value(sealed), value(now), id);
    }),
  ];
}
