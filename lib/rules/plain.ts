import type { Expr, Rule } from '@/lib/model';
import { numberOf } from './number';
import { paramOf } from './scope';
import { ERROR, unknown } from './value';
import type { Value } from './value';

/** Printable ASCII or a Chinese character: certainly no white space. */
const isInk = (code: number): boolean => (code > 32 && code < 127) || (code >= 0x4e00 && code <= 0x9fff);

/** A text with no white space at either end: it is not empty, and equals another such text only letter by letter. */
export const isTight = (v: Value): v is string =>
  typeof v === 'string' && v.length > 0 && isInk(v.charCodeAt(0)) && isInk(v.charCodeAt(v.length - 1));

/** Plain words only, as a set; undefined for any other value. One word is a list of one. */
export function wordsOf(value: Value | undefined): ReadonlySet<string> | undefined {
  if (value === undefined) return undefined;
  const words = Array.isArray(value) ? value : [value];
  const plain = words.filter(isTight);
  return plain.length === words.length ? new Set(plain) : undefined;
}

/** The value of a part that is the same at every act: what is written, and the rule's parameters that carry no dates. */
export function fixed(expr: Expr, rule: Pick<Rule, 'params'> | undefined): Value | undefined {
  switch (expr.op) {
    case 'lit':
      return expr.value;
    case 'num':
      return numberOf(expr.text) ?? unknown(ERROR);
    case 'param':
      return rule && !(Object.hasOwn(rule.params, expr.id) && rule.params[expr.id]?.dated)
        ? paramOf(rule, expr.id, 0)
        : undefined;
    case 'list':
      return listOf(expr.items.map((item) => fixed(item, rule)));
    default:
      return undefined;
  }
}

function listOf(items: (Value | undefined)[]): Value | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

/** Does a plain text stand in a list of plain texts? Undefined where one of them is not plain: ask `membership`. */
export function oneOf(x: Value, list: Value): boolean | undefined {
  if (!isTight(x) || !Array.isArray(list)) return undefined;
  for (const entry of list) {
    if (entry === x) return true;
    if (!isTight(entry)) return undefined;
  }
  return false;
}
