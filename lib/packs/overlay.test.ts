import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASKS } from '@/lib/model';
import type { Ask, Overlay, Rule } from '@/lib/model';
import { askRank } from '@/lib/rules/ask';
import { aPack, aRule } from '@/tests/support/guard';
import { observing, watchedId } from './observe';
import { askOf, withOverlay } from './overlay';

const t = (zh: string) => ({ zh, en: zh });
const overlay = (...rules: Overlay['rules']): Overlay => ({
  format: 1,
  kind: 'overlay',
  id: 'county',
  version: 1,
  title: t('县局'),
  unit: '云岭县税务局',
  rules,
});
const ruleOf = (over: Partial<Rule> = {}): Rule =>
  aRule({
    id: 'big',
    params: { least: { value: 1000, local: { min: 500, max: 2000 } }, word: { value: 'a' } },
    ...over,
  });
const laid = (rule: Rule, set: Partial<Overlay['rules'][number]>) => {
  const { packs, leftOut } = withOverlay([aPack({ rules: [rule] })], overlay({ rule: 'big', why: '本地口径', ...set }));
  return { rule: packs[0]?.rules[0] as Rule, leftOut };
};

describe('a lower unit’s overlay', () => {
  it.each<[string, Partial<Rule>, Partial<Overlay['rules'][number]>, Partial<Rule> | string]>([
    ['off, where the rule allows it', { local: { off: true } }, { off: true }, { status: 'retired' }],
    ['off, where it does not', { local: {} }, { off: true }, 'off_not_allowed'],
    ['a lighter ask that is allowed', { local: { ask: ['notice'] } }, { ask: 'notice' }, { ask: 'notice' }],
    ['a lighter ask that is not', { local: { ask: ['acknowledge'] } }, { ask: 'notice' }, 'ask_not_allowed'],
    ['a stronger ask, always', {}, { ask: 'justification' }, { ask: 'justification' }],
    ['a second person where no post is named', {}, { ask: 'second_person' }, 'ask_incomplete'],
    ['ticks where there is nothing to tick', { ask: 'notice', checks: [] }, { ask: 'checklist' }, 'ask_incomplete'],
    [
      'a figure inside its limits',
      { local: { params: ['least'] } },
      { params: { least: 600 } },
      { params: { least: { value: 600, local: { min: 500, max: 2000 } }, word: { value: 'a' } } },
    ],
    ['a figure outside them', { local: { params: ['least'] } }, { params: { least: 2001 } }, 'param_outside'],
    ['a figure of another kind', { local: { params: ['least'] } }, { params: { least: 'many' } }, 'param_outside'],
    ['a figure that is not for it to set', {}, { params: { least: 600 } }, 'param_not_allowed'],
    ['a figure that is not there', { local: { params: ['most'] } }, { params: { most: 1 } }, 'param_unknown'],
  ])('%s', (_what, own, set, expected) => {
    const before = ruleOf(own);

    const { rule, leftOut } = laid(before, set);

    if (typeof expected === 'string') {
      expect(leftOut).toMatchObject([{ rule: 'big', why: expected }]);
      expect(rule).toEqual(before);
    } else {
      expect(leftOut).toEqual([]);
      expect(rule).toMatchObject(expected);
    }
  });

  it('names rules that are not there, and settings that stand twice', () => {
    const { leftOut } = withOverlay(
      [aPack({ rules: [ruleOf()] })],
      overlay({ rule: 'big', why: 'a', ask: 'stop' }, { rule: 'big', why: 'b', off: true }, { rule: 'gone', why: 'c' }),
    );

    expect(leftOut).toEqual([
      { rule: 'big', why: 'twice' },
      { rule: 'gone', why: 'no_such_rule' },
    ]);
  });

  it('never loosens what the rule does not leave to it', () => {
    const ask = fc.constantFrom<Ask>(...ASKS);
    const local = fc.record(
      { off: fc.boolean(), ask: fc.array(ask, { maxLength: 3 }), params: fc.subarray(['least', 'word']) },
      { requiredKeys: [] },
    );
    const own = fc.record({
      ask: fc.option(ask, { nil: undefined }),
      local,
      second: fc.boolean(),
      ticks: fc.boolean(),
    });
    const set = fc.record(
      {
        off: fc.constant(true as const),
        ask,
        params: fc.dictionary(
          fc.constantFrom('least', 'word', 'other'),
          fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.string({ maxLength: 3 })),
          { maxKeys: 2 },
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(own, set, (is, wanted) => {
        const before = ruleOf({
          ask: is.ask,
          local: is.local,
          ...(is.second ? { secondPerson: { posts: ['approver'] } } : {}),
          checks: is.ticks ? [{ id: 'seen', text: t('已看') }] : [],
        });
        const { rule, leftOut } = laid(before, wanted);
        const scheme = aPack().scheme;
        const [was, now] = [askOf(before, scheme), askOf(rule, scheme)];

        if (rule.status !== before.status) expect(is.local.off).toBe(true);
        if (askRank(now) < askRank(was)) expect(is.local.ask).toContain(now);
        for (const [id, param] of Object.entries(rule.params)) {
          if (param.value === before.params[id]?.value) continue;
          expect(is.local.params).toContain(id);
          if (id === 'least') expect(Number(param.value)).toBeGreaterThanOrEqual(500);
          if (id === 'least') expect(Number(param.value)).toBeLessThanOrEqual(2000);
        }
        // Whole or not at all.
        if (leftOut.length) expect(rule).toEqual(before);
        expect({ ...rule, ask: 0, status: 0, params: 0 }).toEqual({ ...before, ask: 0, status: 0, params: 0 });
      }),
      { numRuns: 500 },
    );
  });
});

describe('the next version, watched', () => {
  const active = aPack({
    id: 'tax',
    version: 7,
    rules: [aRule({ id: 'same' }), aRule({ id: 'changed' }), aRule({ id: 'old' })],
  });
  const next = aPack({
    id: 'tax',
    version: 8,
    rules: [
      aRule({ id: 'same' }),
      aRule({ id: 'changed', ask: 'stop' }),
      aRule({ id: 'new' }),
      aRule({ id: 'old', status: 'retired' }),
    ],
  });

  it('adds what is new or changed, to be journalled only, and leaves in force what is', () => {
    const both = observing(active, next);

    expect(both.version).toBe(7);
    expect(both.rules.slice(0, 3)).toEqual(active.rules);
    expect(both.rules.slice(3)).toMatchObject([
      { id: 'changed-watch-8', status: 'observe', ask: 'stop' },
      { id: 'new', status: 'observe' },
    ]);
    expect(both.adapters).toEqual(active.adapters);
  });

  it('shows nothing where nothing is in force yet, and watches no page more', () => {
    const alone = observing(undefined, next);

    expect(alone.rules.map((rule) => rule.status)).toEqual(['observe', 'observe', 'observe']);
    expect(alone.adapters).toEqual([]);
  });

  it('finds an id of its own also for a long one', () => {
    expect(watchedId('a'.repeat(64), 12)).toHaveLength(64);
    expect(watchedId('loan-limit', 3)).toBe('loan-limit-watch-3');
  });
});
