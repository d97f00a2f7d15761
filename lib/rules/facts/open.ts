import { add, compare, isNum } from '../number';
import type { Num } from '../number';
import type { FactValue } from '../scope';
import { bounds, greatest, UNTOLD } from './figures';
import { eventsOf, holdsFor, isAmong, keyIn, pastScope, treeIn } from './gather';
import type { Asked, Question } from './gather';
import type { Condition, PastAct as Past } from '@/lib/model';

/** What began under a key. */
interface Matter {
  key: string;
  event: Past;
}
/** A matter not ended; `certain` false: whether it is could not be told. */
interface Open extends Matter {
  certain: boolean;
}

/** Number of matters begun and not ended. With a value: the greatest sum of a key. */
export function open(q: Question): FactValue {
  const { asked } = q;
  const own = asked.spec.own ? keyIn(asked, asked.trigger) : undefined;
  if (asked.spec.own && own === undefined) return { value: UNTOLD };
  const byKey = byKeyOf(asked);
  const groups = own === undefined ? [...byKey.entries()] : [[own, byKey.get(own) ?? []] as const];
  return figureOf(
    asked,
    groups.flatMap(([key, events]) => openOf(asked, key, events)),
  );
}

/** What is open as a figure: how many, or with a value the greatest sum of a key. */
export function figureOf(asked: Asked, still: readonly Open[]): FactValue {
  const seqs = still.flatMap(({ event }) => event.seq ?? []).slice(-100);
  const { value } = asked.spec;
  if (value) return { value: greatest([...sums(asked, value, still).values()]), evidence: seqs };
  return { value: bounds(still.filter((m) => m.certain).length, still.length), evidence: seqs };
}

function byKeyOf(asked: Asked): Map<string, Past[]> {
  const byKey = new Map<string, Past[]>();
  for (const event of eventsOf(asked)) {
    const key = keyIn(asked, event);
    if (key === undefined) continue;
    const group = byKey.get(key);
    if (group) group.push(event);
    else byKey.set(key, [event]);
  }
  return byKey;
}

/** What is open under one key, from all its events up to the act. */
export function openOf(asked: Asked, key: string, events: readonly Past[]): Open[] {
  const still = mattersOf(asked, key, events).flatMap((matter) => {
    const is = isOpen(asked, matter.event, events);
    return is === false ? [] : [{ ...matter, certain: is === true }];
  });
  return asked.spec.holding && still.length ? held(asked, asked.spec.holding, key, events, still) : still;
}

/** What began under a key: the newest event, the first, or every one as a matter of its own. */
function mattersOf(asked: Asked, key: string, events: readonly Past[]): Matter[] {
  const { spec } = asked;
  const since = asked.trigger.at - asked.windowMs;
  const begun = events
    .filter((e) => isAmong(spec.of ?? [], e.action) && e.at > since && comesAfter(asked, e, events))
    .map((event) => ({ key, event }));
  if (spec.pick === 'each' || begun.length < 2) return begun;
  return [
    begun.reduce((best, next) =>
      (spec.pick === 'first' ? next.event.at < best.event.at : next.event.at >= best.event.at) ? next : best,
    ),
  ];
}

const comesAfter = ({ spec }: Asked, event: Past, events: readonly Past[]): boolean =>
  !spec.after || events.some((e) => e.at <= event.at && isAmong(spec.after ?? [], e.action));

/** Of matters that are old enough: those whose key holds something, all its open matters taken together. */
function held(asked: Asked, holding: Condition, key: string, events: readonly Past[], still: Open[]): Open[] {
  const all: Asked = { ...asked, spec: { ...asked.spec, where: undefined, holding: undefined } };
  const sum = sums(all, holding, openOf(all, key, events)).get(key);
  if (sum && compare(sum.lo, 0) > 0) return still;
  if (sum && (sum.hi === null || compare(sum.hi, 0) > 0)) return still.map((m) => ({ ...m, certain: false }));
  return [];
}

type Sum = { lo: Num; hi: Num | null };

/** Values are never negative, so what was read is the least a sum can be. */
function sums(asked: Asked, of: Condition, still: readonly Open[]): Map<string, Sum> {
  const found = new Map<string, Sum>();
  for (const { key, event, certain } of still) {
    const { lo, hi } = found.get(key) ?? { lo: 0, hi: 0 };
    const value = treeIn(of, pastScope(asked, event));
    if (isNum(value)) found.set(key, { lo: certain ? add(lo, value) : lo, hi: hi === null ? null : add(hi, value) });
    else found.set(key, { lo, hi: null });
  }
  return found;
}

function isOpen(asked: Asked, event: Past, sameKey: readonly Past[]): boolean | undefined {
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
