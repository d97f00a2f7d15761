import { describe, expect, test } from 'vitest';
import type { ActionEvent, Flag, Readings, Undetermined, Verdict } from '@/lib/model';
import { createActs } from './acts';
import type { Act, Arrival } from './acts';
import { buildHoldView } from './hold-view';
import { fallback, planOf } from './plan';

const t = (zh: string): { zh: string; en: string } => ({ zh, en: `${zh} in English` });
const read = (value: string | number): Readings[string] => ({ kind: 'read', value });

const event = (fields: Readings = { case_id: read('A1'), amount: read(100) }): ActionEvent => ({
  id: 'event-0001',
  action: 'loan.pay',
  system: 's',
  adapter: { id: 'a', version: 1 },
  page: 'p',
  at: 0,
  fields,
  signals: ['click'],
});
const anAct = (over: Partial<Act> = {}): Act => ({
  event: event(),
  subject: '"A1"',
  control: null,
  gesture: 1,
  state: 'going',
  at: 1000,
  endedAt: 1000,
  committedAt: undefined,
  signals: new Set(['click']),
  waiting: [],
  repeat: false,
  ...over,
});
const aSignal = (over: Partial<Arrival> & { now?: Readings } = {}): Arrival => ({
  action: 'loan.pay',
  kind: 'xhr',
  gesture: 1,
  control: null,
  trusted: false,
  detail: 0,
  at: 1100,
  subject: () => '"A1"',
  fields: () => over.now ?? event().fields,
  ...over,
});

describe('signals of one human act are one event', () => {
  test.each<[string, Partial<Act>, Partial<Arrival> & { now?: Readings }, boolean]>([
    ['the request after the click', {}, {}, true],
    ['a synthetic click inside the click', {}, { kind: 'synthetic_click' }, true],
    [
      'a second click while the dialog stands',
      { state: 'open' },
      { kind: 'click', gesture: 2, trusted: true, at: 9000 },
      true,
    ],
    [
      'the second half of a double click',
      { committedAt: 1050 },
      { kind: 'click', gesture: 2, trusted: true, detail: 2, at: 1300 },
      true,
    ],
    ['a request that is sent again at once', { committedAt: 1050 }, { at: 2000 }, true],
    ['a request after the page asked "sure?"', {}, { gesture: 2, at: 30_000 }, true],
    [
      'the same, but a value was changed meanwhile',
      {},
      { gesture: 2, at: 30_000, now: { case_id: read('A1'), amount: read(999) } },
      false,
    ],
    ['a click after the commit', { committedAt: 1050 }, { kind: 'click', gesture: 2, trusted: true, at: 5000 }, false],
    ['another matter', {}, { subject: () => '"B2"' }, false],
    ['another action', {}, { action: 'loan.sign' }, false],
    ['what follows a press that was declined', { state: 'declined' }, {}, true],
    ['a fresh press after that', { state: 'declined' }, { kind: 'click', gesture: 2, trusted: true, at: 3000 }, false],
    [
      'the press the clerk was asked to repeat',
      { repeat: true, committedAt: undefined },
      { kind: 'click', gesture: 5, trusted: true, at: 60_000 },
      true,
    ],
    ['an act of a quarter of an hour ago', {}, { at: 1000 + 15 * 60_000 }, false],
  ])('%s', (_say, act, signal, same) => {
    const acts = createActs({ acts: [], gesture: 0 });
    acts.add(anAct(act));

    expect(acts.find(aSignal(signal)) !== undefined).toBe(same);
  });
});

const aFlag = (over: Partial<Flag> = {}): Flag => ({
  rule: 'r',
  ruleVersion: 1,
  pack: 'p',
  level: { scheme: 's', version: 1, key: 'warn', severity: 1 },
  ask: 'checklist',
  when: 'before',
  sentence: t('句'),
  facts: [],
  because: t('因'),
  checks: [{ id: 'c', text: t('核对') }],
  reasons: [],
  sources: [],
  dedupe: 'd',
  ...over,
});
const open = (over: Partial<Undetermined>): Undetermined => ({
  rule: 'u',
  ruleVersion: 1,
  pack: 'p',
  ask: 'checklist',
  why: 'history',
  fields: {},
  ...over,
});
const verdict = (flags: Flag[], undetermined: Undetermined[] = []): Verdict => ({
  flags,
  undetermined,
  judged: flags.length + undetermined.length,
});

