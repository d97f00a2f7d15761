// A desk's worker on a database of its own, for tests of the guard's room.
import Dexie from 'dexie';
import { afterEach, beforeEach } from 'vitest';
import type { Entry } from '@/lib/model';
import type { Store } from '@/lib/store';
import { aBrowser, aWorker } from './guard';
import type { FakeBrowser } from './guard';

type Worker = ReturnType<typeof aWorker>;
export interface FreshDesk {
  /** Of the database. */
  name: string;
  browser: FakeBrowser;
  worker: Worker;
  /** A further worker on the same browser and database, as after a stop. */
  start(over?: Parameters<typeof aWorker>[2]): Worker;
  /** All entries, as the present worker reads them. */
  journal(): Promise<Entry[]>;
  kinds(): Promise<string[]>;
}

/** Made anew before each test of the file; closed and deleted after it. */
export function freshDesk(of: string): FreshDesk {
  const opened: Store[] = [];
  let count = 0;
  const start: FreshDesk['start'] = (over) => {
    const worker = aWorker(desk.browser, desk.name, over);
    opened.push(worker.store);
    return worker;
  };
  const journal = async (): Promise<Entry[]> => {
    const entries: Entry[] = [];
    for await (const entry of desk.worker.store.journal.walk()) entries.push(entry);
    return entries;
  };
  const kinds = async (): Promise<string[]> => (await journal()).map(({ skeleton }) => skeleton.kind);
  const desk = { start, journal, kinds } as FreshDesk;
  beforeEach(() => {
    desk.name = `${of}-${count++}`;
    desk.browser = aBrowser();
    desk.worker = start();
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) store.close();
    await Dexie.delete(desk.name);
  });
  return desk;
}
