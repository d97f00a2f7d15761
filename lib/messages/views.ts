// What the worker answers to our own pages (popup, console, second-person window). Values only, texts in the desk's language;
// times are epoch ms, money is already formatted. Components import these types and nothing else from the worker's side.
export type * from './day-views';
export type * from './pack-views';
import type { DeadlineView, KnowView } from './day-views';
import type { Ask, FactLine, GapReason, Language, LevelMark, Person, SourceLine } from '@/lib/model';

/** Who sits here: the name the page shows, or the person signed in. */
export interface ClerkView {
  id?: string;
  name: string;
  unit?: string;
  posts: string[];
  /** page: log-in name the adapter read · sign_in: signed in at this desk. */
  from: 'page' | 'sign_in';
}

export interface PackLine {
  id: string;
  version: number;
  title: string;
  rules: number;
  adapters: number;
}
export interface PackRefusal {
  file: string;
  sentence: string;
}

/** `view.popup` */
export interface PopupView {
  language: Language;
  /** Short id of this desk, for diagnosis. */
  desk: string;
  clerk?: ClerkView;
  page: PopupPage;
  today: { acts: number; flags: number; waiting: number };
  /** Today's reminders, newest first, at most 20. */
  flags: FlagLine[];
  packs: PackLine[];
  refused: PackRefusal[];
  /** Hosts that an adapter names and the browser does not yet allow: match patterns for `permissions.request`. */
  hostsMissing: string[];
  /** `unlike`: at the start the journal was not the one that was noted; in a sentence. */
  journal: { entries: number; state: 'ok' | 'failing' | 'unreachable'; since?: number; unlike?: string };
  /** Where the day is shown beside the page: the overlay, its small window, the desktop's notifications, nowhere. */
  reach: 'pip' | 'window' | 'notice' | 'page';
  /** As the overlay says it. */
  know: KnowView[];
  /** Who sits here may teach pages. */
  mayTeach: boolean;
  gaps: GapLine[];
  /** What is due for the clerk who sits here, nearest first. */
  deadlines: DeadlineView[];
}
export type PopupPage =
  /** No adapter names this page: nothing read, nothing recorded. */
  | { kind: 'out' }
  /** An adapter names the host, the bureau has not allowed it yet. */
  | { kind: 'not_allowed'; host: string }
  | {
      kind: 'recognised' | 'degraded' | 'unrecognised';
      adapter: string;
      system: string;
      page?: string;
      fieldsNamed: number;
      fieldsRead: number;
      anchorsMissing: string[];
    };

export interface GapLine {
  seq: number;
  at: number;
  reason: GapReason;
  text: string;
  action?: string;
  field?: string;
  rule?: string;
  detail?: string;
}

export type FlagState = 'open' | 'answered' | 'not_shown';
/** How an act that was flagged went on, in words the list can show. */
export type AnswerKind = 'none' | 'back' | 'continue' | 'acknowledge' | 'unanswered';

/** One line of a list: one act with at least one flag; the strongest flag speaks. */
export interface FlagLine {
  /** Sequence number of the event entry; the key for `view.flag`. */
  seq: number;
  at: number;
  action: string;
  actionTitle: string;
  subject?: string;
  level: LevelMark;
  severity: number;
  ask: Ask;
  rule: string;
  sentence: string;
  /** Further rules that fired on the same act. */
  more: number;
  clerk?: string;
  answer: AnswerKind;
  answerText: string;
  endingText?: string;
}

/** `view.flags`, `view.mine`; `next` goes into `before` of the following page. */
export interface FlagsView {
  language: Language;
  lines: FlagLine[];
  next?: number;
  total?: number;
  filters: { levels: { severity: number; mark: LevelMark }[]; rules: { id: string; title: string }[] };
}

/** One act, flagged or not, as the clerk himself may read it. */
export interface MineLine {
  seq: number;
  at: number;
  actionTitle: string;
  subject?: string;
  flags: number;
  level?: LevelMark;
  sentence?: string;
  answerText?: string;
  endingText?: string;
  recorded: string[];
  /** Rules that fired, for a report that one of them does not fit the facts. */
  rules: { id: string; title: string }[];
  notes: MineNote[];
}
/** What the clerk added himself, and what became of it where it was reviewed on this machine. */
export interface MineNote {
  seq: number;
  at: number;
  kind: 'statement' | 'report' | 'asked';
  text: string;
  /** `asked`: who asked. */
  by?: string;
  rule?: string;
  became?: { at: number; text: string };
}
/** Recorded about the clerk, and no act: a sign-in, a PIN, a card that was answered. */
export interface MineOther {
  seq: number;
  at: number;
  text: string;
}
export interface MineView {
  /** Of the first page only. */
  others: MineOther[];
  language: Language;
  clerk?: ClerkView;
  lines: MineLine[];
  next?: number;
  total: number /** What is kept about a clerk, in sentences. */;
  kept: string[];
}

export interface FieldLine {
  id: string;
  label: string;
  value: string /** not read: the reason in words */;
  unread?: string;
  personal?: boolean;
  erasedAt?: number;
  flagged?: boolean;
}

