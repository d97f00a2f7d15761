import { FOREIGN_KEYS } from '@/lib/model';

/**
 * Metadata are taken only as canonical JSON, byte for byte: keys in order, no white space, whole numbers, no
 * character escaped that need not be. So one value has one text, and there is no room for a second key of the same name, a
 * byte order mark, or a byte that nobody signed.
 */
export type ReadRefusal = 'too_large' | 'not_text' | 'not_json' | 'too_deep' | 'foreign_key' | 'not_canonical';
export type ReadJson = { ok: true; value: unknown; text: string } | { ok: false; refused: ReadRefusal };

const MAX_DEPTH = 24;
const PLAIN_KEY = /^[\x20-\x7e]{1,200}$/;
/** Control characters, save the line's end that keys in PEM have, and halves of characters. */
const ODD = /[^\P{Cc}\n]|\p{Cs}/u;

export function readCanonical(bytes: Uint8Array, max: number): ReadJson {
  if (bytes.byteLength > max) return { ok: false, refused: 'too_large' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, refused: 'not_text' };
  }
  return readCanonicalText(text);
}

export function readCanonicalText(text: string): ReadJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, refused: 'not_json' };
  }
  const refused = odd(value);
  if (refused) return { ok: false, refused };
  return canonicalText(value) === text ? { ok: true, value, text } : { ok: false, refused: 'not_canonical' };
}

/** Walks without recursion, so that no depth can stop the worker. */
function odd(json: unknown): ReadRefusal | undefined {
  const stack: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { value, depth } = top;
    if (typeof value === 'string' && ODD.test(value)) return 'not_canonical';
    if (typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0))) return 'not_canonical';
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_DEPTH) return 'too_deep';
    const isList = Array.isArray(value);
    for (const key of Object.keys(value)) {
      if (FOREIGN_KEYS.has(key)) return 'foreign_key';
      if (!isList && !PLAIN_KEY.test(key)) return 'not_canonical';
      stack.push({ value: Reflect.get(value, key), depth: depth + 1 });
    }
  }
  return undefined;
}

/** The one text of a value. Properties that are undefined are left out. */
export const canonicalText = (value: unknown): string => written(value, JSON.stringify);

/** What is signed and hashed for key ids: OLPC's canonical JSON, which escapes nothing but `"` and `\\`. */
export const signingText = (value: unknown): string => written(value, (text) => `"${text.replace(/["\\]/g, '\\$&')}"`);

function written(value: unknown, quote: (text: string) => string): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map((item) => written(item, quote)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.keys(value)
    .filter((key) => Reflect.get(value, key) !== undefined)
    .sort()
    .map((key) => `${quote(key)}:${written(Reflect.get(value, key), quote)}`);
  return `{${pairs.join(',')}}`;
}
