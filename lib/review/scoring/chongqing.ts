import type { ScoringSettings } from '@/lib/model';
import { median } from './warning-line';

/** Confirmed problems in 1,000 exercises of the power; undefined without exercises. */
export const exposure = (problems: number, exercises: number): number | undefined =>
  exercises > 0 ? (1000 * problems) / exercises : undefined;

/** Days from the act to its discovery. Undefined when there is none. */
export function latency(days: readonly number[]): { median: number; p90: number } | undefined {
  if (!days.length) return undefined;
  const sorted = [...days].sort((a, b) => a - b);
  return { median: median(days), p90: sorted[Math.ceil(0.9 * sorted.length) - 1] ?? Number.NaN };
}

/** How far problems gather in few of the K categories offered: 0 even, 1 a single one. Undefined: too few problems. */
export function concentration(counts: readonly number[], categories: number, fewest: number): number | undefined {
  const all = counts.reduce((sum, n) => sum + n, 0);
  if (all < fewest || categories < 2) return undefined;
  const hhi = counts.reduce((sum, n) => sum + (n / all) ** 2, 0);
  return (hhi - 1 / categories) / (1 - 1 / categories);
}

/** Share of problems of a staff category against its share of the staff. */
export const ratioToStaff = (share: number, staffShare: number): number | undefined =>
  staffShare > 0 ? share / staffShare : undefined;

export interface Indicators {
  exposure: number;
  latencyMedian: number;
  category: number;
  personnel: number;
}
type Settings = ScoringSettings['riskValue'];

/** Each indicator scaled to 0–100 between its good and bad limit, then weighed. */
export function riskValue(indicators: Indicators, { limits, weights }: Settings): number {
  const of = (key: keyof Indicators): number => {
    const { good, bad } = limits[key];
    return weights[key] * Math.min(100, Math.max(0, (100 * (indicators[key] - good)) / (bad - good)));
  };
  return of('exposure') + of('latencyMedian') + of('category') + of('personnel');
}

/** Steps of the three modes, lightest first; the words and colours are the level scheme's. */
export type Mode = 1 | 2 | 3;

/** What people know beside the figure may raise the mode, never lower it. */
export interface Known {
  graveBreachConfirmed: boolean;
  signConfirmed: boolean;
  judgedAtLeast?: Mode;
}
export function modeOf(value: number, known: Known, { yellowFrom, redFrom }: Settings): Mode {
  const counted: Mode = value >= redFrom ? 3 : value >= yellowFrom ? 2 : 1;
  const stated: Mode = known.graveBreachConfirmed ? 3 : known.signConfirmed ? 2 : 1;
  const judged = known.judgedAtLeast ?? 1;
  return [counted, stated, judged].reduce((worst, mode) => (mode > worst ? mode : worst));
}
