import type { ActionSpec, FieldSpec, Language, Rule, Text } from '@/lib/model';
import { evaluate } from './evaluate';
import { dateOf, msOfDay } from './days';
import { decimal, isNum, multiply } from './number';
import type { Scope } from './scope';
import { isEmpty, isSpan, isUnknown, isWho } from './value';
import type { Value } from './value';

const WORDS = {
  unread: { zh: '未读到', en: 'not read' },
  empty: { zh: '空', en: 'empty' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  atLeast: { zh: '至少 ', en: 'at least ' },
  comma: { zh: '、', en: ', ' },
} satisfies Record<string, Text>;

/** How a value is written: a field's type, or the word after the colon in `{params.a:money}`. */
export type Format = 'money' | 'percent' | 'date' | 'datetime' | 'number';

const thousands = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d)(?=.*\.))/g, ',');
const plain = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
const clock = (at: number): string => `${dateOf(at)} ${new Date(msOfDay(at)).toISOString().slice(11, 16)}`;

export function show(value: Value, language: Language, format?: Format, values?: FieldSpec['values']): string {
  if (isUnknown(value)) return WORDS.unread[language];
  if (Array.isArray(value))
    return value.length
      ? value.map((v) => show(v, language, format, values)).join(WORDS.comma[language])
      : WORDS.empty[language];
  if (isEmpty(value)) return WORDS.empty[language];
  if (isSpan(value)) return WORDS.atLeast[language] + show(value.lo, language, format);
  if (isWho(value)) return value.of.masked;
  if (isNum(value)) return showNumber(value, format);
  if (typeof value === 'boolean') return WORDS[value ? 'yes' : 'no'][language];
  if (typeof value !== 'string') return '';
  return values && Object.hasOwn(values, value) ? (values[value]?.[language] ?? value) : value;
}

function showNumber(value: Parameters<typeof decimal>[0], format?: Format): string {
  if (format === 'money') return thousands(decimal(multiply(value, { k: 'fraction', n: 1n, d: 100n }), 2));
  if (format === 'percent') return plain(decimal(multiply(value, 100), 2));
  if (format === 'datetime' && typeof value === 'number') return clock(value);
  if (format === 'date' && typeof value === 'number') return dateOf(value);
  return plain(decimal(value, 4));
}

/** The format a field's type asks for. */
export function formatOf(spec: FieldSpec | undefined): Format | undefined {
  return spec?.type === 'money' || spec?.type === 'date' || spec?.type === 'datetime' ? spec.type : undefined;
}
const isFormat = (word: string | undefined): word is Format =>
  word !== undefined && ['money', 'percent', 'date', 'datetime', 'number'].includes(word);

export interface Filler {
  scope: Scope;
  rule: Pick<Rule, 'let'>;
  action: ActionSpec | undefined;
}

/** Fills `{field}`, `{params.x}`, `{facts.x}`, `{let.x}`, each with an optional `:format`. Unknown names stay as they are. */
export function fill(text: string, language: Language, { scope, rule, action }: Filler): string {
  return text.replace(/\{([a-z][a-z0-9_.]*)(?::([a-z]+))?\}/g, (whole, path: string, word: string | undefined) => {
    const [room, name] = path.includes('.') ? path.split('.', 2) : ['', path];
    const format = isFormat(word) ? word : undefined;
    if (name === undefined) return whole;
    if (room === 'params') return show(scope.param(name), language, format);
    if (room === 'facts') return show(scope.fact(name), language, format);
    if (room === 'let') {
      const expr = Object.hasOwn(rule.let, name) ? rule.let[name] : undefined;
      return expr ? show(evaluate(expr.tree, scope), language, format) : whole;
    }
    const spec = action && Object.hasOwn(action.fields, name) ? action.fields[name] : undefined;
    return show(scope.field(name), language, format ?? formatOf(spec), spec?.values);
  });
}
export const fillText = (text: Text, filler: Filler): Text => ({
  zh: fill(text.zh, 'zh', filler),
  en: fill(text.en, 'en', filler),
});
