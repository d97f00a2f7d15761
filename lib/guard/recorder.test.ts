import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { createStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { freshDesk } from '@/tests/support/fresh-desk';
import { anEvent } from '@/tests/support/guard';

const desk = freshDesk('recorder');

describe('a journal that cannot be written', () => {
  it('answers without a number, keeps the act, and records act and gap with the next success', async () => {
    const store = createStore(desk.name);
    let broken = true;
    const failing: Store = {
      ...store,
      journal: {
        ...store.journal,
        append: (what) =>
          broken ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : store.journal.append(what),
      },
    };
    desk.worker = desk.start({ store: failing });
    const lost = anEvent();

    const decision = await desk.worker.page('act.decide', { event: lost, carries: false, mode: 'held' });
    await desk.worker.page('act.answer', { event: lost.id, answer: { kind: 'back' } });
    const again = await desk.worker.page('act.decide', { event: lost, carries: false, mode: 'held' });
    broken = false;
    const next = await desk.worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });

    expect(decision).toMatchObject({ remind: [{ rule: 'big-relief' }] });
    expect(decision.seq).toBeUndefined();
    expect(again.seq).toBeUndefined();
    expect((await desk.journal()).map((e) => [e.skeleton.kind, e.skeleton.re, e.skeleton.body.reason])).toEqual([
      ['event', undefined, undefined],
      ['answer', 0, undefined],
      ['gap', undefined, 'storage_full'],
      ['event', undefined, undefined],
    ]);
    expect(next.seq).toBe(3);
    expect(desk.browser.stored.has('kept:journal')).toBe(false);
  });

  it('writes what a killed worker had kept, and does not write it twice', async () => {
    const store = createStore(desk.name);
    const failing: Store = { ...store, journal: { ...store.journal, append: () => Promise.reject(new Error('disk')) } };
    const lost = anEvent();
    await desk.start({ store: failing }).page('act.decide', { event: lost, carries: false, mode: 'held' });
    const kept = desk.browser.stored.get('kept:journal');

    await desk.start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    desk.browser.stored.set('kept:journal', kept);
    await desk.start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    const ids = (await desk.journal()).filter((e) => e.skeleton.kind === 'event').map((e) => e.skeleton.body.id);
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
    desk.browser.roomLeft = async () => left;
    const store = createStore(desk.name);
    const fault = new DOMException('Internal error opening backing store', 'UnknownError');
    const failing: Store = { ...store, journal: { ...store.journal, append: () => Promise.reject(fault) } };

    await desk.start({ store: failing }).page('act.decide', { event: anEvent(), carries: false, mode: 'held' });
    await desk.start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    expect((await desk.journal()).flatMap(({ skeleton }) => skeleton.body.reason ?? [])).toEqual([reason]);
  });
});

describe('a database that could not be opened', () => {
  it('is opened with a later act, which brings what was kept', async () => {
    desk.worker.store.close();
    const refused = new DOMException('Internal error opening backing store', 'UnknownError');
    const broken = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw refused;
    });
    desk.worker = desk.start();
    await desk.worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });
    await expect(desk.worker.store.journal.last()).rejects.toThrow();
    broken.mockRestore();

    await desk.worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    const written = await desk.journal();
    expect(written.filter((e) => e.skeleton.kind === 'event')).toHaveLength(2);
    expect(written.map((e) => e.skeleton.body.reason)).toContain('store_failed');
  });
});

describe('a kept note that can never be written', () => {
  it('does not keep the others out of the journal', async () => {
    const lost = anEvent();
    const note = (body: Record<string, unknown>) => ({ kind: 'gap', body });
    desk.browser.stored.set('kept:journal', {
      since: desk.browser.time,
      reason: 'store_failed',
      lost: 0,
      notes: [
        note({ reason: 'worker_away', at: 1 }),
        note({ reason: 'worker_away', at: Number.NaN }),
        note({ reason: 'navigated_away', at: 2 }),
      ],
    });

    const next = desk.start();
    await next.page('act.decide', { event: lost, carries: false, mode: 'passing' });

    expect((await desk.journal()).map((e) => e.skeleton.body.reason ?? e.skeleton.kind)).toEqual([
      'event',
      'worker_away',
      'navigated_away',
      'store_failed',
    ]);
    expect((await desk.journal()).at(-1)?.skeleton.body.detail).toBe('3 kept, 1 lost');
    expect(desk.browser.stored.has('kept:journal')).toBe(false);
  });
});

describe('the clock', () => {
  it('that was set is noted once, before what is written next', async () => {
    await desk.worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    desk.browser.clock.now = () => desk.browser.time + 3_600_000;
    await desk.worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    const { seq } = await desk.worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    expect((await desk.journal()).map((e) => [e.skeleton.kind, e.skeleton.body.stepMs])).toEqual([
      ['event', undefined],
      ['clock', 3_600_000],
      ['event', undefined],
      ['event', undefined],
    ]);
    expect(seq).toBe(3);
  });

  it('that ran backwards while no worker was there is noted by the next one', async () => {
    await desk.worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    desk.browser.clock.now = () => desk.browser.time - 86_400_000;

    await desk.start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    expect((await desk.journal())[1]?.skeleton).toMatchObject({ kind: 'clock', body: { backMs: 86_400_000 } });
  });
});
