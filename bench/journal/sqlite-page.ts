// The page's end of SQLite in a worker: questions by message, times taken inside the worker.
import type { Entry } from '@/lib/model';
import type { FlagsAsked } from '@/lib/store';

export interface Sqlite {
  /** Milliseconds the transaction took. */
  write(entries: readonly Entry[]): Promise<number>;
  page(asked: FlagsAsked): Promise<{ seqs: number[]; ms: number }>;
  count(asked: Omit<FlagsAsked, 'limit' | 'before'>): Promise<number>;
  close(): Promise<void>;
}
export type Asked =
  | { what: 'write'; entries: readonly Entry[] }
  | { what: 'page'; asked: FlagsAsked }
  | { what: 'count'; asked: Omit<FlagsAsked, 'limit' | 'before'> }
  | { what: 'close' };
export interface Told {
  ms: number;
  seqs?: number[];
  n?: number;
  fault?: string;
}

export async function openSqlite(): Promise<Sqlite> {
  const worker = new Worker('/sqlite.js');
  const next = (): Promise<Told> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Told>) =>
        data.fault === undefined ? resolve(data) : reject(new Error(`SQLite: ${data.fault}`));
      worker.onerror = ({ message }) => reject(new Error(`SQLite: ${message}`));
    });
  const ask = (asked: Asked): Promise<Told> => {
    const told = next();
    worker.postMessage(asked);
    return told;
  };
  await next();
  return {
    write: async (entries) => (await ask({ what: 'write', entries })).ms,
    page: async (asked) => {
      const { seqs = [], ms } = await ask({ what: 'page', asked });
      return { seqs, ms };
    },
    count: async (asked) => (await ask({ what: 'count', asked })).n ?? 0,
    close: async () => {
      await ask({ what: 'close' });
      worker.terminate();
    },
  };
}
