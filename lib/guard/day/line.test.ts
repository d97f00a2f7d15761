import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, it } from 'vitest';
import type { PackSourceView } from '@/lib/messages/views';
import { aBrowser, aPack, aWorker } from '@/tests/support/guard';

const AT = Date.parse('2026-09-21T14:02:00+08:00');
const source = (over: Partial<PackSourceView> = {}): PackSourceView => ({
  id: 'county',
  kind: 'packs',
  urls: ['https://packs.example/'],
  state: 'fresh',
  expiredDays: 0,
  signers: [],
  offered: [],
  ...over,
});
let close: (() => Promise<void>) | undefined;
afterEach(async () => close?.());

async function overlayWith(sources?: PackSourceView[]) {
  const name = 'line';
  const worker = aWorker(aBrowser([aPack()]), name, {
    ...(sources
      ? {
          deliver: () => ({
            holdings: async () => [],
            stamp: async () => '',
            sources: async () => sources,
            changes: async () => [],
            desk: async () => ({ desk: 'd' }),
            check: async () => [],
            bring: async () => ({ check: { at: 0, by: 'file', outcome: 'unchanged' } }),
            arm: async () => undefined,
            alarm: async () => undefined,
          }),
        }
      : {}),
  });
  close = async () => {
    worker.store.close();
    await Dexie.delete(name);
  };
  const { line, know } = await worker.own('view.overlay', {});
  const popup = await worker.own('view.popup', {});
  expect(popup.know).toEqual(know);
  return { line, know: know.map(({ kind, sentence }) => `${kind} ${sentence}`) };
}

it('no source named by the bureau is no fault', async () => {
  expect(await overlayWith()).toEqual({ line: { state: 'none' }, know: [] });
});

it('a source that is reached says so and nothing else', async () => {
  const lastCheck = { at: AT, by: 'timer', outcome: 'unchanged' } as const;

  expect(await overlayWith([source({ lastCheck })])).toEqual({ line: { state: 'ok', at: AT }, know: [] });
});

it('a source that is not reached is said with the time it was tried', async () => {
  const lastCheck = { at: AT, by: 'timer', outcome: 'unreachable' } as const;

  expect(await overlayWith([source({ lastCheck })])).toEqual({
    line: { state: 'away', at: AT },
    know: ['line 09-21 14:02 未能连接规则包来源，提醒照常'],
  });
});

it('a signature that failed and packs past their date are said; reminders go on', async () => {
  const lastCheck = {
    at: AT,
    by: 'timer',
    outcome: 'refused',
    refused: { why: 'threshold', of: 'targets' },
  } as const;

  const { know } = await overlayWith([source({ state: 'expired', expiredDays: 9, lastCheck })]);

  expect(know).toEqual(['source_refused 新规则包签名未通过，未启用', 'pack_old 规则包过期 9 天未更新']);
});
