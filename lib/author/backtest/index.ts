// Backtest: a draft rule over a journal's acts, beside the rule it would replace. Pure: entries in, figures out; whoever holds the
// entries hands them over in slices and decides when to stop.
import type { ActionEvent, ActionSpec, Calendar, Entry, LevelScheme, ReviewVerdict, Rule } from '@/lib/model';
import { holds as holdsAct } from '@/lib/rules';
import type { PackedRule } from '@/lib/rules';
import { truth } from '@/lib/rules/evaluate';
import { because } from '@/lib/rules/explain';
import { createTimers } from '@/lib/rules/matters';
import { createPast } from '@/lib/rules/past';
import type { Past } from '@/lib/rules/past';
import { matchesAction } from '@/lib/rules/reach';
import { actScope, ruleScope } from '@/lib/rules/scope';
import { actOf } from '../editor/preview';
import { actOfEntry, noteDecided } from './acts';
import type { Decided, PastAct } from './acts';

export interface BacktestInput {
  draft: Rule;
  /** What is in force; absent: a new rule. */
  before?: Rule;
  pack: string;
  actions: readonly ActionSpec[];
  scheme: LevelScheme;
  calendar: Calendar;
}
/** An act that only one of the two flags. */
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
  /** All that differ are counted; at most `MOST_LISTED` are listed. */
  more: number;
  less: number;
  added: Difference[];
  gone: Difference[];
  /** What officers decided about the acts that only one of them flags. */
  decidedAdded: Partial<Record<ReviewVerdict, number>>;
  decidedGone: Partial<Record<ReviewVerdict, number>>;
  /** Holds a clerk and week, by the draft and by what is in force; undefined: nobody is named in the records. */
  holds?: { before: number; draft: number; clerks: number; weeks: number };
}
interface Counted {
  flagged: number;
  undetermined: number;
}
const MOST_LISTED = 200;
/** Acts between two chances to draw progress or to stop. */
const SLICE = 500;
const DAY = 86_400_000;
const HOUR = 3_600_000;
/** The extension's timer runs each hour; twice a working day tells a matter within a day. */
const TICKS = [9 * HOUR, 17 * HOUR];
const ZONE = 8 * HOUR;

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
  const decided: Decided = { verdicts: new Map(), undone: new Set() };
  return {
    take(entries) {
      for (const entry of entries) {
        const act = actOfEntry(entry, wanted);
        if (act) acts.push(act);
        else noteDecided(entry, decided);
      }
    },
    acts: () => acts.length,
    run: () => played(input, acts, decided),
  };
}

function* played(input: BacktestInput, all: PastAct[], decided: Decided): Generator<number, BacktestResult> {
  // A clerk who went back did nothing that later acts could rest on; the act itself was judged all the same.
  const acts = all.sort((a, b) => a.at - b.at || a.seq - b.seq);
  const draft = playerOf(input.draft, input);
  const before = input.before && playerOf(input.before, input);
  const result: BacktestResult = {
    acts: acts.length,
    before: { flagged: 0, undetermined: 0 },
    draft: { flagged: 0, undetermined: 0 },
    more: 0,
    less: 0,
    added: [],
    gone: [],
    decidedAdded: {},
    decidedGone: {},
  };
  const clerks = new Set<string>();
  const held = { before: 0, draft: 0 };
  const byId = new Map<string, PastAct>();
  let last = 0;
  let done = 0;
  const compare = (act: PastAct, now: Judged, was: Judged, player: Player, other: Player | undefined): void => {
    if (now === true) result.draft.flagged++;
    if (was === true) result.before.flagged++;
    if (now === 'unknown') result.draft.undetermined++;
    if (was === 'unknown') result.before.undetermined++;
    if (now === true && player.holds) held.draft++;
    if (was === true && other?.holds) held.before++;
    if ((now === true) === (was === true)) return;
    const verdict = decided.verdicts.get(`${act.desk}/${act.seq}`);
    const isMore = now === true;
    if (isMore) result.more++;
    else result.less++;
    const counts = isMore ? result.decidedAdded : result.decidedGone;
    if (verdict) counts[verdict] = (counts[verdict] ?? 0) + 1;
    const list = isMore ? result.added : result.gone;
    if (list.length >= MOST_LISTED) return;
    const teller = isMore ? player : (other ?? player);
    list.push({
      desk: act.desk,
      seq: act.seq,
      at: act.at,
      action: act.action,
      subject: subjectOf(act, input.actions),
      why: teller.why(act),
      ...(verdict ? { verdict } : {}),
    });
  };
  const timed = draft.isTimed || before?.isTimed === true;
  for (const act of acts) {
    if (timed)
      for (const at of ticksUntil(last, act.at)) {
        const now = new Set(draft.tick(at));
        const was = new Set(before?.tick(at) ?? []);
        for (const id of new Set([...now, ...was])) {
          const begun = byId.get(id);
          if (begun) compare(begun, now.has(id), was.has(id), draft, before);
        }
      }
    last = act.at;
    if (act.login) clerks.add(act.login);
    if (timed) byId.set(act.id, act);
    const [now, was] = [draft.judge(act), before?.judge(act) ?? false];
    if (now !== false || was !== false) compare(act, now, was, draft, before);
    if (!decided.undone.has(`${act.desk}/${act.seq}`)) {
      draft.add(act);
      before?.add(act);
    }
    if (++done % SLICE === 0) yield done;
  }
  const [first] = acts;
  const end = acts.at(-1);
  if (first && end) {
    result.from = first.at;
    result.to = end.at;
    const weeks = Math.max((end.at - first.at) / (7 * DAY), 1);
    if (clerks.size) {
      const each = (n: number): number => n / clerks.size / weeks;
      result.holds = { before: each(held.before), draft: each(held.draft), clerks: clerks.size, weeks };
    }
  }
  return result;
}

