import { add, compare, divide, fraction, isNum } from '../number';
import type { Num } from '../number';
import type { FactScalar, FactValue } from '../scope';
import { entries, isEmpty, isUnknown, keyOf } from '../value';
import { bounds, evidence, UNTOLD } from './figures';
import { valueIn } from './gather';
import type { Question } from './gather';

const certain = ({ counted }: Question) => counted.filter((c) => c.certain);
/** With the act itself in doubt, perhaps nothing counts at all. */
const ownInDoubt = ({ counted }: Question): boolean => counted.some((c) => c.isTrigger && !c.certain);

export function count(q: Question): FactValue {
  return { value: bounds(ownInDoubt(q) ? 0 : certain(q).length, q.counted.length), evidence: evidence(q.counted) };
}

/** Amounts are never negative, so what was read is the least the sum can be. */
export function sum(q: Question): FactValue {
  let lo: Num = 0;
  let hi: Num | null = 0;
  for (const entry of q.counted) {
    const value = valueIn(q.asked, entry.scope);
    if (!isNum(value)) {
      hi = null;
      continue;
    }
    if (entry.certain) lo = add(lo, value);
    if (hi !== null) hi = add(hi, value);
  }
  return { value: bounds(ownInDoubt(q) ? 0 : lo, hi), evidence: evidence(q.counted) };
}

export function distinct(q: Question): FactValue {
  const sure = new Set<string>();
  const all = new Set<string>();
  let unread = 0;
  for (const entry of q.counted) {
    const value = q.asked.spec.value ? valueIn(q.asked, entry.scope) : entry.event.action;
    // An event that lacks the value could bring one more; an empty list brings none.
    if (isUnknown(value) || (!Array.isArray(value) && isEmpty(value))) {
      unread++;
      continue;
    }
    for (const one of entries(value)) {
      all.add(keyOf(one));
      if (entry.certain) sure.add(keyOf(one));
    }
  }
  return { value: bounds(ownInDoubt(q) ? 0 : sure.size, all.size + unread), evidence: evidence(q.counted) };
}

function middle(sorted: Num[]): Num | undefined {
  const half = sorted.length >> 1;
  const upper = sorted[half];
  const lower = sorted.length % 2 ? upper : sorted[half - 1];
  return upper === undefined || lower === undefined ? undefined : divide(add(lower, upper), 2);
}
const sorted = (numbers: readonly Num[]): Num[] => [...numbers].sort(compare);

export function median(q: Question): FactValue {
  if (q.counted.some((c) => !c.certain)) return { value: UNTOLD };
  const values = q.counted.map((c) => valueIn(q.asked, c.scope));
  const numbers = values.filter(isNum);
  const value = medianOf(numbers, values.length - numbers.length);
  return value === null ? { value } : { value, evidence: evidence(q.counted) };
}

/** Values not read may lie anywhere from 0 up: the median is known only as far as that does not matter. Null of nothing. */
export function medianOf(numbers: readonly Num[], unread: number): FactScalar {
  const length = numbers.length + unread;
  const lo = middle(sorted([...Array<Num>(unread).fill(0), ...numbers]));
  if (lo === undefined) return null;
  const top = [...sorted(numbers), ...Array<null>(unread).fill(null)];
  const half = length >> 1;
  const known = top.slice(0, half + 1);
  const reach = known.every((n) => n !== null) && known.length > half;
  const hi = reach ? middle(length % 2 ? [known[half] ?? 0] : [known[half - 1] ?? 0, known[half] ?? 0]) : null;
  return bounds(lo, hi ?? null);
}

/** Events without a readable figure are left out, as if they were not there. */
export function ratioMedian(q: Question): FactValue {
  const readable = q.counted.filter((c) => isNum(valueIn(q.asked, c.scope)));
  return median({ ...q, counted: readable });
}

export function share(q: Question): FactValue {
  if (q.counted.some((c) => !c.certain)) return { value: UNTOLD };
  const values = q.counted.map((c) => valueIn(q.asked, c.scope));
  if (!values.length) return { value: null };
  const of = BigInt(values.length);
  const yes = values.filter((v) => v === true).length;
  const open = values.filter((v) => typeof v !== 'boolean').length;
  return { value: bounds(fraction(BigInt(yes), of), fraction(BigInt(yes + open), of)), evidence: evidence(q.counted) };
}

/** Length of the run of consecutive numbers in which the act's own number stands. */
export function streak(q: Question): FactValue {
  if (!q.counted.some((c) => c.isTrigger)) return { value: 0 };
  const own = serial(valueIn(q.asked, q.now));
  const read = q.counted.map((c) => ({ value: serial(valueIn(q.asked, c.scope)), certain: c.certain }));
  const sure = numbersOf(read.filter((r) => r.certain));
  const all = numbersOf(read);
  const unread = read.filter((r) => r.value === undefined).length;
  const least = ownInDoubt(q) ? 0 : own === undefined ? 1 : longestRun(sure, 0, own);
  return { value: bounds(least, longestRun(all, unread, own)), evidence: evidence(q.counted) };
}
const serial = (v: unknown): number | undefined => (typeof v === 'number' ? v : undefined);
const numbersOf = (read: { value: number | undefined }[]): number[] =>
  [...new Set(read.flatMap((r) => r.value ?? []))].sort((a, b) => a - b);

/** The longest run `own` can stand in when `spare` more numbers may be anything; `own` not read is one of these. */
function longestRun(numbers: readonly number[], spare: number, own: number | undefined): number {
  let longest = own === undefined ? spare : 1 + spare;
  let from = 0;
  for (const [to, last] of numbers.entries()) {
    while (missing(numbers, from, to) > spare) from++;
    const first = numbers[from] ?? last;
    if (own === undefined || (first <= own && own <= last)) longest = Math.max(longest, to - from + 1 + spare);
  }
  return longest;
}
const missing = (numbers: readonly number[], from: number, to: number): number =>
  (numbers[to] ?? 0) - (numbers[from] ?? 0) - (to - from);
