import { Offer } from '@/lib/model';
import { MAX_PACK_BYTES } from '../read';
import { mismatch } from './client';
import type { Get } from './client';
import { refuse } from './metadata';
import type { Metadata, Refused, TargetMeta } from './metadata';

/** A file of the signed list with what it is said to be. */
export interface OfferedFile {
  name: string;
  meta: TargetMeta;
  offer: Offer;
}
/** What the list offers; entries that say nothing this program understands are passed over and named. */
export function offersIn(targets: Metadata['targets']): { offers: OfferedFile[]; unknown: string[] } {
  const offers: OfferedFile[] = [];
  const unknown: string[] = [];
  for (const [name, meta] of Object.entries(targets.targets)) {
    const offer = Offer.safeParse(meta.custom?.hulan);
    if (offer.success) offers.push({ name, meta, offer: offer.data });
    else unknown.push(name);
  }
  return { offers, unknown };
}

/** Where a file lies in a repository: its hash stands in its name, so that two releases never mix. */
export const pathOf = ({ name, meta }: Pick<OfferedFile, 'name' | 'meta'>): string =>
  `targets/${meta.hashes.sha256 ?? meta.hashes.sha512 ?? ''}.${name}`;

/** §5.7: the file's text if it is the very one that was signed. */
export async function fetchOffered(
  file: OfferedFile,
  get: Get,
): Promise<{ ok: true; text: string } | { ok: false; refused: Refused }> {
  if (file.meta.length > MAX_PACK_BYTES) return { ok: false, refused: refuse('too_large', file.name) };
  const got = await get(pathOf(file), file.meta.length);
  if (got.kind === 'absent') return { ok: false, refused: refuse('absent', file.name) };
  if (got.kind === 'failed') return { ok: false, refused: refuse(got.why, file.name, got.detail) };
  const wrong = await mismatch(got.bytes, file.meta);
  if (wrong) return { ok: false, refused: refuse(wrong, file.name) };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(got.bytes);
    return { ok: true, text };
  } catch {
    return { ok: false, refused: refuse('not_text', file.name) };
  }
}
