import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Entry, Rule } from '@/lib/model';
import type { Store } from '@/lib/store';
import { aBrowser, anEvent, aPack, aRule, aWorker, RELIEF } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';
import { condition } from '@/tests/support/rules';

const HOUR = 3_600_000;
const CLOSE = { ...RELIEF, key: 'relief.close' };
const overdue = aRule({
  id: 'relief-unclosed',
  on: ['tick'],
  when: 'timer',
  ask: 'notice',
  condition: condition('facts.open > 0'),
  sentence: { zh: '有 {facts.open} 件逾期未办结', en: '{facts.open} cases are overdue' },
  shows: [],
  facts: {
    open: {
      kind: 'open',
      of: ['relief.approve'],
      until: ['relief.close'],
      key: ['case_no'],
      window: 'all',
      where: condition('hoursBetween(eventAt(), now()) > 24'),
    },
  },
});

let name: string;
let browser: FakeBrowser;
let count = 0;
const opened: Store[] = [];
const start = async (): Promise<ReturnType<typeof aWorker>> => {
  const worker = aWorker(browser, name);
  opened.push(worker.store);
  worker.wakes.installed();
  await vi.waitFor(async () => expect((await worker.store.counted.ready()).size).toBeGreaterThan(0));
  return worker;
};

beforeEach(() => {
  name = `timers-${count++}`;
  browser = aBrowser([aPack({ actions: [RELIEF, CLOSE], rules: [overdue] })]);
});
afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  await Dexie.delete(name);
});

type Worker = Awaited<ReturnType<typeof start>>;
async function flagged(worker: Worker): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of worker.store.journal.walk())
    if (entry.skeleton.kind === 'event' && entry.skeleton.body.action === 'tick') entries.push(entry);
  return entries;
}
/** The hourly alarm, until its work is done. */
async function hourly(worker: Worker): Promise<void> {
  const before = JSON.stringify(await worker.store.memory.get('timers'));
  browser.time += 1;
  worker.wakes.alarm('tidy');
  await vi.waitFor(
    async () => expect(JSON.stringify(await worker.store.memory.get('timers'))).not.toBe(before),
    10_000,
  );
}
const act = (worker: Worker, action: string, caseNo: string, login = 'wangmin') =>
  worker.page('act.decide', {
    event: {
      ...anEvent({ action, at: browser.time, login }),
      fields: { case_no: { kind: 'read', value: caseNo } },
    },
    carries: false,
    mode: 'passing',
  });

it('flags a matter once when its time is over, in the name of whoever opened it', async () => {
  const worker = await start();
  await act(worker, 'relief.approve', 'A');
  await hourly(worker);
  expect(await flagged(worker)).toHaveLength(0);

  browser.time += 24 * HOUR;
  await hourly(worker);
  await hourly(worker);

  const [flag, ...more] = await flagged(worker);
  expect(more).toHaveLength(0);
  expect(flag?.skeleton.body).toMatchObject({
    flags: [{ rule: 'relief-unclosed', when: 'timer', evidence: [expect.any(Number)], shown: true }],
  });
  expect(flag?.parts.clerk).toMatchObject({ value: { login: 'wangmin' } });
});

it('keeps the matters of two clerks apart, each counted by itself', async () => {
  const worker = await start();
  await act(worker, 'relief.approve', 'A');
  await act(worker, 'relief.approve', 'B', 'zhaolei');

  browser.time += 30 * HOUR;
  await hourly(worker);

  const flags = await flagged(worker);
  expect(flags.map((f) => JSON.stringify(f.parts.clerk)).filter((clerk) => clerk.includes('wangmin'))).toHaveLength(1);
  expect(flags.map((f) => JSON.stringify(f.parts.verdict)).every((text) => text.includes('有 1 件'))).toBe(true);
});

it('says nothing of a matter that was ended, and says it anew when it is opened again', async () => {
  const worker = await start();
  await act(worker, 'relief.approve', 'A');
  browser.time += 2 * HOUR;
  await act(worker, 'relief.close', 'A');
  browser.time += 40 * HOUR;
  await hourly(worker);
  expect(await flagged(worker)).toHaveLength(0);

  await act(worker, 'relief.approve', 'A');
  browser.time += 25 * HOUR;
  await hourly(worker);

  expect(await flagged(worker)).toHaveLength(1);
});

it('tells of a matter when the rule’s condition comes true, however long it was open before', async () => {
  const held: Rule['facts'] = {
    held: { kind: 'open', of: ['relief.approve'], until: ['relief.close'], key: ['case_no'], window: 'all' },
  };
  const rule = {
    ...overdue,
    condition: condition('facts.open > 0 || facts.held > 2'),
    facts: { ...overdue.facts, ...held },
  };
  browser = aBrowser([aPack({ actions: [RELIEF, CLOSE], rules: [rule] })]);
  const worker = await start();
  await act(worker, 'relief.approve', 'A');
  await hourly(worker);
  expect(await flagged(worker)).toHaveLength(0);

  browser.time += 25 * HOUR;
  await hourly(worker);
  await hourly(worker);
  expect(await flagged(worker)).toHaveLength(1);

  await act(worker, 'relief.approve', 'B');
  await hourly(worker);
  await act(worker, 'relief.approve', 'C');
  await hourly(worker);
  const flags = await flagged(worker);
  expect(flags.map(({ skeleton }) => (skeleton.body.flags as { evidence: number[] }[])[0]?.evidence.length)).toEqual([
    1, 2, 3,
  ]);
});

it('finds what came due while the browser was closed, and says it once over all restarts', async () => {
  const before = await start();
  await act(before, 'relief.approve', 'A');
  before.store.close();

  browser.time += 90 * HOUR;
  const after = await start();
  await vi.waitFor(async () => expect(await flagged(after)).toHaveLength(1));
  after.store.close();
  const again = await start();
  await hourly(again);

  expect(await flagged(again)).toHaveLength(1);
});

it('counts again when the clock was put back, and waits until the matter is due', async () => {
  const worker = await start();
  browser.time += 100 * HOUR;
  await act(worker, 'relief.approve', 'A');
  await hourly(worker);
  browser.time -= 90 * HOUR;
  await hourly(worker);
  expect(await flagged(worker)).toHaveLength(0);

  browser.time += 115 * HOUR;
  await hourly(worker);

  expect(await flagged(worker)).toHaveLength(1);
});

it('sets one alarm where the next matter comes due within the hour', async () => {
  const worker = await start();
  await act(worker, 'relief.approve', 'A');
  const due = browser.time + 24 * HOUR;

  browser.time += 23.5 * HOUR;
  await hourly(worker);

  expect(browser.alarmsSet.get('due')).toBe(due + 2);
});
