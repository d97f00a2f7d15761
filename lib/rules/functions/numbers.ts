import { compare, floor, isNum, multiply, negate } from '../number';
import type { Num } from '../number';
import { ERROR, isSpan, unknown } from '../value';
import type { Value } from '../value';
import { filled } from './kit';
import type { Fn } from './kit';

const of = (fn: (a: Num) => Value): Fn => filled(([a]) => (a !== undefined && isNum(a) ? fn(a) : unknown(ERROR)));

const pick = (sign: 1 | -1): Fn =>
  filled((args) => {
    const numbers = args.filter(isNum);
    const [first] = numbers;
    if (first === undefined || numbers.length < args.length) return unknown(args.some(isSpan) ? 1 : ERROR);
    return numbers.reduce((best, n) => (compare(n, best) * sign > 0 ? n : best), first);
  });

export const NUMBERS: Record<string, Fn> = {
  /** Yuan → fen. */
  yuan: of((a) => multiply(a, 100)),
  floor: of(floor),
  abs: of((a) => (compare(a, 0) < 0 ? negate(a) : a)),
  max: pick(1),
  min: pick(-1),
};
