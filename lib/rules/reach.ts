import type { ActionSpec, Rule } from '@/lib/model';
import { fieldsIn } from './fields';

/** `*.approve`, `loan.*`, `*`, or the key itself. */
export function matchesAction(pattern: string, action: string): boolean {
  if (pattern === '*' || pattern === action) return pattern === '*' ? action !== 'tick' : true;
  const [noun, verb] = pattern.split('.');
  const [actionNoun, actionVerb] = action.split('.');
  return (
    verb !== undefined &&
    actionVerb !== undefined &&
    (noun === '*' || noun === actionNoun) &&
    (verb === '*' || verb === actionVerb)
  );
}

/**
 * Does the rule judge acts of this action? A rule that names the action does. One that reaches it by wildcard does only where
 * the action declares every field its condition names and its history is grouped by: a field no page of this kind has
 * could never be read.
 */
export function reaches(
  rule: Pick<Rule, 'on' | 'status' | 'sensitiveOnly' | 'condition' | 'facts'>,
  action: string,
  spec: ActionSpec | undefined,
): boolean {
  if (rule.status === 'draft' || rule.status === 'retired') return false;
  if (rule.sensitiveOnly && !spec?.sensitive) return false;
  if (rule.on.includes(action)) return true;
  if (!rule.on.some((pattern) => matchesAction(pattern, action))) return false;
  const needed = [...fieldsIn(rule.condition.tree), ...groupingFields(rule.facts)];
  return needed.every((id) => spec && Object.hasOwn(spec.fields, id));
}

/** Actions at which people meet the rule; none: it runs by timer alone. */
export const metAt = ({ on, when }: Pick<Rule, 'on' | 'when'>): string[] =>
  when === 'timer' ? [] : on.filter((pattern) => pattern !== 'tick');

/** Fields of the act by which a rule's history is grouped; a matter still open has a key of its own. */
export const groupingFields = (facts: Record<string, { kind: string; key: string[]; own?: boolean }>): string[] =>
  Object.values(facts).flatMap(({ kind, key, own }) =>
    kind === 'open' && !own ? [] : key.filter((part) => !part.startsWith('$')),
  );
