import type { Identity } from '@/lib/model';
import type { Fraction, Num } from './number';

/** Why a value is not known; bits, because an unknown result may rest on several. */
export const FIELD = 1,
  HISTORY = 2,
  COST = 4,
  ERROR = 8;

/** The third answer. Also stands for a value that could not be read. */
export interface Unknown {
  k: 'unknown';
  why: number;
}
/** A figure known only to lie between two; `hi` null: no upper bound. */
export interface Span {
  k: 'span';
  lo: Num;
  hi: Num | null;
}
/** An identity number as the reader described it, with the field it stood in. */
export interface Who {
  k: 'who';
  field: string;
  of: Identity;
}
/** A parameter table, looked up by own keys only. */
export interface Table {
  k: 'table';
  of: Record<string, unknown>;
}
/** null = read and empty. Dates are `YYYY-MM-DD` strings, moments are epoch ms. */
export type Value = Num | string | boolean | null | Value[] | Unknown | Span | Who | Table;

const UNKNOWNS: readonly Unknown[] = Array.from({ length: 16 }, (_, why) => ({ k: 'unknown', why }));
/** Unknown for these reasons (bits). */
export const unknown = (why: number): Unknown => UNKNOWNS[why & 15] ?? { k: 'unknown', why };
export const NOT_READ = unknown(FIELD);

type Boxed = Unknown | Span | Who | Table | Fraction;
const boxed = (v: Value): v is Boxed => typeof v === 'object' && v !== null && !Array.isArray(v);
export const isUnknown = (v: Value): v is Unknown => boxed(v) && v.k === 'unknown';
export const isSpan = (v: Value): v is Span => boxed(v) && v.k === 'span';
export const isWho = (v: Value): v is Who => boxed(v) && v.k === 'who';
export const isTable = (v: Value): v is Table => boxed(v) && v.k === 'table';

/** Read and found empty: null, white space only, a list without entries that are filled. */
export const isEmpty = (v: Value): boolean =>
  v === null || (typeof v === 'string' && v.trim() === '') || (Array.isArray(v) && v.every(isEmpty));

/** Entries of a list that are filled; a single filled value is a list of one. */
export const entries = (v: Value): Value[] => (Array.isArray(v) ? v : [v]).filter((e) => !isEmpty(e));

/** What two values are compared by where order and spelling around them do not matter. */
export function keyOf(v: Value): string {
  if (typeof v === 'string') return v.trim();
  if (isWho(v)) return v.of.token ?? `${v.of.kind}:${v.of.masked}`;
  if (Array.isArray(v)) return [...new Set(entries(v).map(keyOf))].sort().join('\u0000');
  if (boxed(v) && v.k === 'fraction') return `${v.n}/${v.d}`;
  return boxed(v) ? v.k : String(v);
}

/** Sameness of two filled values. Identities: by token where both have one, else by what the reader saw on the page. */
export function sameValue(a: Value, b: Value): boolean {
  if (isWho(a) && isWho(b) && !(a.of.token && b.of.token)) {
    return a.field === b.field || a.of.same.includes(b.field) || b.of.same.includes(a.field);
  }
  return keyOf(a) === keyOf(b);
}