type Judged = boolean | 'unknown';
interface Player {
  holds: boolean;
  isTimed: boolean;
  judge(act: PastAct): Judged;
  why(act: PastAct): { zh: string; en: string };
  /** Ids of the acts whose matter is newly overdue. */
  tick(at: number): string[];
  add(act: PastAct): void;
}

function playerOf(rule: Rule, input: BacktestInput): Player {
  const packed: PackedRule = { ...rule, pack: input.pack, status: rule.status === 'retired' ? 'retired' : 'active' };
  const level = input.scheme.levels.find((l) => l.key === rule.level);
  const isTimed = rule.on.includes('tick');
  const past: Past = createPast([packed], input);
  const timers = isTimed ? createTimers([packed], input) : undefined;
  const specs = new Map(input.actions.map((action) => [action.key, action]));
  const isSensitive = (action: string): boolean => !rule.sensitiveOnly || specs.get(action)?.sensitive === true;
  const reached = new Map<string, boolean>();
  const reaches = (action: string): boolean => {
    const kept = reached.get(action) ?? (rule.on.some((on) => matchesAction(on, action)) && isSensitive(action));
    reached.set(action, kept);
    return kept;
  };
  const scopesOf = (act: PastAct) => {
    const event = actOf(act);
    const action = specs.get(act.action);
    const each: ActionEvent['fields'][] = event.items?.length
      ? event.items.map((item) => ({ ...event.fields, ...item }))
      : [event.fields];
    return each.map((fields) => {
      const one: ActionEvent = { ...event, fields };
      const facts = past.facts(packed, one);
      return {
        action,
        scope: ruleScope(actScope({ event: one, fields, action, office: input.calendar }), packed, facts),
      };
    });
  };
  return {
    holds: rule.when === 'before' && holdsAct(rule.ask ?? level?.defaultAsk ?? 'notice') && rule.status !== 'observe',
    isTimed,
    judge(act) {
      if (rule.status === 'retired' || !reaches(act.action)) return false;
      let open = false;
      for (const { scope } of scopesOf(act)) {
        const value = truth(rule.condition.tree, scope);
        if (value === true) return true;
        if (value !== false) open = true;
      }
      return open ? 'unknown' : false;
    },
    why(act) {
      for (const { scope, action } of reaches(act.action) ? scopesOf(act) : [])
        if (truth(rule.condition.tree, scope) === true) return because(rule.condition.tree, { rule, action, scope });
      return rule.title;
    },
    tick: (at) => timers?.tick(at).map(({ begun }) => begun.id) ?? [],
    add(act) {
      past.add(act);
      timers?.add(act);
    },
  };
}

function subjectOf(act: PastAct, actions: readonly ActionSpec[]): string {
  const id = actions.find((action) => action.key === act.action)?.subject;
  const reading = id === undefined ? undefined : act.fields[id];
  if (reading?.kind !== 'read' || reading.value === null) return '';
  return typeof reading.value === 'object' ? '' : String(reading.value);
}

/** Times of the timer after the last act and up to this one. */
function ticksUntil(last: number, at: number): number[] {
  if (last === 0) return [];
  const ticks: number[] = [];
  for (let day = Math.floor((last + ZONE) / DAY); day <= Math.floor((at + ZONE) / DAY); day++)
    for (const hour of TICKS) {
      const tick = day * DAY - ZONE + hour;
      if (tick > last && tick <= at) ticks.push(tick);
    }
  return ticks;
}
