import type { Fault } from './seal';

/**
 * What a verification may find, in one word each; `words.ts` says them in sentences.
 * order, duplicate, missing, missing_head, cut: entries · root: the tree is not the one that was signed · fork: not the one that was
 * kept elsewhere · key_*, signature: who signed · manifest, file, mixed, not_export: the export as a file.
 */
export type Grave =
  | Fault
  | 'missing'
  | 'missing_head'
  | 'cut'
  | 'order'
  | 'duplicate'
  | 'desk'
  | 'root'
  | 'size'
  | 'fork'
  | 'signature'
  | 'key_unknown'
  | 'key_foreign'
  | 'unrecorded_erasure'
  | 'mismatch'
  | 'proof'
  | 'manifest'
  | 'file'
  | 'mixed'
  | 'not_export';
/** Worth a look, and no breach: a new signing key, a clock that went back, entries that no checkpoint covers yet, no crypto here. */
export type Notice = 'key_changed' | 'clock' | 'unsigned_tail' | 'signatures_unchecked' | 'trimmed';

export type Finding = ({ code: Grave; grave: true } & Where) | ({ code: Notice; grave: false } & Where);
interface Where {
  /** First and last entry it concerns. */
  seq?: number;
  to?: number;
  part?: string;
  detail?: string;
}

/** A personal part that is not there: erased by rule, or left out of this export. */
export interface Redaction {
  seq: number;
  part: string;
  at?: number;
}
