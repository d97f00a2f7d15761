import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportEntries, exportJournal } from '@/lib/evidence';
import { concat } from '@/lib/journal/bytes';
import { createOffice } from '@/lib/store';
import type { Office } from '@/lib/store';
import { aDraft, aJournal, AT, exported } from '@/tests/support/exports';
import { aBrowser, anEvent, aWorker } from '@/tests/support/guard';
import { importExport } from './import';

let office: Office;
let count = 0;
let name: string;
beforeEach(() => {
  name = `import-${count++}`;
  office = createOffice(`${name}-office`);
});
afterEach(async () => {
  await Dexie.delete(name);
  await Dexie.delete(`${name}-office`);
});
const how = { program: '0.1.0', at: 1_790_000_000_000, withParts: true };

/** A clerk's desk with some acts, signed. */
async function aDesk(acts: number) {
  const worker = aWorker(aBrowser(), name);
  const act = async () => {
    const event = anEvent();
    await worker.page('act.decide', { event, carries: false, mode: 'held' });
    await worker.page('act.answer', { event: event.id, answer: { kind: 'back' } });
  };
  for (let i = 0; i < acts; i++) await act();
  const sign = async () => {
    worker.wakes.alarm('tidy');
    for (let i = 0; i < 100; i++) {
      const last = await worker.store.journal.lastCheckpoint();
      const { frontier } = await worker.store.journal.head(() => '');
      if (last && last.size >= frontier.size - 1) return;
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  await sign();
  return {
    act,
    sign,
    store: worker.store,
    whole: async () => concat(...(await exportJournal(worker.store, how))),
    one: async (seq: number) => concat(...(await exportEntries(worker.store, [seq], { ...how, kind: 'flag' }))),
  };
}
const take = (bytes: Uint8Array, ownDesk = 'officer') =>
  importExport(bytes, 'desk.hulan', { office, ownDesk, now: 1_790_000_000_000 });

describe('an export in the officer’s hands', () => {
  it('is taken in whole, and the same file again adds nothing', async () => {
    const bytes = await (await aDesk(3)).whole();

    const first = await take(bytes);
    const again = await take(bytes);

    expect(first).toMatchObject({ ok: true, whole: true, sentence: { zh: '完整：与签名时一致' } });
    expect(first.ok && first.added).toBeGreaterThanOrEqual(6);
    expect(again).toMatchObject({ ok: true, added: 0, whole: true });
    const [source] = await office.sources();
    expect(source).toMatchObject({ state: 'ok', folded: 0, from: 'desk.hulan' });
    expect((await office.entriesFrom(source?.desk ?? '', 0, 100)).length).toBe(first.ok ? first.added : 0);
  });

  it('a later one adds only what is new, held against what the earlier one had signed', async () => {
    const desk = await aDesk(1);
    const first = await take(await desk.whole());
    await desk.act();
    await desk.sign();

    const second = await take(await desk.whole());

    expect(second).toMatchObject({ ok: true, whole: true });
    expect(second.ok && first.ok && second.added > 0 && second.added < first.added + 8).toBe(true);
  });

  it('one that was changed is taken in with what is wrong, and stays marked', async () => {
    const bytes = await (await aDesk(2)).whole();
    const broken = bytes.slice();
    for (let at = 0; at < broken.length; at += 97) broken[at] = (broken[at] ?? 0) ^ 1;

    const found = await take(broken);

    expect(found.ok ? found.whole : found.why).not.toBe(true);
  });

  it('a single act with its proof comes in alone', async () => {
    const desk = await aDesk(2);
    const seq = await desk.store.queries.firstSeqSince(0);

    expect(await take(await desk.one(seq ?? 0))).toMatchObject({ ok: true, added: 1, whole: true });
  });

  it('what is no export, and the own journal, are refused with the reason', async () => {
    const desk = await aDesk(1);
    const { desk: id } = await desk.store.journal.head(() => '');

    expect(await take(new Uint8Array([1, 2, 3]))).toEqual({ ok: false, why: 'not_export' });
    expect(await take(await desk.whole(), id)).toEqual({ ok: false, why: 'own' });
    expect(await office.sources()).toEqual([]);
  });

  it('an older one that says something else than what is here is a second journal of the desk', async () => {
    const base = await aJournal([aDraft(1)]);
    const newer = await aJournal([aDraft(2), aDraft(3)], { from: base });
    const other = await aJournal([aDraft(4)], { from: base });
    await take(await exported(newer, { at: AT + 60_000 }));

    expect(await take(await exported(base))).toMatchObject({ ok: true, whole: true, added: 0 });
    expect(await take(await exported(other))).toMatchObject({
      ok: true,
      whole: false,
      sentence: { zh: expect.stringContaining('同一终端有两份不同的记录') },
    });
  });

  it('one that was written later and ends earlier was cut', async () => {
    const base = await aJournal([aDraft(1)]);
    await take(await exported(await aJournal([aDraft(2), aDraft(3)], { from: base })));

    expect(await take(await exported(base, { at: AT + 60_000 }))).toMatchObject({
      ok: true,
      whole: false,
      sentence: { zh: expect.stringContaining('末尾被截去') },
    });
  });
});
