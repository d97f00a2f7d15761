import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keysOf, openCheckpoint, planAppend, TILE } from '@/lib/journal';
import { createStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { aBrowser } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';
import { createCheckpoints, MARK } from './checkpoints';
import type { Checkpoints } from './checkpoints';
import { createRecorder } from './recorder';
import type { Recorder } from './recorder';

let browser: FakeBrowser;
let store: Store;
let recorder: Recorder;
let checkpoints: Checkpoints;
let count = 0;
let name: string;

/** A worker of this profile, or of the one whose database is given. */
function start(database = name): void {
  store?.close();
  store = createStore(database);
  recorder = createRecorder({ platform: browser, store, grown: (head) => checkpoints.grown(head) });
  checkpoints = createCheckpoints({ platform: browser, store, write: recorder.write });
}
beforeEach(() => {
  name = `checkpoints-${count++}`;
  browser = aBrowser();
  start();
});
afterEach(async () => {
  await checkpoints.settled();
  store.close();
  await Dexie.delete(name);
});

const write = (n: number): Promise<unknown> =>
  recorder.write(Array.from({ length: n }, (_, i) => ({ kind: 'note', body: { i } })));
const raw = async <T>(work: (db: Dexie) => Promise<T>): Promise<T> => {
  const db = await new Dexie(name).open();
  return work(db).finally(() => db.close());
};
/** Takes entries off the end as somebody with the files would, the frontier along with them. */
async function cutTo(size: number): Promise<void> {
  const kept: NonNullable<Awaited<ReturnType<typeof store.journal.entry>>>[] = [];
  for await (const entry of store.journal.walk()) if (entry.skeleton.seq < size) kept.push(entry);
  let frontier: Awaited<ReturnType<typeof planAppend>>['after'] = { size: 0, peaks: [] };
  for (const { skeleton } of kept) {
    const { desk, at, mono, boot, kind, body } = skeleton;
    const plan = await planAppend({
      desk,
      frontier,
      drafts: [{ kind, body }],
      moment: { at, mono, boot },
      salt: () => '',
    });
    frontier = plan.after;
  }
  await raw(async (db) => {
    await db.table('entries').where('seq').aboveOrEqual(size).delete();
    await db
      .table('nodes')
      .filter((node: { level: number; index: number }) => (node.index + 1) * 2 ** node.level > size)
      .delete();
    await db.table('meta').put({ key: 'head', value: frontier });
  });
}
const mismatches = async () => {
  const found: unknown[] = [];
  for await (const entry of store.journal.walk())
    if (entry.skeleton.kind === 'system' && 'mismatch' in entry.skeleton.body) found.push(entry.skeleton.body);
  return found;
};

describe('checkpoints', () => {
  it('are signed every hundred entries by a key that the journal names and nobody can take away', async () => {
    await checkpoints.sign();
    await write(120);
    await checkpoints.settled();

    const rows = await store.journal.checkpoints();
    const named = (await store.journal.entry(0))?.skeleton.body.signer;
    expect(rows.map((row) => row.size)).toEqual([1, 121]);
    expect(await openCheckpoint(rows[1]?.note ?? '', await keysOf([String(named)]))).toMatchObject({
      checkpoint: { size: 121 },
    });
    const key = await raw((db) =>
      db
        .table('keys')
        .filter((row: { scope: string }) => row.scope === 'signer')
        .first(),
    );
    await expect(crypto.subtle.exportKey('pkcs8', key.key)).rejects.toThrow();
  });

  it('are signed once for one size, and on demand', async () => {
    await write(3);

    const [first, second] = [await checkpoints.sign(), await checkpoints.sign()];

    expect(first?.size).toBe(4);
    expect(second).toEqual(first);
  });

  it('note size and root in a second place after every write, which fits at the next start', async () => {
    await write(5);
    await checkpoints.settled();

    expect(browser.stored.get(MARK)).toMatchObject({ size: 5, root: expect.stringMatching(/^.{43}=$/) });
    start();
    expect(await checkpoints.check()).toBeUndefined();
  });
});

describe('a journal that is not the one it was', () => {
  beforeEach(async () => {
    await write(40);
    await checkpoints.sign();
    await write(9);
    await checkpoints.settled();
  });
  it.each<[string, () => Promise<unknown>]>([
    ['cut', () => cutTo(30)],
    ['cut', () => cutTo(45)],
    ['gone', () => Promise.resolve(store.close()).then(() => Dexie.delete(name))],
    [
      'rewritten',
      () =>
        raw(async (db) => {
          const row = await db.table('entries').get(49);
          await db.table('entries').put({ ...row, leaf: 'A'.repeat(43) });
        }),
    ],
    ['rewritten', () => raw((db) => db.table('nodes').put({ level: TILE, index: 1, hash: new Uint8Array(32) }))],
    ['rewritten', () => raw((db) => db.table('entries').bulkDelete([49]))],
    ['foreign', () => raw((db) => db.table('meta').put({ key: 'desk', value: 'another' }))],
    [
      'key',
      () =>
        raw((db) =>
          db
            .table('keys')
            .filter((row: { scope: string }) => row.scope === 'signer')
            .delete(),
        ),
    ],
  ])('is found at the start and named %s; the journal says so itself and goes on', async (why, tamper) => {
    await tamper();
    start();

    expect(await checkpoints.check()).toBe(why);

    expect(checkpoints.found()).toBe(why);
    expect(await mismatches()).toMatchObject([{ mismatch: why, size: 50 }]);
    expect(await recorder.write([{ kind: 'note', body: {} }])).toBeGreaterThan(0);
    expect(await checkpoints.sign()).toBeDefined();
    await checkpoints.settled();
    start();
    expect(await checkpoints.check()).toBe(why === 'rewritten' ? why : undefined);
  });

  it('keeps the signed checkpoint that does not fit as evidence', async () => {
    const [row] = (await store.journal.checkpoints()).slice(-1);
    await cutTo(30);
    start();

    await checkpoints.check();

    expect(await mismatches()).toMatchObject([{ checkpoint: row?.note, checkpoints: 1, found: 30 }]);
    expect(await store.journal.checkpoints()).toEqual([]);
  });
});
