import type { Entry, KeptPart, Part, Skeleton } from '@/lib/model';
import { base64url, concat, fromBase64url, sha256, utf8 } from './bytes';
import type { Bytes } from './bytes';
import { canonical } from './canonical';
import { leafHash } from './tree';

/** SHA-256(salt ‖ canonical JSON), base64url. The salt keeps a short value from being guessed out of its commitment. */
export const commit = async (part: Part): Promise<string> =>
  base64url(await sha256(concat(fromBase64url(part.salt), utf8(canonical(part.value)))));

export const leafOf = (skeleton: Skeleton): Promise<Bytes> => leafHash(utf8(canonical(skeleton)));

export const isErased = (part: KeptPart): part is { erasedAt: number } => 'erasedAt' in part;

/** What is wrong with one entry by itself. */
export type Fault = 'leaf' | 'part' | 'part_missing' | 'part_foreign';

/** Checks an entry against its own leaf and commitments; a part that was erased is not a fault here. */
export async function faultOf(entry: Entry): Promise<{ why: Fault; part?: string } | undefined> {
  if (base64url(await leafOf(entry.skeleton)) !== entry.leaf) return { why: 'leaf' };
  for (const name of Object.keys(entry.parts))
    if (!Object.hasOwn(entry.skeleton.parts, name)) return { why: 'part_foreign', part: name };
  for (const [name, commitment] of Object.entries(entry.skeleton.parts)) {
    const part = entry.parts[name];
    if (!part) return { why: 'part_missing', part: name };
    if (!isErased(part) && !(await commits(part, commitment))) return { why: 'part', part: name };
  }
  return undefined;
}

/** A salt that is no base64url is a changed part, not a crash. */
const commits = (part: Part, commitment: string): Promise<boolean> =>
  commit(part).then(
    (made) => made === commitment,
    () => false,
  );
