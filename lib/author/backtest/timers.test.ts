import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, it, vi } from 'vitest';
import { EventBody } from '@/lib/model';
import type { Entry, Rule } from '@/lib/model';
import { aBrowser, anEvent, aPack, aRule, aWorker, RELIEF } from '@/tests/support/guard';
import { dice } from '@/tests/support/histories';
import { condition } from '@/tests/support/rules';
import { createBacktest } from '.';

const HOUR = 3_600_000;
const CLOSE = { ...RELIEF, key: 'relief.close' };
const RECORD = { ...RELIEF, key: 'relief.record' };
const open = {
  kind: 'open',
  of: ['relief.approve'],
  until: ['relief.close'],
  key: ['case_no'],
  window: 'all',
} as const;
const fact = (where?: string, more = {}): Rule['facts'][string] => ({
  ...open,
  of: [...open.of],
  until: [...open.until],
  key: [...open.key],
  ...(where ? { where: condition(where) } : {}),
  ...more,
});
const byTimer = (id: string, text: string, facts: Rule['facts']): Rule =>
  aRule({
    id,
    on: ['tick'],
    when: 'timer',
    ask: 'notice',
    condition: condition(text),
    facts,
    sentence: { zh: '有 {facts.open} 件', en: '{facts.open} cases' },
    shows: [],
  });

const RULES = [
  byTimer('by-hours', 'facts.open > 0', { open: fact('hoursBetween(eventAt(), now()) > 9') }),
  byTimer('by-workdays', 'facts.open > 0', { open: fact('workdaysBetween(eventAt(), now()) > 1', { pick: 'first' }) }),
  byTimer('many-at-once', 'facts.open > 2', { open: fact('hoursBetween(eventAt(), now()) > 3', { pick: 'each' }) }),
  byTimer('old-or-many', 'facts.open > 0 || facts.held > 2', {
    open: fact('hoursBetween(eventAt(), now()) > 30'),
    held: fact(undefined, { of: ['relief.approve', 'relief.record'] }),
  }),
  byTimer('by-amount', 'facts.open > 0', { open: fact('amount > 100 && daysBetween(eventAt(), now()) > 0') }),
];
const PACK = aPack({ actions: [RELIEF, CLOSE, RECORD], rules: RULES });

/** Four days and a half at one desk from a Friday morning on: two clerks, six cases, some not ended, some amounts not read. */
async function aDesk(seed: number): Promise<Entry[]> {
  const roll = dice(seed);
  const name = `backtest-timers-${seed}`;
  const browser = aBrowser([PACK]);
  browser.time = Date.parse('2026-09-25T08:00:00+08:00');
  const worker = aWorker(browser, name);
  try {
    worker.wakes.installed();
    await vi.waitFor(async () => expect((await worker.store.counted.ready()).size).toBeGreaterThan(4));
    const start = browser.time;
    for (let hour = 1; hour <= 108; hour++) {
      if (roll(3) === 0) {
        browser.time = start + (hour - 1) * HOUR + 60_000 * (1 + roll(58));
        const action = ['relief.approve', 'relief.approve', 'relief.record', 'relief.close'][roll(4)] ?? '';
        const event = anEvent({ action, at: browser.time, login: ['wangmin', 'zhaolei'][roll(2)] ?? '' });
        const fields: typeof event.fields = {
          case_no: { kind: 'read', value: `K${roll(6)}` },
          amount: roll(8) === 0 ? { kind: 'unread', reason: 'no_element' } : { kind: 'read', value: roll(300) },
        };
        await worker.page('act.decide', { event: { ...event, fields }, carries: false, mode: 'passing' });
      }
      browser.time = start + hour * HOUR;
      worker.wakes.alarm('tidy');
      await vi.waitFor(
        async () => expect(await worker.store.memory.get('timers')).toMatchObject({ at: browser.time }),
        { timeout: 10_000, interval: 2 },
      );
    }
    const entries: Entry[] = [];
    for await (const entry of worker.store.journal.walk()) entries.push(entry);
    return entries;
  } finally {
    worker.store.close();
    await Dexie.delete(name);
  }
}

/** Acts that the desk's own timer named, rule by rule. */
function told(entries: readonly Entry[], rule: string): number[] {
  const seqs = entries.flatMap(({ skeleton: { kind, body } }) =>
    kind === 'event' && body.action === 'tick'
      ? EventBody.parse(body).flags.flatMap((flag) => (flag.rule === rule ? (flag.evidence ?? []) : []))
      : [],
  );
  return [...new Set(seqs)].sort((a, b) => a - b);
}

it('flags by timer what the desk’s own timer flagged, over random days', { timeout: 120_000 }, async () => {
  const entries = await aDesk(1);
  for (const rule of RULES) {
    const test = createBacktest({ draft: rule, pack: 'test', ...PACK });
    test.take(entries);
    const running = test.run();
    let step = running.next();
    while (!step.done) step = running.next();

    const wanted = told(entries, rule.id);
    expect(wanted.length, rule.id).toBeGreaterThan(0);
    expect(
      step.value.added.map(({ seq }) => seq).sort((a, b) => a - b),
      rule.id,
    ).toEqual(wanted);
    expect(step.value.draft.flagged).toBe(wanted.length);
  }
});
