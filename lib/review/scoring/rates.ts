import type { RateSpec, ScoringSettings } from '@/lib/model';
import { deviation, mean } from './warning-line';

type Settings = Omit<ScoringSettings['rates'], 'collection' | 'inspection'>;
type Limits = Pick<RateSpec, 'lower' | 'upper'>;
export type Side = RateSpec['side'];
export type Alarm = 'none' | 'yellow' | 'red' | 'too_few';

export const percent = (part: number, whole: number): number | undefined =>
  whole > 0 ? (100 * part) / whole : undefined;

/** (end − start) / start in %; from nothing there is no rate, only the amount itself. */
export const changeOf = (start: number, end: number): { percent: number } | { amount: number } =>
  start === 0 ? { amount: end } : { percent: (100 * (end - start)) / start };

type Outside = { by: number; side: 'under' | 'over' } | undefined;
function outside(value: number, { lower, upper }: Limits): Outside {
  if (lower !== undefined && value < lower) return { by: lower - value, side: 'under' };
  if (upper !== undefined && value > upper) return { by: value - upper, side: 'over' };
  return undefined;
}

/** On the limit is inside. Red: outside by more than half the width of the band, or the third period running on one side. */
export function limitAlarm(value: number, before: readonly number[], spec: Limits): Alarm {
  const now = outside(value, spec);
  if (!now) return 'none';
  const halfWidth = ((spec.upper ?? 100) - (spec.lower ?? 0)) / 2;
  const stays = before.length >= 2 && before.slice(-2).every((v) => outside(v, spec)?.side === now.side);
  return now.by > halfWidth || stays ? 'red' : 'yellow';
}

/** Limits of a share by its own history: centre ± k·√(p̄(1 − p̄)/n), cut to 0–1. */
export function pChart(centre: number, n: number, k: number): { lower: number; upper: number } {
  const width = k * Math.sqrt((centre * (1 - centre)) / n);
  return { lower: Math.max(0, centre - width), upper: Math.min(1, centre + width) };
}

export interface Month {
  part: number;
  whole: number;
}

/** This month against the pooled months before, on the side that alarms; strictly beyond the limit. */
export function historyAlarm({ part, whole }: Month, before: readonly Month[], side: Side, settings: Settings): Alarm {
  if (whole < settings.fewest) return 'too_few';
  const all = before.reduce((sum, m) => ({ part: sum.part + m.part, whole: sum.whole + m.whole }), {
    part: 0,
    whole: 0,
  });
  if (!all.whole) return 'none';
  const beyond = (k: number): boolean => {
    const { lower, upper } = pChart(all.part / all.whole, whole, k);
    const share = part / whole;
    return (side !== 'high' && share < lower) || (side !== 'low' && share > upper);
  };
  return beyond(settings.redDeviations) ? 'red' : beyond(settings.yellowDeviations) ? 'yellow' : 'none';
}

/** The same for a signed change: mean ± k deviations of the months before. */
export function changeAlarm(value: number, before: readonly number[], side: Side, settings: Settings): Alarm {
  if (before.length < 2) return 'none';
  const away = (value - mean(before)) / deviation(before);
  const counted = side === 'high' ? away : side === 'low' ? -away : Math.abs(away);
  return counted > settings.redDeviations ? 'red' : counted > settings.yellowDeviations ? 'yellow' : 'none';
}

/** A jump on the good side is shown too: a rate can be managed. */
export function jumpsUp({ part, whole }: Month, before: readonly Month[], side: Side, settings: Settings): boolean {
  const good: Side = side === 'low' ? 'high' : 'low';
  return (
    side !== 'both' &&
    historyAlarm({ part, whole }, before, good, {
      ...settings,
      yellowDeviations: settings.jumpDeviations,
      redDeviations: settings.jumpDeviations,
    }) === 'red'
  );
}

const ORDER: readonly Alarm[] = ['none', 'yellow', 'red'];
/** Both tests run; the worse counts. Too few cases: neither speaks. */
export const worse = (a: Alarm, b: Alarm): Alarm =>
  a === 'too_few' || b === 'too_few' ? 'too_few' : (ORDER[Math.max(ORDER.indexOf(a), ORDER.indexOf(b))] ?? 'none');
