import type { Entry } from '@/lib/model';
import { base64url, fromBase64url } from './bytes';
import { faultOf, isErased } from './seal';
import type { Fault } from './seal';
import { appendLeaf, EMPTY, rootOf, same } from './tree';
import type { Frontier } from './tree';

/** missing: a hole · desk: another desk's · root, size: the tree kept is not the tree of these entries · unrecorded_erasure: a part is gone and no entry says so. */
export type Breach = Fault | 'missing' | 'desk' | 'root' | 'size' | 'unrecorded_erasure';
export interface Verification {
  entries: number;
  root: string;
  /** The first thing that is wrong. */
  broken?: { seq: number; why: Breach; part?: string };
  erased: { seq: number; part: string; at: number }[];
}

/** Goes through one desk's journal from its first entry and compares it with the frontier that the desk kept (`head`). */
export async function verifyJournal(input: {
  desk: string;
  entries: AsyncIterable<Entry> | Iterable<Entry>;
  head: Frontier;
}): Promise<Verification> {
  let frontier = EMPTY;
  const erased: Verification['erased'] = [];
  const recorded = new Set<string>();
  let broken: Verification['broken'];
  for await (const entry of input.entries) {
    broken = await breachOf(entry, frontier.size, input.desk);
    if (broken) break;
    for (const [part, kept] of Object.entries(entry.parts))
      if (isErased(kept)) erased.push({ seq: entry.skeleton.seq, part, at: kept.erasedAt });
    if (entry.skeleton.kind === 'erase') for (const part of erasedBy(entry)) recorded.add(part);
    frontier = (await appendLeaf(frontier, fromBase64url(entry.leaf))).frontier;
  }
  const root = await rootOf(frontier);
  broken ??= await headBreach(frontier, input.head, root);
  broken ??= unrecorded(erased, recorded);
  return { entries: frontier.size, root: base64url(root), ...(broken ? { broken } : {}), erased };
}

async function breachOf(entry: Entry, seq: number, desk: string): Promise<Verification['broken']> {
  if (entry.skeleton.seq !== seq) return { seq, why: 'missing' };
  if (entry.skeleton.desk !== desk) return { seq, why: 'desk' };
  const fault = await faultOf(entry);
  return fault && { seq, ...fault };
}

async function headBreach(found: Frontier, head: Frontier, root: Uint8Array): Promise<Verification['broken']> {
  if (found.size !== head.size) return { seq: Math.min(found.size, head.size), why: 'size' };
  return same(root, await rootOf(head)) ? undefined : { seq: Math.max(0, found.size - 1), why: 'root' };
}

/** An `erase` entry names the entry by `re` and its parts by `body.parts`. */
function erasedBy({ skeleton }: Entry): string[] {
  const { parts } = skeleton.body;
  return Array.isArray(parts) ? parts.map((part) => `${skeleton.re}/${String(part)}`) : [];
}

function unrecorded(erased: Verification['erased'], recorded: ReadonlySet<string>): Verification['broken'] {
  const silent = erased.find((e) => !recorded.has(`${e.seq}/${e.part}`));
  return silent && { seq: silent.seq, why: 'unrecorded_erasure', part: silent.part };
}
