// What the officers' pages ask of whoever keeps the matters: the extension's import store now, a hub by HTTP later.
import type {
  ImportDone,
  MatterDone,
  MatterView,
  OfficeView,
  PassesView,
  QueueLine,
  QueueView,
  RuleRates,
  SourceLine,
} from '@/lib/messages/office-views';
import type { LetterText, QueueFilter, ReviewAct } from '@/lib/model';

export type Deed = Pick<ReviewAct, 'do' | 'matter'> &
  Partial<Pick<ReviewAct, 'verdict' | 'disposition' | 'level' | 'step' | 'due' | 'of' | 'with' | 'text'>>;

export interface OfficeApi {
  office(): Promise<OfficeView>;
  /** Reads new entries of every desk into the list. */
  refresh(told?: (done: number, of: number) => void): Promise<void>;
  page(filter: QueueFilter, offset: number, limit: number): Promise<QueueView>;
  ids(filter: QueueFilter): string[];
  count(filter: QueueFilter): number;
  rates(rule: string): RuleRates;
  related(id: string): Promise<QueueLine[]>;
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
}
