// The journal on its own database in a page: what runs there is this file's bundle.
import { exportJournal, verifyDesk } from '@/lib/evidence';
import { SEGMENT } from '@/lib/journal/lines';
import type { Draft } from '@/lib/model';
import { createStore } from '@/lib/store';
import { sign, write } from './desk';
import { actDrafts } from './drafts';
import { rawIdb } from './raw';

const BATCH = 100;
const api = {
  /** Fills the journal to `entries` in batches; entries a second, 0 where it was full already. */
  async fill(entries: number, say: (done: number) => unknown = () => undefined): Promise<number> {
    const store = createStore('bench');
    let head = await store.journal.head(() => 'bench');
    if (head.frontier.size >= entries) return 0;
    if (head.frontier.size === 0) await sign(store);
    head = await store.journal.head(() => 'bench');
    const from = head.frontier.size;
    const started = performance.now();
    for (let act = Math.floor(from / 2.5); head.frontier.size < entries; ) {
      const drafts: Draft[] = [];
      while (drafts.length < BATCH) drafts.push(...actDrafts(act++, head.frontier.size + drafts.length));
      head = await write(store, head, drafts);
      if (head.frontier.size % 10_000 < BATCH) await sign(store);
      if (head.frontier.size % 20_000 < BATCH) say(head.frontier.size);
    }
    const perSecond = ((head.frontier.size - from) / (performance.now() - started)) * 1000;
    await sign(store);
    store.close();
    return perSecond;
  },

  /** One act at a time, as a desk does: milliseconds each. */
  async single(rounds: number): Promise<number[]> {
    const store = createStore('bench');
    let head = await store.journal.head(() => 'bench');
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const [act] = actDrafts(50_000_000 + head.frontier.size, head.frontier.size);
      const started = performance.now();
      head = await write(store, head, act ? [act] : []);
      times.push(performance.now() - started);
    }
    await sign(store);
    store.close();
    return times;
  },

  /** A page of 50 of the list by every filter it offers, rows and entries: milliseconds each. */
  async pages(rounds: number): Promise<number[]> {
    const store = createStore('bench');
    const { frontier } = await store.journal.head(() => 'bench');
    const times: number[] = [];
    const filters = [
      {},
      { severity: 2 },
      { answer: 'continue' as const },
      { severity: 3, answer: 'continue' as const },
      { rule: 'near-limit' },
      { rule: 'large-cash', severity: 1 },
    ];
    for (let i = 0; i < rounds; i++)
      for (const filter of filters) {
        const before = Math.floor(Math.random() * frontier.size);
        const started = performance.now();
        await store.queries.flags({ ...filter, limit: 50, before });
        times.push(performance.now() - started);
      }
    store.close();
    return times;
  },

  /** A closed database to its first page with its entries. */
  async open(): Promise<number> {
    const started = performance.now();
    const store = createStore('bench');
    await store.open();
    const rows = await store.queries.flags({ limit: 50 });
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
  usage: async (): Promise<number> => (await navigator.storage.estimate()).usage ?? 0,
  raw: rawIdb,
};

declare global {
  var journalBench: typeof api;
}
globalThis.journalBench = api;
