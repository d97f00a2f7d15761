import { compareValues } from '../operators';
import { isNum } from '../number';
import type { FactScalar, FactValue } from '../scope';
import { isSpan, isTable, isUnknown, isWho, keyOf } from '../value';
import type { Value } from '../value';
import { bounds, evidence, scalar, UNTOLD } from './figures';
import { eventsOf, holdsFor, isAmong, keyIn, pastScope, valueIn } from './gather';
import type { Counted, Question } from './gather';

function asScalar(value: Value): FactScalar {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (isUnknown(value) || isSpan(value) || isTable(value)) return UNTOLD;
  if (isNum(value)) return scalar(value);
  if (isWho(value)) return value.of;
  return value.map(keyOf);
}

/** The end of history nearest to (or farthest from) the act. An event in doubt that lies beyond it leaves it open. */
function atEnd(q: Question, newest: boolean): FactValue {
  const beyond = (a: Counted, b: Counted): boolean => (newest ? a.event.at > b.event.at : a.event.at < b.event.at);
  const sure = q.counted.filter((c) => c.certain);
  const end = sure.reduce<Counted | undefined>((best, c) => (!best || beyond(c, best) ? c : best), undefined);
  if (q.counted.some((c) => !c.certain && (!end || !beyond(end, c)))) return { value: UNTOLD };
  if (!end) return { value: null };
  const tied = sure.filter((c) => c.event.at === end.event.at);
  const values = tied.map((c) => asScalar(q.asked.spec.value ? valueIn(q.asked, c.scope) : c.event.at));
  // At the same millisecond two acts are in no order.
  const agreed = values.every((v) => JSON.stringify(v) === JSON.stringify(values[0]));
  return { value: agreed ? (values[0] ?? null) : UNTOLD, evidence: evidence(tied) };
}

/** Value (or moment) of the newest earlier event; empty when there is none. */
export const last = (q: Question): FactValue => atEnd(q, true);
export const first = (q: Question): FactValue => atEnd(q, false);

export function absence(q: Question): FactValue {
  const sure = q.counted.some((c) => c.certain);
  return { value: sure ? false : q.counted.length ? UNTOLD : true, evidence: evidence(q.counted) };
}

/** An earlier `of`, then an `until`, both strictly before the act and in this order. */
export function sequence(q: Question): FactValue {
  const { asked } = q;
  const key = keyIn(asked, asked.trigger);
  const later = eventsOf(asked).filter(
    (e) => e.at < asked.trigger.at && isAmong(asked.spec.until ?? [], e.action) && keyIn(asked, e) === key,
  );
  let open = false;
  for (const entry of q.counted)
    for (const end of later) {
      if (end.at <= entry.event.at) continue;
      const holds = holdsFor(asked.spec.untilWhere, pastScope(asked, end, entry.event));
      if (holds === true && entry.certain) return { value: true, evidence: evidence([entry]) };
      if (holds !== false) open = true;
    }
  return { value: open ? UNTOLD : false };
}

/** Earlier events whose period [from, to] shares a day with the act's; both ends are inside. */
export function overlap(q: Question): FactValue {
  const own = valueIn(q.asked, q.now);
  let sure = 0;
  let open = 0;
  const hits: Counted[] = [];
  for (const entry of q.counted) {
    const shares = overlaps(own, valueIn(q.asked, entry.scope));
    if (shares === false) continue;
    hits.push(entry);
    if (shares && entry.certain) sure++;
    else open++;
  }
  return { value: bounds(sure, sure + open), evidence: evidence(hits) };
}

function overlaps(a: Value, b: Value): boolean | undefined {
  if (!Array.isArray(a) || !Array.isArray(b)) return undefined;
  const [a1, a2] = a;
  const [b1, b2] = b;
  if (a1 === undefined || a2 === undefined || b1 === undefined || b2 === undefined) return undefined;
  const tests = [compareValues('<=', a1, b2), compareValues('<=', b1, a2)];
  if (tests.includes(false)) return false;
  return tests.every((t) => t === true) ? true : undefined;
}
