import { compare, isNum } from '../number';
import type { Num } from '../number';
import type { FactScalar } from '../scope';
import type { Counted } from './gather';

export const scalar = (n: Num): number | { n: string; d: string } =>
  typeof n === 'number' ? n : { n: String(n.n), d: String(n.d) };

/** Exact when both bounds agree. */
export function bounds(lo: Num, hi: Num | null): FactScalar {
  const low = scalar(lo);
  if (hi !== null && isNum(hi) && JSON.stringify(scalar(hi)) === JSON.stringify(low)) return low;
  return { lo: low, hi: hi === null ? null : scalar(hi) };
}

/** The greatest of several figures, each known between two bounds; 0 of none. */
export function greatest(figures: { lo: Num; hi: Num | null }[]): FactScalar {
  const above = (a: Num, b: Num): Num => (compare(b, a) > 0 ? b : a);
  const lo = figures.reduce<Num>((best, f) => above(best, f.lo), 0);
  const hi = figures.reduce<Num | null>((best, f) => (best === null || f.hi === null ? null : above(best, f.hi)), 0);
  return bounds(lo, hi);
}

/** Journal sequence numbers of the events a figure rests on, the act itself apart. */
export const evidence = (counted: Counted[]): number[] =>
  counted.flatMap((c) => (c.isTrigger || c.event.seq === undefined ? [] : [c.event.seq])).slice(-100);

export const UNTOLD: FactScalar = { unknown: true };
