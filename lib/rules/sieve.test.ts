import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OFFICE, SCHEME, aRule, anAction, anEvent } from '@/tests/support/rules';
import type { FieldValue, Readings } from '@/lib/model';
import { truth } from './evaluate';
import { find } from './find';
import { scopeOf } from './scope';

const ACTION = anAction({
  amount: 'money',
  days: 'int',
  kind: 'enum',
  who: 'id',
  urgent: 'bool',
  staff: 'ids',
  day: 'date',
});
const PARAMS = {
  limit: { value: 5 },
  kinds: { value: ['a', 'b'] },
  dated: { dated: [{ from: '2020-01-01', value: 3, source: '' }] },
};

const PARTS = [
  'amount < params.limit',
  'amount >= 5',
  '5 < amount',
  'days <= params.dated',
  'days > 2',
  'days == 3',
  'amount == days',
  'kind == "a"',
  'kind in ["a", "b"]',
  'kind in params.kinds',
  'kind in [" a"]',
  'kind in []',
  'kind != "a"',
  'who == "a"',
  'urgent',
  '!urgent',
  'urgent == true',
  'who in staff',
  'staff == ["a"]',
  'staff in ["a"]',
  'amount > 1 || urgent',
  'daysBetween(day, today()) > params.limit',
  '!(who in staff)',
  'staff.exists(s, s == who)',
  'amount + days > 8',
];
const condition = fc
  .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.map((p) => `(${p})`).join(' && '));
const value = (...values: FieldValue[]) => fc.constantFrom<FieldValue | undefined>(...values, null, undefined);
const values = fc.record({
  amount: value(0, 4, 5, 6, 1.5),
  days: value(2, 3, 4, 'x'),
  kind: value('a', 'b', 'c', ' a', ''),
  who: value('a', 'b', '甲'),
  urgent: value(true, false, 'x'),
  staff: value(['a'], ['b', ' a'], []),
  day: value('2024-03-01', '2024-01-01', '2024-02-30'),
});

function readingsOf(from: Record<string, FieldValue | undefined>): Readings {
  return Object.fromEntries(
    Object.entries(from).map(([id, v]) => [
      id,
      v === undefined ? { kind: 'unread', reason: 'no_element' } : { kind: 'read', value: v },
    ]),
  );
}

describe('the sieve', () => {
  it('lays aside no rule that is true or open, and finds what evaluating each by itself finds', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 8 }), values, (conditions, filled) => {
        const rules = conditions.map((text, i) => aRule(text, { id: `r${i}`, params: PARAMS }));
        const event = { ...anEvent({}), fields: readingsOf(filled) };

        const { judged, found } = find({ event, rules, scheme: SCHEME, calendar: OFFICE, actions: [ACTION] });

        const alone = rules.map((rule) => ({
          id: rule.id,
          result: truth(
            rule.condition.tree,
            scopeOf({ event, fields: event.fields, rule, action: ACTION, office: OFFICE, facts: {} }),
          ),
        }));
        expect(judged).toBe(rules.length);
        expect(found.map((f) => ({ id: f.input.rule.id, result: f.findings[0]?.result }))).toEqual(
          alone.filter((a) => a.result !== false),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps a rule whose words are more than its bits can hold', () => {
    const words = Array.from({ length: 40 }, (_, i) => `w${i}`);
    const rules = words.map((word) => aRule(`who == "${word}"`, { id: word }));

    const { found } = find({
      event: anEvent({ who: 'w39' }),
      rules,
      scheme: SCHEME,
      calendar: OFFICE,
      actions: [ACTION],
    });

    expect(found.map((f) => f.input.rule.id)).toEqual(['w39']);
  });

  it('looks at every item of a bulk act', () => {
    const rules = [aRule('amount > 5')];
    const items = [1, 9, 7].map((amount) => ({ amount: { kind: 'read' as const, value: amount } }));

    const { found } = find({
      event: anEvent({}, { items }),
      rules,
      scheme: SCHEME,
      calendar: OFFICE,
      actions: [ACTION],
    });

    expect(found[0]?.findings.map((f) => f.item)).toEqual([1, 2]);
  });
});
