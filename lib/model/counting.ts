import type { Readings } from './values';

/**
 * What history is counted from. Marks and rings are derived from acts in the journal and can be made again from them; the rules
 * room says what they hold, the store room keeps them in the transaction that writes the act.
 */

/** An exact number: whole, or a fraction in lowest terms. */
type Exact = number | { k: 'fraction'; n: bigint; d: bigint };

/** An act as its facts look at it: only the fields they name. */
export interface PastAct {
  seq?: number;
  id: string;
  action: string;
  at: number;
  desk?: string;
  fields: Readings;
  login?: string;
  dwellMs?: number;
  pageChars?: number;
}

/** An act under one key. `ring`: what is counted and the key; `n`: its place in a bulk act. */
export interface ActMark {
  ring: string;
  at: number;
  seq: number;
  n: number;
  past: PastAct;
}

/** What acts come to, for one fact. `unread`: acts that lack the value. */
export type Figure =
  | { k: 'sum'; lo: Exact; hi: Exact | null }
  | { k: 'set'; sure: string[]; all: string[]; unread: number }
  | { k: 'share'; yes: number; no: number; unread: number }
  /** `seqs`: of the newest hundred acts whose value could be read. */
  | { k: 'numbers'; list: Exact[]; unread: number; doubtful: number; seqs: number[] };

/** Acts taken together: how many count for certain, how many perhaps, and what each fact makes of them. */
export interface Tally {
  sure: number;
  open: number;
  /** Sequence numbers of the newest hundred, oldest first. */
  seqs: number[];
  figures: Record<string, Figure>;
}

/** A civil day of Asia/Shanghai, counted from 1970-01-01. */
export interface RingDay {
  day: number;
  tally: Tally;
}
/** One key's days, oldest first, those without acts left out. Days before `from` are not kept. `newest`: epoch ms of its last act. */
export interface Ring {
  ring: string;
  newest: number;
  from: number;
  days: RingDay[];
}

/** Acts of one ring with `after < at ≤ upto`; `due`: of all rings of a population that may have come due. */
export type Need =
  | { kind: 'fold' | 'marks'; ring: string; after: number; upto: number }
  | { kind: 'due'; population: string; upto: number };
export interface Found {
  days: RingDay[];
  /** By time, then by sequence number. */
  marks: ActMark[];
}

/** How the store keeps marks and rings, without knowing what is counted. Pure. */
export interface Counting {
  /** Ids of all that is counted, each named after all it rests on. */
  populations: readonly string[];
  marksOf(act: PastAct & { seq: number; items?: Readings[] }): ActMark[];
  /** Is there more to keep of a ring than its marks: days folded, or a due time? */
  keeps(ring: string): boolean;
  /** How many days back a ring must reach; undefined where it keeps none. */
  reach(ring: string): number | undefined;
  /** The days of these marks. */
  fold(ring: string, marks: readonly ActMark[]): RingDay[];
  /** What of a ring answers a need, and which times must be looked at mark by mark: `[after, upto]`. */
  cut(ring: Ring, need: Extract<Need, { ring: string }>): { days: RingDay[]; ranges: [after: number, upto: number][] };
  /** When a key with these marks must next be looked at by timer, epoch ms; undefined: never, or it is no timer's. */
  due(ring: string, marks: readonly ActMark[], now: number): number | undefined;
}
