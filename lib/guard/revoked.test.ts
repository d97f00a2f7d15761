import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { INDEX_KEY, pageKey, REVOCATIONS } from '@/lib/model';
import type { BriefingIndex, PageBriefing, Revocation } from '@/lib/model';
import { aBrowser, anEvent, aWorker } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';

let made = 0;
let browser: FakeBrowser;
let worker: ReturnType<typeof aWorker>;
beforeEach(async () => {
  browser = aBrowser();
  worker = aWorker(browser, `revoked-${++made}`);
  await worker.own('hosts.refresh', {});
});

const index = () => browser.stored.get(INDEX_KEY) as BriefingIndex;
const page = () => browser.stored.get(pageKey('tax-old', 'relief')) as PageBriefing | undefined;
const decide = async () =>
  (await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' })).remind.map(({ rule }) => rule);
const record = (...list: Revocation[]) => worker.store.memory.put(REVOCATIONS, { version: 1, at: browser.time, list });

describe('switched off at once', () => {
  it.each([
    [
      'by the record in the worker’s database',
      async (...list: Revocation[]) => {
        await record(...list);
        await worker.own('hosts.refresh', {});
      },
    ],
    [
      'by the bureau’s policy',
      async (...list: Revocation[]) => {
        browser.policy = { revoked: list };
        worker.wakes.storage(['revoked'], 'managed');
      },
    ],
  ])(
    '%s, a rule leaves the open pages and the verdict, and comes back when it is allowed again',
    async (_how, revoke) => {
      expect(await decide()).toEqual(['big-relief']);

      await revoke({ kind: 'rule', id: 'big-relief' });

      await expect.poll(() => page()?.rules.map(({ id }) => id)).toEqual([]);
      expect(await decide()).toEqual([]);
      await revoke();
      await expect.poll(() => page()?.rules.map(({ id }) => id)).toEqual(['big-relief']);
      expect(await decide()).toEqual(['big-relief']);
    },
  );

  it('an action triggers nothing on its pages, which are still recognised', async () => {
    const before = index().stamp;
    await record({ kind: 'action', id: 'relief.approve' });
    await worker.own('hosts.refresh', {});

    expect(page()?.page.actions).toEqual([]);
    expect(index().stamp).not.toBe(before);
  });

  it.each([
    { kind: 'adapter', id: 'tax-old' },
    { kind: 'system', id: 'tax' },
  ] as const)('an $kind is watched no more', async (revocation) => {
    await record(revocation);
    await worker.own('hosts.refresh', {});

    expect(index().systems).toEqual([]);
    expect(page()).toBeUndefined();
    expect(browser.registered).toEqual([]);
  });

  it('a record of another shape switches nothing off', async () => {
    await worker.store.memory.put(REVOCATIONS, { version: 1, list: [{ kind: 'everything' }] });
    await worker.own('hosts.refresh', {});

    expect(await decide()).toEqual(['big-relief']);
  });

  it('what no revocation names stays as it was', async () => {
    await record(
      { kind: 'rule', id: 'another' },
      { kind: 'action', id: 'loan.disburse' },
      { kind: 'adapter', id: 'x' },
    );
    await worker.own('hosts.refresh', {});

    expect(page()?.rules.map(({ id }) => id)).toEqual(['big-relief']);
    expect(await decide()).toEqual(['big-relief']);
  });
});
