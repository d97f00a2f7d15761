// The desks' timers over a journal: what came due, hour by hour, as the workers would have told it.
import type { ActionSpec, ActMark, Calendar, Expr, Flag, Found, LevelScheme } from '@/lib/model';
import { ringsFor } from '@/lib/rules';
import type { PackedRule } from '@/lib/rules';
import { matchesAction } from '@/lib/rules/reach';
import { turn } from '@/lib/rules/timer';
import type { Turned } from '@/lib/rules/timer';
import type { PastAct } from './acts';

/** A matter that came due. `flag` absent: it could not be told. */
export interface Told {
  begun: PastAct;
  flag?: Flag;
}
export interface Timers {
  /** Acts come in the order of time. */
  add(act: PastAct): void;
  /** The next hour at which something is to be looked at; undefined: none. */
  next(): number | undefined;
  /** What is told at that hour. */
  tick(at: number): Told[];
}

interface Around {
  scheme: LevelScheme;
  calendar: Calendar;
  actions: readonly ActionSpec[];
}
const HOUR = 3_600_000;
/** The extension looks every hour. */
const hourAfter = (at: number): number => Math.ceil(at / HOUR) * HOUR;

/** A rule that rests on the own desk is played desk by desk, one that rests on all of them over all. */
export function createTimers(rule: PackedRule, around: Around): Timers {
  const rooms = new Map<string, Timers>();
  const roomOf = (desk: string): Timers => {
    const id = rule.scope === 'local' ? desk : '';
    const room = rooms.get(id) ?? openRoom(rule, around);
    rooms.set(id, room);
    return room;
  };
  return {
    add: (act) => roomOf(act.desk).add(act),
    next: () => leastOf([...rooms.values()].map((room) => room.next())),
    tick: (at) => [...rooms.values()].flatMap((room) => room.tick(at)),
  };
}

const leastOf = (times: readonly (number | undefined)[]): number | undefined =>
  times.reduce((least, at) => (least === undefined || (at !== undefined && at < least) ? at : least), undefined);

interface Kept {
  marks: ActMark[];
  clerk: string;
  /** Not looked at yet. */
  fresh: ActMark[];
  /** When it falls due, once looked at; undefined: never. */
  due?: number | undefined;
}

