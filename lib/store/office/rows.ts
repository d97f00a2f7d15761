import type { Entry, LevelRef, Text } from '@/lib/model';
import type { QueueKept } from '@/lib/model/queue-kept';

/** A desk whose records an officer reads: this machine's own journal, or an imported export. */
export interface SourceRow {
  desk: string;
  /** `own`: this machine · else the name of the imported file. */
  from: string;
  importedAt: number;
  entries: number;
  /** Entries up to here are in the list of matters. */
  folded: number;
  state: 'ok' | 'broken';
  /** What was found on the way in, in both languages. */
  sentence: Text;
  /** Sequence number of the first entry that is not what was written. */
  brokenFrom?: number;
  /** Latest signed checkpoint of an import: the next one is held against it. */
  checkpoint?: string;
  /** Where the desk's clock was set by more than a minute: entry, its time, and by how many ms. */
  clock?: { seq: number; at: number; ms: number }[];
}
export interface OfficeEntryRow extends Entry {
  desk: string;
  seq: number;
  re?: number;
}
/** What a desk's own journal says was erased there: a part of one entry, or the parts of a range of entries. */
export interface ErasureRow {
  desk: string;
  /** Its entry in that desk's journal, and when it was written. */
  seq: number;
  at: number;
  from: number;
  /** Exclusive. */
  to: number;
  /** None: all. */
  parts?: string[];
  except?: number[];
  /** Entries whose copies here still have to go: all it names · those an open matter rests on. */
  left: 'all' | number[] | 'none';
}
/** What the queue counts and sorts; see `QueueRow` of the review room. */
export interface MatterRow {
  id: string;
  desk: string;
  seq: number;
  at: number;
  severity: number;
  answer: string;
  rule: string;
  risk: string;
  unit: string;
  post: string;
  subject: string;
  operator: string;
  involved: string[];
  /** Until when it should be checked first, epoch ms, by the regulation in force. */
  due?: number;
}
/** What a line of the queue shows beside it. */
export interface MatterWords {
  id: string;
  sentence: Text;
  level: LevelRef;
  rules: string[];
  action: string;
}
/** Every act on a subject, flagged or not, for the lanes beside a matter. */
export interface ActRow {
  desk: string;
  seq: number;
  at: number;
  subject: string;
  action: string;
  operator: string;
  isFlagged: boolean;
}
/** Where a matter stands: derived from the officer's own journal, kept so that the list need not fold it. */
export interface StateRow {
  id: string;
  stage: string;
  due?: number;
  closedAs?: string;
  closedAt?: number;
  verdict?: string;
  verdictAt?: number;
  /** A warning that was issued and stands: when, of which level, to whom. */
  issuedAt?: number;
  issuedLevel?: string;
  issuedUnit?: string;
  issuedTo?: string;
  /** Taken out of its group, or put into that of another matter. */
  split?: boolean;
  joined?: string;
}
/** Entry of the officer's own journal that was done about a matter. */
export interface DoneRow {
  matter: string;
  seq: number;
}
/** Letters by template, for their running numbers; the words stand in the journal. */
export interface LetterRow {
  seq: number;
  template: string;
  at: number;
}
/** What was counted of a month (`2026-10`), desk by desk. */
export interface TallyRow {
  month: string;
  what: string;
  desk: string;
  a: string;
  b: string;
  n: number;
}
/** A figure of one desk: what, and up to two of its values. */
export type Tally = Omit<TallyRow, 'n'>;
/** Entries of the officer's own journal that are no deed about a matter: draws, checks, seals, figures by hand. */
export interface PaperRow {
  seq: number;
  kind: string;
  at: number;
  /** Draw, month …, by kind. */
  of: string;
}
/** A post's entry exam that was passed, out of a desk's journal: who, which post, when, by which packs. Nothing of how. */
export interface PassRow {
  id: string;
  desk: string;
  person: string;
  post: string;
  at: number;
  packs: string[];
}
export interface KeptRow {
  id: 'queue';
  stamp: string;
  columns: QueueKept;
}

/** A slice of a desk's journal, brought into the list in one go. */
export interface FoldStep {
  /** Where the desk stood when the slice was read; another writer in between: nothing is written. */
  from: number;
  source: SourceRow;
  matters: MatterRow[];
  words: MatterWords[];
  acts: ActRow[];
  answers: { id: string; answer: string; involved?: string }[];
  tallies: Tally[];
  done: DoneRow[];
  letters: LetterRow[];
  papers: PaperRow[];
  passes: PassRow[];
}
