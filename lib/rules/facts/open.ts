import type { FactValue } from '../scope';
import { bounds } from './figures';
import { eventsOf, holdsFor, isAmong, keyIn, pastScope } from './gather';
import type { Asked, Past, Question } from './gather';

/** Number of keys with a matter begun and not ended: for timers, which have no key of their own. */
export function open({ asked }: Question): FactValue {
  const events = eventsOf(asked);
  const begun = new Map<string, Past>();
  for (const event of events) {
    if (!isAmong(asked.spec.of ?? [], event.action) || event.at <= asked.trigger.at - asked.windowMs) continue;
    const key = keyIn(asked, event);
    if (key === undefined) continue;
    const before = begun.get(key);
    const better = !before || (asked.spec.pick === 'first' ? event.at < before.at : event.at >= before.at);
    if (better) begun.set(key, event);
  }
  let sure = 0;
  let doubtful = 0;
  const evidence: number[] = [];
  for (const [key, event] of begun) {
    const still = isOpen(asked, event, events.filter((e) => keyIn(asked, e) === key));
    if (still === false) continue;
    if (still) sure++;
    else doubtful++;
    if (event.seq !== undefined) evidence.push(event.seq);
  }
  return { value: bounds(sure, sure + doubtful), evidence: evidence.slice(-100) };
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
