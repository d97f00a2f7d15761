// The journal on its own database in a page, beside its peers on the same work: what runs there is this file's bundle.
import { exportJournal, verifyDesk } from '@/lib/evidence';
import type { Plan } from '@/lib/journal';
import { SEGMENT } from '@/lib/journal/lines';
import type { Draft } from '@/lib/model';
import type { Library } from '@/lib/packs';
import { ringsFor } from '@/lib/rules';
import { createStore } from '@/lib/store';
import type { FlagsAsked, Head, Store } from '@/lib/store';
import { actsFrom, again, placed } from './acts';
import { openBare } from './bare';
import { chain, FIRST, sign } from './desk';
import { openSqlite } from './sqlite-page';
import type { Sqlite } from './sqlite-page';

const BATCH = 100;

/** The desk's store with the windows of all packs counted. */
async function openStore(packs: string): Promise<Store> {
  const library: Library = JSON.parse(packs);
  const rings = ringsFor(library.rules, library);
  const store = createStore('bench');
  store.counted.use(async () => rings);
  await store.open();
  await store.counted.prepare(rings, FIRST);
  return store;
}

const write = (store: Store, head: Head, drafts: readonly Draft[]): Promise<Plan> =>
  chain(store, head, drafts, drafts[0]?.kind === 'event' ? Number(drafts[0].body.at) : FIRST);

/** Every filter the list offers, and one of them together with each other. */
const FILTERS: Omit<FlagsAsked, 'limit' | 'before'>[] = [
  {},
  { severity: 2 },
  { answer: 'continue' },
  { answer: 'none' },
  { severity: 3, answer: 'continue' },
];
const LIMIT = 50;

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  into.push(performance.now() - started);
  return result;
}
interface Beside {
  ours: number[];
  bare: number[];
  sqlite: number[];
}
const beside = (): Beside => ({ ours: [], bare: [], sqlite: [] });

