import { isEmpty, isUnknown, NOT_READ, unknown } from '../value';
import type { Unknown, Value } from '../value';
import type { Scope } from '../scope';

/** A function of the condition language: evaluated arguments in, a value out, never an exception. */
export type Fn = (args: Value[], scope: Scope) => Value;

/** All reasons of the unread arguments together; undefined when all were read. */
export function unreadOf(args: Value[]): Unknown | undefined {
  let why = 0;
  for (const arg of args) if (isUnknown(arg)) why |= arg.why;
  return why ? unknown(why) : undefined;
}

/** Unknown as soon as an argument is unread; empty arguments reach the function. */
export const read =
  (fn: Fn): Fn =>
  (args, scope) =>
    unreadOf(args) ?? fn(args, scope);
/** Unknown as soon as an argument is unread or empty. */
export const filled = (fn: Fn): Fn => read((args, scope) => (args.some(isEmpty) ? NOT_READ : fn(args, scope)));
