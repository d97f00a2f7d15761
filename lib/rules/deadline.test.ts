import { expect, it } from 'vitest';
import type { Calendar } from '@/lib/model';
import { dueOf, turnsOf } from './deadline';

/** National Day 2026: 1–7 October off, Sunday 27 September and Saturday 10 October worked instead. */
const CALENDAR: Calendar = {
  id: 'cn',
  version: 1,
  title: { zh: '工作日', en: 'working days' },
  from: '09:00',
  to: '17:00',
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  swapWork: ['2026-09-27', '2026-10-10'],
};
const at = (text: string): number => Date.parse(`${text}+08:00`);

it.each([
  ['the day the page names ends it', {}, '2026-11-25', '2026-11-26T00:00'],
  ['five working days over a weekend', { days: 5, unit: 'workday' as const }, '2026-11-19', '2026-11-27T00:00'],
  [
    'a swapped Saturday counts as a working day',
    { days: 3, unit: 'workday' as const },
    '2026-10-08',
    '2026-10-13T00:00',
  ],
  [
    'a swapped Sunday counts before the holiday',
    { days: 1, unit: 'workday' as const },
    '2026-09-26',
    '2026-09-28T00:00',
  ],
  [
    'a last day on a holiday moves to the next working day',
    { days: 20, unit: 'day' as const },
    '2026-09-13',
    '2026-10-09T00:00',
  ],
])('%s', (_, term, field, due) => {
  expect(dueOf(term, field, CALENDAR)?.due).toBe(at(due));
});

it('one working day is left from the end of the working day before the last', () => {
  const monday = turnsOf(at('2026-11-24T00:00'), CALENDAR);

  expect(monday.near).toBe(at('2026-11-21T00:00'));
  expect(monday.soon).toBe(at('2026-11-21T00:00'));
});

it('over a long holiday one working day is left sooner than three days are', () => {
  const afterHoliday = turnsOf(at('2026-10-08T17:00'), CALENDAR);

  expect(afterHoliday.near).toBe(at('2026-09-30T17:00'));
  expect(afterHoliday.near).toBeLessThan(afterHoliday.soon);
});

it('a field that is no date gives no deadline', () => {
  expect(dueOf({}, '尽快', CALENDAR)).toBeUndefined();
  expect(dueOf({}, null, CALENDAR)).toBeUndefined();
});
