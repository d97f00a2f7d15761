// What the admin's pages show. Values only: words in the reader's language, times in epoch ms.
import type { Dimension, LevelMark, ReviewVerdict } from '@/lib/model';

export type Tree = 'enforcement' | 'administrative' | 'business' | 'judicial';
export type Tier = 'high' | 'general' | 'low';
export type Figures = Record<Dimension | 'impact' | 'frequency', number>;

/** One risk point as the list ranks it: by the pack's scores, or by what two scorers agreed on at this machine. */
export interface PointLine extends Figures {
  id: string;
  title: string;
  tree: Tree;
  domain: string;
  power: string;
  posts: string[];
  score: number;
  /** Rank and tier inside its tree, equal scores share the better rank. */
  rank: number;
  tier: Tier;
  /** Places gained (more risky) against the pack's own scores. */
  moved: number;
  /** Rules that guard it. */
  rules: number;
  /** Flags of those rules at this machine. */
  flags: number;
  draft: 'none' | 'one' | 'apart' | 'agreed';
  /** What search looks in. */
  words: string;
}
export interface LibraryView {
  points: PointLine[];
  /** Points in each tree. */
  trees: Partial<Record<Tree, number>>;
  powers: string[];
  posts: { id: string; title: string }[];
  /** Points whose agreed score differs from the pack's. */
  changed: number;
  pack: string;
}
export interface SheetView extends Figures {
  person: string;
  name: string;
  at: number;
  joint: boolean;
  evidence: Record<string, string>;
}
export interface GuardingRule {
  id: string;
  pack: string;
  title: string;
  level: { mark: LevelMark['mark']; word: string };
}
export interface PointView {
  line: PointLine;
  behaviour: string;
  measures: string[];
  source: { title: string; article?: string; origin?: 'stated' | 'area' | 'derived' };
  note?: string;
  rules: GuardingRule[];
  /** Rules of another domain to copy, and checks that nobody has written yet. */
  templates: string[];
  toWrite: string[];
  pack: Figures;
  sheets: SheetView[];
  /** Dimensions in which two scorers stand more than a step apart. */
  apart: Dimension[];
  /** Who is signed in. */
  reader?: string;
  impacts: number[];
  frequencies: number[];
}
/** How often the power was exercised by the records of this machine, over the last twelve full months. */
export type MeasuredView = { kind: 'none' } | { kind: 'measured'; acts: number; aMonth: number; frequency: number };

export type RowKind = 'comparison' | 'missing' | 'sequence' | 'count' | 'overdue' | 'other';
/** Where a change goes: characters of the condition's own text, or a place of the source file. */
export type Spot = { range: [start: number, end: number] } | { path: (string | number)[] };
/** How a token is edited. `money` in yuan on the screen, fen in the source. */
export type TokenInput =
  | { as: 'choice'; options: { value: string; word: string }[]; value: string }
  | { as: 'number' | 'money' | 'text' | 'date' | 'code' | 'window' | 'words'; value: string };
export interface TokenView {
  kind: 'word' | 'field' | 'operator' | 'value' | 'param' | 'fact';
  word: string;
  /** Absent: it stands as it is. */
  spot?: Spot;
  input?: TokenInput;
  /** What stood there in the pack's own source. */
  old?: string;
}
export interface ProblemView {
  file: 'rule' | 'cases';
  line: number;
  column: number;
  message: string;
  mend?: string;
  /** One click mends it. */
  fix?: { label: string; spot: Spot; text: string };
  isWarning: boolean;
}
export interface RowView {
  kind: RowKind;
  tokens: TokenView[];
  /** The figures of history in it, each told as a clause. */
  facts: TokenView[][];
  problems: ProblemView[];
  isNew: boolean;
}
export interface CaseView {
  say: string;
  wanted: 'fires' | 'silent' | 'undetermined';
  got: 'fires' | 'silent' | 'undetermined' | 'no_time' | 'not_run';
  ok: boolean;
  why: string;
}
export interface ChangeView {
  what: string;
  before: string;
  after: string;
}
export interface RuleLine {
  id: string;
  pack: string;
  title: string;
  level: { mark: LevelMark['mark']; word: string };
  status: string;
  isDraft: boolean;
  /** Tried in this browser. */
  runs: boolean;
}
export interface EditorView {
  id: string;
  pack: string;
  title: string;
  version: number;
  level: { mark: LevelMark['mark']; word: string };
  /** A draft stands beside the pack's source; when it was kept, epoch ms. */
  draft?: { at: number };
  text: string;
  cases: string;
  when: TokenView[];
  /** Rows hold together (`all`) or each alone (`any`). Undefined rows: the condition cannot be taken apart. */
  joined: 'all' | 'any';
  rows?: RowView[];
  after: { label: 'level' | 'ask' | 'deadline' | 'dedupe' | 'status'; tokens: TokenView[] }[];
  params: { id: string; label: string; token: TokenView }[];
  sentence: { zh: string; en: string; zhCount: number; enCount: number };
  preview?: { text: string; at: number; from: 'journal' | 'case' };
  problems: ProblemView[];
  tried: CaseView[];
  changes: ChangeView[];
  /** Problems that stand in no row. */
  loose: ProblemView[];
  canExport: boolean;
  /** Only a timer runs it: there is no act at which it could be tried in this browser. */
  byTimer: boolean;
  /** Tried in this browser, since then (epoch ms). */
  runs?: { at: number };
}

export interface DifferenceView {
  key: string;
  at: number;
  subject: string;
  why: string;
  verdict?: ReviewVerdict;
}
/** A draft over past acts, beside what is in force. */
export interface BacktestView {
  acts: number;
  from?: number;
  to?: number;
  before: number;
  draft: number;
  more: number;
  less: number;
  /** Overdue matters that both find: told sooner by the draft, and later. */
  sooner: number;
  later: number;
  /** Acts that the draft cannot tell. */
  undetermined: number;
  /** A clerk and week. */
  holds?: { before: number; draft: number; clerks: number };
  decided: { sign: '+' | '-'; verdict: ReviewVerdict; n: number }[];
  added: DifferenceView[];
  gone: DifferenceView[];
}

export interface HealthLine {
  /** Adapter. */
  id: string;
  title: string;
  /** What fell off; unseen: none of its pages was opened here. */
  state: 'ok' | 'unseen' | 'pages' | 'fields' | 'commits';
  /** `recent`: shares of the last looks, oldest first. */
  figures: Partial<Record<'pages' | 'fields' | 'commits', { recent: number[]; share: number }>>;
  /** Rules that rest on acts of this system. */
  rules: { pack: string; id: string }[];
  /** Pages that were not found whole when last looked at, the latest first. */
  faults: FaultLine[];
}
export interface FaultLine {
  page: string;
  title: string;
  at: number;
  /** What was looked for in vain: `anchor` names the page, `field` is read from it (`name`: what the field is called). */
  missing: { kind: 'anchor' | 'field'; name: string; by: string[] }[];
  tab?: number;
}
