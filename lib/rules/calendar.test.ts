import { describe, expect, it } from 'vitest';
import { OFFICE } from '@/tests/support/rules';
import { addWorkdays, isWorkday, workdaysBetween } from './calendar';
import { dayNumber } from './days';

const day = (date: string): number => dayNumber(date) ?? Number.NaN;

describe('working days', () => {
  it.each([
    ['a swapped Sunday', '2024-02-18', true],
    ['a holiday on a Monday', '2024-02-12', false],
    ['a Saturday', '2024-03-02', false],
    ['a Friday', '2024-03-01', true],
  ])('%s: %s is one: %s', (_, date, is) => {
    expect(isWorkday(day(date), OFFICE)).toBe(is);
  });

  it('between two dates leave out the first and take in the last', () => {
    expect(workdaysBetween(day('2024-03-01'), day('2024-03-05'), OFFICE)).toBe(2);
    expect(workdaysBetween(day('2024-03-01'), day('2024-03-01'), OFFICE)).toBe(0);
  });

  it('count backwards below nought', () => {
    expect(workdaysBetween(day('2024-03-05'), day('2024-03-01'), OFFICE)).toBe(-2);
  });

  it('added none give the day itself, or the next one that is worked', () => {
    expect(addWorkdays(day('2024-03-01'), 0, OFFICE)).toBe(day('2024-03-01'));
    expect(addWorkdays(day('2024-03-02'), 0, OFFICE)).toBe(day('2024-03-04'));
    expect(addWorkdays(day('2024-03-01'), 1, OFFICE)).toBe(day('2024-03-04'));
  });
});
