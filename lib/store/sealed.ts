import type { Entry, KeptPart } from '@/lib/model';
import { openSegment, sealSegment } from '@/lib/journal/lines';
import type { Desk } from './db';
import type { EntryRow, PartRow, SegmentRow } from './rows';

/** Old entries, a thousand in one compressed row. */
export interface Sealed {
  entry(seq: number): Promise<Entry | undefined>;
  /** Sealed entries that belong to an act, and rows that do but lie elsewhere: their sequence numbers. */
  linked(seq: number, event: string | undefined): Promise<{ entries: Entry[]; seqs: number[] }>;
  last(): Promise<Entry | undefined>;
  /** Puts complete, unsealed entries `from … to − 1` into one segment. False: they are not all there. */
  seal(from: number, to: number): Promise<boolean>;
  /** Writes a segment anew with other parts; the rows of unsealed entries are the caller's. */
  change(from: number, to: number, change: (entry: Entry) => Entry): Promise<void>;
}

/** Entries about the journal itself, found again by kind when they are sealed: under these numbers in place of an act's. */
export const FOUND_BY_KIND = { system: -1, erase: -2, pack: -3 } as const;

/** Segments opened lately: proofs and pages ask for neighbours. */
const OPENED = 4;

export function keptBySeq(rows: readonly PartRow[]): Map<number, Record<string, KeptPart>> {
  const kept = new Map<number, Record<string, KeptPart>>();
  for (const { seq, name, part } of rows) kept.set(seq, { ...kept.get(seq), [name]: part });
  return kept;
}

export function sealedOf(desk: Desk): Sealed {
  const opened = new Map<number, Entry[]>();

  function open(row: SegmentRow): Entry[] {
    const known = opened.get(row.from);
    const entries = known ?? openSegment(row) ?? [];
    opened.delete(row.from);
    opened.set(row.from, entries);
    const [oldest] = opened.keys();
    if (opened.size > OPENED && oldest !== undefined) opened.delete(oldest);
    return entries;
  }
  const segmentAt = async (seq: number): Promise<SegmentRow | undefined> => {
    const row = await desk.segments.where('from').belowOrEqual(seq).last();
    return row && seq < row.to ? row : undefined;
  };

  return {
    async entry(seq) {
      const row = await segmentAt(seq);
      return row && open(row).find((entry) => entry.skeleton.seq === seq);
    },

    async linked(seq, event) {
      const row = await segmentAt(seq);
      const entries = (row ? open(row) : []).filter(({ skeleton }) =>
        skeleton.re === undefined ? event !== undefined && skeleton.body.event === event : skeleton.re === seq,
      );
      const far = await desk.links.where('[re+seq]').between([seq, 0], [seq, Number.MAX_SAFE_INTEGER]).toArray();
      return { entries: entries.filter((e) => e.skeleton.seq !== seq), seqs: far.map((link) => link.seq) };
    },

    async last() {
      const row = await desk.segments.orderBy('from').last();
      return row && open(row).at(-1);
    },

    seal: (from, to) =>
      desk.transaction('rw', [desk.entries, desk.parts, desk.segments, desk.links, desk.events], async () => {
        const rows = await desk.entries.where('seq').between(from, to).toArray();
        if (rows.length !== to - from) return false;
        const parts = await desk.parts.where('[seq+name]').between([from, ''], [to, '']).toArray();
        const kept = keptBySeq(parts);
        const entries = rows.map(({ seq, skeleton, leaf }) => ({ skeleton, leaf, parts: kept.get(seq) ?? {} }));
        await desk.segments.add(sealSegment(entries));
        await desk.links.bulkPut(await linksOf(rows, from, to));
        await desk.entries.where('seq').between(from, to).delete();
        await desk.parts.where('[seq+name]').between([from, ''], [to, '']).delete();
        return true;
      }),

    change: (from, to, change) =>
      desk.transaction('rw', desk.segments, async () => {
        const rows = await desk.segments.where('from').below(to).toArray();
        for (const row of rows.filter((r) => r.to > from)) {
          const before = openSegment(row);
          if (!before) continue; // a damaged one is left as it is: whoever verifies must see it
          const entries = before.map((entry) =>
            entry.skeleton.seq >= from && entry.skeleton.seq < to ? change(entry) : entry,
          );
          await desk.segments.put(sealSegment(entries));
          opened.delete(row.from);
        }
      }),
  };

  /** Entries of the new segment whose act lies elsewhere. */
  async function linksOf(rows: readonly EntryRow[], from: number, to: number): Promise<{ re: number; seq: number }[]> {
    const early = rows.filter((row) => row.re === undefined && row.event !== undefined);
    const acts = await desk.events
      .where('id')
      .anyOf(early.flatMap((row) => row.event ?? []))
      .toArray();
    const owner = new Map(acts.map((act) => [act.id, act.seq]));
    const byKind = rows.flatMap(({ kind, seq }) =>
      kind === 'system' || kind === 'erase' || kind === 'pack' ? [{ re: FOUND_BY_KIND[kind], seq }] : [],
    );
    const byAct = rows.flatMap((row) => {
      const re = row.re ?? (row.event === undefined ? undefined : owner.get(row.event));
      return re === undefined || (re >= from && re < to) ? [] : [{ re, seq: row.seq }];
    });
    return [...byKind, ...byAct];
  }
}
