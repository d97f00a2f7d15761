import { isNum } from '../number';
import type { Num } from '../number';
import type { FactScalar } from '../scope';
import type { Counted } from './gather';

export const scalar = (n: Num): number | { n: string; d: string } => (typeof n === 'number' ? n : { n: String(n.n), d: String(n.d) });

/** Exact when both bounds agree. */
export function bounds(lo: Num, hi: Num | null): FactScalar {
  const low = scalar(lo);
  if (hi !== null && isNum(hi) && JSON.stringify(scalar(hi)) === JSON.stringify(low)) return low;
  return { lo: low, hi: hi === null ? null : scalar(hi) };
}

/** Journal sequence numbers of the events a figure rests on, the act itself apart. */
export const evidence = (counted: Counted[]): number[] =>
  counted.flatMap((c) => (c.isTrigger || c.event.seq === undefined ? [] : [c.event.seq])).slice(-100);

export const UNTOLD: FactScalar = { unknown: true };
