import type { ActionSpec } from '@/lib/model';
import type { PackedRule } from './weigh';
import { reaches } from './reach';

/** Rules filed by action; a bucket is made when its action is first asked for. */
export interface RuleIndex {
  rulesFor(action: string): PackedRule[];
}

export function indexRules(rules: readonly PackedRule[], actions: readonly ActionSpec[]): RuleIndex {
  const specs = new Map(actions.map((a) => [a.key, a]));
  const exact = new Map<string, PackedRule[]>();
  const wild: PackedRule[] = [];
  for (const rule of rules) {
    if (rule.on.some((pattern) => pattern.includes('*'))) {
      wild.push(rule);
      continue;
    }
    for (const action of new Set(rule.on)) {
      const bucket = exact.get(action);
      if (bucket) bucket.push(rule);
      else exact.set(action, [rule]);
    }
  }
  const ready = new Map<string, PackedRule[]>();
  return {
    rulesFor(action) {
      const kept = ready.get(action);
      if (kept) return kept;
      const bucket = [...(exact.get(action) ?? []), ...wild].filter((rule) => reaches(rule, action, specs.get(action)));
      ready.set(action, bucket);
      return bucket;
    },
  };
}
