import { add, isNum } from '../number';
import type { Num } from '../number';
import type { FactScalar, FactValue } from '../scope';
import { bounds, greatest } from './figures';
import { eventsOf, holdsFor, isAmong, keyIn, pastScope, valueIn } from './gather';
import type { Asked, Past, Question } from './gather';

interface Matter {
  key: string;
  event: Past;
}

/** What began under each key: the newest event, the first, or every one as a matter of its own. */
function mattersOf(asked: Asked, events: Past[]): Matter[] {
  const { spec } = asked;
  const begun: Matter[] = [];
  const ofKey = new Map<string, Matter>();
  for (const event of events) {
    if (!isAmong(spec.of ?? [], event.action) || event.at <= asked.trigger.at - asked.windowMs) continue;
    const key = keyIn(asked, event);
    if (key === undefined) continue;
    const before = spec.pick === 'each' ? undefined : ofKey.get(key);
    if (!before) {
      const matter = { key, event };
      ofKey.set(key, matter);
      begun.push(matter);
    } else if (spec.pick === 'first' ? event.at < before.event.at : event.at >= before.event.at) before.event = event;
  }
  return begun;
}

/** Number of matters begun and not ended: for timers, which have no key of their own. With a value: the greatest sum of a key. */
export function open(q: Question): FactValue {
  const { asked } = q;
  const events = eventsOf(asked);
  const still = mattersOf(asked, events).flatMap(({ key, event }) => {
    const is = isOpen(
      asked,
      event,
      events.filter((e) => keyIn(asked, e) === key),
    );
    return is === false ? [] : [{ key, event, certain: is === true }];
  });
  const evidence = still.flatMap(({ event }) => event.seq ?? []).slice(-100);
  if (asked.spec.value) return { value: greatestSum(asked, still), evidence };
  return { value: bounds(still.filter((m) => m.certain).length, still.length), evidence };
}

/** Values are never negative, so what was read is the least a sum can be. */
function greatestSum(asked: Asked, still: (Matter & { certain: boolean })[]): FactScalar {
  const sums = new Map<string, { lo: Num; hi: Num | null }>();
  for (const { key, event, certain } of still) {
    const { lo, hi } = sums.get(key) ?? { lo: 0, hi: 0 };
    const value = valueIn(asked, pastScope(asked, event));
    if (isNum(value)) sums.set(key, { lo: certain ? add(lo, value) : lo, hi: hi === null ? null : add(hi, value) });
    else sums.set(key, { lo, hi: null });
  }
  return greatest([...sums.values()]);
}

function isOpen(asked: Asked, event: Past, sameKey: Past[]): boolean | undefined {
  const { spec } = asked;
  const due = holdsFor(spec.where, pastScope(asked, event));
  if (due === false) return false;
  let doubt = due === undefined;
  for (const end of sameKey) {
    if (!isAmong(spec.until ?? [], end.action)) continue;
    if (!spec.untilWhere && end.at < event.at) continue;
    const ends = holdsFor(spec.untilWhere, pastScope(asked, end, event));
    if (ends === true) return false;
    if (ends === undefined) doubt = true;
  }
  return doubt ? undefined : true;
}
