import type { Expr } from '@/lib/model';
import { asTruth, compiled } from './compile';
import type { Scope } from './scope';
import type { Unknown, Value } from './value';

/** Runs a checked tree. Never throws; what cannot be told is `unknown` with its reasons. */
export const evaluate = (expr: Expr, scope: Scope): Value => compiled(expr)(scope);

/** The truth of a condition: true, false, or why it is unknown. */
export const truth = (expr: Expr, scope: Scope): boolean | Unknown => asTruth(compiled(expr)(scope));
