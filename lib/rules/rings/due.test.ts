import { expect, it } from 'vitest';
import { dice } from '@/tests/support/histories';
import { aRule, anAction, condition, OFFICE } from '@/tests/support/rules';
import { midnight } from '../days';
import { dueAt, onlyGrows } from './due';
import { plansOf } from './plan';

const OPENED = anAction({ case_id: 'id', due: 'date' }, { key: 'case.open' });
const CLOSED = anAction({ case_id: 'id' }, { key: 'case.close' });
const DAY = 86_400_000;

/** When a matter opened at `at` must be looked at, with this test and calendar. */
function dueOf(where: string, at: number, due: string, calendar = OFFICE): number | undefined {
  const fact = {
    kind: 'open',
    of: ['case.open'],
    until: ['case.close'],
    key: ['case_id'],
    window: 'all',
    where: condition(where),
  } as const;
  const rule = aRule('true', {
    on: ['tick'],
    when: 'timer',
    facts: { open: { ...fact, of: [...fact.of], until: [...fact.until], key: [...fact.key] } },
  });
  const plans = plansOf([rule], { actions: [OPENED, CLOSED], calendar });
  const [plan] = plans.of(rule);
  const past = {
    seq: 0,
    id: 'a',
    action: 'case.open',
    at,
    fields: { case_id: { kind: 'read', value: 'K' }, due: { kind: 'read', value: due } },
  } as const;
  return plan && dueAt(plan, 'K', [past], at, plans);
}

const dayOf = (at: number): number => Math.floor((at + 8 * 3_600_000) / DAY);
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
/** Counted out day by day. */
const isOffice = (day: number): boolean => {
  const weekday = new Date(day * DAY).getUTCDay();
  if (OFFICE.swapWork.includes(dateOf(day))) return true;
  return weekday % 6 !== 0 && !OFFICE.holidays.includes(dateOf(day));
};

it('waits for the nth working day over month ends, leap days, holidays and swapped weekends', () => {
  const roll = dice(7);
  for (let i = 0; i < 150; i++) {
    const at = Date.parse('2024-01-25T00:00:00+08:00') + roll(110) * DAY + roll(DAY);
    const n = roll(9);
    let day = dayOf(at);
    for (let left = n + 1; left > 0; ) if (isOffice(++day)) left--;

    expect(dueOf(`workdaysBetween(eventAt(), now()) > ${n}`, at, '2024-03-01')).toBe(midnight(day));
  }
});

it('waits for the day after a date, for hours to the millisecond, and for whichever comes first', () => {
  const roll = dice(8);
  for (let i = 0; i < 200; i++) {
    const at = Date.parse('2023-02-20T00:00:00+08:00') + roll(400) * DAY + roll(DAY);
    const due = dayOf(at) + 1 + roll(40);
    const hours = 1 + roll(900);
    const past = midnight(due + 3);
    const elapsed = at + hours * 3_600_000 + 1;

    expect(dueOf('daysBetween(due, today()) > 2', at, dateOf(due))).toBe(past);
    expect(dueOf(`hoursBetween(eventAt(), now()) > ${hours}`, at, dateOf(due))).toBe(elapsed);
    expect(dueOf(`due < today() || hoursBetween(eventAt(), now()) > ${hours}`, at, dateOf(due))).toBe(
      Math.min(midnight(due + 1), elapsed),
    );
  }
});

it('looks at once at a test that may cease to hold, and never at one that cannot', () => {
  const at = Date.parse('2024-02-28T10:00:00+08:00');

  expect(onlyGrows(condition('due == today()').tree)).toBe(false);
  expect(dueOf('due == today()', at, '2024-03-09')).toBe(at);
  expect(dueOf('case_id == "other" && due < today()', at, '2024-03-09')).toBeUndefined();
});
