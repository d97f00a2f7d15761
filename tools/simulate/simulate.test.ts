import { beforeAll, describe, expect, it } from 'vitest';
import { isWorkday } from '@/lib/rules/calendar';
import { mergePacks } from '@/lib/packs';
import { buildFolder, packNames } from '@/tools/hulan/sources';
import { KINDS } from './misdeeds';
import { shiftOf, simulateYear } from '.';
import type { SimulatedAct, YearOptions } from '.';
import { dayNumberOf } from './world';

const library = mergePacks(packNames().flatMap((name) => buildFolder(name).pack ?? []));
if (!library) throw new Error('packs/ holds at least one pack that builds');
const { actions, calendar, rules } = library;
const options: YearOptions = { desks: 12, days: 60, seed: 11, actions, calendar };

describe('a simulated season', () => {
  let acts: SimulatedAct[] = [];
  beforeAll(() => {
    acts = [...simulateYear(options)];
  });

  it('is the same for the same seed and another for another', () => {
    expect([...simulateYear(options)]).toEqual(acts);
    expect([...simulateYear({ ...options, seed: 12 })]).not.toEqual(acts);
  });

  it('runs in the order of time, each act under its own id', () => {
    expect(acts.every((act, i) => i === 0 || act.event.at >= (acts[i - 1]?.event.at ?? 0))).toBe(true);
    expect(new Set(acts.map((act) => act.event.id)).size).toBe(acts.length);
  });

  it('holds only actions that a pack declares, with every field a page must show', () => {
    const measured = ['operator_id', 'dwell_ms', 'page_chars'];
    const lacking = acts.flatMap(({ event }) => {
      const spec = actions.find((a) => a.key === event.action);
      if (!spec) return [event.action];
      return Object.entries(spec.fields)
        .filter(([id, field]) => !field.optional && !measured.includes(id) && !event.fields[id])
        .map(([id]) => `${event.action}.${id}`);
    });

    expect([...new Set(lacking)]).toEqual([]);
  });

  it('writes values that fit the declared types: what is unread is a slip of the reader', () => {
    const unfit = acts.flatMap(({ event }) =>
      Object.entries(event.fields).flatMap(([id, r]) =>
        r.kind === 'unread' && r.reason !== 'no_element' ? [`${event.action}.${id}`] : [],
      ),
    );

    expect(unfit).toEqual([]);
  });

  it('keeps ordinary work to working days, swapped weekends among them', () => {
    const ordinary = acts.filter((act) => act.truth.kind === 'ordinary');
    const days = new Set(ordinary.map((act) => dayNumberOf(act.event.at)));

    expect([...days].filter((day) => !isWorkday(day, calendar))).toEqual([]);
    expect([...days].some((day) => [0, 6].includes(new Date(day * 86_400_000).getUTCDay()))).toBe(true);
  });

  it('moves every distribution when it is shifted', () => {
    const busy = [...simulateYear({ ...options, shift: { by: 0.3, way: 'up' } })];
    const quiet = [...simulateYear({ ...options, shift: { by: 0.3, way: 'down' } })];

    expect(busy.length).toBeGreaterThan(quiet.length);
  });

  it('gives every desk work, however few there are', () => {
    const few = new Set([...simulateYear({ ...options, desks: 4, days: 20 })].map((act) => act.desk));

    expect(few.size).toBe(4);
  });
});

describe('the kinds of misdeed', () => {
  it('name every rule of the tax, credit and common packs, and no rule that is not there', () => {
    const known = new Set(KINDS.flatMap((kind) => kind.rules));
    const ours = rules.filter((rule) => rule.pack !== 'thirdparty').map((rule) => rule.id);

    expect(ours.filter((id) => !known.has(id))).toEqual([]);
    expect([...known].filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
  });

  it('have some that the library does not know', () => {
    expect(KINDS.filter((kind) => !kind.rules.length).length).toBeGreaterThanOrEqual(10);
  });
});

describe('a shift', () => {
  it.each([
    ['30%', { by: 0.3, way: 'mixed' }],
    ['±30%', { by: 0.3, way: 'mixed' }],
    ['+10%', { by: 0.1, way: 'up' }],
    ['-30%', { by: 0.3, way: 'down' }],
    ['far', undefined],
  ] as const)('%s is read as %o', (text, shift) => {
    expect(shiftOf(text)).toEqual(shift);
  });
});
