import type { ActionSpec, Calendar, Condition, Expr, FactSpec } from '@/lib/model';
import { windowMs } from '../facts/window';
import { fieldsIn, nodes } from '../fields';
import { hashOf } from '../hash';
import { matchesAction } from '../reach';
import type { PackedRule } from '../weigh';

/**
 * How a fact is told from what is kept under its key. `fold`: days folded into figures, the cut days looked at act by act.
 * `marks`: the acts of the key one by one. `due`: matters of all keys that may have come due by now.
 */
export type Mode = 'fold' | 'marks' | 'due';

/** One fact of one rule and where its history is kept. */
export interface Plan {
  rule: PackedRule;
  fact: string;
  spec: FactSpec;
  mode: Mode;
  of: Population;
}

/** Acts kept together because they are counted under the same key; facts that differ only in what they make of them share one. */
export interface Population {
  /** Made of all it rests on: another rule text or parameter is another population, counted anew. */
  id: string;
  mode: Mode;
  actions: ReadonlySet<string>;
  /** Fields its facts look at; nothing else of an act is kept. */
  names: readonly string[];
  /** Facts that read it; the first stands for the key, and in a fold for the test. */
  plans: readonly Plan[];
}

export interface Plans {
  of(rule: PackedRule): readonly Plan[];
  populations: readonly Population[];
  actions: readonly ActionSpec[];
  calendar: Calendar;
}

const FOLDS = new Set<FactSpec['kind']>(['count', 'sum', 'distinct', 'share', 'median', 'ratio_median']);
const DAY = 86_400_000;

/** Where the history of every fact is kept. Pure: the same rules give the same names. */
export function plansOf(
  rules: readonly PackedRule[],
  { actions, calendar }: { actions: readonly ActionSpec[]; calendar: Calendar },
): Plans {
  const groups = new Map<string, { rule: PackedRule; fact: string; spec: FactSpec; mode: Mode }[]>();
  for (const rule of rules)
    for (const [fact, spec] of Object.entries(rule.facts)) {
      const mode = modeOf(rule, spec);
      const name = JSON.stringify([
        mode,
        actionsOf(rule, spec, actions),
        spec.key,
        spec.each,
        deciding(rule, spec, mode),
      ]);
      groups.set(name, [...(groups.get(name) ?? []), { rule, fact, spec, mode }]);
    }
  const populations = [...groups].map(([name, facts]) => populationOf(name, facts, actions));
  const byRule = new Map<PackedRule, Plan[]>();
  for (const plan of populations.flatMap((p) => p.plans))
    byRule.set(plan.rule, [...(byRule.get(plan.rule) ?? []), plan]);
  return {
    of: (rule) => byRule.get(rule) ?? [],
    populations,
    actions,
    calendar,
  };
}

function populationOf(name: string, facts: Omit<Plan, 'of'>[], actions: readonly ActionSpec[]): Population {
  const names = [...new Set(facts.flatMap((f) => fieldsOf(f.spec)))].sort();
  const [first] = facts;
  const plans: Plan[] = [];
  const population: Population = {
    id: hashOf([name, ...names, ...facts.map((f) => slotOf(f.spec))]),
    mode: first?.mode ?? 'marks',
    actions: new Set(first ? actionsOf(first.rule, first.spec, actions) : []),
    names,
    plans,
  };
  plans.push(...facts.map((fact) => ({ ...fact, of: population })));
  return population;
}

/** What a fold keeps of a day besides how many there were. */
export const slotOf = ({ kind, value }: FactSpec): string => `${kind}:${value?.text ?? ''}`;

/** Fields of the acts looked at; `t.x` in `untilWhere` is a field of the opening act. */
function fieldsOf(spec: FactSpec): string[] {
  const trees = [spec.where, spec.value, spec.untilWhere, spec.holding].flatMap((c) => (c ? fieldsIn(c.tree) : []));
  const keys = spec.key.filter((part) => !part.startsWith('$'));
  return [
    ...trees.map((id) => id.replace(/^t\./, '')),
    ...keys,
    ...(spec.once ? [spec.once] : []),
    ...(spec.each ? [spec.each] : []),
  ];
}

function actionsOf(rule: PackedRule, spec: FactSpec, actions: readonly ActionSpec[]): string[] {
  const patterns = [...(spec.of ?? rule.on), ...(spec.until ?? []), ...(spec.after ?? [])].filter((p) => p !== 'tick');
  return actions.map((a) => a.key).filter((key) => patterns.some((pattern) => matchesAction(pattern, key)));
}

function modeOf(rule: PackedRule, spec: FactSpec): Mode {
  if (spec.kind === 'open') return spec.own ? 'marks' : 'due';
  const isSimple = FOLDS.has(spec.kind) && !spec.once && !spec.each;
  const isLong = (windowMs(spec.window, rule, 0) ?? 0) > DAY;
  return isSimple && isLong && ![spec.where, spec.value].some((c) => c && looksAtAct(c, rule)) ? 'fold' : 'marks';
}

/** In a fold the test is part of what is kept, with the parameters it names. */
function deciding(rule: PackedRule, spec: FactSpec, mode: Mode): unknown[] {
  if (mode === 'marks') return [];
  if (mode === 'due') return [rule.id, spec];
  const named = [spec.where, spec.value]
    .flatMap((c) => (c ? [...nodes(c.tree)] : []))
    .flatMap((n) => (n.op === 'param' ? n.id : []));
  return [spec.of ?? rule.on, spec.where?.text ?? '', named.map((id) => [id, rule.params[id]?.value])];
}

/** Functions whose answer is not the looked-at act's alone. */
const OF_THE_ACT = new Set([
  'today',
  'now',
  'openedAt',
  'onAction',
  'inOffice',
  'isWorkday',
  'addWorkdays',
  'workdaysBetween',
]);

const looksAtAct = (condition: Condition, rule: PackedRule): boolean =>
  [...nodes(condition.tree)].some((node: Expr) => {
    if (node.op === 'field') return node.id.startsWith('t.');
    if (node.op === 'param') return rule.params[node.id]?.dated !== undefined;
    return node.op === 'call' && OF_THE_ACT.has(node.fn);
  });
