import type { Expr } from './condition';

const OPERATORS = new Set(['!', 'neg', '&&', '||', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', 'in', '?:']);
const NUMBER = /^-?\d+(\.\d+)?$/;
const MAX_DEPTH = 64;

/**
 * Is this a condition's tree, with nothing in it that is not? By hand rather than by a schema: trees are nine tenths of what a
 * pack holds, and a schema that is told to try its branches takes a second for ten thousand rules.
 */
export function isExpr(value: unknown, depth = 0): value is Expr {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return false;
  const node = value as Record<string, unknown>;
  // Keys beside `op` and `at`: whatever is not looked at below makes one too many.
  let others = -1;
  for (const key in node) if (key !== 'at') others++;
  if (node.at !== undefined && !isRange(node.at)) return false;
  switch (node.op) {
    case 'lit':
      return others === 1 && (node.value === null || typeof node.value === 'string' || typeof node.value === 'boolean');
    case 'num':
      return others === 1 && typeof node.text === 'string' && NUMBER.test(node.text);
    case 'field':
    case 'param':
    case 'fact':
    case 'var':
      return others === 1 && typeof node.id === 'string';
    case 'list':
      return others === 1 && areExprs(node.items, 0, 200, depth);
    case 'index':
      return others === 2 && isExpr(node.of, depth + 1) && isExpr(node.key, depth + 1);
    case 'call':
      return others === 2 && typeof node.fn === 'string' && areExprs(node.args, 0, 8, depth);
    case 'exists':
    case 'all':
      return (
        others === 3 && typeof node.as === 'string' && isExpr(node.list, depth + 1) && isExpr(node.body, depth + 1)
      );
    default:
      return others === 1 && typeof node.op === 'string' && OPERATORS.has(node.op) && areExprs(node.args, 1, 3, depth);
  }
}

function areExprs(value: unknown, least: number, most: number, depth: number): boolean {
  if (!Array.isArray(value) || value.length < least || value.length > most) return false;
  for (const one of value) if (!isExpr(one, depth + 1)) return false;
  return true;
}
const isRange = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && Number.isSafeInteger(value[0]) && Number.isSafeInteger(value[1]);

/** For JSON.stringify: character ranges serve a rule's author, who has its text; they are half of a tree's bytes. */
export function withoutRanges(this: unknown, key: string, value: unknown): unknown {
  return key === 'at' && typeof this === 'object' && this !== null && 'op' in this ? undefined : value;
}
