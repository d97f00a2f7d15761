// Backtest: a draft rule over a journal's acts, beside the rule it would replace. Pure: entries in, figures out; whoever holds the
// entries hands them over in slices and decides when to stop.
import type { ActionSpec, Calendar, Entry, Flag, LevelScheme, ReviewVerdict, Rule } from '@/lib/model';
import { matchesAction } from '@/lib/rules/reach';
import { actOfEntry, matterOf, noteDecided } from './acts';
import type { Decided, PastAct } from './acts';
import { playerOf } from './player';
import type { Player } from './player';
import { createTally } from './tally';
import type { Said } from './tally';

export interface BacktestInput {
  draft: Rule;
  /** What is in force; absent: a new rule. */
  before?: Rule;
  pack: string;
  actions: readonly ActionSpec[];
  scheme: LevelScheme;
  calendar: Calendar;
}
/** An act that only one of the two flags, or that began a matter which only one of them finds overdue. */
export interface Difference {
  desk: string;
  seq: number;
  /** Epoch ms of the act. */
  at: number;
  action: string;
  /** What the act is about, as its page names it. */
  subject: string;
  why: { zh: string; en: string };
  verdict?: ReviewVerdict;
}
export interface BacktestResult {
  /** Acts looked at, first to last. */
  acts: number;
  from?: number;
  to?: number;
  before: Counted;
  draft: Counted;
  /** All that differ are counted; at most two hundred are listed. */
  more: number;
  less: number;
  /** Overdue matters that both find: how many the draft tells sooner, and later. */
  sooner: number;
  later: number;
  added: Difference[];
  gone: Difference[];
  /** What officers decided about the acts that only one of them flags. */
  decidedAdded: Partial<Record<ReviewVerdict, number>>;
  decidedGone: Partial<Record<ReviewVerdict, number>>;
  /** Holds a clerk and week, by the draft and by what is in force; undefined: nobody is named in the records. */
  holds?: { before: number; draft: number; clerks: number; weeks: number };
}
export interface Counted {
  flagged: number;
  undetermined: number;
}
/** Acts between two chances to draw progress or to stop. */
const SLICE = 500;
/** Hours of the timers between two such chances: many matters may come due in one. */
const TICKS = 24;
const DAY = 86_400_000;

export interface Backtest {
  /** Entries of any kind, of any desk, in any order. */
  take(entries: Iterable<Entry>): void;
  /** Acts taken so far. */
  acts(): number;
  /** Goes through the acts in the order of time; yields how many are done, the result at the end. */
  run(): Generator<number, BacktestResult>;
}

export function createBacktest(input: BacktestInput): Backtest {
  const rules = [input.draft, ...(input.before ? [input.before] : [])];
  const patterns = [
    ...new Set(
      rules.flatMap((rule) => [
        ...rule.on,
        ...Object.values(rule.facts).flatMap((f) => [...(f.of ?? []), ...(f.until ?? []), ...(f.after ?? [])]),
      ]),
    ),
  ];
  const known = new Map<string, boolean>();
  const wanted = (action: string): boolean => {
    const kept = known.get(action) ?? patterns.some((pattern) => matchesAction(pattern, action));
    known.set(action, kept);
    return kept;
  };
  const acts: PastAct[] = [];
  const decided: Decided = { verdicts: new Map(), undone: new Set(), overdue: new Map() };
  let end = 0;
  return {
    take(entries) {
      for (const entry of entries) {
        end = Math.max(end, entry.skeleton.at);
        const act = actOfEntry(entry, wanted);
        if (act) acts.push(act);
        else noteDecided(entry, decided, input.draft.id);
      }
    },
    acts: () => acts.length,
    run: () => played(input, { all: acts, decided, end }),
  };
}

interface Played {
  all: PastAct[];
  decided: Decided;
  /** Epoch ms of the last entry: up to then the desks' timers ran. */
  end: number;
}

function* played(input: BacktestInput, { all, decided, end }: Played): Generator<number, BacktestResult> {
  const acts = all.sort((a, b) => a.at - b.at || a.seq - b.seq);
  const draft = playerOf(input.draft, input);
  const before = input.before && playerOf(input.before, input);
  const { result, compare, silent } = createTally(input.draft, input.actions);
  const overdue = { now: createOverdue(draft), was: createOverdue(before) };
  const isTimed = draft.timers !== undefined || before?.timers !== undefined;
  const clerks = new Set<string>();
  const held = { before: 0, draft: 0 };
  let done = 0;
  const said = (player: Player | undefined, act: PastAct): Said => {
    const judged = player?.judge(act) ?? false;
    return player && judged !== false ? { judged, why: () => player.why(act) } : silent;
  };
  let ticks = 0;
  const timers = function* (until: number): Generator<number, void> {
    for (const one of [overdue.now, overdue.was]) while (one.tick(until)) if (++ticks % TICKS === 0) yield done;
  };
  for (const act of acts) {
    if (isTimed) yield* timers(act.at);
    if (act.login) clerks.add(act.login);
    const [now, was] = [said(draft, act), said(before, act)];
    if (now.judged === true && draft.holds) held.draft++;
    if (was.judged === true && before?.holds) held.before++;
    if (now !== silent || was !== silent) compare(act, now, was, decided.verdicts.get(matterOf(act)));
    // A clerk who went back did nothing that later acts could rest on; the act itself was judged all the same.
    if (!decided.undone.has(matterOf(act))) {
      draft.add(act);
      before?.add(act);
    }
    if (++done % SLICE === 0) yield done;
  }
  yield* timers(end);
  for (const act of new Set([...overdue.now.told.keys(), ...overdue.was.told.keys()])) {
    const [now, was] = [overdue.now.told.get(act), overdue.was.told.get(act)];
    const flagged = decided.overdue.get(matterOf(act));
    compare(act, ofTimer(now, silent), ofTimer(was, silent), decided.verdicts.get(flagged ?? ''));
    if (now?.flag && was?.flag && now.at < was.at) result.sooner++;
    if (now?.flag && was?.flag && now.at > was.at) result.later++;
  }
  return { ...result, acts: acts.length, ...spanOf(acts, clerks.size, held) };
}

/** Matters that a rule's timer finds overdue, by the act that began them, each once. */
function createOverdue(player: Player | undefined) {
  const told = new Map<PastAct, { at: number; flag?: Flag }>();
  return {
    told,
    /** One hour of the timer, up to a moment; false: there is none. */
    tick(until: number): boolean {
      const at = player?.timers?.next();
      if (at === undefined || at > until) return false;
      for (const { begun, flag } of player?.timers?.tick(at) ?? [])
        if (!told.get(begun)?.flag) told.set(begun, { at, ...(flag ? { flag } : {}) });
      return true;
    },
  };
}

const ofTimer = (told: { flag?: Flag } | undefined, silent: Said): Said => {
  if (!told) return silent;
  const { flag } = told;
  return flag ? { judged: true, why: () => flag.because } : { judged: 'unknown', why: silent.why };
};

/** From the first act to the last, and holds a clerk and week. */
function spanOf(
  acts: readonly PastAct[],
  clerks: number,
  held: { before: number; draft: number },
): Pick<BacktestResult, 'from' | 'to' | 'holds'> {
  const [first] = acts;
  const last = acts.at(-1);
  if (!first || !last) return {};
  const weeks = Math.max((last.at - first.at) / (7 * DAY), 1);
  const each = (n: number): number => n / clerks / weeks;
  return {
    from: first.at,
    to: last.at,
    ...(clerks ? { holds: { before: each(held.before), draft: each(held.draft), clerks, weeks } } : {}),
  };
}