export interface FiredLine {
  rule: string;
  ruleVersion: number;
  pack: string;
  title: string;
  level: LevelMark;
  ask: Ask;
  askText: string;
  sentence: string;
  because: string;
  facts: FactLine[];
  sources: SourceLine[];
  eased?: string;
  items?: number[];
  evidence: number[];
  deadline?: { at: number; label: string };
}
export interface UndeterminedLine {
  rule: string;
  title: string;
  why: string;
  fields: string[];
}
export interface ShownLine {
  seq: number;
  at: number;
  surface: string;
  text: string;
  visibleMs: number;
  receipt: string;
  textVersion: string;
}
export interface AnswerLine {
  seq: number;
  at: number;
  kind: AnswerKind;
  text: string;
  checks: string[];
  reason?: string;
  reasonText?: string;
  second?: { name: string; post: string; way: string; at: number };
}
export interface EndingLine {
  seq: number;
  at: number;
  text: string;
  detail?: string;
}
export interface TimeLine {
  seq: number;
  at: number;
  text: string;
  tone: 'plain' | 'flag' | 'gap';
}

/** Is the entry still what was written, and is it a leaf of this desk's tree? */
export interface ProofView {
  /** `local`: whole, but nobody outside this machine has it yet · `clock`: whole, but the desk's clock was set about then. */
  state: 'ok' | 'local' | 'clock' | 'broken';
  /** Sequence, size of the tree it was proved against, hex of root and leaf. */
  seq: number;
  size: number;
  root: string;
  leaf: string;
  /** Why it is broken, in words. */
  sentence: string;
  erased: { part: string; at: number }[];
}

/** `view.flag` */
export type FlagDetailView =
  | { kind: 'none' }
  | {
      kind: 'flag';
      language: Language;
      seq: number;
      at: number;
      event: string;
      action: string;
      actionTitle: string;
      system: string;
      page: string;
      adapter: string;
      subject?: string;
      clerk?: string;
      degraded: boolean;
      /** Under hold: kept from being erased. */
      held: boolean;
      mode: string;
      dwellMs?: number;
      fields: FieldLine[];
      /** Bulk act: readings per row. */
      items: FieldLine[][];
      fired: FiredLine[];
      undetermined: UndeterminedLine[];
      shown: ShownLine[];
      answers: AnswerLine[];
      endings: EndingLine[];
      gaps: GapLine[];
      timeline: TimeLine[];
      proof: ProofView;
    };

/** `second.view`: what the second person reads before confirming. */
export type SecondView =
  | { kind: 'gone'; sentence: string }
  | {
      kind: 'ask';
      language: Language;
      ticket: string;
      /** Closes by itself at this moment, epoch ms. */
      until: number;
      actionTitle: string;
      subject?: string;
      clerk?: string;
      flags: { level: LevelMark; sentence: string; facts: FactLine[]; sources: SourceLine[] }[];
      /** The person named by the clerk first; `hasPin`: false → the owner must set a PIN before. */
      candidates: (Person & { postNames: string; hasPin: boolean })[];
      chosen?: string;
    };
/** `second.confirm`, `second.refuse`, `pin.set`, `desk.signIn`: done, or a sentence why not. */
export type Done =
  | { ok: true }
  | {
      ok: false;
      why: 'wrong_pin' | 'locked' | 'no_pin' | 'not_eligible' | 'gone' | 'unknown_person' | 'weak_pin' | 'not_allowed';
      sentence: string /** may be tried again at, epoch ms */;
      until?: number;
    };

/** `view.people` */
export interface PeopleView {
  language: Language;
  people: (Person & { postNames: string; hasPin: boolean })[];
  signedIn?: string;
  pageLogin?: string;
}

/** What a verification of the desk's whole journal found. */
export interface VerifyView {
  state: 'ok' | 'broken';
  entries: number;
  root: string;
  ms: number;
  /** Parts that were erased by rule or on request. */
  erased: { seq: number; part: string; at: number }[];
  findings: { grave: boolean; sentence: string; seq?: number }[];
  /** The latest signature: how many entries it covers, and when. */
  signed?: { size: number; at: number; checkpoints: number };
}

/** `view.table`: acts as rows of a sheet. */
export interface TableView {
  head: string[];
  rows: (string | number)[][];
  next?: number;
}

/** `hosts.refresh` */
export interface HostsView {
  watched: string[];
  missing: string[];
  refused: PackRefusal[];
  /** How much of each system is seen. */
  systems: SystemCoverage[];
}
/** `share`: of the last looks, 0 to 1; `before` of all; absent: none yet. */
export interface SystemCoverage {
  adapter: string;
  title: string;
  figures: {
    figure: 'pages' | 'fields' | 'commits';
    seen: number;
    of: number;
    share: number;
    before: number;
    /** Shares of the last looks, oldest first; at most twenty. */
    looks: number[];
    dropped: boolean;
  }[];
  /** Pages that were not found whole when last looked at: what was not found, in which tab. */
  faults: { page: string; anchors: string[]; fields: string[]; at: number; tab?: number }[];
}

export interface SettingsView {
  language: Language;
}
