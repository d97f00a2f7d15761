import type { ActionSpec } from '@/lib/model';
import { compile } from './compile';
import type { Run } from './compile';
import { reaches } from './reach';
import { sieveOf } from './sieve';
import type { Sieve } from './sieve';
import type { PackedRule } from './weigh';

/** A rule that reaches an action. Its condition becomes a function when it is first needed. */
export interface Ready {
  rule: PackedRule;
  needsFacts: boolean;
  run?: Run;
}
/** The rules of one action, in their own order. */
export interface Candidates {
  action: ActionSpec | undefined;
  rules: Ready[];
  sieve: Sieve;
}
interface Known {
  actions: readonly ActionSpec[];
  of: Map<string, Candidates>;
}
const known = new WeakMap<readonly PackedRule[], Known>();

/** Made once for a list of rules and an action; a list handed in is not changed afterwards. */
export function candidatesOf(rules: readonly PackedRule[], actions: readonly ActionSpec[], key: string): Candidates {
  const before = known.get(rules);
  const kept = before?.actions === actions ? before : { actions, of: new Map<string, Candidates>() };
  known.set(rules, kept);
  const made = kept.of.get(key) ?? candidates(rules, actions, key);
  kept.of.set(key, made);
  return made;
}

function candidates(rules: readonly PackedRule[], actions: readonly ActionSpec[], key: string): Candidates {
  const action = actions.find((a) => a.key === key);
  const reaching = rules.filter((rule) => reaches(rule, key, action));
  const ready = reaching.map((rule) => ({ rule, needsFacts: Object.keys(rule.facts).length > 0 }));
  return { action, rules: ready, sieve: sieveOf(reaching) };
}

export function runOf(ready: Ready): Run {
  ready.run ??= compile(ready.rule.condition.tree, ready.rule);
  return ready.run;
}
