// What the conventions say makes no difference: the order of the list, an act delivered twice, acts after the trigger, spaces
// around words, order and repeats in lists.
import type { Ev } from './reading';

export type Delivered = Ev & { id?: string };

/** The same acts as a careless sender would write them. The last one stays the trigger. */
export function carelessly(events: readonly Ev[], roll: (n: number) => number): Delivered[] {
  const trigger = events.at(-1);
  if (!trigger) return [];
  const past = events.slice(0, -1).map((e, i): Delivered => ({ ...spaced(e, roll), id: `p${i}` }));
  const twice = past.flatMap((e) => (roll(3) ? [e] : [e, { ...e }]));
  const own: Delivered = { ...spaced(trigger, roll), id: 'act' };
  const late = roll(2) ? [{ ...own, at: trigger.at + 1 + roll(1000), id: 'late' }] : [];
  const again = roll(4) ? [] : [{ ...own }];
  // Of acts at one moment the list's order may decide which is the latest: these stay as they are.
  const isTied = new Set(past.map((e) => e.at)).size < past.length;
  const others = [...twice, ...again, ...late];
  return [...(isTied ? others : shuffled(others, roll)), own];
}

function spaced(e: Ev, roll: (n: number) => number): Ev {
  return { ...e, f: Object.fromEntries(Object.entries(e.f).map(([id, v]) => [id, loosely(v, roll)])) };
}
function loosely(v: unknown, roll: (n: number) => number): unknown {
  if (typeof v === 'string' && v) return [v, ` ${v}`, `${v} `, `\u3000${v}\t`][roll(4)];
  if (!Array.isArray(v) || !v.length || Array.isArray(v[0])) return v;
  return shuffled([...v, ...(roll(2) ? [] : [v[0]]), ...(roll(3) ? [] : [''])], roll).map((one) => loosely(one, roll));
}
function shuffled<V>(list: readonly V[], roll: (n: number) => number): V[] {
  const left = [...list];
  const out: V[] = [];
  while (left.length) out.push(...left.splice(roll(left.length), 1));
  return out;
}
