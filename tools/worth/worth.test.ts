import { beforeAll, describe, expect, it } from 'vitest';
import { mergePacks } from '@/lib/packs';
import { computeFacts } from '@/lib/rules';
import type { HistoryEvent } from '@/lib/rules';
import { buildFolder, packNames } from '@/tools/hulan/sources';
import { simulateYear } from '@/tools/simulate';
import type { SimulatedAct } from '@/tools/simulate';
import { createPast } from '@/lib/rules/past';
import { replay } from './replay';
import type { Said } from './replay';
import { meets, summary } from './table';
import { tally } from './tally';

const library = mergePacks(packNames().flatMap((name) => buildFolder(name).pack ?? []));
if (!library) throw new Error('packs/ holds at least one pack that builds');
const { actions, calendar, rules } = library;

const said = (given: Partial<Said> & Pick<Said, 'act' | 'rule'>): Said => ({
  at: 0,
  when: 'before',
  ask: 'checklist',
  clerk: 'a',
  post: 'hall',
  shown: true,
  shownFreely: true,
  isRepeat: false,
  restsOn: [],
  reminder: given.act,
  ...given,
});
const act = (id: string, truth: SimulatedAct['truth'], at = 0): SimulatedAct => ({
  event: {
    id,
    action: 'spend',
    system: 's',
    adapter: { id: 's', version: 1 },
    page: 'p',
    at,
    login: 'a',
    fields: {},
    signals: ['click'],
  },
  desk: 'd',
  house: 'tax',
  clerk: 'a',
  post: 'hall',
  truth,
});
const misdeed = (kind: string, decisive = true): SimulatedAct['truth'] => ({
  kind: 'misdeed',
  misdeed: kind,
  instance: `${kind}-1`,
  decisive,
});

describe('what a reminder is worth', () => {
  it('is a misdeed caught, when a rule about it asked before the act', () => {
    const { budget } = tally(
      [act('1', misdeed('dear-and-no-meeting'))],
      [said({ act: '1', rule: 'spend-5000' })],
      rules,
    );

    expect([budget.misdeeds, budget.caught, budget.innocentInterruptions]).toEqual([1, 1, 0]);
  });

  it('is only by the way, when the rule is about something else', () => {
    const { budget } = tally(
      [act('1', misdeed('dear-and-no-meeting'))],
      [said({ act: '1', rule: 'g-out-of-hours' })],
      rules,
    );

    expect([budget.caught, budget.caughtByTheWay]).toEqual([0, 1]);
  });

  it('is nothing, when it was kept back or came more than a day late', () => {
    const acts = [act('1', misdeed('cash-kept'), 0)];
    const late = said({ act: '1', rule: 'cash-remit-absent', when: 'timer', at: 86_400_001 });
    const kept = said({ act: '1', rule: 'cash-remit-absent', when: 'timer', shown: false });

    expect(tally(acts, [late], rules).budget.caught).toBe(0);
    expect(tally(acts, [kept], rules).budget.caught).toBe(0);
    expect(tally(acts, [kept], rules).free.caught).toBe(1);
    expect(tally(acts, [{ ...late, at: 86_400_000 }], rules).budget.caught).toBe(1);
  });

  it('is an innocent interruption, when the act was honest, near miss or not', () => {
    const acts = [act('1', { kind: 'ordinary' }), act('2', { kind: 'near_miss', like: 'dear-in-pieces' })];
    const { budget } = tally(
      acts,
      [said({ act: '1', rule: 'spend-5000' }), said({ act: '2', rule: 'split-5000' })],
      rules,
    );

    expect([budget.interruptions, budget.innocentInterruptions]).toEqual([2, 2]);
  });

  it('counts all that one act brought up as one interruption, innocent only as a whole', () => {
    const acts = [act('1', misdeed('dear-and-no-meeting'))];
    const { budget } = tally(
      acts,
      [said({ act: '1', rule: 'spend-5000' }), said({ act: '1', rule: 'g-out-of-hours' })],
      rules,
    );

    expect([budget.interruptions, budget.innocentInterruptions]).toEqual([1, 0]);
  });

  it('is rightful at an innocent act, when it rests on a misdeed the rule is about', () => {
    const acts = [act('1', misdeed('a-number-lent-out')), act('2', { kind: 'ordinary' })];
    const at2 = said({ act: '2', rule: 'teller-two-devices', when: 'after', restsOn: ['1'] });

    expect(tally(acts, [at2], rules).budget.innocentInterruptions).toBe(0);
    expect(tally(acts, [{ ...at2, rule: 'payee-many' }], rules).budget.innocentInterruptions).toBe(1);
  });

  it('leaves out what would have been completed after the last day', () => {
    expect(tally([act('1', misdeed('dear-in-pieces', false))], [], rules).budget.misdeeds).toBe(0);
  });
});

