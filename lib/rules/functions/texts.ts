import { isEmpty, NOT_READ } from '../value';
import type { Value } from '../value';
import { filled, read } from './kit';
import type { Fn } from './kit';

/** NFKC, no white space, all brackets round, upper case: how two names are told the same. */
export const normalName = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[〔【[{]/gu, '(')
    .replace(/[〕】\]}]/gu, ')')
    .toUpperCase();

const folded = (v: Value | undefined): string => (typeof v === 'string' ? v.normalize('NFKC') : '');

/** Text tests: an empty text has nothing in it; plain words only, no patterns. */
const test = (fn: (text: string, part: string) => boolean): Fn =>
  read(([text, part]) => !isEmpty(text ?? null) && fn(folded(text), folded(part)));

/** `first`, then at most `gap` characters of the same line, then `second`; as written, since folding would change the distance. */
function near(text: string, first: string, second: string, gap: number): boolean {
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    const [line = ''] = text.slice(at + first.length).split(/[\n\r\u2028\u2029]/, 1);
    if (
      [...line]
        .slice(0, gap + [...second].length)
        .join('')
        .includes(second)
    )
      return true;
  }
  return false;
}
const asText = (v: Value | undefined): string => (typeof v === 'string' ? v : '');

export const TEXTS: Record<string, Fn> = {
  normalName: filled(([text]) => normalName(folded(text))),
  contains: test((text, part) => text.includes(part)),
  startsWith: test((text, part) => text.startsWith(part)),
  endsWith: test((text, part) => text.endsWith(part)),
  near: read(([text, first, second, gap]) =>
    near(asText(text), asText(first), asText(second), typeof gap === 'number' ? gap : 0),
  ),
  /** The last n characters as a whole number; not read where they are no digits. */
  tailNumber: filled(([text, n]) => {
    const tail = typeof n === 'number' && n > 0 ? folded(text).trim().slice(-n) : '';
    return tail.length === n && n <= 15 && /^\d+$/.test(tail) ? Number(tail) : NOT_READ;
  }),
  /** Characters without the white space around them; an empty text has 0. */
  chars: read(([text]) => (typeof text === 'string' ? [...text.trim()].length : 0)),
};
