// The conventions of the rule catalogue, written down a second time from its text and sharing nothing with the engine: what was
// read, three values, exact figures, days and windows.

/** Not read; read and empty. */
export const U = Symbol('unread');
export const E = Symbol('empty');
export type Val = typeof U | typeof E | number | string | boolean | string[];
/** undefined: cannot be told. */
export type T = boolean | undefined;

export interface Ev {
  action: string;
  at: number;
  f: Record<string, unknown>;
}
export type Params = Record<string, unknown>;

/** What a predicate is asked: the act, and what lies at or before it. */
export interface Case {
  e: Ev;
  past: Ev[];
  p: Params;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const isDate = (v: string): boolean => DATE.test(v) && new Date(`${v}T00:00:00Z`).toJSON()?.slice(0, 10) === v;

export function val(e: Ev, id: string): Val {
  if (!Object.hasOwn(e.f, id)) return U;
  const v = e.f[id];
  if (v === null || (typeof v === 'string' && !v.trim()) || (Array.isArray(v) && v.length === 0)) return E;
  if (Array.isArray(v)) return v.map(String);
  return typeof v === 'string' ? v.trim() : typeof v === 'number' || typeof v === 'boolean' ? v : U;
}
export const num = (e: Ev, id: string): Val => only(val(e, id), (v) => typeof v === 'number');
export const date = (e: Ev, id: string): Val => only(val(e, id), (v) => typeof v === 'string' && isDate(v));
export const pick = (e: Ev, id: string, ...words: string[]): Val =>
  only(val(e, id), (v) => typeof v === 'string' && words.includes(v));
const only = (v: Val, fits: (v: Val) => boolean): Val => (v === U || v === E || fits(v) ? v : U);
/** Optional: unread is the same as empty. */
export const opt = (v: Val): Val => (v === U ? E : v);
/** Who stands in a list, empty entries apart; a single id is a list of one. Undefined: not read. */
export function list(e: Ev, id: string): string[] | undefined {
  const v = val(e, id);
  if (v === U) return undefined;
  const all = v === E ? [] : Array.isArray(v) ? v : [String(v)];
  return all.map((one) => one.trim()).filter((one) => one !== '');
}
/** One person in both; nobody is in an empty list, whatever was not read. */
export function overlapping(a: string[] | undefined, b: string[] | undefined): T {
  if (a?.length === 0 || b?.length === 0) return false;
  return a && b ? a.some((one) => b.includes(one)) : undefined;
}

export const and = (...t: T[]): T => (t.includes(false) ? false : t.includes(undefined) ? undefined : true);
export const or = (...t: T[]): T => (t.includes(true) ? true : t.includes(undefined) ? undefined : false);
export const not = (t: T): T => (t === undefined ? undefined : !t);
export const empty = (v: Val): T => (v === U ? undefined : v === E);
export const filled = (v: Val): T => not(empty(v));

type Frac = [n: bigint, d: bigint];
export function frac(x: number | Frac): Frac {
  if (typeof x !== 'number') return x;
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(x)) ?? [];
  return [BigInt(`${sign}${whole}${part}`), 10n ** BigInt(part.length)];
}
export const times = (a: number | Frac, b: number | Frac): Frac => {
  const [x, y] = [frac(a), frac(b)];
  return [x[0] * y[0], x[1] * y[1]];
};
export const over = (a: number | Frac, b: number | Frac): Frac => {
  const [x, y] = [frac(a), frac(b)];
  return y[0] < 0n ? [-x[0] * y[1], -x[1] * y[0]] : [x[0] * y[1], x[1] * y[0]];
};
export const plus = (a: number | Frac, b: number | Frac): Frac => {
  const [x, y] = [frac(a), frac(b)];
  return [x[0] * y[1] + y[0] * x[1], x[1] * y[1]];
};
export const minus = (a: number | Frac, b: number | Frac): Frac => plus(a, times(b, -1));
export const order = (a: number | Frac, b: number | Frac): number => {
  const [x, y] = [frac(a), frac(b)];
  const gap = x[0] * y[1] - y[0] * x[1];
  return gap < 0n ? -1 : gap > 0n ? 1 : 0;
};
export const lt = (a: Val | Frac, b: Val | Frac): T => compared(a, b, (o) => o < 0);
export const le = (a: Val | Frac, b: Val | Frac): T => compared(a, b, (o) => o <= 0);
export const gt = (a: Val | Frac, b: Val | Frac): T => lt(b, a);
export const ge = (a: Val | Frac, b: Val | Frac): T => le(b, a);
function compared(a: Val | Frac, b: Val | Frac, holds: (o: number) => boolean): T {
  if (typeof a === 'string' && typeof b === 'string') return holds(a < b ? -1 : a > b ? 1 : 0);
  const isFigure = (v: Val | Frac): v is number | Frac =>
    typeof v === 'number' || (Array.isArray(v) && typeof v[0] === 'bigint');
  return isFigure(a) && isFigure(b) ? holds(order(a, b)) : undefined;
}
export function eq(a: Val, b: Val): T {
  if (a === U || b === U || a === E || b === E) return undefined;
  return String(a) === String(b);
}

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;
const SH = 8 * HOUR;
export const dayOf = (at: number): number => Math.floor((at + SH) / DAY);
export const dayNo = (v: Val): number | undefined =>
  typeof v === 'string' && isDate(v) ? Date.parse(`${v}T00:00:00Z`) / DAY : undefined;
