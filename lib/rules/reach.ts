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
 * the action declares every field its condition names: a field no page of this kind has could never be read.
 */
export function reaches(
  rule: Pick<Rule, 'on' | 'status' | 'sensitiveOnly' | 'condition'>,
  action: string,
  spec: ActionSpec | undefined,
): boolean {
  if (rule.status === 'draft' || rule.status === 'retired') return false;
  if (rule.sensitiveOnly && !spec?.sensitive) return false;
  if (rule.on.includes(action)) return true;
  if (!rule.on.some((pattern) => matchesAction(pattern, action))) return false;
  return fieldsIn(rule.condition.tree).every((id) => spec && Object.hasOwn(spec.fields, id));
}
