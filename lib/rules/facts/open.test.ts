import { describe, expect, it } from 'vitest';
import type { ActionEvent, ActionSpec, Calendar, Condition, FactSpec, FieldValue, Readings } from '@/lib/model';
import { parseCel } from '@/lib/packs/build/cel';
import { computeFacts } from '@/lib/rules';
import type { HistoryEvent, PackedRule } from '@/lib/rules';

const label = { zh: '甲', en: 'a' };
const action = (key: string): ActionSpec => ({
  key,
  title: label,
  effect: { what: label, done: label },
  fields: {
    operator_id: { type: 'id', label },
    amount: { type: 'money', label },
    case_id: { type: 'id', label, optional: true },
    counsel: { type: 'ids', label },
    bill_no: { type: 'id', label },
  },
});
const actions = ['cash.receive', 'cash.remit', 'case.assign'].map(action);
const calendar: Calendar = {
  id: 'c',
  version: 1,
  title: label,
  from: '08:30',
  to: '17:30',
  holidays: [],
  swapWork: [],
};
const HOUR = 3_600_000;

function cel(text: string): Condition {
  const parsed = parseCel(text);
  if (!('tree' in parsed)) throw new Error(text);
  return { text, tree: parsed.tree };
}
function ruleWith(fact: FactSpec): PackedRule {
  return {
    id: 'r',
    version: 1,
    pack: 'p',
    title: label,
    status: 'active',
    riskPoints: [],
    on: ['tick'],
    when: 'timer',
    scope: 'local',
    level: 'note',
    condition: cel('true'),
    facts: { f: fact },
    params: {},
    let: {},
    sentence: label,
    shows: [],
    checks: [],
    reasons: [],
    sources: [],
  };
}
const readings = (values: Record<string, FieldValue>): Readings =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { kind: 'read', value }]));
let n = 0;
const past = (key: string, hour: number, values: Record<string, FieldValue>): HistoryEvent => ({
  id: `e${n++}`,
  action: key,
  at: hour * HOUR,
  fields: readings(values),
});
const act = (key: string, hour: number, values: Record<string, FieldValue> = {}): ActionEvent => ({
  id: 'act',
  action: key,
  system: 's',
  adapter: { id: 'a', version: 1 },
  page: 'p',
  at: hour * HOUR,
  fields: readings(values),
  signals: ['click'],
});
const figure = (fact: FactSpec, history: HistoryEvent[], event: ActionEvent) =>
  computeFacts({ rule: ruleWith(fact), event, history, actions, calendar }).f?.value;

describe('matters still open', () => {
  const receipts: FactSpec = {
    kind: 'open',
    of: ['cash.receive'],
    key: ['operator_id'],
    window: 'all',
    pick: 'each',
    until: ['cash.remit'],
  };

  it('counts each receipt after the last remittance', () => {
    const history = [
      past('cash.receive', 1, { operator_id: 'u', amount: 5 }),
      past('cash.remit', 2, { operator_id: 'u' }),
      past('cash.receive', 3, { operator_id: 'u', amount: 7 }),
      past('cash.receive', 4, { operator_id: 'u', amount: 8 }),
    ];

    expect(figure(receipts, history, act('tick', 9))).toBe(2);
  });

  it('gives the greatest sum of one operator, not the sum of all', () => {
    const history = [
      past('cash.receive', 1, { operator_id: 'u', amount: 5 }),
      past('cash.receive', 2, { operator_id: 'w', amount: 9 }),
      past('cash.receive', 3, { operator_id: 'u', amount: 6 }),
    ];

    expect(figure({ ...receipts, value: cel('amount') }, history, act('tick', 9))).toBe(11);
  });

  it('is at least what was read when an amount was not', () => {
    const history = [
      past('cash.receive', 1, { operator_id: 'u', amount: 5 }),
      past('cash.receive', 2, { operator_id: 'u' }),
    ];

    expect(figure({ ...receipts, value: cel('amount') }, history, act('tick', 9))).toEqual({ lo: 5, hi: null });
  });

  it('lets an end be judged by the day the matter began', () => {
    const sameDay: FactSpec = { ...receipts, untilWhere: cel('dateOf(eventAt()) >= dateOf(openedAt())') };

    expect(
      figure(
        sameDay,
        [past('cash.remit', 1, { operator_id: 'u' }), past('cash.receive', 5, { operator_id: 'u' })],
        act('tick', 90),
      ),
    ).toBe(0);
    expect(
      figure(
        sameDay,
        [past('cash.remit', 1, { operator_id: 'u' }), past('cash.receive', 29, { operator_id: 'u' })],
        act('tick', 90),
      ),
    ).toBe(1);
  });
});

describe('a figure for each entry of a list', () => {
  const met: FactSpec = {
    kind: 'count',
    of: ['case.assign'],
    key: ['operator_id'],
    window: 'all',
    once: 'case_id',
    each: 'counsel',
  };
  const assigned = (hour: number, counsel: string[], case_id: string) =>
    past('case.assign', hour, { operator_id: 'j', counsel, case_id });

  it('counts each counsel apart and takes the greatest', () => {
    const history = [
      assigned(1, ['k'], 'A'),
      assigned(2, ['k', 'm'], 'B'),
      assigned(3, ['k'], 'B'),
      assigned(4, ['x'], 'C'),
    ];

    expect(figure(met, history, act('case.assign', 9, { operator_id: 'j', counsel: ['m', 'k'], case_id: 'D' }))).toBe(
      3,
    );
  });

  it('is 0 without counsel and unknown when the list was not read', () => {
    expect(figure(met, [], act('case.assign', 9, { operator_id: 'j', counsel: [] }))).toBe(0);
    expect(figure(met, [], act('case.assign', 9, { operator_id: 'j' }))).toEqual({ unknown: true });
  });
});

describe('the run of serial numbers', () => {
  it.each<[string, number | { lo: number; hi: number }, string]>([
    ['GA001', 3, 'a prefix of letters is cut'],
    ['GA0X1', { lo: 1, hi: 3 }, 'letters among the digits are not read: it may be any number'],
  ])('%s → %j: %s', (bill, run) => {
    const streak: FactSpec = {
      kind: 'streak',
      of: ['case.assign'],
      key: ['operator_id'],
      window: 'all',
      value: cel('tailNumber(bill_no, 3)'),
    };
    const history = [
      past('case.assign', 1, { operator_id: 'j', bill_no: 'GA002' }),
      past('case.assign', 2, { operator_id: 'j', bill_no: 'GA003' }),
    ];

    expect(figure(streak, history, act('case.assign', 9, { operator_id: 'j', bill_no: bill }))).toEqual(run);
  });
});

describe('what the engine knows of an act by itself', () => {
  it('groups by who acted where no adapter reads the operator', () => {
    const count: FactSpec = { kind: 'count', of: ['case.assign'], key: ['operator_id'], window: 'all' };
    const by = (login: string, hour: number): HistoryEvent => ({ ...past('case.assign', hour, {}), login });

    expect(figure(count, [by('u', 1), by('w', 2), by('u', 3)], { ...act('case.assign', 9), login: 'u' })).toBe(3);
    expect(figure(count, [by('u', 1)], act('case.assign', 9))).toEqual({ unknown: true });
  });
});
