import { describe, expect, it } from 'vitest';
import { groupsOf } from './group';
import type { Groupable } from './group';

const DAY = 86_400_000;
const m = (id: string, day: number, over: Partial<Groupable> = {}): Groupable => ({
  id,
  at: day * DAY,
  subject: '恒泰建材',
  family: 'deferral',
  ...over,
});
const nobody = { split: new Set<string>(), joined: new Map<string, string>() };
const members = (matters: Groupable[], by = nobody): string[][] =>
  groupsOf(matters, by)
    .map((g) => [...g.members].sort())
    .sort((a, b) => String(a).localeCompare(String(b)));

describe('matters', () => {
  it('of one subject and one family of rules belong together while no gap is over thirty days', () => {
    expect(members([m('a', 0), m('b', 30), m('c', 61), m('d', 62, { family: 'quota' })])).toEqual([
      ['a', 'b'],
      ['c'],
      ['d'],
    ]);
  });

  it('without a subject stand alone', () => {
    expect(members([m('a', 0, { subject: '' }), m('b', 1, { subject: '' })])).toEqual([['a'], ['b']]);
  });

  it('are taken out of their group by a person, and the others stay together', () => {
    expect(members([m('a', 0), m('b', 1), m('c', 2)], { ...nobody, split: new Set(['b']) })).toEqual([
      ['a', 'c'],
      ['b'],
    ]);
  });

  it('are put into another group alone, not with those that came after', () => {
    const joined = new Map([['b', 'x']]);
    expect(members([m('a', 0), m('b', 1), m('c', 2), m('x', 90)], { ...nobody, joined })).toEqual([
      ['a', 'c'],
      ['b', 'x'],
    ]);
  });
});
