import type { Entry, KeptPart } from '@/lib/model';
import type { Desk } from './db';
import { project } from './project';
import type { CheckpointRow, EntryRow, NodeRow } from './rows';

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
  last(): Promise<Entry | undefined>;
  /** From the first entry to the last, a slice at a time. */
  walk(): AsyncIterable<Entry>;
  /** Signed checkpoints, smallest tree first. */
  checkpoints(): Promise<CheckpointRow[]>;
  lastCheckpoint(): Promise<CheckpointRow | undefined>;
  keepCheckpoint(row: CheckpointRow): Promise<void>;
  dropCheckpoints(sizes: readonly number[]): Promise<void>;
  node(level: number, index: number): Promise<Uint8Array | undefined>;
  leaf(seq: number): Promise<string | undefined>;
  /** Deletes value and salt of parts; the caller has journalled the erasure. */
  erase(seq: number, parts: readonly string[], at: number): Promise<void>;
}

const HEAD = 'head';
const SLICE = 500;
const NOTHING: Frontier = { size: 0, peaks: [] };

export function journalTable(desk: Desk): JournalTable {
  const evidence = [
    desk.entries,
    desk.parts,
    desk.nodes,
    desk.meta,
    desk.events,
    desk.flags,
    desk.dedupes,
    desk.counters,
    desk.carried,
  ];

  async function frontier(): Promise<Frontier> {
    const row = await desk.meta.get(HEAD);
    return isFrontier(row?.value) ? row.value : NOTHING;
  }
  async function withParts(rows: readonly (EntryRow | undefined)[]): Promise<(Entry | undefined)[]> {
    const keys = rows.flatMap((row) =>
      row ? Object.keys(row.skeleton.parts).map((name): [number, string] => [row.seq, name]) : [],
    );
    const kept = new Map<number, Record<string, KeptPart>>();
    for (const part of await desk.parts.bulkGet(keys))
      if (part) kept.set(part.seq, { ...kept.get(part.seq), [part.name]: part.part });
    return rows.map((row) => row && { skeleton: row.skeleton, leaf: row.leaf, parts: kept.get(row.seq) ?? {} });
  }
  const present = async (rows: readonly EntryRow[]): Promise<Entry[]> =>
    (await withParts(rows)).flatMap((e) => e ?? []);

  return {
    head: (newDesk) =>
      desk.transaction('rw', desk.meta, async () => {
        const known = await desk.meta.get('desk');
        const id = typeof known?.value === 'string' ? known.value : newDesk();
        if (!known) await desk.meta.put({ key: 'desk', value: id });
        return { desk: id, frontier: await frontier() };
      }),

    append: (what) =>
      desk.transaction('rw', evidence, async () => {
        if (!sameFrontier(await frontier(), what.before)) return 'moved';
        await desk.entries.bulkAdd(what.entries.map(rowOf));
        await desk.parts.bulkAdd(what.entries.flatMap(partRows));
        await desk.nodes.bulkAdd([...what.nodes]);
        await desk.meta.put({ key: HEAD, value: what.after });
        for (const entry of what.entries) await project(desk, entry);
        return 'written';
      }),

    entry: async (seq) => (await withParts([await desk.entries.get(seq)]))[0],
    entries: async (seqs) => withParts(await desk.entries.bulkGet([...seqs])),
    belonging: async (seq) => {
      const id = (await desk.events.get(seq))?.id;
      const [named, early] = await Promise.all([
        desk.entries.where('re').equals(seq).toArray(),
        id === undefined ? [] : desk.entries.where('event').equals(id).toArray(),
      ]);
      return present([...early.filter((row) => row.re === undefined), ...named].sort((a, b) => a.seq - b.seq));
    },
    last: async () => (await withParts([await desk.entries.orderBy('seq').last()]))[0],

    async *walk() {
      for (let from = 0; ; from += SLICE) {
        const rows = await desk.entries
          .where('seq')
          .between(from, from + SLICE)
          .toArray();
        yield* await present(rows);
        if (
          !rows.length &&
          !(await desk.entries
            .where('seq')
            .aboveOrEqual(from + SLICE)
            .count())
        )
          return;
      }
    },

    checkpoints: () => desk.checkpoints.orderBy('size').toArray(),
    lastCheckpoint: () => desk.checkpoints.orderBy('size').last(),
    keepCheckpoint: async (row) => {
      await desk.checkpoints.put(row);
    },
    dropCheckpoints: (sizes) => desk.checkpoints.bulkDelete([...sizes]),
    node: async (level, index) => (await desk.nodes.get([level, index]))?.hash,
    leaf: async (seq) => (await desk.entries.get(seq))?.leaf,

    erase: (seq, parts, at) =>
      desk.transaction('rw', desk.parts, desk.events, async () => {
        await desk.parts.bulkPut(parts.map((name) => ({ seq, name, part: { erasedAt: at } })));
        const event = await desk.events.get(seq);
        if (event)
          await desk.events.put({
            seq: event.seq,
            id: event.id,
            action: event.action,
            at: event.at,
            who: parts.includes('clerk') ? '' : event.who,
            fields: {},
            ...(event.endedAt === undefined ? {} : { endedAt: event.endedAt }),
          });
      }),
  };
}

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
