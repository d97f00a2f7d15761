import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft, Entry } from '@/lib/model';
import { canonical, planAppend, TILE, verifyJournal } from '@/lib/journal';
import { proofOf } from '@/lib/guard/views/proof';
import { createStore } from '.';
import type { Store } from '.';
import { Desk } from './db';

const name = 'sealed-test';
let store: Store;
beforeEach(() => {
  store = createStore(name);
});
afterEach(async () => {
  store.close();
  await Dexie.delete(name);
});

let salts = 0;
async function write(drafts: Draft[]): Promise<void> {
  const head = await store.journal.head(() => 'desk-1');
  const salt = () => `salt${String(salts++).padStart(18, '0')}`;
  const moment = { at: 1, mono: 1, boot: 'b' };
  const plan = await planAppend({ desk: head.desk, frontier: head.frontier, drafts, moment, salt });
  const nodes = plan.made.filter((node) => node.level % TILE === 0);
  await store.journal.append({ before: plan.before, after: plan.after, entries: plan.entries, nodes });
}
const event = (id: string): Draft => ({
  kind: 'event',
  body: {
    id,
    action: 'a.do',
    system: 's',
    adapter: { id: 'a', version: 1 },
    page: 'p',
    at: 1,
    signals: [],
    mode: 'held',
    fields: {},
    flags: [],
    undetermined: [],
    judged: 0,
    deskOnly: true,
  },
  parts: { clerk: { login: 'wang' }, fields: { fields: { payer: { kind: 'read', value: '恒泰' } } } },
});
const ending = (id: string, re?: number): Draft => ({
  kind: 'ending',
  ...(re === undefined ? {} : { re }),
  body: { event: id, ending: 'released' },
});
/** An act each even number, its end each odd one; 100 entries in all. */
const fill = (): Promise<void> =>
  write(Array.from({ length: 100 }, (_, i) => (i % 2 ? ending(`event-${i - 1}`, i - 1) : event(`event-${i}`))));
async function all(): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const entry of store.journal.walk()) found.push(entry);
  return found;
}

describe('sealed entries', () => {
  beforeEach(async () => {
    await fill();
  });

  it('read as before: one by one, in a row, the last of all, and every proof holds', async () => {
    const before = await all();

    expect(await store.journal.seal(0, 64)).toBe(true);

    expect(canonical(await all())).toBe(canonical(before));
    expect(canonical(await store.journal.entry(5))).toBe(canonical(before[5]));
    expect((await store.journal.entries([3, 70])).map((e) => e?.skeleton.seq)).toEqual([3, 70]);
    expect(await store.journal.sealedTo()).toBe(64);
    const { desk, frontier } = await store.journal.head(() => '');
    expect((await verifyJournal({ desk, entries: store.journal.walk(), head: frontier })).broken).toBeUndefined();
    for (const seq of [0, 15, 63, 64, 99]) {
      const entry = await store.journal.entry(seq);
      expect(entry && (await proofOf(store, entry, 'zh')).state, String(seq)).toBe('local');
    }
    await store.journal.seal(64, 100);
    expect((await store.journal.last())?.skeleton.seq).toBe(99);
  });

  it('takes the place of rows, and takes less', async () => {
    await store.journal.seal(0, 64);

    const desk = new Desk(name);
    const [row] = await desk.segments.toArray();
    expect(await desk.entries.where('seq').below(64).count()).toBe(0);
    expect(await desk.parts.where('[seq+name]').below([64, '']).count()).toBe(0);
    expect(row?.bytes.length).toBeLessThan((row?.raw ?? 0) / 2);
    desk.close();
  });

  it('finds what belongs to an act whether act and answer are sealed, in one segment or in two', async () => {
    await write([ending('event-10', 10), ending('event-98')]);
    const of = async (seq: number) => (await store.journal.belonging(seq)).map((e) => e.skeleton.seq);
    const before = [await of(10), await of(98), await of(4)];

    await store.journal.seal(0, 64);
    expect([await of(10), await of(98), await of(4)]).toEqual(before);
    await store.journal.seal(64, 101);
    await store.journal.seal(101, 102);

    expect([await of(10), await of(98), await of(4)]).toEqual(before);
    expect(before).toEqual([[11, 100], [99, 101], [5]]);
  });

  it('is refused where an entry is missing', async () => {
    expect(await store.journal.seal(64, 128)).toBe(false);
    expect(await all()).toHaveLength(100);
  });

  it('loses only the parts that are erased, sealed or not', async () => {
    await store.journal.seal(0, 64);

    await store.journal.erase(4, ['clerk'], 77);
    await store.journal.eraseRange(10, 80, new Set([12, 70]), 88);

    const parts = (await all()).map((entry) => entry.parts);
    expect(parts[4]).toMatchObject({ clerk: { erasedAt: 77 }, fields: { salt: expect.any(String) } });
    expect(parts[10]).toEqual({ clerk: { erasedAt: 88 }, fields: { erasedAt: 88 } });
    expect(parts[78]).toEqual({ clerk: { erasedAt: 88 }, fields: { erasedAt: 88 } });
    for (const seq of [8, 12, 70, 80]) expect(JSON.stringify(parts[seq]), String(seq)).toContain('恒泰');
    expect(JSON.stringify(await store.queries.actById('event-10'))).not.toMatch(/wang|恒泰/);
    expect(JSON.stringify(await store.queries.actById('event-12'))).toMatch(/wang.*恒泰/);
  });

  it('leaves a damaged segment as it is, loses only its entries, and shows that they are gone', async () => {
    await store.journal.seal(0, 64);
    const desk = new Desk(name);
    const row = await desk.segments.get(0);
    if (row) await desk.segments.put({ ...row, bytes: row.bytes.slice(0, 50) });
    desk.close();
    store.close();
    store = createStore(name);

    expect((await all())[0]?.skeleton.seq).toBe(64);
    expect(await store.journal.entry(3)).toBeUndefined();
    expect((await store.journal.entry(70))?.skeleton.seq).toBe(70);
    const head = await store.journal.head(() => '');
    const found = await verifyJournal({ desk: head.desk, entries: store.journal.walk(), head: head.frontier });
    expect(found.broken).toEqual({ seq: 0, why: 'missing' });
  });

  it('keeps what was sealed later of packs and keys findable when older ones go', async () => {
    const pack: Draft = { kind: 'pack', body: { packs: [] } };
    await write([pack, ...Array.from({ length: 27 }, () => ending('event-0', 0)), pack]);
    for (const [from, to] of [
      [0, 64],
      [64, 128],
      [128, 129],
    ] as const)
      await store.journal.seal(from, to);
    expect(await store.journal.ofKind('pack')).toEqual([100, 128]);

    await store.journal.trim(128);

    expect(await store.journal.ofKind('pack')).toEqual([128]);
  });

  it('goes as a whole when its time is over, and later entries keep their proofs', async () => {
    await store.journal.seal(0, 64);

    await store.journal.trim(64);

    expect(await store.journal.first()).toBe(64);
    expect(await store.queries.actById('event-10')).toBeUndefined();
    const entry = await store.journal.entry(80);
    expect(entry && (await proofOf(store, entry, 'zh')).state).toBe('local');
  });
});
