import { describe, expect, it } from 'vitest';
import type { Ask, Flag, Verdict } from '@/lib/model';
import { merge, remind, sift } from './remind';

const aFlag = (rule: string, ask: Ask, more: Partial<Flag> = {}): Flag => ({
  rule,
  ruleVersion: 1,
  pack: 'p',
  level: { scheme: 's', version: 1, key: 'k', severity: 1 },
  ask,
  when: 'before',
  sentence: { zh: rule, en: rule },
  facts: [],
  because: { zh: 'x', en: 'x' },
  checks: [],
  reasons: [],
  sources: [],
  dedupe: rule,
  ...more,
});
const verdict = (...flags: Flag[]): Verdict => ({ flags, undetermined: [], judged: flags.length });
const NOW = Date.UTC(2024, 2, 5);
const HOUR = 3_600_000;

describe('one reminder for all flags of an act', () => {
  it('leads with the strongest ask, then the gravest level', () => {
    const grave = { scheme: 's', version: 1, key: 'g', severity: 3 };

    expect(
      merge([
        aFlag('a', 'notice', { level: grave }),
        aFlag('b', 'stop'),
        aFlag('c', 'stop', { level: grave }),
      ]).flags.map((f) => f.rule),
    ).toEqual(['c', 'b', 'a']);
  });

  it('asks each check and reason once', () => {
    const check = { id: 'seen', text: { zh: '看过', en: 'seen' } };

    expect(
      merge([aFlag('a', 'checklist', { checks: [check] }), aFlag('b', 'checklist', { checks: [check] })]).checks,
    ).toEqual([check]);
  });

  it('asks for a post that all second-person rules accept', () => {
    expect(
      merge([
        aFlag('a', 'second_person', { posts: ['leader', 'legal'] }),
        aFlag('b', 'second_person', { posts: ['legal'] }),
      ]).posts,
    ).toEqual(['legal']);
  });
});

describe('what a clerk has to see', () => {
  it.each<[Ask, { at: number; committed: boolean }, boolean, string]>([
    ['acknowledge', { at: NOW - HOUR, committed: false }, false, 'answered an hour ago'],
    ['acknowledge', { at: NOW - 24 * HOUR, committed: false }, true, 'answered a day ago'],
    ['acknowledge', { at: NOW - HOUR, committed: true }, true, 'the act went through: this is a second one'],
    ['checklist', { at: NOW - HOUR, committed: false }, true, 'a check is asked for at every commit'],
    ['stop', { at: NOW - HOUR, committed: false }, true, ''],
  ])('%s, answer %o: shown %s (%s)', (ask, answer, shown) => {
    const flags = remind(verdict(aFlag('a', ask)), { at: NOW, answered: [{ dedupe: 'a', ...answer }], openedToday: 0 });

    expect(flags.length === 1).toBe(shown);
  });

  it('keeps light reminders back when the budget is spent, never a checklist', () => {
    const { show, kept } = sift(verdict(aFlag('light', 'notice'), aFlag('grave', 'checklist')), {
      at: NOW,
      answered: [],
      openedToday: 5,
    });

    expect(show.map((f) => f.rule)).toEqual(['grave']);
    expect(kept).toMatchObject([{ rule: 'light', eased: 'budget' }]);
  });

  it('never shows what is only observed, and shows the checklist of an open grave rule', () => {
    const open: Verdict = {
      flags: [aFlag('quiet', 'observe')],
      undetermined: [
        {
          rule: 'open',
          ruleVersion: 1,
          pack: 'p',
          ask: 'stop',
          why: 'field',
          fields: {},
          flag: aFlag('open', 'checklist'),
        },
      ],
      judged: 2,
    };

    expect(remind(open, { at: NOW, answered: [], openedToday: 0 }).map((f) => f.rule)).toEqual(['open']);
  });
});
