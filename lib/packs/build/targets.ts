import type { ActionSpec, Condition, FieldSpec, LevelScheme, RuleSource, Text } from '@/lib/model';
import { fieldsIn } from '@/lib/rules/fields';
import { groupingFields, matchesAction } from '@/lib/rules/reach';
import { didYouMean, finding } from './problem';
import type { Finding } from './problem';
import type { Path } from './source';

/** What rules may refer to. */
export interface Surroundings {
  actions: ReadonlyMap<string, ActionSpec>;
  scheme: LevelScheme;
  posts: Record<string, Text>;
  riskPoints: ReadonlySet<string>;
}

/** An action a rule is checked against, with its fields; a timer has none. */
export interface Target {
  action: string;
  fields: Record<string, FieldSpec>;
}
export type Say = (path: Path, ...found: Finding[]) => void;

/** Actions a rule is checked against: those it names, and those a wildcard reaches because they have its fields. */
export function targetsOf(
  source: RuleSource,
  condition: Condition | undefined,
  around: Surroundings,
  say: (path: Path, ...f: Finding[]) => void,
): Target[] {
  const needed = condition ? [...fieldsIn(condition.tree), ...groupingFields(source.facts)] : [];
  return source.on.flatMap((pattern, i): Target[] => {
    if (pattern === 'tick') return [{ action: 'tick', fields: {} }];
    if (!pattern.includes('*')) {
      const spec = around.actions.get(pattern);
      if (spec) return [{ action: pattern, fields: spec.fields }];
      say(
        ['on', i],
        finding('unknown_action', `没有动作 ${pattern}`, `there is no action ${pattern}`, {
          mend: didYouMean(pattern, around.actions.keys()),
        }),
      );
      return [];
    }
    const matching = [...around.actions.values()].filter(
      (a) => matchesAction(pattern, a.key) && (!source.sensitiveOnly || a.sensitive),
    );
    const reached = matching.filter((a) => needed.every((id) => Object.hasOwn(a.fields, id)));
    if (!reached.length) {
      const [nearestAction] = matching;
      const missing = nearestAction ? needed.filter((id) => !Object.hasOwn(nearestAction.fields, id)) : [];
      say(
        ['on', i],
        finding(
          'reaches_nothing',
          matching.length
            ? `${pattern} 的动作都缺少条件里的字段(如 ${nearestAction?.key} 缺 ${missing.join('、')})`
            : `没有符合 ${pattern} 的动作`,
          matching.length
            ? `no action of ${pattern} has all fields of the condition (${nearestAction?.key} lacks ${missing.join(', ')})`
            : `no action matches ${pattern}`,
          { severity: matching.length ? 'error' : 'warning' },
        ),
      );
    }
    return reached.map((a) => ({ action: a.key, fields: a.fields }));
  });
}

export function pastTargets(patterns: readonly string[], around: Surroundings, say: (f: Finding) => void): Target[] {
  return patterns.flatMap((pattern): Target[] => {
    if (pattern === 'tick') return [];
    const found = [...around.actions.values()].filter((a) => matchesAction(pattern, a.key));
    if (!found.length)
      say(
        finding('unknown_action', `没有动作 ${pattern}`, `there is no action ${pattern}`, {
          mend: didYouMean(pattern, around.actions.keys()),
        }),
      );
    return pattern.includes('*') ? [] : found.map((a) => ({ action: a.key, fields: a.fields }));
  });
}
