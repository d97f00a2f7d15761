import { describe, expect, it } from 'vitest';
import type { FactSpec, FieldValue } from '@/lib/model';
import { computeFacts, factsNeeded } from '@/lib/rules';
import type { HistoryEvent } from '@/lib/rules';
import { aRule, anAction, anEvent, at, condition, OFFICE, readings } from '@/tests/support/rules';

const RELIEF = anAction(
  { case_id: 'id', client: 'id', amount: 'money', from: 'date', to: 'date', clean: 'bool', serial: 'int' },
  { key: 'relief.approve' },
);
const QUERY = anAction({ client: 'id', result: 'text' }, { key: 'inquiry.reply' });
const SENT = anAction({ client: 'id' }, { key: 'inquiry.send' });
const NOW = '2024-03-31 10:00';

let serial = 0;
const past = (wall: string, values: Record<string, FieldValue>, more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  seq: ++serial,
  id: `past-${serial}`,
  action: 'relief.approve',
  at: at(wall),
  fields: readings(values),
  ...more,
});

/** The figure of one fact at an act of client A. */
function figure(
  spec: Partial<FactSpec> & Pick<FactSpec, 'kind'>,
  history: HistoryEvent[],
  own: Record<string, FieldValue> = { client: 'A', amount: 100, case_id: 'now' },
): unknown {
  const rule = aRule('true', {
    on: ['relief.approve'],
    facts: { it: { key: ['client'], window: '30d', ...spec } },
    params: { days: { value: 30 } },
  });
  const event = anEvent(own, { action: 'relief.approve', at: at(NOW) });
  return computeFacts({ rule, event, history, actions: [RELIEF, QUERY, SENT], calendar: OFFICE }).it?.value;
}
const value = condition('amount');

describe('which events count', () => {
  const count: Partial<FactSpec> & Pick<FactSpec, 'kind'> = { kind: 'count' };

  it.each<[string, HistoryEvent[], unknown]>([
    ['the act itself alone', [], 1],
    ['one of the same client', [past('2024-03-30 10:00', { client: ' A ' })], 2],
    ['not another client', [past('2024-03-30 10:00', { client: 'B' })], 1],
    ['not one without a client', [past('2024-03-30 10:00', { client: null }), past('2024-03-30 10:00', {})], 1],
    ['not one exactly thirty days old', [past('2024-03-01 10:00', { client: 'A' })], 1],
    ['one a millisecond younger', [past('2024-03-01 10:00:00.001', { client: 'A' })], 2],
    ['not what comes later', [past('2024-03-31 10:01', { client: 'A' })], 1],
    ['one at the same millisecond', [past(NOW, { client: 'A' })], 2],
    [
      'what was delivered twice, once',
      [
        past('2024-03-30 10:00', { client: 'A' }, { id: 'same' }),
        past('2024-03-30 10:00', { client: 'A' }, { id: 'same' }),
      ],
      2,
    ],
    ['not the act delivered before', [past(NOW, { client: 'A' }, { id: 'event-0001' })], 1],
    [
      'each item of a bulk act',
      [
        past(
          '2024-03-30 10:00',
          {},
          { items: [readings({ client: 'A' }), readings({ client: 'A' }), readings({ client: 'B' })] },
        ),
      ],
      3,
    ],
  ])('%s', (_, history, expected) => {
    expect(figure(count, history)).toBe(expected);
  });

  it('is unknown for an act whose own key was not read', () => {
    expect(figure(count, [], {})).toEqual({ unknown: true });
  });

  it('counts a case once, as the latest', () => {
    const twice = [
      past('2024-03-20 10:00', { client: 'A', case_id: 'c', amount: 70 }),
      past('2024-03-25 10:00', { client: 'A', case_id: 'c', amount: 50 }),
    ];

    expect(figure({ kind: 'count', once: 'case_id' }, twice)).toBe(2);
    expect(figure({ kind: 'sum', value, once: 'case_id' }, twice)).toBe(150);
  });

  it('counts nothing for an act that is not of the kind counted', () => {
    expect(
      figure({ kind: 'count', where: condition('amount < yuan(1)') }, [
        past('2024-03-30 10:00', { client: 'A', amount: 50 }),
      ]),
    ).toBe(0);
  });

  it('takes the window from a parameter, and says what must be fetched', () => {
    const rule = aRule('true', {
      facts: { n: { kind: 'count', key: ['client'], window: '{params.days}h' } },
      params: { days: { value: 2 } },
    });

    expect(factsNeeded(rule, at(NOW))).toEqual([
      { fact: 'n', of: ['expense.submit'], until: [], key: ['client'], since: at('2024-03-31 08:00') },
    ]);
  });
});

