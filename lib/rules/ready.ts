import type { ActionSpec, Expr } from '@/lib/model';
import { compile } from './compile';
import type { Run } from './compile';
import { fixed, isTight, wordsOf } from './plain';
import { reaches } from './reach';
import type { ActScope } from './scope';
import type { PackedRule } from './weigh';

/** A rule that reaches an action. Its condition becomes a function when it is first needed. */
export interface Ready {
  rule: PackedRule;
  /** Its place among the action's rules. */
  place: number;
  needsFacts: boolean;
  run?: Run;
}

/**
 * The rules of one action. Those with a conjunct `field == "word"` or `field in ["word", …]` are filed under the field and
 * its words: an act whose field holds another word makes them clearly false without a look.
 */
export interface Candidates {
  action: ActionSpec | undefined;
  all: Ready[];
  loose: Ready[];
  filed: { field: string; all: Ready[]; by: Map<string, Ready[]> }[];
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
  const made = kept.of.get(key) ?? file(rules, actions, key);
  kept.of.set(key, made);
  return made;
}

function file(rules: readonly PackedRule[], actions: readonly ActionSpec[], key: string): Candidates {
  const action = actions.find((a) => a.key === key);
  const candidates: Candidates = { action, all: [], loose: [], filed: [] };
  for (const rule of rules) {
    if (!reaches(rule, key, action)) continue;
    const ready: Ready = { rule, place: candidates.all.length, needsFacts: Object.keys(rule.facts).length > 0 };
    candidates.all.push(ready);
    const words = keyWords(rule.condition.tree, rule);
    if (!words) candidates.loose.push(ready);
    else put(candidates, words, ready);
  }
  return candidates;
}

function put({ filed }: Candidates, { field, words }: KeyWords, ready: Ready): void {
  const drawer = filed.find((f) => f.field === field) ?? { field, all: [], by: new Map<string, Ready[]>() };
  if (!drawer.all.length) filed.push(drawer);
  drawer.all.push(ready);
  for (const word of words) {
    const under = drawer.by.get(word);
    if (under) under.push(ready);
    else drawer.by.set(word, [ready]);
  }
}

interface KeyWords {
  field: string;
  words: ReadonlySet<string>;
}

/** The narrowest conjunct that asks a field for plain words. */
function keyWords(tree: Expr, rule: PackedRule): KeyWords | undefined {
  if (tree.op === '==' || tree.op === 'in') return asked(tree.op, tree.args, rule);
  if (tree.op !== '&&') return undefined;
  const found = tree.args.flatMap((arg) => keyWords(arg, rule) ?? []);
  return found.reduce<KeyWords | undefined>(
    (best, next) => (best && best.words.size <= next.words.size ? best : next),
    undefined,
  );
}

function asked(op: '==' | 'in', [of, what]: readonly Expr[], rule: PackedRule): KeyWords | undefined {
  if (of?.op !== 'field' || !what) return undefined;
  const value = fixed(what, rule);
  // A list is equal to nothing but a list.
  const words = op === '==' && Array.isArray(value) ? undefined : wordsOf(value);
  return words && { field: of.id, words };
}

/** The candidates that can be anything but false at these readings; a field that holds no plain word rules nothing out. */
export function* worthALook({ loose, filed }: Candidates, act: ActScope): Generator<Ready> {
  yield* loose;
  for (const { field, all, by } of filed) {
    const value = act.field(field);
    yield* isTight(value) ? (by.get(value) ?? []) : all;
  }
}

export const runOf = (ready: Ready): Run => {
  ready.run ??= compile(ready.rule.condition.tree, ready.rule);
  return ready.run;
};
