// A rule that runs by timer, at one moment: the same for the worker over its tables and for a backtest over a journal.
import type { ActionEvent, ActionSpec, Calendar, Found, LevelScheme, Need, Verdict } from '@/lib/model';
import { because } from './explain';
import { judge } from './judge';
import type { Rings } from './rings';
import type { PackedRule } from './weigh';

/** A figure points to so many acts at most; beyond, which matters were told is only added to. */
const MOST_EVIDENCE = 100;
const NOTHING: Found = { days: [], marks: [] };

/** The act that a timer's rule judges: nobody's, of nothing. */
export const timerAct = (id: string, at: number): ActionEvent => ({
  id,
  action: 'tick',
  system: 'desk',
  adapter: { id: 'desk', version: 1 },
  page: 'timer',
  at,
  fields: {},
  signals: [],
});

/** The newest act of each key, by its sequence number. */
export function newestOf(read: readonly Found[]): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { ring, seq } of read.flatMap((found) => found.marks)) newest.set(ring, seq);
  return newest;
}

/** What may have come due, by clerk and population: a key belongs to whoever did its newest act. */
export function byClerk(
  needs: readonly Need[],
  read: readonly Found[],
  clerkOf: (seq: number | undefined) => string,
): Map<string, Map<string, Found>> {
  const newest = newestOf(read);
  const clerks = new Map<string, Map<string, Found>>();
  for (const [i, need] of needs.entries())
    for (const mark of need.kind === 'due' ? (read[i]?.marks ?? []) : []) {
      const who = clerkOf(newest.get(mark.ring));
      const own = clerks.get(who) ?? new Map<string, Found>();
      const population = need.kind === 'due' ? need.population : '';
      const found = own.get(population) ?? { days: [], marks: [] };
      found.marks.push(mark);
      own.set(population, found);
      clerks.set(who, own);
    }
  return clerks;
}

/** A list that stays: the engine prepares a list of rules once. */
const lists = new WeakMap<PackedRule, readonly PackedRule[]>();
function alone(rule: PackedRule): readonly PackedRule[] {
  const list = lists.get(rule) ?? [rule];
  lists.set(rule, list);
  return list;
}

export interface Turned {
  /** Acts that opened what is told now, or cannot be told; none: nothing is new. */
  fresh: number[];
  verdict?: Verdict;
  /** Acts told of and still open: what is known at the next turn. */
  known: number[];
}

/**
 * One rule over one clerk's matters. `known`: acts already told of. What is open and does not make the condition true stays
 * untold: it is looked at again.
 */
export function turn(
  rule: PackedRule,
  input: {
    rings: Rings;
    scheme: LevelScheme;
    calendar: Calendar;
    actions: readonly ActionSpec[];
    at: number;
    /** Log-in name; '' where nobody is named. */
    who: string;
    found: ReadonlyMap<string, Found>;
    known: readonly number[];
  },
): Turned {
  const { rings, at, who, found } = input;
  const event = { ...timerAct('tick', at), ...(who ? { login: who } : {}) };
  const facts = rings.facts(rule, event, (need) => found.get(need.kind === 'due' ? need.population : '') ?? NOTHING);
  const open = [...new Set(Object.values(facts).flatMap((fact) => fact.evidence ?? []))].sort((a, b) => a - b);
  const known = open.length < MOST_EVIDENCE ? input.known.filter((seq) => open.includes(seq)) : [...input.known];
  const fresh = open.filter((seq) => !known.includes(seq));
  if (!fresh.length) return { fresh, known };
  const { scheme, calendar, actions } = input;
  const verdict = judge({
    event,
    rules: alone(rule),
    scheme,
    calendar,
    actions,
    facts: () => facts,
    deskOnly: true,
    explain: because,
  });
  if (verdict.flags.length) return { fresh, verdict, known: [...known, ...fresh] };
  return verdict.undetermined.length ? { fresh, verdict, known } : { fresh: [], known };
}
