import type { Counting, Entry } from '@/lib/model';
import { openSegment } from '@/lib/journal/lines';
import type { Desk } from './db';
import { appendTo, frontierOf, HEAD } from './append';
import { plainly, span } from './plain';
import { COUNTED_IN, countAnew, marksBySeq, readyIn } from './rings';
import { FOUND_BY_KIND, keptBySeq, sealedOf } from './sealed';
import type { CheckpointRow, EntryRow, EventRow, NodeRow, SegmentRow } from './rows';

/** Frontier of the desk's tree; `size` is the next sequence number. */
export interface Frontier {
  size: number;
  peaks: Uint8Array<ArrayBuffer>[];
}
export interface Head {
  desk: string;
  frontier: Frontier;
}
/** What one append writes, hashed before. */
export interface Append {
  before: Frontier;
  after: Frontier;
  entries: readonly Entry[];
  nodes: readonly NodeRow[];
}

export interface JournalTable {
  /** The desk's id is the given one only if it has none yet. */
  head(newDesk: () => string): Promise<Head>;
  /** All or nothing. `moved`: somebody wrote meanwhile; plan again from the new head. */
  append(what: Append): Promise<'written' | 'moved'>;
  entry(seq: number): Promise<Entry | undefined>;
  entries(seqs: readonly number[]): Promise<(Entry | undefined)[]>;
  /** Entries that belong to an entry, oldest first. */
  belonging(seq: number): Promise<Entry[]>;
  /** Entries that name an event and came before its act. */
  early(event: string): Promise<Entry[]>;
  last(): Promise<Entry | undefined>;
  /** Sequence numbers of the entries about the journal itself, oldest first, sealed or not. */
  ofKind(kind: keyof typeof FOUND_BY_KIND): Promise<number[]>;
  /** From the first entry to the last, a slice at a time. */
  walk(): AsyncIterable<Entry>;
  /** The same, sealed segments as they lie there; `from`: only what begins there or later. */
  pieces(from?: number): AsyncIterable<Piece>;
  /** Seals complete entries `from … to − 1`; false: they are not all there as rows. */
  seal(from: number, to: number): Promise<boolean>;
  /** End of the sealed part: the first entry that is still a row, or would be. */
  sealedTo(): Promise<number>;
  /** First entry that is still kept. */
  first(): Promise<number>;
  /** Signed checkpoints, smallest tree first. */
  checkpoints(): Promise<CheckpointRow[]>;
  lastCheckpoint(): Promise<CheckpointRow | undefined>;
  keepCheckpoint(row: CheckpointRow): Promise<void>;
  dropCheckpoints(sizes: readonly number[]): Promise<void>;
  node(level: number, index: number): Promise<Uint8Array | undefined>;
  leaf(seq: number): Promise<string | undefined>;
  /** Deletes value and salt of parts; the caller has journalled the erasure. */
  erase(seq: number, parts: readonly string[], at: number): Promise<void>;
  /** The same for all parts of entries `from … to − 1` less those of `except`. */
  eraseRange(from: number, to: number, except: ReadonlySet<number>, at: number): Promise<void>;
  /** Removes whole entries before `before`, which is where a segment begins; the caller has journalled it. */
  trim(before: number): Promise<void>;
}
export type Piece = { segment: SegmentRow } | { entries: Entry[] };

const SLICE = 512;
const END = Number.MAX_SAFE_INTEGER;

