import type { ActionEvent, ActionSpec, Calendar, FactSpec, PastAct, Readings } from '@/lib/model';
import { KINDS } from './facts/kinds';
import { greatest } from './facts/figures';
import { gather, latestOfEach, pastScope } from './facts/gather';
import type { Asked, Question } from './facts/gather';
import { isNum } from './number';
import type { Num } from './number';
import { factOf as factOfAnswer } from './scope';
import { entries, isSpan, isUnknown, keyOf } from './value';
import type { PackedRule } from './weigh';
import type { FactScalar, FactValue } from './scope';
import { windowMs } from './facts/window';

/** An earlier act as the journal or the hub keeps it: identity readings carry their token. Who acted, how long the page was read, how much stood on it: for fields of these names that no adapter reads. */
export interface HistoryEvent extends PastAct {
  items?: Readings[];
}

export interface HistoryInput {
  rule: PackedRule;
  event: Pick<ActionEvent, 'id' | 'action' | 'at' | 'fields' | 'login' | 'dwellMs' | 'pageChars'>;
  /** This desk, for the key part `$desk`. */
  desk?: string;
  /** Any superset of what `factsNeeded` names, in any order; later and double ones are dropped here. */
  history: readonly HistoryEvent[];
  actions: readonly ActionSpec[];
  calendar: Calendar;
}

/** Every figure of a rule, exactly, by going through the events once per fact. */
export function computeFacts(input: HistoryInput): Record<string, FactValue> {
  const answer: Record<string, FactValue> = {};
  for (const [id, spec] of Object.entries(input.rule.facts)) answer[id] = factFrom(input, spec);
  return answer;
}

const NOT_TOLD: FactValue = { value: { unknown: true } };

/** One figure of a rule. */
export function factFrom(input: HistoryInput, spec: FactSpec): FactValue {
  const window = windowMs(spec.window, input.rule, input.event.at);
  if (window === undefined) return NOT_TOLD;
  const asked: Asked = { ...input, spec, windowMs: window, trigger: { ...input.event, desk: input.desk } };
  if (spec.kind === 'open') return KINDS.open({ counted: [], asked, now: pastScope(asked, asked.trigger) });
  const counted = gather(asked);
  if (counted === 'key_unread') return NOT_TOLD;
  const question = { counted, asked, now: pastScope(asked, asked.trigger) };
  return spec.each ? forEach(question, spec.each) : KINDS[spec.kind](question);
}

/** The figure for each entry of the act's own list, over the events whose list has it; the greatest counts. */
function forEach(question: Question, field: string): FactValue {
  const own = question.now.field(field);
  if (isUnknown(own)) return NOT_TOLD;
  const figures: { lo: Num; hi: Num | null }[] = [];
  const evidence = new Set<number>();
  for (const entry of entries(own)) {
    const counted = question.counted.flatMap((c) => {
      const list = c.scope.field(field);
      if (isUnknown(list)) return [{ ...c, certain: false }];
      return entries(list).some((other) => keyOf(other) === keyOf(entry)) ? [c] : [];
    });
    const figure = KINDS[question.asked.spec.kind]({ ...question, counted: latestOfEach(question.asked, counted) });
    const value = factOfAnswer({ figure }, 'figure');
    if (isNum(value)) figures.push({ lo: value, hi: value });
    else if (isSpan(value)) figures.push({ lo: value.lo, hi: value.hi });
    else return NOT_TOLD;
    for (const seq of figure.evidence ?? []) evidence.add(seq);
  }
  return { value: greatest(figures), evidence: [...evidence].sort((a, b) => a - b) };
}

/** What must be fetched for a rule at an act: which actions, since when, and whose key. */
export interface FactNeed {
  fact: string;
  of: string[];
  until: string[];
  key: string[] /** epoch ms, exclusive; absent: all history */;
  since?: number;
}

export function factsNeeded(rule: PackedRule, at: number): FactNeed[] {
  return Object.entries(rule.facts).map(([fact, spec]) => {
    const window = windowMs(spec.window, rule, at);
    const since = window !== undefined && Number.isFinite(window) ? at - window : undefined;
    return {
      fact,
      of: spec.of ?? rule.on.filter((p) => p !== 'tick'),
      until: [...(spec.until ?? []), ...(spec.after ?? [])],
      key: spec.key,
      ...(since === undefined ? {} : { since }),
    };
  });
}
export type { FactScalar, FactValue };
