import { describe, expect, it } from 'vitest';
import { because, explain, whyNot } from './explain';
import { OFFICE, SCHEME, aRule, aScope, anAction, anEvent, condition, readings, tree } from '@/tests/support/rules';
import { judge, weighAct } from '.';
import type { Ask } from '@/lib/model';
import type { JudgeInput, PackedRule, Weighed } from '.';

const ACTION = anAction(
  { no: 'id', amount: 'money', minutes: 'text', due: 'date', officers: 'ids' },
  { subject: 'no' },
);
const input = (
  rules: PackedRule[],
  values: Parameters<typeof anEvent>[0],
  more: Partial<JudgeInput> = {},
): JudgeInput => ({
  event: anEvent(values),
  rules,
  scheme: SCHEME,
  calendar: OFFICE,
  actions: [ACTION],
  explain: because,
  ...more,
});

describe('judging an act', () => {
  it('flags a rule that is true, with the ask of its level and filled texts', () => {
    const rule = aRule('amount >= yuan(5000) && empty(minutes)', {
      checks: [{ id: 'seen', text: { zh: '已看 {no}', en: 'saw {no}' } }],
    });

    const { flags, undetermined, judged } = judge(input([rule], { no: 'A1', amount: 123456789, minutes: null }));

    expect(judged).toBe(1);
    expect(undetermined).toEqual([]);
    expect(flags).toMatchObject([
      {
        rule: 'trial',
        ask: 'acknowledge',
        level: { scheme: 'three', key: 'caution', severity: 2 },
        sentence: { zh: '金额 1,234,567.89', en: 'amount 1,234,567.89' },
        checks: [{ id: 'seen', text: { zh: '已看 A1' } }],
      },
    ]);
    expect(flags[0]?.because.zh).toBe('amount栏 ≥ 5,000.00 元，且 minutes栏 为空');
  });

  it('says nothing of a rule that is false', () => {
    expect(judge(input([aRule('amount > yuan(1)')], { amount: 100 }))).toEqual({
      flags: [],
      undetermined: [],
      judged: 1,
    });
  });

  it('takes the strongest raise that holds, and its level', () => {
    const raise = [
      { if: condition('amount > yuan(10)'), ask: 'justification' as const },
      { if: condition('amount > yuan(20)'), ask: 'stop' as const, level: 'warning' },
    ];
    const rule = aRule('amount > 0', { ask: 'notice', raise });

    expect(judge(input([rule], { amount: 1500 })).flags).toMatchObject([
      { ask: 'justification', level: { key: 'caution' } },
    ]);
    expect(judge(input([rule], { amount: 2500 })).flags).toMatchObject([{ ask: 'stop', level: { key: 'warning' } }]);
    expect(judge(input([rule], { amount: 500 })).flags).toMatchObject([{ ask: 'notice' }]);
  });

  it('leaves a rule open when a field was not read, and names it', () => {
    const event = anEvent({ minutes: null });
    event.fields.amount = { kind: 'unread', reason: 'ambiguous' };

    const verdict = judge({ ...input([aRule('amount > 0 && empty(minutes)')], {}), event });

    expect(verdict.flags).toEqual([]);
    expect(verdict.undetermined).toMatchObject([{ rule: 'trial', why: 'field', fields: { amount: 'ambiguous' } }]);
    expect(verdict.undetermined[0]?.flag).toBeUndefined();
  });

  it.each(['second_person', 'stop'] as const)(
    'gives an open %s rule the checklist that says what was not read',
    (ask) => {
      const { undetermined } = judge(input([aRule('amount > 0', { ask })], {}));

      expect(undetermined).toMatchObject([
        {
          ask,
          flag: {
            ask: 'checklist',
            because: { en: 'Some inputs could not be read' },
            facts: [{ field: 'amount', bad: true, actual: { zh: '未读到' } }],
          },
        },
      ]);
      expect(undetermined[0]?.flag?.checks).toHaveLength(1);
    },
  );

  it('says history when facts are not here yet', () => {
    const rule = aRule('facts.n > 2', { ask: 'stop', facts: { n: { kind: 'count', key: [], window: '30d' } } });

    expect(judge(input([rule], {})).undetermined).toMatchObject([{ why: 'history', flag: { ask: 'checklist' } }]);
  });

  it('eases a stop that rests on this desk only, and says so', () => {
    const rule = aRule('facts.n > 2', {
      ask: 'stop',
      scope: 'hub',
      facts: { n: { kind: 'count', key: [], window: '30d' } },
    });
    const facts = () => ({ n: { value: 3, evidence: [4, 9] } });

    expect(judge(input([rule], {}, { facts })).flags).toMatchObject([{ ask: 'stop', evidence: [4, 9] }]);
    expect(judge(input([rule], {}, { facts, deskOnly: true })).flags).toMatchObject([
      { ask: 'justification', eased: 'desk_only' },
    ]);
  });

  it('judges a bulk act item by item and flags once, with the items it is true for', () => {
    const event = anEvent(
      { minutes: null },
      {
        items: [
          readings({ no: 'a', amount: 100 }),
          readings({ no: 'b', amount: 900 }),
          readings({ no: 'c', amount: 800 }),
        ],
      },
    );

    const { flags } = judge({ ...input([aRule('amount > yuan(5) && empty(minutes)')], {}), event });

    expect(flags).toMatchObject([{ items: [1, 2], sentence: { en: 'amount 9.00' } }]);
    expect(flags[0]?.facts[0]).toMatchObject({
      label: { zh: '涉及' },
      actual: { zh: '共 3 项，其中 2 项：b、c', en: '2 of 3: b, c' },
    });
  });

  it('keeps what is open apart from what is true in a bulk act', () => {
    const event = anEvent({}, { items: [readings({ no: 'a' }), readings({ no: 'b', amount: 900 })] });

    const verdict = judge({ ...input([aRule('amount > yuan(5)', { ask: 'stop' })], {}), event });

    expect(verdict.flags).toMatchObject([{ items: [1] }]);
    expect(verdict.undetermined).toHaveLength(1);
  });

  it.each<[string, Partial<PackedRule>, number, string]>([
    ['*.submit', {}, 1, 'one side of the action'],
    ['expense.*', {}, 1, ''],
    ['*', {}, 1, 'any action'],
    ['*.approve', {}, 0, 'another verb'],
    ['expense.submit', { status: 'retired' as const }, 0, 'retired'],
    ['expense.submit', { status: 'draft' as const }, 0, 'draft'],
    ['*', { sensitiveOnly: true }, 0, 'the action is not sensitive'],
  ])('reaches %s %o: %i %s', (on, more, judged) => {
    expect(judge(input([aRule('amount > 0', { on: [on], ...more })], { amount: 1 })).judged).toBe(judged);
  });

  it('reaches by wildcard only actions that declare the fields of the condition', () => {
    expect(judge(input([aRule('empty(stamp)', { on: ['*.submit'] })], {})).judged).toBe(0);
  });

  it('reaches by wildcard only actions that declare the fields its history is grouped by', () => {
    const counting = (key: string) =>
      aRule('facts.n > 3', { on: ['*.submit'], facts: { n: { kind: 'count', key: [key, '$action'], window: '30d' } } });

    expect(judge(input([counting('clerk')], {})).judged).toBe(0);
    expect(judge(input([counting('no')], {})).judged).toBe(1);
  });

  it('takes the parameter in force on the day of the act', () => {
    const rule = aRule('amount > params.c', {
      params: {
        c: {
          dated: [
            { to: '2021-07-14', value: 5000, source: 'old' },
            { from: '2021-07-15', value: 20000, source: 'new' },
          ],
        },
      },
    });

    const on = (day: string) =>
      judge({ ...input([rule], {}), event: anEvent({ amount: 10000 }, { at: Date.parse(`${day}T12:00:00+08:00`) }) })
        .flags.length;

    expect([on('2021-07-14'), on('2021-07-15')]).toEqual([1, 0]);
  });

  it('counts a deadline to the end of its last working day', () => {
    const rule = aRule('amount > 0', {
      deadline: { from: 'due', days: 3, unit: 'day', label: { zh: '限', en: 'term' } },
    });

    const [flag] = judge(input([rule], { amount: 1, due: '2024-02-09' })).flags;

    // Monday the 12th is a holiday: the term ends with Tuesday the 13th.
    expect(flag?.deadline).toEqual({
      at: Date.parse('2024-02-14T00:00:00+08:00'),
      from: '2024-02-09',
      label: { zh: '限', en: 'term' },
    });
  });

  it('makes the same dedupe key for the same values only', () => {
    const key = (amount: number, no = 'A') => judge(input([aRule('amount > 0')], { no, amount })).flags[0]?.dedupe;

    expect(key(100)).toBe(key(100));
    expect(new Set([key(100), key(101), key(100, 'B')]).size).toBe(3);
  });
});

