import type { ActionDeadline, Calendar, FieldValue } from '@/lib/model';
import { addWorkdays, isWorkday } from './calendar';
import { dayNumber, midnight } from './days';

const DAY = 86_400_000;
const OFFSET = 8 * 3_600_000;

/** Epoch ms. The mark of a deadline changes at `soon` (three days left), `near` (one working day left) and `due`. */
export interface Due {
  due: number;
  near: number;
  soon: number;
}

/**
 * When the term ends that a page's field names: at the end of that day as the page says it, or so many days after it. A term
 * counted in days whose last day is none of work ends on the next working day; working days know swapped weekends.
 */
export function dueOf(
  term: Pick<ActionDeadline, 'days' | 'unit'>,
  value: FieldValue | undefined,
  calendar: Calendar,
): Due | undefined {
  const from = typeof value === 'string' ? dayNumber(value) : typeof value === 'number' ? dayAt(value) : undefined;
  if (from === undefined) return undefined;
  if (term.days === undefined) return turnsOf(typeof value === 'number' ? value : midnight(from + 1), calendar);
  const last =
    term.unit === 'workday' ? addWorkdays(from, term.days, calendar) : addWorkdays(from + term.days, 0, calendar);
  return turnsOf(midnight(last + 1), calendar);
}

/** One working day before is the same time of the working day before the last. */
export function turnsOf(due: number, calendar: Calendar): Due {
  const last = dayAt(due - 1);
  let before = last - 1;
  while (last - before < 30 && !isWorkday(before, calendar)) before--;
  return { due, near: midnight(before) + (due - midnight(last)), soon: due - 3 * DAY };
}

const dayAt = (at: number): number => Math.floor((at + OFFSET) / DAY);
