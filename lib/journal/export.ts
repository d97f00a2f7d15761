import type { Entry } from '@/lib/model';
import { utf8 } from './bytes';
import { canonical } from './canonical';
import type { Signer } from './checkpoint';
import type { Redaction } from './findings';
import { linesOf, openSegment } from './lines';
import type { Segment } from './lines';
import { FILES, manifestText, signManifest } from './manifest';
import type { Manifest } from './manifest';
import { pack, zipOf } from './zip';
import type { Packed } from './zip';

/** The pieces of an export: sealed segments go in as they are, entries by the thousand. */
export type Piece = { segment: Segment } | { entries: readonly Entry[] };

export interface ExportInput {
  manifest: Manifest;
  signer: Signer;
  pieces: AsyncIterable<Piece> | Iterable<Piece>;
  /** Signed checkpoints, smallest tree first. */
  checkpoints: readonly string[];
  /** Of single entries, by sequence number. */
  proofs?: ReadonlyMap<number, string>;
  /** Called after each piece with the number of entries so far; may throw to cancel. */
  progress?: (entries: number) => void;
}

/** Writes a `.hulan` file, piece by piece, so that a million entries never stand in memory at once as text. */
export async function writeExport(input: ExportInput): Promise<Uint8Array[]> {
  const files: Packed[] = [];
  const redactions: Redaction[] = [];
  let done = 0;
  for await (const piece of input.pieces) {
    if ('segment' in piece) {
      const { from, bytes, raw, crc } = piece.segment;
      files.push({ name: FILES.entries(from), bytes, raw, crc });
      if (piece.segment.erased) redactions.push(...redactionsOf(openSegment(piece.segment) ?? []));
      done += piece.segment.to - from;
    } else if (piece.entries.length) {
      redactions.push(...redactionsOf(piece.entries));
      files.push(pack(FILES.entries(piece.entries[0]?.skeleton.seq ?? 0), utf8(linesOf(piece.entries))));
      done += piece.entries.length;
    }
    input.progress?.(done);
  }
  const latest = input.checkpoints.at(-1);
  const extra: [string, string][] = [
    [FILES.manifest, manifestText(input.manifest)],
    [FILES.signature, await signManifest(input.manifest, input.signer)],
    ...(latest ? [[FILES.checkpoint, latest] satisfies [string, string]] : []),
    [FILES.checkpoints, ndjson(input.checkpoints)],
    [FILES.redactions, ndjson(redactions)],
    ...[...(input.proofs ?? [])].map(([seq, text]): [string, string] => [FILES.proof(seq), text]),
  ];
  return [...zipOf([...extra.map(([name, text]) => pack(name, utf8(text))), ...files])];
}

const ndjson = (values: readonly unknown[]): string => values.map((value) => `${canonical(value)}\n`).join('');

/** Parts of these entries that are not in them: erased, with the time, or left out of this copy. */
const redactionsOf = (entries: readonly Entry[]): Redaction[] =>
  entries.flatMap(({ skeleton, parts }) =>
    Object.keys(skeleton.parts).flatMap((part): Redaction[] => {
      const kept = parts[part];
      if (!kept) return [{ seq: skeleton.seq, part }];
      return 'erasedAt' in kept ? [{ seq: skeleton.seq, part, at: kept.erasedAt }] : [];
    }),
  );

/** An entry without its personal parts, for a copy that names nobody. */
export const withoutParts = (entry: Entry): Entry => ({
  ...entry,
  parts: Object.fromEntries(Object.entries(entry.parts).filter(([, part]) => 'erasedAt' in part)),
});
