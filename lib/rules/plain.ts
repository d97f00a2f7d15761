import type { Expr } from '@/lib/model';
import type { Value } from './value';

/** Printable ASCII or a Chinese character: certainly no white space. */
const isInk = (code: number): boolean => (code > 32 && code < 127) || (code >= 0x4e00 && code <= 0x9fff);

/** A text with no white space at either end: it is not empty, and equals another such text only letter by letter. */
export const isTight = (v: Value): v is string =>
  typeof v === 'string' && v.length > 0 && isInk(v.charCodeAt(0)) && isInk(v.charCodeAt(v.length - 1));

/** The words of a written list of plain words; undefined for any other list. */
export function among(list: Expr): ReadonlySet<string> | undefined {
  if (list.op !== 'list') return undefined;
  const words = list.items.map((item) => (item.op === 'lit' && isTight(item.value) ? item.value : undefined));
  const plain = words.filter((word) => word !== undefined);
  return plain.length === words.length ? new Set(plain) : undefined;
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
