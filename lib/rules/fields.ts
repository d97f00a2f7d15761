import type { Expr, Rule } from '@/lib/model';

/** Every node of a tree, outermost first. */
export function* nodes(expr: Expr): Generator<Expr> {
  yield expr;
  if (expr.op === 'list') for (const item of expr.items) yield* nodes(item);
  else if (expr.op === 'index') {
    yield* nodes(expr.of);
    yield* nodes(expr.key);
  } else if (expr.op === 'exists' || expr.op === 'all') {
    yield* nodes(expr.list);
    yield* nodes(expr.body);
  } else if ('args' in expr) for (const arg of expr.args) yield* nodes(arg);
}

/** Fields of the act a tree names, in order of appearance. `t.x` in a fact's tree is field x of the act. */
export function fieldsIn(expr: Expr): string[] {
  const names = new Set<string>();
  for (const node of nodes(expr)) if (node.op === 'field') names.add(node.id);
  return [...names];
}

const known = new WeakMap<object, string[]>();
/** Fields the rule's condition and raises need. */
export function fieldsOfRule(rule: Pick<Rule, 'condition' | 'raise'>): string[] {
  const kept = known.get(rule);
  if (kept) return kept;
  const trees = [rule.condition, ...(rule.raise ?? []).map((r) => r.if)].map((c) => c.tree);
  const names = [...new Set(trees.flatMap(fieldsIn))];
  known.set(rule, names);
  return names;
}