describe('figures', () => {
  const two = [
    past('2024-03-20 10:00', { client: 'A', amount: 30 }),
    past('2024-03-25 10:00', { client: 'A', amount: 50 }),
  ];
  const unread = past('2024-03-26 10:00', { client: 'A' });

  it.each<[string, Partial<FactSpec> & Pick<FactSpec, 'kind'>, HistoryEvent[], unknown]>([
    ['a sum', { kind: 'sum', value }, two, 180],
    ['a sum is at least what was read', { kind: 'sum', value }, [...two, unread], { lo: 180, hi: null }],
    [
      'an uncertain event may count',
      { kind: 'count', where: condition('amount > 0') },
      [...two, unread],
      { lo: 3, hi: 4 },
    ],
    [
      'different values',
      { kind: 'distinct', value },
      [...two, past('2024-03-26 11:00', { client: 'A', amount: 30 })],
      3,
    ],
    ['a median', { kind: 'median', value }, two, 50],
    ['a median of an even number is the mean of the middle two', { kind: 'median', value, earlier: true }, two, 40],
    [
      'a median stays exact',
      { kind: 'median', value, earlier: true },
      [...two.slice(0, 1), past('2024-03-26 11:00', { client: 'A', amount: 33 })],
      { n: '63', d: '2' },
    ],
    [
      'a median is known as far as an unread value lets it',
      { kind: 'median', value },
      [...two, unread],
      { lo: 40, hi: 75 },
    ],
    ['a median without what cannot be read', { kind: 'ratio_median', value }, [...two, unread], 50],
    ['a share', { kind: 'share', value: condition('amount >= 50') }, two, { n: '2', d: '3' }],
    ['the last value', { kind: 'last', value }, two, 50],
    ['the first value', { kind: 'first', value }, two, 30],
    ['no last value', { kind: 'last', value }, [], null],
    [
      'the last value is unknown behind a doubtful event',
      { kind: 'last', value, where: condition('amount > 0') },
      [...two, unread],
      { unknown: true },
    ],
    [
      'two last values at one moment',
      { kind: 'last', value },
      [...two, past('2024-03-25 10:00', { client: 'A', amount: 51 })],
      { unknown: true },
    ],
    ['absence', { kind: 'absence', of: ['inquiry.reply'] }, [], true],
    [
      'presence',
      { kind: 'absence', of: ['inquiry.reply'] },
      [past('2024-03-20 10:00', { client: 'A' }, { action: 'inquiry.reply' })],
      false,
    ],
    [
      'what is not earlier is absent',
      { kind: 'absence', of: ['inquiry.reply'] },
      [past(NOW, { client: 'A' }, { action: 'inquiry.reply' })],
      true,
    ],
  ])('%s', (_, spec, history, expected) => {
    expect(figure(spec, history)).toEqual(expected);
  });

  it('sees a sequence only in its order', () => {
    const sent = (wall: string) => past(wall, { client: 'A' }, { action: 'inquiry.send' });
    const reply = (wall: string) => past(wall, { client: 'A' }, { action: 'inquiry.reply' });
    const spec = { kind: 'sequence' as const, of: ['inquiry.send'], until: ['inquiry.reply'] };

    expect(figure(spec, [reply('2024-03-20 10:00'), sent('2024-03-10 10:00')])).toBe(true);
    expect(figure(spec, [reply('2024-03-10 10:00'), sent('2024-03-20 10:00')])).toBe(false);
    expect(figure(spec, [reply('2024-03-10 10:00'), sent('2024-03-10 10:00')])).toBe(false);
  });

  it.each<[string, string, unknown]>([
    ['2024-02-01', '2024-03-01', 1],
    ['2024-02-01', '2024-02-29', 0],
    ['2024-03-31', '2024-12-31', 1],
    ['2024-04-01', '2024-12-31', 0],
  ])('a period of March and one of %s to %s share days: %j', (from, to, expected) => {
    const spec = { kind: 'overlap' as const, window: 'all', value: condition('[from, to]') };

    expect(
      figure(spec, [past('2024-03-20 10:00', { client: 'A', from, to })], {
        client: 'A',
        from: '2024-03-01',
        to: '2024-03-31',
      }),
    ).toBe(expected);
  });

  it.each<[number[], unknown]>([
    [[4, 6], 3],
    [[4, 7], 2],
    [[4, 4, 3], 3],
    [[8, 9], 1],
  ])('5 and %j run together: %j', (numbers, expected) => {
    const spec = { kind: 'streak' as const, value: condition('serial') };

    expect(
      figure(
        spec,
        numbers.map((n) => past('2024-03-20 10:00', { client: 'A', serial: n })),
        { client: 'A', serial: 5 },
      ),
    ).toBe(expected);
  });

  it.each<[number[], number | { lo: number; hi: number }]>([
    [[], 1],
    [[4], { lo: 1, hi: 2 }],
    [[4, 6], { lo: 1, hi: 3 }],
    [[4, 7], { lo: 1, hi: 2 }],
  ])('an unread number may stand in the run of %j: %j', (numbers, expected) => {
    const spec = { kind: 'streak' as const, value: condition('serial') };

    expect(
      figure(
        spec,
        numbers.map((n) => past('2024-03-20 10:00', { client: 'A', serial: n })),
        { client: 'A' },
      ),
    ).toEqual(expected);
  });
});
