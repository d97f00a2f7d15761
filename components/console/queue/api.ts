// What the officers' pages ask of whoever keeps the matters: the extension's import store now, a hub by HTTP later.
import type {
  GroupView,
  ImportDone,
  MatterDone,
  MatterView,
  OfficeView,
  PassesView,
  PaperLine,
  QueueView,
  ReportView,
  ReviewRefusal,
  RuleRates,
  SamplesView,
  SourceLine,
} from '@/lib/messages/office-views';
import type { LetterText, QueueFilter, ReviewAct } from '@/lib/model';

export type Deed = Pick<ReviewAct, 'do' | 'matter'> &
  Partial<
    Pick<
      ReviewAct,
      'verdict' | 'disposition' | 'level' | 'step' | 'due' | 'of' | 'with' | 'text' | 'counter' | 'adopted'
    >
  >;

export type Cell = string | number;
/** A list as it is handed out: one sheet of a workbook. */
export interface Sheet {
  name: string;
  head: string[];
  rows: Cell[][];
}
export type Listed = 'queue' | 'papers' | 'sources' | 'report' | 'samples';
/** Done, or why not. */
export type Tried = { ok: boolean; why?: ReviewRefusal };

export interface OfficeApi {
  office(): Promise<OfficeView>;
  /** The list as it was left, at once; false: nothing was ever read. */
  open(): Promise<boolean>;
  /** Reads new entries of every desk into the list; true: something changed. */
  refresh(told?: (done: number, of: number) => void): Promise<boolean>;
  page(filter: QueueFilter, offset: number, limit: number): Promise<QueueView>;
  ids(filter: QueueFilter): string[];
  count(filter: QueueFilter): number;
  rates(rule: string): RuleRates;
  /** What a matter belongs with; undefined where it has no subject. */
  group(id: string): Promise<GroupView | undefined>;
  matter(id: string): Promise<MatterView>;
  act(deed: Deed): Promise<MatterDone>;
  letter(seq: number): Promise<{ letter: LetterText | null }>;
  /** Hands the letter out as a document. */
  docx(letter: LetterText, copies: string): Promise<void>;
  sources(): Promise<SourceLine[]>;
  /** Verifies an export and takes it in; `told` gets entries done and in all. */
  take(file: File, told: (done: number, of: number) => void): Promise<ImportDone>;
  drop(desk: string): Promise<void>;
  choose(profile: string): Promise<OfficeView>;
  /** Entry exams that were passed, after new entries of every desk were read in. */
  passes(): Promise<PassesView>;
  /** Hands lists out as a workbook; that it was done is journalled first. False: it could not be. */
  handOut(what: Listed, file: string, sheets: readonly Sheet[]): Promise<boolean>;
  papers(): Promise<PaperLine[]>;
  samples(): Promise<SamplesView>;
  draw(plan: string, seed?: string): Promise<Tried>;
  check(one: { draw: number; item: string; found: 'right' | 'wrong'; text: string }): Promise<Tried>;
  report(month?: string): Promise<ReportView>;
  keepRates(month: string, values: Record<string, { part: number; whole: number }>): Promise<{ ok: boolean }>;
  /** A file with the open questions to a desk's clerks, for that desk. */
  asks(desk: string): Promise<boolean>;
}
