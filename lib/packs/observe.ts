import type { ActionSpec, Pack, Rule } from '@/lib/model';
import { alike } from './merge';

/**
 * A pack with the rules of its next version beside its own, watched only: they journal, and show nothing. A rule that did not
 * change is not watched twice; a changed one stands under an id of its own. Adapters come with the next stage: what the
 * pages do not read yet the watched rules cannot tell.
 */
export function observing(active: Pack | undefined, next: Pack): Pack {
  const known = new Map(active?.rules.map((rule) => [rule.id, rule]));
  const watched = next.rules
    .filter((rule) => rule.status !== 'retired' && !sameRule(known.get(rule.id), rule))
    .map(
      (rule): Rule => ({
        ...rule,
        id: known.has(rule.id) ? watchedId(rule.id, next.version) : rule.id,
        status: 'observe',
      }),
    );
  if (!active) return { ...next, adapters: [], rules: watched.map((rule) => rule) };
  const has = new Set(active.actions.map((action) => action.key));
  const actions: ActionSpec[] = [...active.actions, ...next.actions.filter((action) => !has.has(action.key))];
  const levels = new Set(active.scheme.levels.map((level) => level.key));
  // A level only the next version's scheme knows cannot be shown today.
  const rules = watched.filter(
    (rule) => levels.has(rule.level) && !rule.raise?.some((r) => r.level && !levels.has(r.level)),
  );
  return { ...active, actions, rules: [...active.rules, ...rules] };
}

const sameRule = (a: Rule | undefined, b: Rule): boolean => a !== undefined && alike(a, b);

const MOST = 64;
/** `big-relief-watch-8`; cut where it would be too long for an id. */
export function watchedId(rule: string, version: number): string {
  const tail = `-watch-${version}`;
  return `${rule.slice(0, MOST - tail.length).replace(/-+$/, '')}${tail}`;
}
