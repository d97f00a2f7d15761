// Plain transactions: many requests sent out together and answered in their order, no promise a row. What is written this way
// cost three to seven times less than through Dexie's tables (docs/decisions/0009-the-append-path.md).
import type { ActMark, Ring } from '@/lib/model';
import type { Desk } from './db';
import type * as Row from './rows';

interface Tables {
  entries: Row.EntryRow;
  parts: Row.PartRow;
  nodes: Row.NodeRow;
  meta: Row.MetaRow;
  events: Row.EventRow;
  flags: Row.FlagRow;
  dedupes: Row.DedupeRow;
  counters: Row.CounterRow;
  carried: Row.CarriedRow;
  marks: ActMark;
  rings: Ring;
  due: Row.DueRow;
  segments: Row.SegmentRow;
  links: Row.LinkRow;
}
export type TableName = keyof Tables;
type Key = IDBValidKey;

/**
 * Requests of one transaction. Nothing else may be awaited between them: it commits as soon as it has nothing to do. A write
 * gives no answer; one that fails ends the transaction, with nothing written.
 */
export interface Tx {
  get<N extends TableName>(table: N, key: Key): Promise<Tables[N] | undefined>;
  /** Rows of these keys, in their order. */
  gets<N extends TableName>(table: N, keys: readonly Key[]): Promise<(Tables[N] | undefined)[]>;
  /** Rows of a range in its order, at most `limit`; of no range: none. */
  all<N extends TableName>(
    table: N,
    range: IDBKeyRange | Key | undefined,
    index?: string,
    limit?: number,
  ): Promise<Tables[N][]>;
  /** Of a row that is there already the whole transaction fails. */
  add<N extends TableName>(table: N, row: Tables[N]): void;
  put<N extends TableName>(table: N, row: Tables[N]): void;
  remove(table: TableName, range: IDBKeyRange | Key | undefined): void;
}

/** `lower < key ≤ upper` and the like; undefined where nothing can lie between. */
export function span(lower: Key, upper: Key, without: { lower?: true; upper?: true } = {}): IDBKeyRange | undefined {
  const order = indexedDB.cmp(lower, upper);
  if (order > 0 || (order === 0 && (without.lower || without.upper))) return undefined;
  return IDBKeyRange.bound(lower, upper, without.lower, without.upper);
}

/** Does `work` in one transaction, strictly durable, all or nothing. Rejects with what went wrong first. */
export async function plainly<T>(
  desk: Desk,
  mode: 'read' | 'write',
  tables: readonly TableName[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const tx = await begin(desk, mode, tables);
  const ended = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new DOMException('the transaction was ended', 'AbortError'));
  });
  ended.catch(() => undefined);
  try {
    const result = await work(requestsOf(tx));
    if (mode === 'read') return result;
    // Saves the round trip in which the browser would ask whether there is more.
    commit(tx);
    await ended;
    return result;
  } catch (fault) {
    abort(tx);
    throw fault;
  }
}

/** Whatever Dexie would do for its own: open if need be, and once more where the browser has closed the database meanwhile. */
async function begin(desk: Desk, mode: 'read' | 'write', tables: readonly TableName[]): Promise<IDBTransaction> {
  const start = (): IDBTransaction =>
    desk.backendDB().transaction([...tables], mode === 'read' ? 'readonly' : 'readwrite', { durability: 'strict' });
  const opened = (): PromiseLike<unknown> => desk.transaction('r', desk.meta, () => undefined);
  if (!desk.isOpen()) await opened();
  try {
    return start();
  } catch (fault) {
    if (!(fault instanceof DOMException) || fault.name !== 'InvalidStateError') throw fault;
    desk.close({ disableAutoOpen: false });
    await opened();
    return start();
  }
}

function requestsOf(tx: IDBTransaction): Tx {
  const stores = new Map<TableName, IDBObjectStore>();
  const of = (table: TableName): IDBObjectStore => {
    const known = stores.get(table) ?? tx.objectStore(table);
    stores.set(table, known);
    return known;
  };
  return {
    get: (table, key) => answer(of(table).get(key)),
    gets: (table, keys) => Promise.all(keys.map((key) => answer(of(table).get(key)))),
    all: async (table, range, index, limit) =>
      range === undefined
        ? []
        : answer((index === undefined ? of(table) : of(table).index(index)).getAll(range, limit)),
    add: (table, row) => {
      of(table).add(row);
    },
    put: (table, row) => {
      of(table).put(row);
    },
    remove: (table, range) => {
      if (range !== undefined) of(table).delete(range);
    },
  };
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('the request failed', 'UnknownError'));
  });

/** Neither may hide the fault that led here: a transaction that has ended by itself refuses both. */
function commit(tx: IDBTransaction): void {
  try {
    tx.commit();
  } catch {
    // Ended by itself: what was written fails or stands by `oncomplete` and `onabort`.
  }
}
function abort(tx: IDBTransaction): void {
  try {
    tx.abort();
  } catch {
    // ended already
  }
}
