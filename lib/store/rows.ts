import type { EntryKind, KeptPart, Readings, Skeleton } from '@/lib/model';

/**
 * What an entry is found by stands outside its skeleton once more, to be indexed; the skeleton is the truth. `kind`: not of what
 * belongs to acts · `re`, else `event`: the act it belongs to. Rows of earlier versions have all they could have.
 */
export interface EntryRow {
  seq: number;
  kind?: EntryKind;
  re?: number;
  event?: string;
  skeleton: Skeleton;
  leaf: string;
}
export interface PartRow {
  seq: number;
  name: string;
  part: KeptPart;
}
/** Root of a full subtree; only every fourth level is kept, the ones between are recomputed from at most eight others. */
export interface NodeRow {
  level: number;
  index: number;
  hash: Uint8Array<ArrayBuffer>;
}
export interface MetaRow {
  key: string;
  value: unknown;
}

/** An act as history and lists look for it; derived from its entry and parts. `who` is '' where nobody was named. */
export interface EventRow {
  seq: number;
  id: string;
  action: string;
  at: number;
  who: string;
  fields: Readings;
  items?: Readings[];
  dwellMs?: number;
  pageChars?: number;
  endedAt?: number /** The clerk went back, or it never went through: no history for later acts. */;
  undone?: boolean;
}

export const ANSWERS = ['none', 'back', 'continue', 'acknowledge', 'unanswered'] as const;
export type AnswerState = (typeof ANSWERS)[number];
/** One row for the act (`of` is `*`, with its strongest level) and one for each rule that fired on it. */
export interface FlagRow {
  seq: number;
  of: string;
  severity: number;
  answer: AnswerState;
}

export interface DedupeRow {
  dedupe: string;
  at: number;
  seq: number;
  committed: boolean;
  /** Who answered; rows of before say nothing and are gone after two days. */
  who?: string;
}
export interface CounterRow {
  key: string;
  n: number;
}
export interface KeyRow {
  id: string;
  /** desk, bureau: turn identity numbers into tokens · signer: private half of the key that signs this desk's checkpoints. */
  scope: 'desk' | 'bureau' | 'signer';
  key: CryptoKey;
  at: number;
  /** Public half of a signer, SPKI. */
  spki?: Uint8Array<ArrayBuffer>;
}
/** A signed checkpoint, as C2SP's text. */
export interface CheckpointRow {
  size: number;
  at: number;
  note: string;
}
/** Old closed entries `from … to − 1`, one line of JSON each, deflated; `raw` and `crc` are those of the lines. */
export interface SegmentRow {
  from: number;
  to: number;
  bytes: Uint8Array<ArrayBuffer>;
  raw: number;
  crc: number;
  erased: number;
}
/** Entry `seq` belongs to entry `re`, and at least one of them is sealed. */
export interface LinkRow {
  re: number;
  seq: number;
}
export interface PinRow {
  person: string;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  hash: Uint8Array<ArrayBuffer>;
  fails: number;
  lockedUntil: number;
  setAt: number;
}
export type TicketState = 'open' | 'confirmed' | 'refused' | 'closed' | 'expired';
export interface TicketRow {
  ticket: string;
  event: string;
  seq?: number;
  window: number;
  until: number;
  state: TicketState;
  /** The operator, who may not confirm. */
  operator?: string;
  /** System the act belongs to: only who works on it may confirm. */
  system?: string;
  asked: string;
  posts: string[];
  person?: string;
  post?: string;
  at?: number;
  sentence?: string;
}
export interface DraftRow {
  key: string;
  text: string;
  at: number;
}
/** Tokens made from raw numbers that the act itself has not followed yet. */
export interface CarriedRow {
  event: string;
  at: number;
  key: string;
  tokens: Record<string, string[]>;
  /** The same numbers under keys of before, for looking up what was written then: token → its older ones. */
  older?: Record<string, string[]>;
}

/** A key with a matter that a timer must look at from `due` on, epoch ms. */
export interface DueRow {
  of: string;
  key: string;
  n: number;
  due: number;
}
