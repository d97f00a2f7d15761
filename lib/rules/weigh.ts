import type { ActionEvent, ActionSpec, Ask, Calendar, Flag, LevelScheme, Rule, Text } from '@/lib/model';
import { askRank, holds, strongest } from './ask';
import { truth } from './evaluate';
import { find } from './find';
import type { FactAnswer, Scope } from './scope';
import { HISTORY } from './value';

/** `draft`: tried by its author in this browser. */
export type PackedRule = Rule & { pack: string; draft?: true };

export interface JudgeInput {
  event: ActionEvent;
  /** All rules, or those of this action; the ones that do not reach it are passed over. */
  rules: readonly PackedRule[];
  scheme: LevelScheme;
  calendar: Calendar;
  actions: readonly ActionSpec[];
  /** History of one rule's facts at this act; absent (in the page): not here yet. Asked only of rules that have facts; for each item of a bulk act. */
  facts?: (rule: PackedRule, event: ActionEvent, item?: number) => FactAnswer;
  /** Only this desk's records were counted: a hub rule's `stop` that rests on them asks for a justification instead. */
  deskOnly?: boolean;
  /** `because` of `./explain`, handed over where its size does not matter; without it the condition's own wording is taken. */
  explain?: (
    tree: Rule['condition']['tree'],
    reader: { rule: Rule; action: ActionSpec | undefined; scope: Scope },
  ) => Text;
}
export type RuleInput = JudgeInput & { rule: PackedRule; action: ActionSpec | undefined };

export interface Weight {
  ask: Ask;
  level: string;
  eased?: Flag['eased'];
}

/** The ask and level of one hit: the rule's own, raised by whatever holds, then eased where only this desk was counted. */
export function weigh(input: RuleInput, scope: Scope, answer: FactAnswer): Weight {
  const { rule, scheme } = input;
  const severity = (key: string): number => scheme.levels.find((l) => l.key === key)?.severity ?? 0;
  const defaultAsk = (key: string): Ask => scheme.levels.find((l) => l.key === key)?.defaultAsk ?? 'notice';
  let weight: Weight = { ask: rule.ask ?? defaultAsk(rule.level), level: rule.level };
  for (const step of rule.raise ?? []) {
    if (truth(step.if.tree, { ...scope, vars: {} }) !== true) continue;
    const level = step.level && severity(step.level) > severity(weight.level) ? step.level : weight.level;
    weight = {
      level,
      ask: strongest(weight.ask, step.ask ?? (level === weight.level ? weight.ask : defaultAsk(level))),
    };
  }
  if (rule.status === 'observe') return { ...weight, ask: 'observe' };
  const restsOnHistory = answer !== 'unknown' && Object.keys(answer).length > 0;
  const partial = input.deskOnly && rule.scope === 'hub' && restsOnHistory && weight.ask === 'stop';
  return partial ? { ...weight, ask: 'justification', eased: 'desk_only' } : weight;
}

/** What the page must know at once, without any text. */
export interface Weighed {
  /** The clerk must answer before the act: a rule is true, or one as grave as a second person has a field that was not read. */
  holds: boolean;
  /** A rule that holds the act could be true once its history is here. */
  awaits: boolean;
  /** Some rule is true or open: there is something to decide and to remind of, lighter than a hold. */
  touched: boolean;
}

/** The light half of `judge`, for the moment of the click. */
export function weighAct(input: JudgeInput): Weighed {
  const weighed: Weighed = { holds: false, awaits: false, touched: false };
  for (const { input: ruleInput, findings } of find(input).found)
    for (const { scope, answer, result } of findings) {
      weighed.touched = true;
      // Easing is for what was counted; a rule left open keeps its own ask.
      const { ask } = weigh(ruleInput, scope, result === true ? answer : {});
      if (ruleInput.rule.when !== 'before' || !holds(ask)) continue;
      if (result === true) weighed.holds = true;
      else if (result.why & HISTORY) weighed.awaits = true;
      else if (isGrave(ask)) weighed.holds = true;
    }
  return weighed;
}

/** Left open, a rule this grave becomes a checklist that says what could not be read. */
export const isGrave = (ask: Ask): boolean => askRank(ask) >= askRank('second_person');
