// The same entries in a bare IndexedDB store with the same index work left out: the floor under ours.
import { actDrafts } from './drafts';

const done = (request: IDBRequest | IDBTransaction): Promise<unknown> =>
  new Promise((resolve, reject) => {
    if (request instanceof IDBTransaction) request.oncomplete = () => resolve(undefined);
    else request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('raw', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('entries', { keyPath: 'seq' });
  return (await done(request)) as IDBDatabase;
}

/** Milliseconds of single strict writes, and entries a second in strict batches of a hundred; no tree, no indexes. */
export async function rawIdb(rounds: number): Promise<{ single: number[]; perSecond: number }> {
  const db = await open();
  let seq = 0;
  const put = async (count: number): Promise<void> => {
    const tx = db.transaction('entries', 'readwrite', { durability: 'strict' });
    for (let i = 0; i < count; i++) {
      const [act] = actDrafts(seq, seq);
      tx.objectStore('entries').put({ seq: seq++, ...act });
    }
    await done(tx);
  };
  const single: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const started = performance.now();
    await put(1);
    single.push(performance.now() - started);
  }
  const started = performance.now();
  for (let i = 0; i < 50; i++) await put(100);
  const perSecond = (5_000 / (performance.now() - started)) * 1000;
  db.close();
  await done(indexedDB.deleteDatabase('raw'));
  return { single, perSecond };
}
