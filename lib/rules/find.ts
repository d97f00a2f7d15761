import type { Readings } from '@/lib/model';
import { asTruth } from './compile';
import { candidatesOf, runOf } from './ready';
import type { Ready } from './ready';
import { passing } from './sieve';
import { actScope, probeOf, ruleScope } from './scope';
import type { ActScope, FactAnswer, Probe, Scope } from './scope';
import type { Unknown } from './value';
import type { JudgeInput, PackedRule, RuleInput } from './weigh';

/** One rule at one set of readings: true, or open. */
export interface Finding {
  scope: Scope;
  fields: Readings;
  answer: FactAnswer;
  result: true | Unknown;
  item?: number;
}
export interface Found {
  input: RuleInput;
  findings: Finding[];
}

/** The act as a whole, or one of its items over the common readings. */
interface Look {
  fields: Readings;
  act: ActScope;
  /** One scope for all rules: most are false and need none of their own. */
  probe: Probe;
  item?: number;
}

/** The rules that are not clearly false for the act, in their own order; `judged`: how many reach it. */
export function find(input: JudgeInput): { judged: number; found: Found[] } {
  const { action, rules, sieve } = candidatesOf(input.rules, input.actions, input.event.action);
  const looks = looksOf(input, action);
  const [first] = looks;
  const found: Found[] = [];
  const add = (ready: Ready | undefined, isTrue: boolean): void => {
    const findings = ready ? findingsOf(input, ready, looks, isTrue) : NONE;
    if (ready && findings.length) found.push({ input: withRule(input, ready.rule, action), findings });
  };
  if (first && looks.length === 1) for (const { place, isTrue } of passing(sieve, first.act)) add(rules[place], isTrue);
  else for (const ready of rules) add(ready, false);
  return { judged: rules.length, found };
}

/** Property by property, which is much faster than a spread; the type keeps the list whole. */
function withRule(input: JudgeInput, rule: PackedRule, action: RuleInput['action']): RuleInput {
  const { event, rules, scheme, calendar, actions, facts, deskOnly, explain } = input;
  const whole: { [K in keyof Required<RuleInput>]: RuleInput[K] } = {
    event,
    rules,
    scheme,
    calendar,
    actions,
    facts,
    deskOnly,
    explain,
    rule,
    action,
  };
  return whole;
}

function looksOf({ event, calendar }: JudgeInput, action: RuleInput['action']): Look[] {
  const look = (fields: Readings): Look => {
    const act = actScope({ event, fields, action, office: calendar });
    return { fields, act, probe: probeOf(act) };
  };
  if (!event.items?.length) return [look(event.fields)];
  return event.items.map((item, i) => ({ ...look({ ...event.fields, ...item }), item: i }));
}

const NONE: Finding[] = [];
const NO_FACTS: FactAnswer = {};

function findingsOf(input: JudgeInput, ready: Ready, looks: readonly Look[], isTrue: boolean): Finding[] {
  let findings = NONE;
  for (const { fields, act, probe, item } of looks) {
    const answer = ready.needsFacts ? factsOf(input, ready, fields, item) : NO_FACTS;
    const result = isTrue || asTruth(runOf(ready)(probe(ready.rule, answer)));
    if (result === false) continue;
    const scope = ruleScope(act, ready.rule, answer);
    const finding = { scope, fields, answer, result, item };
    findings = findings.length ? [...findings, finding] : [finding];
  }
  return findings;
}

function factsOf({ event, facts }: JudgeInput, { rule }: Ready, fields: Readings, item?: number): FactAnswer {
  return facts?.(rule, event.items ? { ...event, fields, items: undefined } : event, item) ?? 'unknown';
}
