import { base64, inclusionProof, proofText, withoutParts, writeExport } from '@/lib/journal';
import type { Manifest, Piece } from '@/lib/journal';
import { openSegment, SEGMENT } from '@/lib/journal/lines';
import type { Entry } from '@/lib/model';
import type { Store } from '@/lib/store';
import { hashAtOf } from './nodes';
import { keysOf, startOf } from './start';

export interface Exporting {
  /** Version of the program that writes the file. */
  program: string;
  at: number;
  /** false: personal parts are left out, their commitments stand. */
  withParts: boolean;
  progress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}
type Kept = Pick<Store, 'journal' | 'secrets'>;

/** Personal parts by name, as far as entries have them; what is left out of a copy that names nobody. */
const PERSONAL = ['clerk', 'fields', 'tokens', 'verdict', 'text', 'reason', 'second', 'person', 'by', 'letter'];

/**
 * The whole journal up to its latest checkpoint, as the pieces of a `.hulan` file. Sealed segments are handed out as they lie
 * there. Rejects where nothing was signed yet, or with an AbortError.
 */
export async function exportJournal(store: Kept, how: Exporting): Promise<Uint8Array[]> {
  const { journal } = store;
  const last = await journal.lastCheckpoint();
  if (!last) throw new Error('nothing was signed yet');
  const from = await journal.first();
  const { start } = await startOf(journal);
  const manifest: Manifest = {
    ...(await base(store, how)),
    kind: 'journal',
    from,
    to: last.size,
    entries: last.size - from,
    ...(start ? { peaks: start.peaks.map(base64) } : {}),
  };
  return writeExport({
    manifest,
    signer: await signerOf(store),
    pieces: upTo(journal.pieces(), last.size, how),
    checkpoints: (await journal.checkpoints()).map((row) => row.note),
    ...(how.progress ? { progress: (done: number) => how.progress?.(done, last.size - from) } : {}),
  });
}

/** Some entries, each with a proof that leads to the latest checkpoint: one act, or all about one clerk. */
export async function exportEntries(
  store: Kept,
  seqs: readonly number[],
  how: Exporting & { kind: 'flag' | 'subject' },
): Promise<Uint8Array[]> {
  const { journal } = store;
  const last = await journal.lastCheckpoint();
  if (!last) throw new Error('nothing was signed yet');
  const wanted = [...new Set(seqs)].filter((seq) => seq < last.size).sort((a, b) => a - b);
  const entries = (await journal.entries(wanted)).flatMap((entry) => entry ?? []);
  const hashAt = hashAtOf(journal);
  const proofs = new Map<number, string>();
  for (const { skeleton } of entries) {
    how.signal?.throwIfAborted();
    const path = await inclusionProof(skeleton.seq, last.size, hashAt);
    proofs.set(skeleton.seq, proofText({ index: skeleton.seq, path, checkpoint: last.note }));
    how.progress?.(proofs.size, entries.length);
  }
  return writeExport({
    manifest: {
      ...(await base(store, how)),
      kind: how.kind,
      from: entries[0]?.skeleton.seq ?? 0,
      to: (entries.at(-1)?.skeleton.seq ?? -1) + 1,
      entries: entries.length,
    },
    signer: await signerOf(store),
    pieces: slices(entries.map((entry) => (how.withParts ? entry : withoutParts(entry)))),
    checkpoints: [last.note],
    proofs,
  });
}

async function base({ journal }: Kept, how: Exporting) {
  const { desk } = await journal.head(() => '');
  return {
    format: 'hulan-export/1' as const,
    desk,
    program: how.program,
    at: how.at,
    keys: await keysOf(journal),
    packs: await packsOf(journal),
    withheld: how.withParts ? [] : PERSONAL,
  };
}

async function packsOf(journal: Kept['journal']): Promise<Manifest['packs']> {
  const entries = await journal.entries(await journal.ofKind('pack'));
  return entries.flatMap((entry) => {
    const packs = entry?.skeleton.body.packs;
    return entry && Array.isArray(packs) ? [{ seq: entry.skeleton.seq, packs }] : [];
  });
}

async function signerOf({ secrets }: Kept) {
  const { row } = await secrets.signer(() => Promise.reject(new Error('nothing was signed yet')));
  return {
    spki: row.spki ?? new Uint8Array(),
    sign: async (bytes: Uint8Array<ArrayBuffer>) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, row.key, bytes)),
  };
}

/** Entries below `size` only: what came while this was written belongs to the next export. */
async function* upTo(pieces: AsyncIterable<Piece>, size: number, how: Exporting): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    how.signal?.throwIfAborted();
    if ('segment' in piece && how.withParts && piece.segment.to <= size) yield piece;
    else {
      const entries = 'entries' in piece ? piece.entries : (openSegment(piece.segment) ?? []);
      const within = entries.filter((entry) => entry.skeleton.seq < size);
      yield { entries: how.withParts ? within : within.map(withoutParts) };
    }
  }
}

function* slices(entries: readonly Entry[]): Generator<Piece> {
  for (let at = 0; at < entries.length; at += SEGMENT) yield { entries: entries.slice(at, at + SEGMENT) };
}
