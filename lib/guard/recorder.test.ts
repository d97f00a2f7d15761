import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry } from '@/lib/model';
import { createStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { aBrowser, anEvent, aWorker } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';

let name: string;
let browser: FakeBrowser;
let worker: ReturnType<typeof aWorker>;
let count = 0;
const opened: Store[] = [];
const start = (over: Parameters<typeof aWorker>[2] = {}): ReturnType<typeof aWorker> => {
  const one = aWorker(browser, name, over);
  opened.push(one.store);
  return one;
};

beforeEach(() => {
  name = `recorder-${count++}`;
  browser = aBrowser();
  worker = start();
});
afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  await Dexie.delete(name);
});

async function journal(): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of worker.store.journal.walk()) entries.push(entry);
  return entries;
}
describe('a journal that cannot be written', () => {
  it('answers without a number, keeps the act, and records act and gap with the next success', async () => {
    const store = createStore(name);
    let broken = true;
    const failing: Store = {
      ...store,
      journal: {
        ...store.journal,
        append: (what) =>
          broken ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : store.journal.append(what),
      },
    };
    worker = start({ store: failing });
    const lost = anEvent();

    const decision = await worker.page('act.decide', { event: lost, carries: false, mode: 'held' });
    await worker.page('act.answer', { event: lost.id, answer: { kind: 'back' } });
    const again = await worker.page('act.decide', { event: lost, carries: false, mode: 'held' });
    broken = false;
    const next = await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });

    expect(decision).toMatchObject({ remind: [{ rule: 'big-relief' }] });
    expect(decision.seq).toBeUndefined();
    expect(again.seq).toBeUndefined();
    expect((await journal()).map((e) => [e.skeleton.kind, e.skeleton.re, e.skeleton.body.reason])).toEqual([
      ['event', undefined, undefined],
      ['answer', 0, undefined],
      ['gap', undefined, 'storage_full'],
      ['event', undefined, undefined],
    ]);
    expect(next.seq).toBe(3);
    expect(browser.stored.has('kept:journal')).toBe(false);
  });

  it('writes what a killed worker had kept, and does not write it twice', async () => {
    const store = createStore(name);
    const failing: Store = { ...store, journal: { ...store.journal, append: () => Promise.reject(new Error('disk')) } };
    const lost = anEvent();
    await start({ store: failing }).page('act.decide', { event: lost, carries: false, mode: 'held' });
    const kept = browser.stored.get('kept:journal');

    await start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    browser.stored.set('kept:journal', kept);
    await start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    const ids = (await journal()).filter((e) => e.skeleton.kind === 'event').map((e) => e.skeleton.body.id);
    expect(ids.filter((id) => id === lost.id)).toHaveLength(1);
    expect(ids).toHaveLength(3);
  });
});

describe('a write that fails for an unknown reason', () => {
  it.each([
    [0, 'storage_full', 'the disk itself is full: the browser says so only when asked for what is left'],
    [50_000_000, 'store_failed', 'there is room'],
    [undefined, 'store_failed', 'the browser does not say'],
  ] as const)('with %s bytes left is a gap for %s (%s)', async (left, reason, _) => {
    browser.roomLeft = async () => left;
    const store = createStore(name);
    const fault = new DOMException('Internal error opening backing store', 'UnknownError');
    const failing: Store = { ...store, journal: { ...store.journal, append: () => Promise.reject(fault) } };

    await start({ store: failing }).page('act.decide', { event: anEvent(), carries: false, mode: 'held' });
    await start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    expect((await journal()).flatMap(({ skeleton }) => skeleton.body.reason ?? [])).toEqual([reason]);
  });
});

describe('a database that could not be opened', () => {
  it('is opened with a later act, which brings what was kept', async () => {
    for (const store of opened.splice(0)) store.close();
    const refused = new DOMException('Internal error opening backing store', 'UnknownError');
    const broken = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw refused;
    });
    worker = start();
    await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });
    await expect(worker.store.journal.last()).rejects.toThrow();
    broken.mockRestore();

    await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    const written = await journal();
    expect(written.filter((e) => e.skeleton.kind === 'event')).toHaveLength(2);
    expect(written.map((e) => e.skeleton.body.reason)).toContain('store_failed');
  });
});

describe('a kept note that can never be written', () => {
  it('does not keep the others out of the journal', async () => {
    const lost = anEvent();
    const note = (body: Record<string, unknown>) => ({ kind: 'gap', body });
    browser.stored.set('kept:journal', {
      since: browser.time,
      reason: 'store_failed',
      lost: 0,
      notes: [
        note({ reason: 'worker_away', at: 1 }),
        note({ reason: 'worker_away', at: Number.NaN }),
        note({ reason: 'navigated_away', at: 2 }),
      ],
    });

    const next = start();
    await next.page('act.decide', { event: lost, carries: false, mode: 'passing' });

    expect((await journal()).map((e) => e.skeleton.body.reason ?? e.skeleton.kind)).toEqual([
      'event',
      'worker_away',
      'navigated_away',
      'store_failed',
    ]);
    expect((await journal()).at(-1)?.skeleton.body.detail).toBe('3 kept, 1 lost');
    expect(browser.stored.has('kept:journal')).toBe(false);
  });
});

describe('the clock', () => {
  it('that was set is noted once, before what is written next', async () => {
    await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    browser.clock.now = () => browser.time + 3_600_000;
    await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    const { seq } = await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    expect((await journal()).map((e) => [e.skeleton.kind, e.skeleton.body.stepMs])).toEqual([
      ['event', undefined],
      ['clock', 3_600_000],
      ['event', undefined],
      ['event', undefined],
    ]);
    expect(seq).toBe(3);
  });

  it('that ran backwards while no worker was there is noted by the next one', async () => {
    await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    browser.clock.now = () => browser.time - 86_400_000;

    await start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    expect((await journal())[1]?.skeleton).toMatchObject({ kind: 'clock', body: { backMs: 86_400_000 } });
  });
});