describe('weighing an act agrees with judging it', () => {
  it.each<[string, Ask, Record<string, number>, Weighed, string]>([
    ['amount > 0', 'stop', { amount: 1 }, { holds: true, awaits: false, touched: true }, 'true'],
    ['amount > 0', 'notice', { amount: 1 }, { holds: false, awaits: false, touched: true }, 'true but light'],
    ['amount > 0', 'stop', { amount: 0 }, { holds: false, awaits: false, touched: false }, 'false'],
    ['amount > 0', 'stop', {}, { holds: true, awaits: false, touched: true }, 'unread and grave'],
    ['amount > 0', 'checklist', {}, { holds: false, awaits: false, touched: true }, 'unread, not grave'],
    ['facts.n > 1', 'checklist', {}, { holds: false, awaits: true, touched: true }, 'history'],
  ])('%s asking %s with %o → %o (%s)', (text, ask, values, expected) => {
    const rule = aRule(text, {
      ask,
      facts: text.includes('facts') ? { n: { kind: 'count', key: [], window: 'all' } } : {},
    });

    expect(weighAct(input([rule], values))).toEqual(expected);
  });
});

describe('wording', () => {
  const params = { least: { value: 500000 }, pairs: { value: [['no', 'minutes']] } };
  const reader = (values: Parameters<typeof aScope>[0]) => ({
    rule: { params },
    action: ACTION,
    scope: aScope(values, { action: ACTION, params }),
  });

  it.each([
    ['amount >= params.least', 'amount栏 ≥ 5,000.00 元', 'the amount ≥ 5,000.00 yuan'],
    [
      '!empty(minutes) || amount > 0',
      'minutes栏 已填，或 amount栏 > 0.00 元',
      'the minutes is filled or the amount > 0.00 yuan',
    ],
    [
      '(amount > 0 || empty(no)) && due < today()',
      '(amount栏 > 0.00 元，或 no栏 为空)，且 due栏 < 今天',
      '(the amount > 0.00 yuan or the no is empty) and the due < today',
    ],
  ])('%s reads %s', (text, zh, en) => {
    expect(explain(tree(text), reader({}))).toEqual({ zh, en });
  });

  it('tells of an or only what held, and of a list test the entry it held for', () => {
    expect(because(tree('amount > 0 || empty(no)'), reader({ amount: 0, no: null })).zh).toBe('no栏 为空');
    expect(
      because(tree('params.pairs.exists(p, field(p[0]) == field(p[1]))'), reader({ no: 'u1', minutes: 'u1' })).zh,
    ).toBe('no栏 = minutes栏');
  });

  it('names what would have to turn when a rule is false', () => {
    expect(whyNot(tree('amount > 0 && empty(minutes)'), reader({ amount: 5, minutes: 'x' })).zh).toBe('minutes栏 已填');
  });
});

it('a line that is bad when blank is marked where its field is empty, and nowhere else', () => {
  const shows = ['amount', 'minutes'].map((field) => ({
    label: { zh: field, en: field },
    actual: `{${field}}`,
    field,
    bad: 'blank' as const,
  }));

  const [flag] = judge(input([aRule('amount >= yuan(1)', { shows })], { no: 'A1', amount: 500, minutes: null })).flags;

  expect(flag?.facts.map(({ field, bad }) => [field, bad])).toEqual([
    ['amount', false],
    ['minutes', true],
  ]);
});
