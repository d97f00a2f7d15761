import { addWorkdays, inOffice, isWorkday, workdaysBetween } from '../calendar';
import type { Office } from '../calendar';
import { addMonths, civil, dateOf, dayNumber, midnight } from '../days';
import { fraction } from '../number';
import { COST, ERROR, entries, NOT_READ, unknown } from '../value';
import type { Value } from '../value';
import { filled } from './kit';
import type { Fn } from './kit';

/** A date as it is, a moment as its local day; undefined when it is neither. */
const dayOf = (v: Value | undefined): number | undefined =>
  typeof v === 'number' ? dayNumber(dateOf(v)) : typeof v === 'string' ? dayNumber(v) : undefined;

const twoDays = (fn: (a: number, b: number, office: Office) => Value): Fn =>
  filled(([x, y], scope) => {
    const a = dayOf(x);
    const b = dayOf(y);
    return a === undefined || b === undefined ? NOT_READ : fn(a, b, scope.office);
  });
const dayPlus = (fn: (day: number, n: number, office: Office) => Value): Fn =>
  filled(([x, n], scope) => {
    const day = dayOf(x);
    if (day === undefined) return NOT_READ;
    return typeof n === 'number' && Math.abs(n) <= LONGEST ? fn(day, n, scope.office) : unknown(ERROR);
  });
/** Days a count may run over: about a hundred years. */
const LONGEST = 36_600;

const texts = (v: Value | undefined): string[] => entries(v ?? null).filter((e): e is string => typeof e === 'string');

/** What is given in the pack stands in for the calendar's, each by itself: inOffice(from, to, holidays, swapWork). */
function officeOf([from, to, holidays, swapWork]: Value[], office: Office): Office {
  return {
    from: typeof from === 'string' ? from : office.from,
    to: typeof to === 'string' ? to : office.to,
    holidays: Array.isArray(holidays) ? texts(holidays) : office.holidays,
    swapWork: Array.isArray(swapWork) ? texts(swapWork) : office.swapWork,
  };
}

const elapsed = (unitMs: number): Fn =>
  filled(([a, b]) =>
    typeof a === 'number' && typeof b === 'number' ? fraction(BigInt(b - a), BigInt(unitMs)) : unknown(ERROR),
  );

export const DATES: Record<string, Fn> = {
  today: (_, scope) => dateOf(scope.at),
  now: (_, scope) => scope.at,
  /** Moment of the event a fact's `where` or `value` looks at; else of the act itself. */
  eventAt: (_, scope) => (scope.past ?? scope).at,
  /** Moment of the event that opened the matter, in `untilWhere`. */
  openedAt: (_, scope) => scope.past?.openedAt ?? scope.at,
  startOfDay: filled(([x]) => {
    const d = dayOf(x);
    return d === undefined ? NOT_READ : midnight(d);
  }),
  dateOf: filled(([x]) => {
    const d = dayOf(x);
    return d === undefined ? NOT_READ : civil(d);
  }),
  daysBetween: twoDays((a, b) => b - a),
  workdaysBetween: twoDays((a, b, office) =>
    Math.abs(b - a) > LONGEST ? unknown(COST) : workdaysBetween(a, b, office),
  ),
  hoursBetween: elapsed(3_600_000),
  minutesBetween: elapsed(60_000),
  addDays: dayPlus((day, n) => civil(day + n)),
  addWorkdays: dayPlus((day, n, office) => (n < 0 || n > 5000 ? unknown(ERROR) : civil(addWorkdays(day, n, office)))),
  addMonths: filled(([d, n]) =>
    typeof d === 'string' && typeof n === 'number' && Math.abs(n) <= 1200
      ? (addMonths(d, n) ?? NOT_READ)
      : unknown(ERROR),
  ),
  isWorkday: filled(([d], scope) => {
    const day = dayOf(d);
    return day === undefined ? NOT_READ : isWorkday(day, scope.office);
  }),
  inOffice: (args, scope) => inOffice(scope.at, dayOf(scope.at) ?? 0, officeOf(args, scope.office)),
};
