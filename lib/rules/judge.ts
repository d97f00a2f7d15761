import type { ActionEvent, ActionSpec, Ask, Calendar, Flag, LevelScheme, Readings, Rule, Undetermined, UnreadReason, Verdict } from '@/lib/model';
import { askRank, holds, strongest } from './ask';
import { truth } from './evaluate';
import { fieldsOfRule } from './fields';
import { flagOf } from './flag';
import { reaches } from './reach';
import { scopeOf } from './scope';
import type { FactAnswer, Scope } from './scope';
import { COST, ERROR, HISTORY } from './value';
import type { Unknown } from './value';

export type { FactAnswer, FactScalar, FactValue } from './scope';
export type PackedRule = Rule & { pack: string };

export interface JudgeInput {
  event: ActionEvent;
  /** All rules, or those of this action; the ones that do not reach it are passed over. */
  rules: readonly PackedRule[];
  scheme: LevelScheme;
  calendar: Calendar;
  actions: readonly ActionSpec[];
  /** History of one rule's facts at this act; absent (in the page): not here yet. Asked only of rules that have facts. */
  facts?: (rule: PackedRule, event: ActionEvent) => FactAnswer;
  /** Only this desk's records were counted: a hub rule's `stop` that rests on them asks for a justification instead. */
  deskOnly?: boolean;
}

/** One rule at one set of readings. */
interface Finding { rule: PackedRule; scope: Scope; fields: Readings; answer: FactAnswer; result: boolean | Unknown; item?: number }

/** Judges one act by every rule that reaches it. Pure: the same input gives the same verdict, in the page and in the worker. */
export function judge(input: JudgeInput): Verdict {
  const { event } = input;
  const action = input.actions.find((a) => a.key === event.action);
  const verdict: Verdict = { flags: [], undetermined: [], judged: 0 };
  for (const rule of input.rules) {
    if (!reaches(rule, event.action, action)) continue;
    verdict.judged++;
    judgeRule({ ...input, rule, action }, verdict);
  }
  verdict.flags.sort((a, b) => askRank(b.ask) - askRank(a.ask) || b.level.severity - a.level.severity);
  return verdict;
}

export type RuleInput = JudgeInput & { rule: PackedRule; action: ActionSpec | undefined };

function judgeRule(input: RuleInput, verdict: Verdict): void {
  const findings = find(input);
  const hits = findings.filter((f) => f.result === true);
  const open = findings.filter((f) => typeof f.result !== 'boolean');
  if (hits.length) verdict.flags.push(flagOfHits(input, hits));
  if (open.length) verdict.undetermined.push(undeterminedOf(input, open, hits.length > 0));
}

/** The act as a whole, or each of its items over the common readings. */
function find(input: RuleInput): Finding[] {
  const { event, rule, action, calendar } = input;
  const needsFacts = Object.keys(rule.facts).length > 0;
  const sets = event.items?.length ? event.items.map((item) => ({ ...event.fields, ...item })) : [event.fields];
  return sets.map((fields, i) => {
    const answer: FactAnswer = needsFacts ? (input.facts?.(rule, event.items ? { ...event, fields, items: undefined } : event) ?? 'unknown') : {};
    const scope = scopeOf({ event, fields, rule, action, office: calendar, facts: answer });
    return { rule, scope, fields, answer, result: truth(rule.condition.tree, scope), ...(event.items?.length ? { item: i } : {}) };
  });
}

interface Weight { ask: Ask; level: string; eased?: Flag['eased'] }

/** The ask and level of one hit: the rule's own, raised by whatever holds, then eased where only this desk was counted. */
function weigh(input: RuleInput, scope: Scope, answer: FactAnswer): Weight {
  const { rule, scheme } = input;
  const severity = (key: string): number => scheme.levels.find((l) => l.key === key)?.severity ?? 0;
  const defaultAsk = (key: string): Ask => scheme.levels.find((l) => l.key === key)?.defaultAsk ?? 'notice';
  let weight: Weight = { ask: rule.ask ?? defaultAsk(rule.level), level: rule.level };
  for (const step of rule.raise ?? []) {
    if (truth(step.if.tree, { ...scope, vars: {} }) !== true) continue;
    const level = step.level && severity(step.level) > severity(weight.level) ? step.level : weight.level;
    weight = { level, ask: strongest(weight.ask, step.ask ?? (level === weight.level ? weight.ask : defaultAsk(level))) };
  }
  if (rule.status === 'observe') return { ...weight, ask: 'observe' };
  const restsOnHistory = answer !== 'unknown' && Object.keys(answer).length > 0;
  const partial = input.deskOnly && rule.scope === 'hub' && restsOnHistory && weight.ask === 'stop';
  return partial ? { ...weight, ask: 'justification', eased: 'desk_only' } : weight;
}

function flagOfHits(input: RuleInput, hits: Finding[]): Flag {
  const weighed = hits.map((hit) => ({ hit, weight: weigh(input, hit.scope, hit.answer) }));
  const [first, ...rest] = weighed;
  if (!first) throw new Error('a flag is made of hits');
  const lead = rest.reduce((best, next) => (askRank(next.weight.ask) > askRank(best.weight.ask) ? next : best), first);
  return flagOf({ ...input, ...lead.weight, scope: lead.hit.scope, answer: lead.hit.answer, items: hits.flatMap((h) => h.item ?? []), held: true });
}

function whyOf(bits: number): Undetermined['why'] {
  if (bits & HISTORY) return 'history';
  if (bits & COST) return 'cost';
  return bits & ERROR ? 'error' : 'field';
}

/** A rule left open. Where it would ask for a second person or a stop, it carries the checklist hold that says so. */
function undeterminedOf(input: RuleInput, open: Finding[], flagged: boolean): Undetermined {
  const { rule } = input;
  const lead = open.reduce((best, next) => (askRank(weigh(input, next.scope, {}).ask) > askRank(weigh(input, best.scope, {}).ask) ? next : best));
  const bits = open.reduce((all, f) => all | (typeof f.result === 'boolean' ? 0 : f.result.why), 0);
  const fields: Record<string, UnreadReason> = {};
  for (const id of fieldsOfRule(rule)) for (const finding of open) {
    const reading = finding.fields[id];
    if (reading?.kind === 'unread') fields[id] ??= reading.reason;
    else if (!reading && !input.action?.fields[id]?.optional) fields[id] ??= 'no_source';
  }
  const { ask, level } = weigh(input, lead.scope, {});
  const grave = askRank(ask) >= askRank('second_person') && holds(ask) && rule.when === 'before';
  const flag = grave && !flagged
    ? flagOf({ ...input, ask: 'checklist', level, scope: lead.scope, answer: lead.answer, items: open.flatMap((f) => f.item ?? []), held: false })
    : undefined;
  return { rule: rule.id, ruleVersion: rule.version, pack: rule.pack, ask, why: whyOf(bits), fields, ...(flag ? { flag } : {}) };
}
