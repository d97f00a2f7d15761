import type { ActionSpec, Expr, Rule } from '@/lib/model';
import { matchesAction } from '@/lib/rules/reach';

const COMPARES = new Set(['==', '!=', '<', '<=', '>', '>=', '+', '-']);

/** Parameters that are money: held against a field that is, or printed as such. A parameter itself does not say. */
export function moneyParams(rule: Rule, actions: readonly ActionSpec[]): Set<string> {
  const money = new Set(
    actions
      .filter((action) => rule.on.some((pattern) => matchesAction(pattern, action.key)))
      .flatMap((action) =>
        Object.entries(action.fields).flatMap(([id, field]) => (field.type === 'money' ? [id] : [])),
      ),
  );
  const found = new Set<string>();
  const look = (node: Expr): void => {
    if ('args' in node && COMPARES.has(node.op) && node.args.some((arg) => arg.op === 'field' && money.has(arg.id)))
      for (const arg of node.args) if (arg.op === 'param') found.add(arg.id);
    for (const child of childrenOf(node)) look(child);
  };
  look(rule.condition.tree);
  const texts = JSON.stringify([rule.sentence, rule.shows, rule.checks]);
  for (const [, id] of texts.matchAll(/\{params\.([a-z0-9_]+):money\}/g)) if (id) found.add(id);
  return found;
}

function childrenOf(node: Expr): Expr[] {
  if ('args' in node) return node.args;
  if (node.op === 'list') return node.items;
  if (node.op === 'index') return [node.of, node.key];
  return node.op === 'exists' || node.op === 'all' ? [node.list, node.body] : [];
}
