/** Civil days of Asia/Shanghai (UTC+8, no summer time), whatever zone the browser has. */
const DAY = 86_400_000;
const OFFSET = 8 * 3_600_000;

/** Days since 1970-01-01 of a civil date; undefined for one that does not exist (2023-02-29). */
export function dayNumber(date: string): number | undefined {
  if (date.length !== 10 || date.charCodeAt(4) !== DASH || date.charCodeAt(7) !== DASH) return undefined;
  const year = figures(date, 0, 4);
  const month = figures(date, 5, 7);
  const day = figures(date, 8, 10);
  if (!(year >= 100) || !(month >= 1 && month <= 12) || !(day >= 1 && day <= daysIn(year, month))) return undefined;
  return daysBefore(year, month) + day - 1;
}
const DASH = 45;
const ZERO = 48;

/** Digits from..to of a text; NaN where one is none. Dates are compared at every act, so no pattern and no Date here. */
function figures(text: string, from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    n = n * 10 + digit;
  }
  return n;
}
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

/** Days from 1970-01-01 to the first of a month, counting years from March, so that the leap day comes last. */
function daysBefore(year: number, month: number): number {
  const y = month > 2 ? year : year - 1;
  const fromMarch = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + fromMarch - 719_468;
}
/** Day number → `YYYY-MM-DD`; empty for a day no calendar has. */
export const civil = (day: number): string =>
  Math.abs(day) < 3_000_000 ? new Date(day * DAY).toISOString().slice(0, 10) : '';
/** Local day of an epoch ms. */
export const dayAt = (at: number): number => Math.floor((at + OFFSET) / DAY);
/** Local date of an epoch ms. */
export const dateOf = (at: number): string => civil(dayAt(at));
/** Ms since local midnight. */
export const msOfDay = (at: number): number => (((at + OFFSET) % DAY) + DAY) % DAY;
/** Epoch ms of local midnight that begins this day. */
export const midnight = (day: number): number => day * DAY - OFFSET;

/** Keeps the day number or takes the last day of a shorter month: 31 Aug + 3 = 30 Nov. */
export function addMonths(date: string, months: number): string | undefined {
  const day = dayNumber(date);
  if (day === undefined) return undefined;
  const d = new Date(day * DAY);
  const last = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + months + 1, 0));
  last.setUTCDate(Math.min(d.getUTCDate(), last.getUTCDate()));
  return civil(last.getTime() / DAY);
}