export function journalTable(desk: Desk, counting: () => Promise<Counting | undefined>): JournalTable {
  const sealed = sealedOf(desk);

  async function withParts(rows: readonly (EntryRow | undefined)[]): Promise<(Entry | undefined)[]> {
    const keys = rows.flatMap((row) =>
      row ? Object.keys(row.skeleton.parts).map((name): [number, string] => [row.seq, name]) : [],
    );
    const kept = keptBySeq((await desk.parts.bulkGet(keys)).flatMap((part) => part ?? []));
    return rows.map((row) => row && { skeleton: row.skeleton, leaf: row.leaf, parts: kept.get(row.seq) ?? {} });
  }
  const present = async (rows: readonly EntryRow[]): Promise<Entry[]> =>
    (await withParts(rows)).flatMap((e) => e ?? []);

  /** Entries by number, wherever they lie. */
  async function found(seqs: readonly number[]): Promise<(Entry | undefined)[]> {
    const rows = await withParts(await desk.entries.bulkGet([...seqs]));
    return Promise.all(rows.map((entry, i) => entry ?? sealed.entry(seqs[i] ?? -1)));
  }
  const firstRow = async (): Promise<number | undefined> => (await desk.entries.orderBy('seq').first())?.seq;

  async function* pieces(from = 0): AsyncGenerator<Piece> {
    const starts = await desk.segments.where('from').aboveOrEqual(from).primaryKeys();
    for (const start of starts) {
      const segment = await desk.segments.get(start);
      if (segment) yield { segment };
    }
    // Beyond a hole the walk goes on: what is missing is for the reader to see.
    for (let at = from; ; ) {
      const rows = await desk.entries.where('seq').aboveOrEqual(at).limit(SLICE).toArray();
      if (!rows.length) return;
      const end = (rows.at(-1)?.seq ?? at) + 1;
      const kept = keptBySeq(await desk.parts.where('[seq+name]').between([at, ''], [end, '']).toArray());
      yield { entries: rows.map(({ seq, skeleton, leaf }) => ({ skeleton, leaf, parts: kept.get(seq) ?? {} })) };
      at = end;
    }
  }

  return {
    head: (newDesk) =>
      desk.transaction('rw', desk.meta, async () => {
        const known = await desk.meta.get('desk');
        const id = typeof known?.value === 'string' ? known.value : newDesk();
        if (!known) await desk.meta.put({ key: 'desk', value: id });
        return { desk: id, frontier: frontierOf((await desk.meta.get(HEAD))?.value) };
      }),

    append: async (what) => appendTo(desk, what, await counting()),

    entry: async (seq) => (await found([seq]))[0],
    entries: found,
    belonging: async (seq) => {
      const id = (await desk.events.get(seq))?.id;
      const [named, early, far] = await Promise.all([
        desk.entries.where('re').equals(seq).toArray(),
        id === undefined ? [] : desk.entries.where('event').equals(id).toArray(),
        sealed.linked(seq, id),
      ]);
      const rows = await present([...early.filter((row) => row.re === undefined), ...named]);
      const all = [...rows, ...far.entries, ...(await found(far.seqs)).flatMap((entry) => entry ?? [])];
      const bySeq = new Map(all.map((entry) => [entry.skeleton.seq, entry]));
      return [...bySeq.values()].sort((a, b) => a.skeleton.seq - b.skeleton.seq);
    },
    early: async (event) =>
      present((await desk.entries.where('event').equals(event).toArray()).filter((row) => row.re === undefined)),
    last: async () => (await withParts([await desk.entries.orderBy('seq').last()]))[0] ?? sealed.last(),
    ofKind: async (kind) => {
      const re = FOUND_BY_KIND[kind];
      const links = await desk.links.where('[re+seq]').between([re, 0], [re, END]).toArray();
      const rows = await desk.entries.where('[kind+seq]').between([kind, 0], [kind, END]).primaryKeys();
      return [...links.map((link) => link.seq), ...rows];
    },
    pieces,
    async *walk() {
      for await (const piece of pieces())
        if ('entries' in piece) yield* piece.entries;
        else yield* openSegment(piece.segment) ?? [];
    },
    seal: sealed.seal,
    sealedTo: async () => (await desk.segments.orderBy('from').last())?.to ?? (await firstRow()) ?? 0,
    first: async () => (await desk.segments.orderBy('from').first())?.from ?? (await firstRow()) ?? 0,

    checkpoints: () => desk.checkpoints.orderBy('size').toArray(),
    lastCheckpoint: () => desk.checkpoints.orderBy('size').last(),
    keepCheckpoint: async (row) => {
      await desk.checkpoints.put(row);
    },
    dropCheckpoints: (sizes) => desk.checkpoints.bulkDelete([...sizes]),
    node: async (level, index) => (await desk.nodes.get([level, index]))?.hash,
    leaf: async (seq) => (await desk.entries.get(seq))?.leaf ?? (await sealed.entry(seq))?.leaf,

    erase: async (seq, parts, at) => {
      const gone = { erasedAt: at };
      await sealed.change(seq, seq + 1, (entry) => ({
        ...entry,
        parts: { ...entry.parts, ...Object.fromEntries(parts.map((name) => [name, gone])) },
      }));
      const counts = await counting();
      await plainly(desk, 'write', ['entries', 'parts', 'events', ...COUNTED_IN], async (tx) => {
        const [row, act, marks, ready] = await Promise.all([
          tx.get('entries', seq),
          tx.get('events', seq),
          marksBySeq(tx, seq, seq + 1),
          readyIn(tx),
        ]);
        if (row) for (const name of parts) tx.put('parts', { seq, name, part: gone });
        if (act) tx.put('events', nameless(act, parts.includes('clerk')));
        await countAnew(tx, { gone: marks }, { counting: counts, ready, now: at });
      });
    },

    eraseRange: async (from, to, except, at) => {
      const gone = { erasedAt: at };
      await sealed.change(from, to, (entry) => ({
        ...entry,
        parts: except.has(entry.skeleton.seq)
          ? entry.parts
          : Object.fromEntries(
              Object.entries(entry.parts).map(([name, part]) => [name, 'erasedAt' in part ? part : gone]),
            ),
      }));
      const counts = await counting();
      await plainly(desk, 'write', ['parts', 'events', ...COUNTED_IN], async (tx) => {
        const [rows, acts, marks, ready] = await Promise.all([
          tx.all('parts', span([from, ''], [to, ''], { upper: true })),
          tx.all('events', span(from, to, { upper: true })),
          marksBySeq(tx, from, to),
          readyIn(tx),
        ]);
        for (const row of rows)
          if (!except.has(row.seq) && !('erasedAt' in row.part)) tx.put('parts', { ...row, part: gone });
        for (const act of acts) if (!except.has(act.seq)) tx.put('events', nameless(act, true));
        const due = marks.filter((mark) => !except.has(mark.seq));
        await countAnew(tx, { gone: due }, { counting: counts, ready, now: at });
      });
    },

    trim: async (before) => {
      const counts = await counting();
      await plainly(desk, 'write', ['segments', 'events', 'flags', 'links', ...COUNTED_IN], async (tx) => {
        const [marks, ready] = await Promise.all([marksBySeq(tx, 0, before), readyIn(tx)]);
        tx.remove('segments', IDBKeyRange.upperBound(before, true));
        tx.remove('events', IDBKeyRange.upperBound(before, true));
        tx.remove('flags', IDBKeyRange.upperBound([before, ''], true));
        for (const re of Object.values(FOUND_BY_KIND)) tx.remove('links', span([re, 0], [re, before], { upper: true }));
        tx.remove('links', span([0, 0], [before, 0], { upper: true }));
        await countAnew(tx, { gone: marks }, { counting: counts, ready, now: 0 });
      });
    },
  };
}

/** An act without what named anybody. */
const nameless = (event: EventRow, clerkToo: boolean): EventRow => ({
  seq: event.seq,
  id: event.id,
  action: event.action,
  at: event.at,
  who: clerkToo ? '' : event.who,
  fields: {},
  ...(event.endedAt === undefined ? {} : { endedAt: event.endedAt }),
  ...(event.undone === undefined ? {} : { undone: event.undone }),
});
