// The same entries in one bare IndexedDB store, strictly durable, with no index and no tree: the floor under ours.
import type { Entry } from '@/lib/model';

const done = (request: IDBRequest | IDBTransaction): Promise<unknown> =>
  new Promise((resolve, reject) => {
    if (request instanceof IDBTransaction) request.oncomplete = () => resolve(undefined);
    else request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export interface Bare {
  write(entries: readonly Entry[]): Promise<void>;
  close(): void;
}

export async function openBare(): Promise<Bare> {
  const request = indexedDB.open('bare', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('entries', { autoIncrement: true });
  const db = (await done(request)) as IDBDatabase;
  return {
    async write(entries) {
      const tx = db.transaction('entries', 'readwrite', { durability: 'strict' });
      for (const entry of entries) tx.objectStore('entries').put(entry);
      await done(tx);
    },
    close: () => db.close(),
  };
}
