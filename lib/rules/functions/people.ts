import { equal } from '../operators';
import { ERROR, isWho, NOT_READ, unknown } from '../value';
import type { Who } from '../value';
import { filled } from './kit';
import type { Fn } from './kit';

const of = (fn: (who: Who) => ReturnType<Fn>): Fn =>
  filled(([x]) => (x !== undefined && isWho(x) ? fn(x) : unknown(ERROR)));

/** Identity numbers are judged by what the page's reader said of them, never by the number. */
export const PEOPLE: Record<string, Fn> = {
  valid: of((who) => who.of.valid),
  kind: of((who) => who.of.kind),
  age: of((who) => who.of.age ?? NOT_READ),
  same: filled(([a, b]) => equal(a ?? null, b ?? null)),
};