function openRoom(rule: PackedRule, around: Around): Timers {
  const rings = ringsFor([rule], around);
  const acts: PastAct[] = [];
  const kept = new Map<string, Kept>();
  /** Rings by the hour at which they are to be looked at. */
  const waiting = new Map<number, Set<string>>();
  let soonest: number | undefined;
  /** What may be due, by clerk: it stays until it is ended. */
  const due = new Map<string, Set<string>>();
  /** Acts told of. */
  const known = new Map<string, Set<number>>();
  const isEach = tellsEach(rule);
  const each = Object.values(rule.facts).flatMap(({ kind, pick, of }) =>
    kind === 'open' && pick === 'each' ? (of ?? []) : [],
  );
  const begins = ({ past }: ActMark): boolean => each.some((pattern) => matchesAction(pattern, past.action));

  function wait(ring: string, at: number): void {
    const hour = hourAfter(at);
    const list = waiting.get(hour) ?? new Set();
    waiting.set(hour, list.add(ring));
    soonest = Math.min(soonest ?? hour, hour);
  }

  /** Of several matters under one key a later one comes due when the key is due already. */
  function waitForEach(ring: string, { marks, fresh }: Kept, at: number): void {
    for (const mark of fresh.splice(0)) {
      if (!begins(mark) || marks.length < 2) continue;
      const next = rings.due(ring, [mark, ...marks.filter((one) => !begins(one))], at);
      if (next !== undefined && next > at) wait(ring, next);
    }
  }

  /** Gives the clerk, where the ring may be due by now. */
  function look(ring: string, at: number): string | undefined {
    const one = kept.get(ring);
    if (!one) return undefined;
    if (one.fresh.length) {
      waitForEach(ring, one, at);
      one.due = rings.due(ring, one.marks, at);
    }
    const next = one.due;
    if (next === undefined) due.get(one.clerk)?.delete(ring);
    else if (next > at) wait(ring, next);
    if (next === undefined || next > at) return undefined;
    due.set(one.clerk, (due.get(one.clerk) ?? new Set()).add(ring));
    return one.clerk;
  }

  function turned(who: string, at: number, own: readonly string[]): Turned {
    const found = new Map(
      rings.populations.map((population): [string, Found] => {
        const marks = own.flatMap((ring) => (ring.startsWith(population) ? (kept.get(ring)?.marks ?? []) : []));
        return [population, { days: [], marks }];
      }),
    );
    const before = known.get(who) ?? new Set();
    const seqs = new Set([...found.values()].flatMap(({ marks }) => marks.map(({ seq }) => seq)));
    return turn(rule, { ...around, rings, at, who, found, known: [...seqs].filter((seq) => before.has(seq)) });
  }

  /** Where each matter is told alone, only what could not be told of it is looked at among all of the clerk's. */
  function tellOf(who: string, at: number, looked: readonly string[]): Told[] {
    const alone = isEach ? turned(who, at, looked) : undefined;
    const isDone = alone !== undefined && !alone.verdict?.undetermined.length;
    const told = isDone ? alone : turned(who, at, [...(due.get(who) ?? [])]);
    const [flag] = told.verdict?.flags ?? [];
    if (flag) {
      const before = known.get(who) ?? new Set();
      for (const n of told.fresh) before.add(n);
      known.set(who, before);
    }
    return told.fresh.flatMap((n) => {
      const begun = acts[n];
      return begun ? [{ begun, ...(flag ? { flag } : {}) }] : [];
    });
  }

  return {
    add(act) {
      const seq = acts.push(act) - 1;
      for (const mark of rings.marksOf({ ...act, seq })) {
        if (!rings.keeps(mark.ring)) continue;
        const one = kept.get(mark.ring) ?? { marks: [], clerk: '', fresh: [] };
        const clerk = act.login ?? '';
        if (one.clerk !== clerk) due.get(one.clerk)?.delete(mark.ring);
        one.clerk = clerk;
        one.marks.push(mark);
        one.fresh.push(mark);
        kept.set(mark.ring, one);
        wait(mark.ring, act.at);
      }
    },
    next: () => soonest,
    tick(at) {
      const rings = [...waiting].filter(([hour]) => hour <= at).flatMap(([, list]) => [...list]);
      for (const hour of [...waiting.keys()]) if (hour <= at) waiting.delete(hour);
      soonest = waiting.size ? [...waiting.keys()].reduce((a, b) => Math.min(a, b)) : undefined;
      const looked = new Map<string, string[]>();
      for (const ring of new Set(rings)) {
        const who = look(ring, at);
        if (who !== undefined) looked.set(who, [...(looked.get(who) ?? []), ring]);
      }
      return [...looked].flatMap(([who, own]) => tellOf(who, at, own));
    },
  };
}

/** Figures of which one matter is enough to make the condition true. */
function enough(tree: Expr): string[] {
  switch (tree.op) {
    case '||':
      return tree.args.flatMap(enough);
    case '?:': {
      const [test, yes] = tree.args;
      const isTick =
        test?.op === 'call' && test.fn === 'onAction' && test.args.every((a) => a.op === 'lit' && a.value === 'tick');
      return isTick && yes ? enough(yes) : [];
    }
    case '>': {
      const [of, bound] = tree.args;
      return of?.op === 'fact' && bound?.op === 'num' && bound.text === '0' ? [of.id] : [];
    }
    default:
      return [];
  }
}

/** Whatever is open is told at once: nothing waits for other matters of its clerk. */
function tellsEach({ condition, facts }: PackedRule): boolean {
  const told = enough(condition.tree);
  return Object.entries(facts).every(([id, { kind }]) => kind !== 'open' || told.includes(id));
}
