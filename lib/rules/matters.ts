import type { ActionEvent, ActionSpec, Calendar, FactSpec, Flag, LevelScheme } from '@/lib/model';
import { computeFacts } from './history';
import type { HistoryEvent } from './history';
import { judge } from './judge';
import { matchesAction } from './reach';
import type { FactValue } from './scope';
import type { PackedRule } from './weigh';
import { matterKey } from './past';

/** A matter that a timer rule found open: the rule's flag, and the act by which it began. */
export interface Overdue {
  flag: Flag;
  begun: HistoryEvent;
}
export interface Timers {
  add(event: HistoryEvent): void;
  /** Matters that are newly open at this moment; each is told once, until it was closed and begins anew. */
  tick(at: number): Overdue[];
}

interface Around {
  scheme: LevelScheme;
  actions: readonly ActionSpec[];
  calendar: Calendar;
}
type Alone = readonly [PackedRule];
interface Concern {
  alone: Alone;
  spec: FactSpec;
  /** The act begins a matter; else it only ends one. */
  begins: boolean;
}
interface Matter {
  alone: Alone;
  events: HistoryEvent[];
  begun: HistoryEvent;
  isTold: boolean;
  /** When it will be overdue if nothing more is done; undefined: never. */
  dueAt?: number;
  /** `dueAt` is only when to look. */
  isGuess: boolean;
}

const DAY = 86_400_000;
/** No term of a rule is longer. */
const HORIZON = 512;

/**
 * Timer rules over matters, one group of events a key, with a table of when each falls due: a term that has run out stays so
 * until something more is done, so the day is found by halving. An hour costs what falls due in it, not what is open.
 */
export function createTimers(rules: readonly PackedRule[], around: Around): Timers {
  // Each in a list of its own that stays: the engine prepares a list of rules once.
  const timers = rules
    .filter((rule) => rule.on.includes('tick') && rule.status === 'active')
    .map((rule) => [rule] as const);
  const concerns = new Map<string, Concern[]>();
  const matters = new Map<string, Matter>();
  const changed = new Set<Matter>();
  const due = new Set<Matter>();
  /** How many days after its beginning a matter of the rule fell due last time: most have one term. */
  const terms = new Map<PackedRule, number>();

  function concerned(action: string): Concern[] {
    const kept = concerns.get(action);
    if (kept) return kept;
    const among = (patterns: readonly string[] = []): boolean => patterns.some((p) => matchesAction(p, action));
    const found = timers.flatMap((alone) =>
      Object.values(alone[0].facts)
        .filter((spec) => spec.kind === 'open' && (among(spec.of) || among(spec.until)))
        .map((spec) => ({ alone, spec, begins: among(spec.of) })),
    );
    concerns.set(action, found);
    return found;
  }

  function add(event: HistoryEvent): void {
    for (const { alone, spec, begins } of concerned(event.action)) {
      const key = matterKey(spec, event);
      if (key === undefined) continue;
      const id = `${alone[0].id} ${spec.key.join()} ${key}`;
      const matter = matters.get(id) ?? { alone, events: [], begun: event, isTold: false, isGuess: false };
      if (begins && !matter.isTold) matter.begun = event;
      if (!matter.events.includes(event)) matter.events.push(event);
      matters.set(id, matter);
      changed.add(matter);
    }
  }

  const flagAt = ({ alone, events: history }: Matter, at: number): Flag | undefined => {
    const [rule] = alone;
    const event = tickEvent(at);
    const facts = (): Record<string, FactValue> => computeFacts({ rule, event, history, ...around });
    return judge({ event, rules: alone, ...around, facts }).flags[0];
  };

  /** Days are halved until one remains; the tick of that day or the next tells it. */
  function dueOf(matter: Matter, now: number): number | undefined {
    if (flagAt(matter, now)) return now;
    if (!flagAt(matter, now + HORIZON * DAY)) return undefined;
    const [rule] = matter.alone;
    const isQuiet = (days: number): boolean => days >= 0 && !flagAt(matter, now + days * DAY);
    const age = Math.floor((now - matter.begun.at) / DAY);
    const guess = (terms.get(rule) ?? 0) - age;
    if (guess >= 0 && guess < HORIZON && isQuiet(guess) && !isQuiet(guess + 1)) return now + guess * DAY;
    let before = 0;
    for (let step = HORIZON / 2; step >= 1; step /= 2) if (isQuiet(before + step)) before += step;
    terms.set(rule, before + age);
    return now + before * DAY;
  }

  function lookAgain(matter: Matter, at: number): void {
    matter.dueAt = dueOf(matter, at);
    if (matter.dueAt === undefined) due.delete(matter);
    else due.add(matter);
  }

  function tick(at: number): Overdue[] {
    for (const matter of changed) {
      const isDue = flagAt(matter, at) !== undefined;
      if (!isDue) matter.isTold = false;
      // Most matters end within the day: only what is left the next morning is worth the halving.
      matter.isGuess = !isDue;
      matter.dueAt = isDue ? at : at + 16 * 3_600_000;
      due.add(matter);
    }
    changed.clear();
    return [...due].flatMap((matter) => {
      if (matter.isTold || matter.dueAt === undefined || matter.dueAt > at) return [];
      if (matter.isGuess) {
        matter.isGuess = false;
        lookAgain(matter, at);
      }
      const flag = matter.dueAt !== undefined && matter.dueAt <= at ? flagAt(matter, at) : undefined;
      if (!flag) return [];
      matter.isTold = true;
      return [{ flag, begun: matter.begun }];
    });
  }
  return { add, tick };
}

const tickEvent = (at: number): ActionEvent => ({
  id: `tick-${at}`,
  action: 'tick',
  system: 'clock',
  adapter: { id: 'clock', version: 1 },
  page: 'tick',
  at,
  fields: {},
  signals: ['click'],
});
