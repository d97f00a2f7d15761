import { add, compare, divide, isNum, multiply, subtract } from './number';
import type { Num } from './number';
import {
  entries,
  ERROR,
  FIELD,
  isEmpty,
  isSpan,
  isTable,
  isUnknown,
  isWho,
  keyOf,
  NOT_READ,
  sameValue,
  unknown,
} from './value';
import type { Span, Unknown, Value } from './value';

type Truth = boolean | Unknown;

/** What stops two operands from being compared: unread on either side, then empty on either side. */
function missing(a: Value, b: Value): Unknown | undefined {
  if (isUnknown(a)) return isUnknown(b) ? unknown(a.why | b.why) : a;
  if (isUnknown(b)) return b;
  return isEmpty(a) || isEmpty(b) ? NOT_READ : undefined;
}

const asSpan = (v: Value): Span | undefined => (isSpan(v) ? v : isNum(v) ? { k: 'span', lo: v, hi: v } : undefined);
const less = (a: Num, b: Num | null, orEqual: boolean): boolean =>
  b !== null && (orEqual ? compare(a, b) <= 0 : compare(a, b) < 0);

/** a < b (or ≤) of figures that may be known only between bounds. */
function below(a: Span, b: Span, orEqual: boolean): Truth {
  if (a.hi !== null && less(a.hi, b.lo, orEqual)) return true;
  if (b.hi !== null && less(b.hi, a.lo, !orEqual)) return false;
  return NOT_READ;
}

export function compareValues(op: '<' | '<=' | '>' | '>=', a: Value, b: Value): Truth {
  const gone = missing(a, b);
  if (gone) return gone;
  const [x, y] = op === '<' || op === '<=' ? [a, b] : [b, a];
  const orEqual = op.length === 2;
  if (typeof x === 'number' && typeof y === 'number') return orEqual ? x <= y : x < y;
  if (typeof x === 'string' && typeof y === 'string') return orEqual ? x <= y : x < y;
  const p = asSpan(x);
  const q = asSpan(y);
  return p && q ? below(p, q, orEqual) : unknown(ERROR);
}

export function equal(a: Value, b: Value): Truth {
  const gone = missing(a, b);
  if (gone) return gone;
  if (isNum(a) && isNum(b)) return compare(a, b) === 0;
  const p = asSpan(a);
  const q = asSpan(b);
  if (p && q)
    return p.hi !== null && q.hi !== null && compare(p.lo, p.hi) === 0 && compare(q.lo, q.hi) === 0
      ? compare(p.lo, q.lo) === 0
      : apart(p, q)
        ? false
        : NOT_READ;
  if (isTable(a) || isTable(b)) return unknown(ERROR);
  if (Array.isArray(a) && Array.isArray(b)) return sameSet(a, b);
  if (isWho(a) && typeof b === 'string') return a.of.token === b || a.of.masked === b;
  if (isWho(b) && typeof a === 'string') return equal(b, a);
  return typeof a === typeof b ? sameValue(a, b) : unknown(ERROR);
}
const apart = (p: Span, q: Span): boolean =>
  (p.hi !== null && compare(p.hi, q.lo) < 0) || (q.hi !== null && compare(q.hi, p.lo) < 0);

/** Order and repeats do not matter. */
function sameSet(a: Value[], b: Value[]): Truth {
  const half = (from: Value[], to: Value[]): Truth => {
    const parts = entries(from).map((x) => membership(x, to));
    return parts.includes(false) ? false : (parts.find((t) => t !== true) ?? true);
  };
  const there = half(a, b);
  return there === true ? half(b, a) : there;
}

export function membership(a: Value, list: Value): Truth {
  if (isUnknown(list)) return isUnknown(a) ? unknown(a.why | list.why) : list;
  // An empty list holds nobody, whoever was not read.
  if (isUnknown(a)) return Array.isArray(list) && isEmpty(list) ? false : a;
  if (isEmpty(a)) return NOT_READ;
  if (isTable(list)) return Object.hasOwn(list.of, keyOf(a));
  let open: Unknown | undefined;
  for (const entry of entries(list)) {
    const t = equal(a, entry);
    if (t === true) return true;
    if (typeof t !== 'boolean') open = t;
  }
  return open ?? false;
}

const between = (lo: Num, hi: Num | null): Span => ({ k: 'span', lo, hi });

/** Sums and scaled figures of bounds stay bounds; anything finer is unknown. */
function spanArithmetic(op: '+' | '-' | '*' | '/', a: Value, b: Value): Value {
  const p = asSpan(a);
  const q = asSpan(b);
  if (!p || !q) return unknown(ERROR);
  if (op === '+') return between(add(p.lo, q.lo), p.hi === null || q.hi === null ? null : add(p.hi, q.hi));
  if (op === '-')
    return q.hi === null ? unknown(FIELD) : between(subtract(p.lo, q.hi), p.hi === null ? null : subtract(p.hi, q.lo));
  const factor = isNum(b) ? b : op === '*' && isNum(a) ? a : undefined;
  const span = isSpan(a) ? a : q;
  if (factor === undefined || compare(factor, 0) <= 0) return unknown(FIELD);
  const scale = (n: Num): Num => (op === '*' ? multiply(n, factor) : (divide(n, factor) ?? 0));
  return between(scale(span.lo), span.hi === null ? null : scale(span.hi));
}

export function arithmetic(op: '+' | '-' | '*' | '/', a: Value, b: Value): Value {
  const gone = missing(a, b);
  if (gone) return gone;
  if (typeof a === 'string' && typeof b === 'string' && op === '+') return a + b;
  if (!isNum(a) || !isNum(b)) return spanArithmetic(op, a, b);
  switch (op) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b) ?? NOT_READ;
  }
}
