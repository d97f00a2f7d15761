import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { aBrowser, aWorker } from '@/tests/support/guard';

describe('the packs of a desk', () => {
  it('are the program’s own where no source is set, with what the policy switches off', async () => {
    const browser = aBrowser();
    browser.policy = { unit: '云岭县税务局', revoked: [{ kind: 'rule', id: 'big-relief' }] };
    const worker = aWorker(browser, 'pack-view');

    const view = await worker.own('view.packs', {});

    expect(view.desk).toMatchObject({ unit: '云岭县税务局' });
    expect(view.packs).toMatchObject([
      { id: 'test', version: 1, title: '测试包', from: 'program', mode: 'active', rules: 0, adapters: 1 },
    ]);
    expect(view.sources).toEqual([]);
    expect(view.revoked).toEqual([{ kind: 'rule', id: 'big-relief', by: 'policy' }]);
  });

  it('take no pack file where the policy names no source', async () => {
    const worker = aWorker(aBrowser(), 'pack-view-import');

    expect((await worker.own('packs.import', { text: '{}' })).check).toMatchObject({
      outcome: 'refused',
      refused: { why: 'no_root' },
    });
  });
});
