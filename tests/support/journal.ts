// The desk's journal as it lies in the extension's database, read from outside: what the program says about it is not enough.
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import type { Entry, EntryKind, KeptPart, Skeleton } from '@/lib/model';

export interface JournalEntry {
  seq: number;
  kind: EntryKind;
  re?: number;
  body: Record<string, unknown>;
  parts: Record<string, KeptPart>;
  leaf: Entry['leaf'];
  skeleton: Skeleton;
}

/** All entries by sequence number, with their parts. Empty when nothing was written yet. */
export async function readJournal(own: Page): Promise<JournalEntry[]> {
  const rows = await own.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name !== '');
    const all = async (name: string) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      try {
        if (!database.objectStoreNames.contains('entries') || !database.objectStoreNames.contains('parts'))
          return undefined;
        const read = (store: string) =>
          new Promise<unknown[]>((resolve, reject) => {
            const request = database.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        return { entries: await read('entries'), parts: await read('parts') };
      } finally {
        database.close();
      }
    };
    for (const name of names) {
      const found = await all(name);
      if (found) return found;
    }
    return { entries: [], parts: [] };
  });
  const entries = rows.entries as { seq: number; kind: EntryKind; re?: number; skeleton: Skeleton; leaf: string }[];
  const parts = rows.parts as { seq: number; name: string; part: KeptPart }[];
  return entries
    .map(({ seq, skeleton, leaf }) => ({
      seq,
      kind: skeleton.kind,
      re: skeleton.re,
      body: skeleton.body,
      leaf,
      skeleton,
      parts: Object.fromEntries(parts.filter((part) => part.seq === seq).map(({ name, part }) => [name, part])),
    }))
    .sort((a, b) => a.seq - b.seq);
}

/** The value of a personal part, or undefined where it is missing or erased. */
export function partOf(entry: JournalEntry, name: string): unknown {
  const part = entry.parts[name];
  return part && 'value' in part ? part.value : undefined;
}

/** Everything an entry says, skeleton and parts, as one text: for "nowhere in the journal stands …". */
export const wordsOf = (entries: JournalEntry[]): string => JSON.stringify(entries);

type Reads = () => Promise<JournalEntry[]>;

/** Waits for an entry that `is`; fails with the kinds that are there instead. */
export async function waitForEntry(
  read: Reads,
  is: (entry: JournalEntry) => boolean,
  what: string,
  timeout = 10_000,
): Promise<JournalEntry> {
  let found: JournalEntry | undefined;
  await expect
    .poll(
      async () => {
        const entries = await read();
        found = entries.find(is);
        return found
          ? 'there'
          : entries.map(({ seq, kind, body }) => `${seq} ${kind} ${JSON.stringify(body).slice(0, 160)}`).join('\n');
      },
      { timeout, message: `the journal holds ${what}` },
    )
    .toBe('there');
  if (!found) throw new Error('unreachable');
  return found;
}

/** The entry of an act: the event itself. */
export const eventOf = (action: string) => (entry: JournalEntry) =>
  entry.kind === 'event' && JSON.stringify(entry.body).includes(`"${action}"`);
export const belongsTo = (event: JournalEntry, kind: EntryKind) => (entry: JournalEntry) =>
  entry.kind === kind && entry.re === event.seq;
