import type { Calendar } from '@/lib/model';
import { isWorkday } from '@/lib/rules/calendar';
import { civil, dayNumber, midnight } from '@/lib/rules/days';

/** One working day of the year, and what the season makes of it. Factors multiply the ordinary number of acts. */
export interface Day {
  number: number;
  date: string;
  /** Returns come in from the 1st to the 15th, most on the last days; quarters weigh more. */
  filing: number;
  /** Month's and year's end at the cooperative and in the accounts. */
  closing: number;
  /** Weeks around the spring festival are quiet for business, and busy at the counter before it. */
  business: number;
  /** First working day of a month. */
  isFirstOfMonth: boolean;
}

export function dayOf(number: number, calendar: Calendar): Day {
  const date = civil(number);
  const month = Number(date.slice(5, 7));
  const dayOfMonth = Number(date.slice(8));
  const isQuarter = month % 3 === 1;
  const rush = dayOfMonth <= 15 ? 0.8 + 1.4 * (dayOfMonth / 15) ** 2 : 0.45;
  return {
    number,
    date,
    filing: rush * (isQuarter ? 1.5 : 1),
    closing: (dayOfMonth >= 25 ? 1.5 : 0.9) * (month === 12 ? 1.4 : 1),
    business: month === 2 ? 0.6 : month === 3 || month === 4 ? 1.25 : 1,
    isFirstOfMonth: isFirst(number, calendar),
  };
}

function isFirst(number: number, calendar: Calendar): boolean {
  const month = civil(number).slice(0, 7);
  for (let day = number - 1; civil(day).startsWith(month); day--) if (isWorkday(day, calendar)) return false;
  return true;
}

export const workdays = (from: string, days: number, calendar: Calendar): number[] => {
  const first = dayNumber(from);
  if (first === undefined) throw new Error(`no such day: ${from}`);
  return Array.from({ length: days }, (_, i) => first + i).filter((day) => isWorkday(day, calendar));
};

export const atTime = (day: number, minutes: number): number => midnight(day) + Math.round(minutes * 60_000);
