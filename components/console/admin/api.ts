// What the admin's pages ask for. The extension answers from packs, sources and journal in its own page.
import type { Language } from '@/lib/model';
import type { PackCheck, PackStateView } from '@/lib/messages/views';
import type {
  BacktestView,
  EditorView,
  Figures,
  HealthLine,
  LibraryView,
  MeasuredView,
  PointView,
  RuleLine,
  Spot,
  TokenInput,
} from '@/lib/messages/admin-views';

export interface NewScore {
  point: string;
  figures: Figures;
  evidence: Record<string, string>;
  joint: boolean;
}
export type ScoreDone =
  | { ok: true }
  | { ok: false; why: 'not_signed_in' | 'not_written' | 'not_joint' | 'no_evidence' | 'failed' };

export interface RuleRef {
  pack: string;
  id: string;
}
export type Edit =
  | { kind: 'token'; spot: Spot; as: TokenInput['as']; value: string }
  | { kind: 'move'; row: number; by: -1 | 1 }
  | { kind: 'remove'; row: number }
  | { kind: 'add'; row: 'comparison' | 'missing' | 'sequence' | 'count' | 'overdue' }
  | { kind: 'join'; joined: 'all' | 'any' }
  | { kind: 'text'; file: 'rule' | 'cases'; text: string }
  | { kind: 'sentence'; language: Language; text: string }
  | { kind: 'fix'; spot: Spot; text: string };

/** Rules as drafts at this machine. An edit is kept at once; the pack's own source stays. */
export interface EditorApi {
  rules(language: Language): Promise<RuleLine[]>;
  open(rule: RuleRef, language: Language): Promise<EditorView>;
  edit(rule: RuleRef, edit: Edit, language: Language): Promise<EditorView>;
  /** Takes a draft back to how it was. */
  put(rule: RuleRef, draft: { text: string; cases: string }, language: Language): Promise<EditorView>;
  /** Null: it was a new rule and is gone. */
  discard(rule: RuleRef, language: Language): Promise<EditorView | null>;
  /** Tries the draft in this browser, or no longer. `ok` false: it has faults, or only a timer would run it. */
  tryHere(rule: RuleRef, on: boolean, language: Language): Promise<{ ok: boolean; view: EditorView }>;
  copy(from: RuleRef, id: string): Promise<boolean>;
  /** Null: the draft has faults. An aborted signal ends it with an AbortError. */
  backtest(
    rule: RuleRef,
    language: Language,
    how: { progress: (done: number, of: number) => void; signal: AbortSignal },
  ): Promise<BacktestView | null>;
  /** False: a case fails or a check is not passed. */
  exportDraft(rule: RuleRef): Promise<boolean>;
}

/** `post`: who sits here may not teach · `page`: the browser lets us into no such page · `closed`: no page of it is open. */
export type TeachDone = { ok: true } | { ok: false; why: 'post' | 'page' | 'closed' };

/** Packs of this desk, as the worker has them. */
export interface PacksApi {
  packs(): Promise<PackStateView>;
  checkPacks(): Promise<(PackCheck & { source: string })[]>;
  /** A pack file that was dropped or chosen, verified like what is fetched. */
  bringPack(file: File): Promise<{ outcome: PackCheck; source?: string }>;
  health(language: Language): Promise<HealthLine[]>;
  /** Starts a lesson where a page of this adapter is open: in the tab named, else in another one. */
  teachAgain(adapter: string, tab?: number): Promise<TeachDone>;
}

export interface AdminApi extends EditorApi, PacksApi {
  /** Null: no pack carries scoring settings. */
  library(language: Language): Promise<{ view: LibraryView | null }>;
  point(id: string, language: Language): Promise<{ point: PointView | null }>;
  measured(id: string): Promise<MeasuredView>;
  score(score: NewScore): Promise<ScoreDone>;
  /** Hands out the source files that the agreed scores change, as one zip; gives how many. */
  exportScores(): Promise<number>;
}