describe('the page goes on, waits or holds by its own verdict', () => {
  test.each<[string, Verdict, string]>([
    ['every rule clearly false: on', verdict([]), 'pass'],
    ['only a notice: on', verdict([aFlag({ ask: 'notice' })]), 'pass'],
    ['a rule for after the act: on', verdict([aFlag({ when: 'after' })]), 'pass'],
    ['a checklist: hold', verdict([aFlag()]), 'hold'],
    ['a checklist and history unknown: hold at once', verdict([aFlag()], [open({})]), 'hold'],
    ['history unknown: wait', verdict([], [open({})]), 'pause'],
    ['history of a mere notice unknown: on', verdict([], [open({ ask: 'notice' })]), 'pass'],
    [
      'a field unread, a second person asked: hold',
      verdict([], [open({ why: 'field', ask: 'second_person', flag: aFlag() })]),
      'hold',
    ],
    ['a field unread, a checklist asked: on, with a gap', verdict([], [open({ why: 'field' })]), 'pass'],
  ])('%s', (_say, given, kind) => {
    expect(planOf(given).kind).toBe(kind);
  });

  test('when history did not come in time, only second person and stop still hold', () => {
    expect(
      fallback(verdict([], [open({}), open({ ask: 'stop', flag: aFlag({ rule: 'grave' }) })])).map((f) => f.rule),
    ).toEqual(['grave']);
  });
});

describe('the dialog', () => {
  const view = (flags: Flag[], over: object = {}) =>
    buildHoldView({
      id: 'event-0001',
      language: 'zh',
      flags,
      undetermined: [],
      candidates: [],
      postNames: { chief: t('科长') },
      deskOnly: false,
      now: 0,
      spec: {
        key: 'loan.pay',
        title: t('放款'),
        effect: { what: t('资金'), done: t('划出') },
        fields: { amount: { type: 'money', label: t('金额') } },
      },
      scheme: {
        id: 's',
        version: 1,
        kind: 'warning',
        title: t('x'),
        ordered: true,
        levels: [
          { key: 'warn', severity: 1, label: t('警示'), short: t('警'), mark: 'orange', defaultAsk: 'checklist' },
        ],
      },
      ...over,
    });

  test('names what has not happened, strongest ask first, checks once', () => {
    const shown = view([aFlag(), aFlag({ rule: 'x', ask: 'second_person', posts: ['chief'] })]);
    expect(shown.notDone).toBe('资金尚未划出');
    expect(shown.hits.map((h) => h.rule)).toEqual(['x', 'r']);
    expect(shown.need).toMatchObject({
      checks: [{ id: 'c' }],
      reason: 'text10',
      second: { posts: ['chief'], postNames: '科长' },
    });
    expect(shown.hits[0]?.level).toEqual({ mark: 'orange', word: '警示' });
  });
  test.each([
    ['checklist', 'none'],
    ['justification', 'text10'],
    ['stop', 'none'],
  ] as const)('%s needs as reason: %s', (ask, reason) => {
    expect(view([aFlag({ ask })])).toMatchObject({ ask, need: { reason } });
  });
  test('a stop has nothing to fill in', () => {
    expect(view([aFlag({ ask: 'stop' })]).need.checks).toEqual([]);
  });
  test('says in a quiet line what could not be read', () => {
    expect(
      view([aFlag()], { undetermined: [open({ why: 'field', fields: { amount: 'ambiguous' } })], deskOnly: true })
        .notes,
    ).toEqual(['金额:几处不一致', '只依据本机记录判断']);
  });
});
