import * as z from 'zod';
import { Part, Skeleton } from '@/lib/model';
import type { Entry } from '@/lib/model';
import { canonical } from './canonical';
import { utf8 } from './bytes';
import { crc32, inflated, pack } from './zip';

/** Entries to a sealed segment and to a file of an export: 2^10, so that a segment is one full subtree. */
export const SEGMENT = 1024;

const ENTRY = z.strictObject({
  skeleton: Skeleton,
  leaf: z.string(),
  parts: z.record(z.string(), z.union([Part, z.strictObject({ erasedAt: z.number() })])),
});

export const linesOf = (entries: readonly Entry[]): string => entries.map((entry) => `${canonical(entry)}\n`).join('');

/** One line of an export; undefined: not an entry. */
export function entryOf(line: string): Entry | undefined {
  try {
    const read = ENTRY.safeParse(JSON.parse(line));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Entries in one compressed row: see `SegmentRow` of the store. */
export interface Segment {
  from: number;
  to: number;
  bytes: Uint8Array<ArrayBuffer>;
  raw: number;
  crc: number;
  /** How many personal parts in it were erased. */
  erased: number;
}
export function sealSegment(entries: readonly Entry[]): Segment {
  const from = entries[0]?.skeleton.seq ?? 0;
  const { bytes, raw, crc } = pack('', utf8(linesOf(entries)));
  const erased = entries.flatMap((entry) => Object.values(entry.parts)).filter((part) => 'erasedAt' in part).length;
  return { from, to: from + entries.length, bytes: new Uint8Array(bytes), raw, crc, erased };
}
/** Entries of a segment; undefined for a damaged one. They were parsed when they were sealed, so each line is read as it is. */
export function openSegment(segment: Segment): Entry[] | undefined {
  const contents = inflated(segment.bytes, segment.raw);
  if (!contents || crc32(contents) !== segment.crc) return undefined;
  return new TextDecoder()
    .decode(contents)
    .split('\n')
    .flatMap((line) => (line ? (entryOf(line) ?? []) : []));
}