export const today = (c: Case): string => new Date(dayOf(c.e.at) * DAY).toISOString().slice(0, 10);
/** today − date > n */
export const daysPast = (c: Case, v: Val): Val => {
  const day = dayNo(v);
  return day === undefined ? (v === E ? E : U) : dayOf(c.e.at) - day;
};

/** Same key: every part read, filled and equal. Undefined: the act's own key cannot be told. */
export function keyed(c: Case, parts: string[], events: Ev[]): Ev[] | undefined {
  const own = parts.map((p) => val(c.e, p));
  if (own.some((v) => v === U || v === E)) return undefined;
  const text = (v: Val): string => (Array.isArray(v) ? [...new Set(v)].sort().join('|') : String(v));
  return events.filter((e) =>
    parts.every((p, i) => filled(val(e, p)) === true && text(val(e, p)) === text(own[i] ?? U)),
  );
}
export const within = (c: Case, ms: number): Ev[] => c.past.filter((e) => e.at > c.e.at - ms);
export const of = (events: Ev[], ...actions: string[]): Ev[] => events.filter((e) => actions.includes(e.action));
export const earlier = (c: Case, events: Ev[] = c.past): Ev[] => events.filter((e) => e.at < c.e.at);

/** A count or sum between what is sure and what may be. */
export interface Range {
  lo: number;
  hi: number;
}
export const atLeast = (r: Range | undefined, n: number): T =>
  !r ? undefined : r.lo >= n ? true : r.hi < n ? false : undefined;
export const moreThan = (r: Range | undefined, n: number): T =>
  !r ? undefined : r.lo > n ? true : r.hi <= n ? false : undefined;

/** How many events pass a test, the act among them; nothing counts if the act does not. */
export function counting(c: Case, group: Ev[] | undefined, test: (e: Ev) => T = () => true): Range | undefined {
  if (!group) return undefined;
  const own = test(c.e);
  if (own === false) return { lo: 0, hi: 0 };
  const others = group.map(test);
  const lo = others.filter((t) => t === true).length + 1;
  return { lo: own ? lo : 0, hi: others.filter((t) => t !== false).length + 1 };
}
export function summing(
  c: Case,
  group: Ev[] | undefined,
  id: string,
  test: (e: Ev) => T = () => true,
): Range | undefined {
  if (!group) return undefined;
  const own = test(c.e);
  if (own === false) return { lo: 0, hi: 0 };
  let lo = 0;
  let hi = 0;
  for (const e of [...group, c.e]) {
    const t = test(e);
    if (t === false) continue;
    const v = num(e, id);
    if (typeof v !== 'number') hi = Number.POSITIVE_INFINITY;
    else {
      if (t) lo += v;
      hi += v;
    }
  }
  return { lo: own ? lo : 0, hi };
}
export function differing(
  c: Case,
  group: Ev[] | undefined,
  id: string,
  test: (e: Ev) => T = () => true,
): Range | undefined {
  if (!group) return undefined;
  const own = test(c.e);
  if (own === false) return { lo: 0, hi: 0 };
  const sure = new Set<string>();
  const all = new Set<string>();
  let blind = 0;
  for (const e of [...group, c.e]) {
    const t = test(e);
    const v = val(e, id);
    if (t === false) continue;
    if (v === U || v === E) blind++;
    else {
      all.add(String(v));
      if (t) sure.add(String(v));
    }
  }
  return { lo: own ? sure.size : 0, hi: all.size + blind };
}
/** The newest; `tie`: several at the same moment. */
export function newest(events: Ev[]): Ev | undefined {
  return events.reduce<Ev | undefined>((best, e) => (!best || e.at >= best.at ? e : best), undefined);
}
/** Events by key, those with an unread or empty part left out. */
export function groups(events: Ev[], ...parts: string[]): Ev[][] {
  const by = new Map<string, Ev[]>();
  for (const e of events) {
    const key = parts.map((p) => val(e, p));
    if (key.some((v) => v === U || v === E)) continue;
    by.set(key.join('|'), [...(by.get(key.join('|')) ?? []), e]);
  }
  return [...by.values()];
}
/** A timer: true if one key is open for certain, unknown if none is and one may be. */
export const anyOf = (answers: T[]): T => or(false, ...answers);
