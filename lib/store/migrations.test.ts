import 'fake-indexeddb/auto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Dexie from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { verifyDesk } from '@/lib/evidence';
import { createStore } from '.';
import type { Store } from '.';
import { migrations } from './migrations';

const FOLDER = join(import.meta.dirname, 'versions');
const name = 'migrations-test';
let store: Store | undefined;
afterEach(async () => {
  store?.close();
  await Dexie.delete(name);
});

/** A database as an earlier version of the program left it. */
async function leftBy(version: number): Promise<void> {
  const db = new Dexie(name);
  for (const step of migrations) if (step.version <= version) db.version(step.version).stores(step.stores);
  const rows: Record<string, unknown[]> = JSON.parse(
    readFileSync(join(FOLDER, `v${version}.json`), 'utf8'),
    (_, value) =>
      typeof value === 'object' && value !== null && typeof value.bytes === 'string'
        ? Uint8Array.from(Buffer.from(value.bytes, 'base64'))
        : value,
  );
  await db.open();
  for (const [table, list] of Object.entries(rows)) await db.table(table).bulkAdd(list);
  db.close();
}

describe('a database of an earlier version', () => {
  it('is kept here for every version but the newest', () => {
    const kept = readdirSync(FOLDER).map((file) => Number(/^v(\d+)\.json$/.exec(file)?.[1]));

    expect(kept.sort()).toEqual(expect.arrayContaining(migrations.slice(0, -1).map((step) => step.version)));
  });

  it.each(migrations.slice(0, -1).map((step) => [step.version]))(
    'of version %i opens with its journal whole and its lists answered',
    async (version) => {
      await leftBy(version);

      store = createStore(name);
      await store.open();

      const found = await verifyDesk(store);
      expect(found.entries).toBeGreaterThan(7);
      expect(found.findings.filter((finding) => finding.grave)).toEqual([]);
      expect(await store.queries.flags({ limit: 9, answer: 'back' })).toHaveLength(4);
      expect(await store.journal.checkpoints()).toEqual([]);
      expect(await store.journal.sealedTo()).toBe(0);
    },
  );

  it('of a newer program opens too, and loses nothing', async () => {
    await leftBy(1);
    const newer = new Dexie(name);
    for (const step of migrations) newer.version(step.version).stores(step.stores);
    newer.version(99).stores({ more: 'id' });
    await newer.open();
    newer.close();

    store = createStore(name);
    await store.open();

    expect((await verifyDesk(store)).findings.filter((finding) => finding.grave)).toEqual([]);
  });
});