const api = {
  /** Fills journal and SQLite with the year up to `entries`, a hundred at a time. Gives where the year stands. */
  async fill(packs: string, entries: number): Promise<{ perSecond: number }> {
    const store = await openStore(packs);
    const sqlite = await openSqlite();
    if ((await store.journal.head(() => 'bench')).frontier.size === 0) await sign(store);
    let head = await store.journal.head(() => 'bench');
    const from = head.frontier.size;
    let spent = 0;
    let drafts: Draft[] = [];
    for await (const act of actsFrom()) {
      drafts.push(...placed(act, head.frontier.size + drafts.length));
      if (drafts.length < BATCH) continue;
      const started = performance.now();
      const plan = await write(store, head, drafts);
      spent += performance.now() - started;
      head = { desk: head.desk, frontier: plan.after };
      await sqlite.write(plan.entries);
      drafts = [];
      if (head.frontier.size % 10_000 < BATCH) await sign(store);
      if (head.frontier.size >= entries) break;
    }
    await sign(store);
    await sqlite.close();
    store.close();
    return { perSecond: ((head.frontier.size - from) / spent) * 1000 };
  },

  /** One act at a time as a desk writes it, then what belongs to it; each to all three. Milliseconds of the acts alone. */
  async single(packs: string, rounds: number): Promise<Beside> {
    const [store, bare, sqlite] = await Promise.all([openStore(packs), openBare(), openSqlite()]);
    let head = await store.journal.head(() => 'bench');
    const times = beside();
    const put = async (drafts: readonly Draft[], into: Beside): Promise<void> => {
      const plan = await timed(into.ours, () => write(store, head, drafts));
      head = { desk: head.desk, frontier: plan.after };
      await timed(into.bare, () => bare.write(plan.entries));
      into.sqlite.push(await sqlite.write(plan.entries));
    };
    for await (const act of actsFrom()) {
      const [event, ...rest] = placed(again(act, `single-${head.frontier.size}`), head.frontier.size);
      if (event) await put([event], times);
      if (rest.length) await put(rest, beside());
      if (times.ours.length === rounds) break;
    }
    await sign(store);
    await sqlite.close();
    bare.close();
    store.close();
    return times;
  },

  /** A hundred entries at a time to all three: entries a second. */
  async batches(packs: string, rounds: number): Promise<{ ours: number; bare: number; sqlite: number }> {
    const [store, bare, sqlite] = await Promise.all([openStore(packs), openBare(), openSqlite()]);
    let head = await store.journal.head(() => 'bench');
    const times = beside();
    let entries = 0;
    let drafts: Draft[] = [];
    for await (const act of actsFrom()) {
      const seq = head.frontier.size + drafts.length;
      drafts.push(...placed(again(act, `batch-${seq}`), seq));
      if (drafts.length < BATCH) continue;
      const batch = drafts;
      const plan = await timed(times.ours, () => write(store, head, batch));
      head = { desk: head.desk, frontier: plan.after };
      await timed(times.bare, () => bare.write(plan.entries));
      times.sqlite.push(await sqlite.write(plan.entries));
      entries += drafts.length;
      drafts = [];
      if (times.ours.length === rounds) break;
    }
    await sign(store);
    await sqlite.close();
    bare.close();
    store.close();
    const perSecond = (list: number[]): number => (entries / list.reduce((sum, ms) => sum + ms, 0)) * 1000;
    return { ours: perSecond(times.ours), bare: perSecond(times.bare), sqlite: perSecond(times.sqlite) };
  },

  /** A page of the list by every filter from anywhere, and how many there are of it; the same of SQLite. */
  async pages(packs: string, rounds: number): Promise<{ ours: number[]; sqlite: number[]; differ: string[] }> {
    const [store, sqlite] = await Promise.all([openStore(packs), openSqlite()]);
    const { frontier } = await store.journal.head(() => 'bench');
    const rules = [...new Set((await store.queries.flags({ limit: 1 })).map((row) => row.seq))];
    const some = (await store.journal.entries(rules)).flatMap((entry) => entry?.skeleton.body.flags ?? []);
    const rule = (some as { rule: string }[])[0]?.rule ?? '';
    const filters = [...FILTERS, { rule }, { rule, severity: 1 }, { rule, answer: 'continue' as const }];
    const ours: number[] = [];
    const other: number[] = [];
    const differ: string[] = [];
    for (let i = 0; i < rounds; i++)
      for (const filter of filters) {
        const before = Math.floor(Math.random() * frontier.size);
        const rows = await timed(ours, () => store.queries.flags({ ...filter, limit: LIMIT, before }));
        const theirs = await sqlite.page({ ...filter, limit: LIMIT, before });
        other.push(theirs.ms);
        if (rows.map((row) => row.seq).join() !== theirs.seqs.join())
          differ.push(JSON.stringify({ ...filter, before }));
        if (i) continue;
        const [n, theirN] = [await store.queries.countFlags(filter), await sqlite.count(filter)];
        if (n !== theirN) differ.push(`${JSON.stringify(filter)}: ${n} ≠ ${theirN}`);
      }
    await sqlite.close();
    store.close();
    return { ours, sqlite: other, differ };
  },

  /** A closed database to its first page with its entries. */
  async open(): Promise<number> {
    const started = performance.now();
    const store = createStore('bench');
    await store.open();
    const rows = await store.queries.flags({ limit: LIMIT });
    await store.journal.entries(rows.map((row) => row.seq));
    const ms = performance.now() - started;
    store.close();
    return ms;
  },

  async verify(): Promise<{ ms: number; entries: number; grave: string[]; steps: number }> {
    const store = createStore('bench');
    const started = performance.now();
    let steps = 0;
    const found = await verifyDesk(store, { progress: () => steps++ });
    const ms = performance.now() - started;
    store.close();
    return {
      ms,
      entries: found.entries,
      steps,
      grave: found.findings.filter((f) => f.grave).map((f) => `${f.code} ${f.seq}`),
    };
  },

  /** How long a verification goes on after it was told to end. */
  async cancelled(): Promise<number> {
    const store = createStore('bench');
    const cancel = new AbortController();
    let told = 0;
    const progress = (done: number): void => {
      if (done < 3_000 || told) return;
      told = performance.now();
      cancel.abort();
    };
    const wasEnded = await verifyDesk(store, { progress, signal: cancel.signal }).then(
      () => false,
      () => true,
    );
    store.close();
    return wasEnded ? performance.now() - told : Number.POSITIVE_INFINITY;
  },

  async exported(): Promise<{ ms: number; bytes: number }> {
    const store = createStore('bench');
    const started = performance.now();
    const pieces = await exportJournal(store, { program: 'bench', at: 1, withParts: true });
    const { size } = new Blob(pieces as BlobPart[]);
    const ms = performance.now() - started;
    store.close();
    return { ms, bytes: size };
  },

  /** Seals every full segment: bytes an entry in them, and milliseconds a segment. */
  async seal(): Promise<{ bytes: number; ms: number }> {
    const store = createStore('bench');
    const { frontier } = await store.journal.head(() => 'bench');
    const started = performance.now();
    let segments = 0;
    for (let from = await store.journal.sealedTo(); from + SEGMENT <= frontier.size; from += SEGMENT) {
      if (!(await store.journal.seal(from, from + SEGMENT))) throw new Error(`cannot seal at ${from}`);
      segments++;
    }
    const ms = (performance.now() - started) / Math.max(1, segments);
    let bytes = 0;
    let entries = 0;
    for await (const piece of store.journal.pieces())
      if ('segment' in piece) {
        bytes += piece.segment.bytes.length;
        entries += piece.segment.to - piece.segment.from;
      }
    store.close();
    return { bytes: bytes / entries, ms };
  },
  /** Bytes of all databases of the page, and of SQLite's files. */
  async usage(): Promise<{ idb: number; sqlite: number }> {
    const estimate: StorageEstimate & { usageDetails?: Record<string, number> } = await navigator.storage.estimate();
    const { indexedDB: idb = 0, fileSystem: sqlite = 0 } = estimate.usageDetails ?? {};
    return { idb, sqlite };
  },
};

export type { Sqlite };
declare global {
  var journalBench: typeof api;
}
globalThis.journalBench = api;