describe('a replay', () => {
  let acts: SimulatedAct[] = [];
  const lines: Said[] = [];
  const moments: number[] = [];
  beforeAll(() => {
    acts = [...simulateYear({ desks: 6, days: 20, seed: 3, actions, calendar })].filter(
      (a) => a.event.action !== 'heartbeat',
    );
    for (const step of replay(acts, library, 'all')) {
      lines.push(...step.said);
      moments.push(...step.said.map((s) => s.at));
    }
  }, 60_000);

  it('goes forward in time and speaks of acts of the year only', () => {
    const ids = new Set(acts.map((a) => a.event.id));

    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(lines.filter((line) => !ids.has(line.act))).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
  });

  it('always puts a hold before the clerk', () => {
    const holds = lines.filter((l) => l.when === 'before' && !['notice', 'acknowledge', 'observe'].includes(l.ask));

    expect(holds.filter((l) => !l.shown)).toEqual([]);
  });

  it('counts from few events what the engine counts from all', () => {
    const past = createPast(rules, library);
    const all: HistoryEvent[] = [];
    const differing: string[] = [];
    for (const [seq, { event, desk }] of acts.entries()) {
      for (const rule of rules.filter((r) => r.on.includes(event.action) && Object.keys(r.facts).length > 0)) {
        const few = past.facts(rule, event);
        const whole = computeFacts({ rule, event, history: all, actions, calendar });
        for (const [name, { value }] of Object.entries(whole))
          if (few === 'unknown' || JSON.stringify(few[name]?.value) !== JSON.stringify(value))
            differing.push(`${rule.id}.${name} ${event.id}`);
      }
      const { id, action, at, fields, login, dwellMs, pageChars } = event;
      const earlier = { seq, id, action, at, fields, desk, login, dwellMs, pageChars };
      past.add(earlier);
      // The whole history is too long to go through at every act: the last hundred stand for it.
      if (all.push(earlier) > 100) break;
    }

    expect(differing).toEqual([]);
  });

  it('keeps the goals on a month of few desks', () => {
    const { budget } = tally(acts, lines, rules);

    expect(budget.p95).toBeLessThanOrEqual(3);
    expect(summary([budget]).perClerkDay).toBeLessThan(1);
  });
});

describe('the goals', () => {
  const good = { caughtShare: 0.6, p95: 3, innocentShare: 0.2 };
  const whole = {
    ...good,
    years: 1,
    misdeeds: 1,
    caught: 1,
    byTheWay: 0,
    knownShare: 1,
    interruptions: 1,
    innocentHolds: 0,
    perClerkDay: 0,
    innocentPerClerkDay: 0,
    p99: 3,
    most: 3,
    repeats: 0,
  };

  it.each([
    [{}, true],
    [{ caughtShare: 0.59 }, false],
    [{ p95: 4 }, false],
    [{ innocentShare: 0.21 }, false],
  ])('with %o are met: %s', (given, met) => {
    expect(meets({ ...whole, ...given })).toBe(met);
  });
});
