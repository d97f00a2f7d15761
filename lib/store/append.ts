import type { Counting, Entry, EntryKind } from '@/lib/model';
import type { Desk } from './db';
import type { Append, Frontier } from './journal';
import { plainly } from './plain';
import { openedKey, project } from './project';
import { COUNTED_IN, countAnew, marksBySeq, readyIn } from './rings';
import type { EntryRow } from './rows';
import { readWorking, WORKED_IN, writeWorking } from './working';

export const HEAD = 'head';
export const NOTHING: Frontier = { size: 0, peaks: [] };

/**
 * One transaction: entries, parts, subtree roots, the new head, and all that is derived from them, or none of it. What was hashed
 * before holds only if the head is still the one it was hashed upon; that is read in the same transaction.
 */
export function appendTo(
  desk: Desk,
  { before, after, entries, nodes }: Append,
  counting: Counting | undefined,
): Promise<'written' | 'moved'> {
  return plainly(desk, 'write', [...WORKED_IN, ...COUNTED_IN, 'nodes'], async (tx) => {
    const [head, ready, rows] = await Promise.all([
      tx.get('meta', HEAD),
      readyIn(tx),
      readWorking(tx, entries, openedKey),
    ]);
    if (!isSame(frontierOf(head?.value), before)) return 'moved';
    for (const entry of entries) {
      tx.add('entries', rowOf(entry));
      for (const [name, part] of Object.entries(entry.parts)) tx.add('parts', { seq: entry.skeleton.seq, name, part });
    }
    for (const node of nodes) tx.add('nodes', node);
    tx.put('meta', { key: HEAD, value: after });
    const { come, go } = project(rows, entries);
    writeWorking(tx, rows);
    const gone = (await Promise.all(go.map((seq) => marksBySeq(tx, seq, seq + 1)))).flat();
    await countAnew(tx, { come, gone }, { counting, ready, now: entries.at(-1)?.skeleton.at ?? 0 });
    return 'written';
  });
}

/** Found by their act, never by kind: an index less for nine entries in ten. */
const OF_ACTS: ReadonlySet<EntryKind> = new Set(['event', 'shown', 'answer', 'ending']);

function rowOf({ skeleton, leaf }: Entry): EntryRow {
  const { seq, kind, re, body } = skeleton;
  // Whoever has `re` is found by it; only what came before its act must be found by the act's id.
  const named = re === undefined ? (typeof body.event === 'string' ? { event: body.event } : {}) : { re };
  return { seq, ...(OF_ACTS.has(kind) ? {} : { kind }), ...named, skeleton, leaf };
}

export const frontierOf = (value: unknown): Frontier =>
  typeof value === 'object' && value !== null && 'size' in value && 'peaks' in value ? (value as Frontier) : NOTHING;

const isSame = (a: Frontier, b: Frontier): boolean =>
  a.size === b.size &&
  a.peaks.length === b.peaks.length &&
  a.peaks.every((peak, i) => peak.every((byte, j) => byte === b.peaks[i]?.[j]));
