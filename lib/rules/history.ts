import type { ActionEvent, ActionSpec, Calendar, FactSpec, Readings } from '@/lib/model';
import { KINDS } from './facts/kinds';
import { gather, pastScope } from './facts/gather';
import type { Asked } from './facts/gather';
import type { PackedRule } from './weigh';
import type { FactScalar, FactValue } from './scope';
import { windowMs } from './facts/window';

/** An earlier act as the journal or the hub keeps it: identity readings carry their token. */
export interface HistoryEvent { seq?: number; id: string; action: string; at: number; desk?: string; fields: Readings; items?: Readings[] }

export interface HistoryInput {
  rule: PackedRule;
  event: ActionEvent;
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
  for (const [id, spec] of Object.entries(input.rule.facts)) answer[id] = factOf(input, spec);
  return answer;
}

const NOT_TOLD: FactValue = { value: { unknown: true } };

function factOf(input: HistoryInput, spec: FactSpec): FactValue {
  const window = windowMs(spec.window, input.rule, input.event.at);
  if (window === undefined) return NOT_TOLD;
  const asked: Asked = { ...input, spec, windowMs: window, trigger: { ...input.event, desk: input.desk } };
  if (spec.kind === 'open') return KINDS.open({ counted: [], asked, now: pastScope(asked, asked.trigger) });
  const counted = gather(asked);
  if (counted === 'key_unread') return NOT_TOLD;
  const now = pastScope(asked, asked.trigger);
  const figure = KINDS[spec.kind]({ counted, asked, now });
  return figure;
}

/** What must be fetched for a rule at an act: which actions, since when, and whose key. */
export interface FactNeed { fact: string; of: string[]; until: string[]; key: string[]; /** epoch ms, exclusive; absent: all history */ since?: number }

export function factsNeeded(rule: PackedRule, at: number): FactNeed[] {
  return Object.entries(rule.facts).map(([fact, spec]) => {
    const window = windowMs(spec.window, rule, at);
    const since = window !== undefined && Number.isFinite(window) ? at - window : undefined;
    return { fact, of: spec.of ?? rule.on.filter((p) => p !== 'tick'), until: spec.until ?? [], key: spec.key, ...(since === undefined ? {} : { since }) };
  });
}
export type { FactScalar, FactValue };
