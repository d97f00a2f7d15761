// The desk's journal as it lies in the extension's database, read from outside: what the program says about it is not enough.
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import type {
  AnswerBody,
  EndingBody,
  Entry,
  EntryKind,
  EventBody,
  EventParts,
  KeptPart,
  Readings,
  ShownBody,
  Skeleton,
} from '@/lib/model';

export interface JournalEntry {
  seq: number;
  kind: EntryKind;
  re?: number;
  body: Record<string, unknown>;
  parts: Record<string, KeptPart>;
  leaf: Entry['leaf'];
  skeleton: Skeleton;
}

/** As text: it runs in a page of the extension, where helpers that a compiler adds to functions do not exist. */
const READ_ALL = `(async () => {
  const finished = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await finished(indexedDB.open(name));
    try {
      if (!database.objectStoreNames.contains('entries') || !database.objectStoreNames.contains('parts')) continue;
      const reading = database.transaction(['entries', 'parts']);
      const [entries, parts] = await Promise.all(['entries', 'parts'].map((store) => finished(reading.objectStore(store).getAll())));
      return { entries, parts };
    } finally {
      database.close();
    }
  }
  return { entries: [], parts: [] };
})()`;

/** All entries by sequence number, with their parts. Empty when nothing was written yet. */
export async function readJournal(own: Page): Promise<JournalEntry[]> {
  const rows = await own.evaluate<{ entries: unknown[]; parts: unknown[] }>(READ_ALL);
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

type Reads = () => Promise<JournalEntry[]>;

/** One act with everything the journal holds about it. */
export interface JournalAct {
  seq: number;
  body: EventBody;
  parts: EventParts;
  /** All readings, personal ones included. */
  fields: Readings;
  shown: ShownBody[];
  answers: AnswerBody[];
  endings: EndingBody[];
}

/** By its number, or by its id where it was said before the act itself was written (a worker was lost in between). */
export const isOf = (each: JournalEntry, act: JournalEntry): boolean =>
  each.re === undefined ? each !== act && each.body.event === act.body.id : each.re === act.seq;

export function actsIn(entries: JournalEntry[]): JournalAct[] {
  return entries
    .filter(({ kind }) => kind === 'event')
    .map((entry) => {
      const body = entry.body as EventBody;
      const parts = Object.fromEntries(
        Object.keys(entry.parts).map((name) => [name, partOf(entry, name)]),
      ) as EventParts;
      const of = <T>(kind: EntryKind) =>
        entries.filter((each) => each.kind === kind && isOf(each, entry)).map((each) => each.body as T);
      return {
        seq: entry.seq,
        body,
        parts,
        fields: { ...body.fields, ...parts.fields?.fields },
        shown: of<ShownBody>('shown'),
        answers: of<AnswerBody>('answer'),
        endings: of<EndingBody>('ending'),
      };
    });
}

/** Waits until the journal holds an act of this action that is so; newest first. */
export async function waitForAct(
  read: Reads,
  action: string,
  is: (act: JournalAct) => boolean = () => true,
  timeout = 10_000,
): Promise<JournalAct> {
  let found: JournalAct | undefined;
  await expect
    .poll(
      async () => {
        const entries = await read();
        found = actsIn(entries)
          .reverse()
          .find((act) => act.body.action === action && is(act));
        return found
          ? 'there'
          : entries
              .map(
                ({ seq, kind, re, body }) =>
                  `${seq} ${kind}${re === undefined ? '' : ` of ${re}`} ${JSON.stringify(body).slice(0, 200)}`,
              )
              .join('\n');
      },
      { timeout, message: `the journal holds an act ${action} as expected` },
    )
    .toBe('there');
  if (!found) throw new Error('unreachable');
  return found;
}

export const rulesOf = (act: JournalAct): string[] => act.body.flags.map(({ rule }) => rule);
