import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import { aBrowser, anEvent, aPack, aWorker } from '@/tests/support/guard';

const NAME = 'awake';
/** A worker is stopped after thirty seconds without an event; a timer near that would keep it, or be lost with it. */
const SHORT_MS = 10_000;
let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await close?.();
});

it('a day’s events leave no timer that keeps the worker awake: it wakes by alarms', async () => {
  const intervals = vi.spyOn(globalThis, 'setInterval');
  const timeouts = vi.spyOn(globalThis, 'setTimeout');
  const browser = aBrowser([aPack()]);
  const every = vi.spyOn(browser.alarms, 'every');
  const worker = aWorker(browser, NAME);
  close = async () => {
    worker.store.close();
    await Dexie.delete(NAME);
  };
  worker.wakes.installed();
  await worker.page('page.state', {
    adapter: 'tax-old',
    page: 'relief',
    state: 'recognised',
    fieldsNamed: 1,
    fieldsRead: 1,
    login: 'wangmin',
    anchorsMissing: [],
  });
  await worker.own('shift.start', { surface: 'pip' });
  const event = anEvent({ login: 'wangmin', at: browser.time });
  await worker.page('act.decide', { event, carries: false, mode: 'held' });
  await worker.own('view.overlay', {});
  await worker.own('view.popup', { tab: 7 });
  await worker.page('act.answer', { event: event.id, answer: { kind: 'back' } });
  await worker.page('act.ending', { event: event.id, ending: 'withdrawn' });
  worker.wakes.idle('idle');
  worker.wakes.idle('active');
  worker.wakes.alarm('tidy');
  await worker.own('view.overlay', {});
  await expect.poll(() => every.mock.calls.length).toBeGreaterThan(0);

  expect(intervals).not.toHaveBeenCalled();
  expect(Math.max(0, ...timeouts.mock.calls.map(([, ms]) => ms ?? 0))).toBeLessThan(SHORT_MS);
});
