import type { FieldSpec, Param, ParamValue } from '@/lib/model';
import { dayNumber } from '@/lib/rules/days';

/**
 * Types of conditions. `figure` is a number without a unit (a parameter, a count): it may stand for money or a plain number.
 * `literal` is a number written in the condition, which may not stand for money.
 */
export type Ty =
  | { t: 'num' | 'figure' | 'literal' | 'money' | 'bool' | 'text' | 'id' | 'date' | 'datetime' | 'identity' | 'any' }
  | { t: 'word'; value: string }
  | { t: 'enum'; values: string[] }
  | { t: 'list'; of: Ty }
  | { t: 'table'; of: Ty; keys: string[] };

export const ANY: Ty = { t: 'any' };
export const listOf = (of: Ty): Ty => ({ t: 'list', of });

export function typeOfField(spec: FieldSpec): Ty {
  switch (spec.type) {
    case 'int':
    case 'number':
      return { t: 'num' };
    case 'enum':
      return { t: 'enum', values: Object.keys(spec.values ?? {}) };
    case 'ids':
      return listOf({ t: 'id' });
    case 'identities':
      return listOf({ t: 'identity' });
    default:
      return { t: spec.type };
  }
}

function typeOfValue(value: ParamValue): Ty {
  if (typeof value === 'number') return { t: 'figure' };
  if (typeof value === 'boolean') return { t: 'bool' };
  if (typeof value === 'string') return { t: 'word', value };
  if (value === null) return ANY;
  if (Array.isArray(value)) return listOf(shared(value));
  return { t: 'table', of: shared(Object.values(value)), keys: Object.keys(value) };
}
/** One type for all entries; words become text. */
function shared(values: ParamValue[]): Ty {
  const [first, ...rest] = values.map(typeOfValue);
  if (!first || rest.some((t) => t.t !== first.t)) return ANY;
  return first.t === 'word' ? { t: 'text' } : first;
}
export function typeOfParam(param: Param): Ty {
  const value = param.value ?? param.dated?.[0]?.value;
  return value === undefined ? ANY : typeOfValue(value);
}

const NAMES: Record<Ty['t'], [string, string]> = {
  num: ['数', 'a number'],
  figure: ['数', 'a number'],
  literal: ['数', 'a number'],
  money: ['金额', 'money'],
  bool: ['是否', 'yes/no'],
  text: ['文字', 'text'],
  id: ['编号', 'an id'],
  date: ['日期', 'a date'],
  datetime: ['时刻', 'a moment'],
  identity: ['证件号', 'an identity number'],
  any: ['任意', 'anything'],
  word: ['文字', 'text'],
  enum: ['选项', 'a choice'],
  list: ['列表', 'a list'],
  table: ['对照表', 'a table'],
};
export const nameOf = (ty: Ty): { zh: string; en: string } => ({ zh: NAMES[ty.t][0], en: NAMES[ty.t][1] });

export const isNumber = (ty: Ty): boolean => ['num', 'figure', 'literal', 'money', 'any'].includes(ty.t);
export const isTextual = (ty: Ty): boolean => ['text', 'id', 'enum', 'word', 'any'].includes(ty.t);
export const isDay = (ty: Ty): boolean => ['date', 'datetime', 'any'].includes(ty.t);

/** Does a type do for a word of a signature? */
export function fits(ty: Ty, wanted: string): boolean {
  switch (wanted) {
    case 'any':
      return true;
    case 'number':
      return isNumber(ty);
    case 'num':
      return ['num', 'figure', 'literal', 'any'].includes(ty.t);
    case 'text':
      return isTextual(ty);
    case 'day':
      return isDay(ty);
    case 'list':
      return ty.t === 'list' || ty.t === 'any';
    default:
      return ty.t === wanted || ty.t === 'any';
  }
}

/** May the two stand on both sides of a comparison? */
export function comparable(a: Ty, b: Ty): boolean {
  if (a.t === 'any' || b.t === 'any') return true;
  if (isNumber(a) && isNumber(b)) return true;
  if (a.t === 'list' && b.t === 'list') return comparable(a.of, b.of);
  if (isTextual(a) && isTextual(b)) return true;
  for (const [x, y] of [
    [a, b],
    [b, a],
  ] as const) {
    if (x.t === 'word' && y.t === 'date') return dayNumber(x.value) !== undefined;
    if (y.t === 'identity' && isTextual(x)) return true;
  }
  return a.t === b.t;
}
