// Text as read + field type → value, or `not_parsed`.
import type { FieldReading, FieldSpec, FieldValue, UnreadReason } from '@/lib/model';
import { dateOf, datetimeOf } from './date';
import { identityOf } from './identity';
import { maskText } from './mask';
import { moneyOf } from './money';
import { fold } from './text';

/** One answer of one source. `also`: the option's value beside its text, the radio's value beside its label. */
export interface Said {
  text: string;
  also?: string;
  hint?: string;
  checked?: boolean;
}
export interface Want {
  spec: FieldSpec;
  reading: FieldReading;
  at: number;
}
/** `raw`: identity numbers in the value's order; stay in the page but for one message. */
export type Parsed = { value: FieldValue; raw?: string[] } | { unread: UnreadReason };

const MAX_TEXT = 5000;
const NOTHING = /^(|-+|—+|\/|无|null|undefined)$/;
const YES = /^(是|有|真|true|yes|y|1|on|√|✓|同意|checked)$/i;
const NO = /^(否|无|没有|假|false|no|n|0|off|×|不同意|)$/i;
const UNPARSED = { unread: 'not_parsed' } as const;

export function fieldValue(said: Said, { spec, reading, at }: Want): Parsed {
  if (said.text.length > MAX_TEXT) return { unread: 'too_long' };
  const text = fold(said.text);
  const mapped = mappedOf(said, text, reading.map);
  if (mapped !== undefined) return { value: mapped };
  if (spec.type === 'bool') return boolOf(said, text);
  if (spec.type === 'text') return { value: text ? maskText(text) : null };
  if (NOTHING.test(text)) return { value: spec.type === 'ids' || spec.type === 'identities' ? [] : null };
  switch (spec.type) {
    case 'money':
      return known(moneyOf(text, reading.unit, said.hint ? fold(said.hint) : ''));
    case 'date':
      return known(dateOf(text, reading.date));
    case 'datetime':
      return known(datetimeOf(text, reading.date));
    case 'int':
      return known(figureOf(text, /^[-+]?\d+$/));
    case 'number':
      return known(figureOf(text, /^[-+]?(\d+\.?\d*|\.\d+)$/));
    case 'enum':
      return enumOf(said, text, spec);
    case 'id':
      return text.length > 200 ? { unread: 'too_long' } : { value: text };
    case 'ids':
      return { value: pieces(text, reading.split) };
    case 'identity':
      return numbersOf([text], reading, at, true);
    case 'identities':
      return numbersOf(pieces(text, reading.split), reading, at, false);
  }
}

const known = (value: string | number | null): Parsed => (value === null ? UNPARSED : { value });

function mappedOf(said: Said, text: string, map: FieldReading['map']): FieldValue | undefined {
  for (const [key, value] of Object.entries(map ?? {})) if (fold(key) === text || key === said.also) return value;
  return undefined;
}
function boolOf(said: Said, text: string): Parsed {
  if (said.checked !== undefined) return { value: said.checked };
  if (YES.test(text)) return { value: true };
  return NO.test(text) ? { value: text === '' ? null : false } : UNPARSED;
}
/** 1,234 · 1234 份 · 3.5 % · 15天: one figure with at most a short unit behind it. */
function figureOf(text: string, form: RegExp): number | null {
  const figure = text
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/−/g, '-')
    .replace(/\s*[^\d\s.,]{1,4}$/, '');
  const n = form.test(figure) ? Number(figure) : NaN;
  return Number.isNaN(n) ? null : n;
}
function enumOf(said: Said, text: string, spec: FieldSpec): Parsed {
  const values = spec.values;
  if (!values) return { value: said.also ?? text };
  for (const [code, label] of Object.entries(values))
    if (code === text || code === said.also || fold(label.zh) === text || fold(label.en) === text)
      return { value: code };
  return UNPARSED;
}
/** Only where the adapter names the characters; else lines, commas and 、 part a list. */
function pieces(text: string, split = ',、;\n'): string[] {
  const marks = new Set(fold(split) + split);
  let part = '';
  const list: string[] = [];
  for (const c of `${text}${[...marks][0] ?? ','}`) {
    if (!marks.has(c)) {
      part += c;
      continue;
    }
    if (part.trim()) list.push(part.trim());
    part = '';
  }
  return list;
}
function numbersOf(texts: string[], reading: FieldReading, at: number, single: boolean): Parsed {
  // Words, perhaps a label that moved: no number, not a wrong one.
  if (texts.some((t) => !/\d/.test(t))) return UNPARSED;
  const list = texts.map((t) => identityOf(t, reading.identity, at));
  const raw = list.map((i) => i.raw),
    value = list.map((i) => i.identity);
  const [first] = value;
  return single && first ? { value: first, raw } : { value, raw };
}
