import * as z from 'zod';
import { isExpr } from './expr';
import { Text } from './text';

/**
 * A condition after parsing and type check: the tree that page, worker and hub run. `at` is the character range in the
 * condition's text. Numbers are kept as decimal text, so that 0.1 + 0.2 is 0.3; money is integer fen.
 */
export type Expr =
  | { op: 'lit'; value: string | boolean | null; at?: Range }
  | { op: 'num'; text: string; at?: Range }
  | { op: 'field'; id: string; at?: Range }
  | { op: 'param'; id: string; at?: Range }
  | { op: 'fact'; id: string; at?: Range }
  | { op: 'var'; id: string; at?: Range }
  | { op: 'list'; items: Expr[]; at?: Range }
  | { op: 'index'; of: Expr; key: Expr; at?: Range }
  | { op: Operator; args: Expr[]; at?: Range }
  | { op: 'call'; fn: string; args: Expr[]; at?: Range }
  | { op: 'exists' | 'all'; list: Expr; as: string; body: Expr; at?: Range };
export type Range = [start: number, end: number];
export type Operator =
  | '!'
  | 'neg'
  | '&&'
  | '||'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | 'in'
  | '?:';

export const Expr = z.custom<Expr>((value) => isExpr(value), 'no checked condition');

/** Written in the pack source as CEL text; the built pack carries text and tree. */
export const Condition = z.strictObject({
  text: z.string().max(2000),
  tree: Expr,
  /** The whole condition by field labels, written by the builder for pages, which carry no wording of their own. */
  say: Text.optional(),
});
export type Condition = z.infer<typeof Condition>;
