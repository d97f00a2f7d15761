import type { Condition, Expr, Rule, RuleSource, Text } from '@/lib/model';
import { explain } from '@/lib/rules/explain';
import { checkTree } from './check';
import { BROKEN, parseCondition, wantTest } from './conditions';
import { buildFacts } from './facts';
import type { Placed } from './folder';
import type { Problem } from './problem';
import { checkReferences, checkTexts } from './references';
import { checkSound } from './sound';
import type { Path } from './source';
import { targetsOf } from './targets';
import type { Say, Surroundings, Target } from './targets';
import { withFormats } from './texts';
import type { TextNames } from './texts';
import type { Ty } from './types';

export type { Surroundings } from './targets';

/** A rule's source → the rule, with all that is wrong with it. */
export function buildRule(placed: Placed<RuleSource>, around: Surroundings): { rule?: Rule; problems: Problem[] } {
  const { value: source } = placed;
  const problems: Problem[] = [];
  const say: Say = (path, ...found) => {
    problems.push(...found.map((f) => placed.source.at([...placed.path, ...path], f)));
  };

  const condition = parseCondition(source.condition, (f) => say(['condition'], f));
  const targets = targetsOf(source, condition, around, say);
  const { facts, types: factTypes } = buildFacts(source, targets, around, say);
  const check = checker(source, targets, factTypes, say);
  check(['condition'], condition?.tree, true);
  const { lets, types: letTypes } = buildLets(source, check, say);
  const raise = buildRaise(source, check, say);
  const names: TextNames = {
    fields: sharedFields(targets),
    params: Object.keys(source.params),
    facts: factTypes,
    lets: letTypes,
  };
  checkTexts(source, names, say);
  checkReferences(source, around, targets, say);

  if (problems.some((p) => p.severity === 'error') || !condition) return { problems: unique(problems) };
  const { raise: _raise, let: _let, facts: _facts, condition: _condition, ...plain } = source;
  const rule: Rule = {
    ...plain,
    ...formatted(source, names),
    condition: { ...condition, say: wording(source, condition, targets, around) },
    facts,
    let: lets,
    ...(raise ? { raise } : {}),
  };
  checkSound(rule, around.scheme, say);
  if (problems.some((p) => p.severity === 'error')) return { problems: unique(problems) };
  return { rule, problems: unique(problems) };
}

/** Several targets of one rule find the same slip: it is said once. */
const unique = (problems: Problem[]): Problem[] => [
  ...new Map(problems.map((p) => [JSON.stringify([p.file, p.range, p.code, p.message.en]), p])).values(),
];

type Check = (path: Path, tree: Expr | undefined, wantsTest: boolean) => Ty | undefined;

/** Checks a tree against every action of the rule; gives its type. */
function checker(source: RuleSource, targets: Target[], facts: Record<string, Ty>, say: Say): Check {
  return (path, tree, wantsTest) => {
    let type: Ty | undefined;
    for (const target of targets) {
      if (!tree) break;
      const names = { fields: target.fields, params: source.params, facts, action: target.action };
      const checked = checkTree(tree, names);
      type ??= checked.type;
      say(path, ...checked.findings);
      if (wantsTest && !checked.findings.length) say(path, ...wantTest(checked.type, tree));
    }
    return type;
  };
}

function buildLets(source: RuleSource, check: Check, say: Say): { lets: Rule['let']; types: Record<string, Ty> } {
  const lets: Rule['let'] = {};
  const types: Record<string, Ty> = {};
  for (const [id, text] of Object.entries(source.let)) {
    const parsed = parseCondition(text, (f) => say(['let', id], f));
    types[id] = check(['let', id], parsed?.tree, false) ?? { t: 'any' };
    lets[id] = parsed ?? BROKEN;
  }
  return { lets, types };
}

function buildRaise(source: RuleSource, check: Check, say: Say): Rule['raise'] {
  return source.raise?.map((step, i) => {
    const parsed = parseCondition(step.if, (f) => say(['raise', i, 'if'], f));
    check(['raise', i, 'if'], parsed?.tree, true);
    return { ...step, if: parsed ?? BROKEN };
  });
}

/** Fields that every action of the rule has. */
function sharedFields(targets: Target[]): string[] {
  const [first, ...rest] = targets;
  return Object.keys(first?.fields ?? {}).filter((id) => rest.every((t) => Object.hasOwn(t.fields, id)));
}

/** Texts in which figures say how they are written. */
function formatted(source: RuleSource, names: TextNames): Pick<Rule, 'sentence' | 'shows' | 'checks'> {
  const format = (text: Text): Text => ({ zh: withFormats(text.zh, names), en: withFormats(text.en, names) });
  return {
    sentence: format(source.sentence),
    shows: source.shows.map((line) => ({
      ...line,
      actual: withFormats(line.actual, names),
      ...(line.expected ? { expected: format(line.expected) } : {}),
    })),
    checks: source.checks.map((check) => ({ ...check, text: format(check.text) })),
  };
}

/** The condition in words, with the figures its parameters have today. */
function wording(source: RuleSource, condition: Condition, targets: Target[], around: Surroundings): Text {
  const params = Object.fromEntries(
    Object.entries(source.params).map(([id, p]) => [id, { ...p, value: p.value ?? p.dated?.at(-1)?.value }]),
  );
  return explain(condition.tree, { rule: { params }, action: around.actions.get(targets[0]?.action ?? '') });
}
