import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkExport } from '@/lib/journal';
import { concat } from '@/lib/journal/bytes';
import { createCheckpoints } from '@/lib/guard/checkpoints';
import type { Checkpoints } from '@/lib/guard/checkpoints';
import { createRecorder } from '@/lib/guard/recorder';
import type { Recorder } from '@/lib/guard/recorder';
import { createStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { aBrowser } from '@/tests/support/guard';
import { unzipSync } from 'fflate';
import { exportEntries, exportJournal, verifyDesk } from '.';

let store: Store;
let recorder: Recorder;
let checkpoints: Checkpoints;
let count = 0;
let name: string;
beforeEach(async () => {
  name = `evidence-${count++}`;
  const platform = aBrowser();
  store = createStore(name);
  recorder = createRecorder({ platform, store, grown: (head) => checkpoints.grown(head) });
  checkpoints = createCheckpoints({ platform, store, write: recorder.write });
  await checkpoints.sign();
  await recorder.write([{ kind: 'pack', body: { packs: [{ id: 'tax', version: 7 }] } }]);
  await write(60);
  await checkpoints.sign();
});
afterEach(async () => {
  await checkpoints.settled();
  store.close();
  await Dexie.delete(name);
});
const write = (n: number): Promise<unknown> =>
  recorder.write(Array.from({ length: n }, (_, i) => ({ kind: 'note', body: { i }, parts: { person: `某某${i}` } })));
const how = { program: '0.1.0', at: 1_790_000_000_000, withParts: true };
const bytes = async (pieces: Promise<Uint8Array[]>): Promise<Uint8Array> => concat(...(await pieces));

describe('an export of the desk', () => {
  it('is whole, names its packs, and reaches as far as the latest checkpoint', async () => {
    await write(3);

    const report = await checkExport(await bytes(exportJournal(store, how)));

    expect(report).toMatchObject({ whole: true, entries: 62, signed: { size: 62 }, findings: [] });
    expect(report.packs).toEqual([{ seq: 1, packs: [{ id: 'tax', version: 7 }] }]);
  });

  it('is the same journal when a part of it is sealed', async () => {
    const before = await checkExport(await bytes(exportJournal(store, how)));
    await store.journal.seal(0, 32);

    const after = await checkExport(await bytes(exportJournal(store, how)));

    expect(after).toEqual(before);
  });

  it('leaves personal parts out where it is asked to, and says so', async () => {
    await store.journal.seal(0, 32);

    const file = await bytes(exportJournal(store, { ...how, withParts: false }));

    const report = await checkExport(file);
    expect(report).toMatchObject({ whole: true, withheld: 60 });
    const texts = Object.values(unzipSync(file)).map((part) => new TextDecoder().decode(part));
    expect(texts.join()).not.toContain('某某');
  });

  it('lists every part that was erased, sealed or not, with its time', async () => {
    await store.journal.seal(0, 32);
    for (const seq of [10, 40]) {
      await recorder.write([{ kind: 'erase', re: seq, body: { parts: ['person'] } }]);
      await store.journal.erase(seq, ['person'], 77);
    }
    await checkpoints.sign();

    const file = await bytes(exportJournal(store, how));

    expect(new TextDecoder().decode(unzipSync(file)['redactions.ndjson'])).toBe(
      '{"at":77,"part":"person","seq":10}\n{"at":77,"part":"person","seq":40}\n',
    );
    expect(await checkExport(file)).toMatchObject({ whole: true, erased: [{ seq: 10 }, { seq: 40 }] });
  });

  it('of single entries proves each of them and nothing else', async () => {
    await store.journal.seal(0, 32);

    const file = await bytes(exportEntries(store, [5, 40], { ...how, kind: 'flag' }));

    expect(await checkExport(file)).toMatchObject({ whole: true, kind: 'flag', entries: 2, signed: { size: 62 } });
    expect(Object.keys(unzipSync(file)).filter((n) => n.startsWith('proofs/'))).toEqual([
      'proofs/000000005.tlog-proof',
      'proofs/000000040.tlog-proof',
    ]);
  });

  it('can be ended half way', async () => {
    const cancel = new AbortController();
    cancel.abort();

    await expect(exportJournal(store, { ...how, signal: cancel.signal })).rejects.toThrow(/abort/i);
  });
});

describe('a verification of the desk', () => {
  it('goes along all entries, says how far it is, and finds nothing', async () => {
    await store.journal.seal(0, 32);
    const seen: number[] = [];

    const result = await verifyDesk(store, { progress: (done) => seen.push(done) });

    expect(result).toMatchObject({ entries: 62, findings: [], signed: { checkpoints: 2, size: 62 } });
    expect(seen).toEqual([32, 62]);
  });

  it('finds an entry that was changed in the database, sealed ones too', async () => {
    const db = await new Dexie(name).open();
    const row = await db.table('entries').get(7);
    row.skeleton.body.i = 99;
    await db.table('entries').put(row);
    db.close();
    await store.journal.seal(0, 32);

    expect((await verifyDesk(store)).findings).toMatchObject([{ code: 'leaf', seq: 7 }]);
  });

  it('ends when told', async () => {
    const cancel = new AbortController();
    cancel.abort();

    await expect(verifyDesk(store, { signal: cancel.signal })).rejects.toThrow(/abort/i);
  });
});
