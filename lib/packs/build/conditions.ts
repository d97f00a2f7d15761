import type { Condition, Expr } from '@/lib/model';
import { parseCel } from './cel';
import { finding } from './problem';
import type { Finding } from './problem';
import type { Ty } from './types';

/** Stands in where a text could not be read; a pack with such a problem is never built. */
export const BROKEN: Condition = { text: '', tree: { op: 'lit', value: false } };

export function parseCondition(text: string, say: (found: Finding) => void): Condition | undefined {
  const parsed = parseCel(text.trim());
  if ('tree' in parsed) return { text: text.trim(), tree: parsed.tree };
  say(parsed.problem);
  return undefined;
}

/** Nothing, or that a figure stands where a test is wanted. */
export const wantTest = (type: Ty, tree: Expr): Finding[] =>
  type.t === 'bool' || type.t === 'any'
    ? []
    : [finding('not_a_test', '这里要一个判断', 'a test is wanted here', { at: tree.at })];
