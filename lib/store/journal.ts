import type { Counting, Entry } from '@/lib/model';
import { openSegment } from '@/lib/journal/lines';
import type { Desk } from './db';
import { project } from './project';
import { dropMarks, readySet } from './rings';
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

const HEAD = 'head';
const SLICE = 512;
const END = Number.MAX_SAFE_INTEGER;
const NOTHING: Frontier = { size: 0, peaks: [] };

export function journalTable(desk: Desk, counting: () => Promise<Counting | undefined>): JournalTable {
  const countedIn = [desk.marks, desk.rings, desk.due, desk.meta];
  const evidence = [
    desk.entries,
    desk.parts,
    desk.nodes,
    desk.events,
    desk.flags,
    desk.dedupes,
    desk.counters,
    desk.carried,
    ...countedIn,
  ];

  const sealed = sealedOf(desk);

  async function frontier(): Promise<Frontier> {
    const row = await desk.meta.get(HEAD);
    return isFrontier(row?.value) ? row.value : NOTHING;
  }
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
        return { desk: id, frontier: await frontier() };
      }),

    append: async (what) => {
      const counts = await counting();
      return desk.transaction('rw', evidence, async () => {
        if (!sameFrontier(await frontier(), what.before)) return 'moved';
        await desk.entries.bulkAdd(what.entries.map(rowOf));
        await desk.parts.bulkAdd(what.entries.flatMap(partRows));
        await desk.nodes.bulkAdd([...what.nodes]);
        await desk.meta.put({ key: HEAD, value: what.after });
        const ready = await readySet(desk);
        await project(desk, what.entries, (now) => ({ counting: counts, ready, now }));
        return 'written';
      });
    },

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
      await desk.transaction('rw', [desk.entries, desk.parts, desk.events, ...countedIn], async () => {
        await dropMarks(desk, { from: seq, to: seq + 1 }, { counting: counts, ready: await readySet(desk), now: at });
        if (await desk.entries.get(seq)) await desk.parts.bulkPut(parts.map((name) => ({ seq, name, part: gone })));
        await desk.events
          .where('seq')
          .equals(seq)
          .modify((event, ref) => {
            ref.value = nameless(event, parts.includes('clerk'));
          });
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
      await desk.transaction('rw', [desk.parts, desk.events, ...countedIn], async () => {
        await dropMarks(desk, { from, to, except }, { counting: counts, ready: await readySet(desk), now: at });
        await desk.parts
          .where('[seq+name]')
          .between([from, ''], [to, ''])
          .modify((row) => {
            if (!except.has(row.seq) && !('erasedAt' in row.part)) row.part = gone;
          });
        await desk.events
          .where('seq')
          .between(from, to)
          .modify((event, ref) => {
            if (!except.has(event.seq)) ref.value = nameless(event, true);
          });
      });
    },

    trim: async (before) => {
      const counts = await counting();
      await desk.transaction('rw', [desk.segments, desk.events, desk.flags, desk.links, ...countedIn], async () => {
        await dropMarks(desk, { from: 0, to: before }, { counting: counts, ready: await readySet(desk), now: 0 });
        await desk.segments.where('from').below(before).delete();
        await desk.events.where('seq').below(before).delete();
        await desk.flags.where('[seq+of]').below([before, '']).delete();
        await desk.links.where('[re+seq]').below([before, 0]).delete();
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

function rowOf({ skeleton, leaf }: Entry): EntryRow {
  const { seq, kind, re, body } = skeleton;
  const event = typeof body.event === 'string' ? { event: body.event } : {};
  return { seq, kind, ...(re === undefined ? {} : { re }), ...event, skeleton, leaf };
}
const partRows = ({ skeleton, parts }: Entry) =>
  Object.entries(parts).map(([name, part]) => ({ seq: skeleton.seq, name, part }));

const isFrontier = (value: unknown): value is Frontier =>
  typeof value === 'object' && value !== null && 'size' in value && 'peaks' in value;

const sameFrontier = (a: Frontier, b: Frontier): boolean =>
  a.size === b.size &&
  a.peaks.length === b.peaks.length &&
  a.peaks.every((peak, i) => peak.every((byte, j) => byte === b.peaks[i]?.[j]));
