/** Civil days of Asia/Shanghai (UTC+8, no summer time), whatever zone the browser has. */
const DAY = 86_400_000;
const OFFSET = 8 * 3_600_000;

/** Days since 1970-01-01 of a civil date; undefined for one that does not exist (2023-02-29). */
export function dayNumber(date: string): number | undefined {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!m) return undefined;
  const ms = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]));
  return civil(ms / DAY) === date ? ms / DAY : undefined;
}
/** Day number → `YYYY-MM-DD`; empty for a day no calendar has. */
export const civil = (day: number): string =>
  Math.abs(day) < 3_000_000 ? new Date(day * DAY).toISOString().slice(0, 10) : '';
/** Local date of an epoch ms. */
export const dateOf = (at: number): string => civil(Math.floor((at + OFFSET) / DAY));
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
