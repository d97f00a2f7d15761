import type { Calendar } from '@/lib/model';
import { civil, msOfDay } from './days';

export type Office = Pick<Calendar, 'from' | 'to' | 'holidays' | 'swapWork'>;

/** Monday to Friday and no holiday, or a swapped weekend (调休); the swap wins. */
export function isWorkday(day: number, office: Office): boolean {
  const date = civil(day);
  if (office.swapWork.includes(date)) return true;
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday !== 0 && weekday !== 6 && !office.holidays.includes(date);
}

/** Working days after `from` up to and with `to`; negative when `to` lies before `from`. */
export function workdaysBetween(from: number, to: number, office: Office): number {
  if (to < from) return -workdaysBetween(to, from, office);
  let count = 0;
  for (let day = from + 1; day <= to; day++) if (isWorkday(day, office)) count++;
  return count;
}

/** The nth working day after `from`; with n = 0 the day itself or the next working day. */
export function addWorkdays(from: number, n: number, office: Office): number {
  let day = from;
  for (let left = n; left > 0; ) if (isWorkday(++day, office)) left--;
  while (!isWorkday(day, office)) day++;
  return day;
}

const clock = (text: string): number => {
  const [h, m] = text.split(':');
  return (Number(h) * 60 + Number(m)) * 60_000;
};

/** Inside [from, to) of a working day, to the millisecond. `day` is the local day of `at`. */
export function inOffice(at: number, day: number, office: Office): boolean {
  const time = msOfDay(at);
  return isWorkday(day, office) && time >= clock(office.from) && time < clock(office.to);
}
