import type { FactSpec, RuleSource } from '@/lib/model';
import { checkTree, typeOfFact } from './check';
import { finding } from './problem';
import type { Finding } from './problem';
import { parseCondition, wantTest } from './conditions';
import { pastTargets } from './targets';
import type { Say, Surroundings, Target } from './targets';
import type { Ty } from './types';

type FactSource = RuleSource['facts'][string];

export interface BuiltFacts {
  facts: Record<string, FactSpec>;
  types: Record<string, Ty>;
}

/** The facts of a rule with their trees, and the types of their figures. */
export function buildFacts(source: RuleSource, targets: Target[], around: Surroundings, say: Say): BuiltFacts {
  const built: BuiltFacts = { facts: {}, types: {} };
  for (const [id, fact] of Object.entries(source.facts)) {
    const here: Say = (path, ...found) => say(['facts', id, ...path], ...found);
    const { spec, value } = buildFact(source, fact, targets, around, here);
    built.facts[id] = spec;
    built.types[id] = typeOfFact(fact.kind, value);
    here([], ...lacking(fact));
    here(['key'], ...strangeKeys(fact, targets));
  }
  return built;
}

function buildFact(
  source: RuleSource,
  fact: FactSource,
  targets: Target[],
  around: Surroundings,
  say: Say,
): { spec: FactSpec; value: Ty | undefined } {
  const { value, where, untilWhere, holding, ...rest } = fact;
  const past = pastTargets(fact.of ?? source.on, around, (f) => say(['of'], f));
  const ended = pastTargets(fact.until ?? [], around, (f) => say(['until'], f));
  let valueType: Ty | undefined;
  const tree = (
    key: 'value' | 'where' | 'untilWhere' | 'holding',
    text: string | undefined,
    over: Target[],
    act: Target[],
  ) => {
    const parsed = text === undefined ? undefined : parseCondition(text, (f) => say([key], f));
    for (const target of over) {
      if (!parsed) break;
      const names = {
        fields: target.fields,
        act: act[0]?.fields ?? {},
        params: source.params,
        facts: {},
        action: target.action,
      };
      const { type, findings } = checkTree(parsed.tree, names);
      say([key], ...findings);
      if (key === 'value') valueType ??= type;
      else if (key !== 'holding' && !findings.length) say([key], ...wantTest(type, parsed.tree));
    }
    return parsed ? { [key]: parsed } : {};
  };
  const spec: FactSpec = {
    ...rest,
    ...tree('value', value, past, targets),
    ...tree('where', where, past, targets),
    ...tree('holding', holding, past, targets),
    ...tree('untilWhere', untilWhere, ended, past),
  };
  return { spec, value: valueType };
}

function lacking(fact: FactSource): Finding[] {
  const found: Finding[] = [];
  const lacks = (word: string): number =>
    found.push(finding('missing', `${fact.kind} 需要 ${word}`, `${fact.kind} needs ${word}`));
  if (['sum', 'median', 'ratio_median', 'share', 'overlap', 'streak'].includes(fact.kind) && !fact.value)
    lacks('value');
  if (['sequence', 'open'].includes(fact.kind) && !fact.until?.length) lacks('until');
  if (fact.kind === 'open' && !fact.of?.length) lacks('of');
  return found;
}

/** A matter that stays open has keys of its own; every other fact is grouped by fields of the act. */
function strangeKeys(fact: FactSource, targets: Target[]): Finding[] {
  if (fact.kind === 'open' && !fact.own) return [];
  return fact.key
    .filter(
      (part) => !part.startsWith('$') && targets.some((t) => t.action !== 'tick' && !Object.hasOwn(t.fields, part)),
    )
    .map((part) => finding('unknown_field', `分组字段 ${part} 不在动作中`, `the key field ${part} is not of the act`));
}
