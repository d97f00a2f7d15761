// What the worker answers to the officers' pages. Values only; words of the regulation in the desk's language, times in epoch ms.
import type { FacetCounts, Language, LevelMark, Person, Refusal, ReviewAct, ReviewVerdict } from '@/lib/model';
import type { FlagDetailView } from './views';

/** Why something may not be done; the screen has the words. */
export type ReviewRefusal = Refusal | 'not_signed_in' | 'not_written';

export interface OfficeView {
  language: Language;
  /** Signed in at this machine. */
  reader?: Person & { postNames: string[] };
  /** Holds a post that the regulation lets check matters. Others see their own records only. */
  isOfficer: boolean;
  ownDesk: string;
  profile: { id: string; title: string; source: string };
  profiles: { id: string; title: string }[];
  words: {
    rule: Record<string, string>;
    risk: Record<string, string>;
    post: Record<string, string>;
    action: Record<string, string>;
  };
  levels: { severity: number; key: string; mark: LevelMark }[];
}

export interface ReviewLine {
  seq: number;
  at: number;
  who: string;
  do: ReviewAct['do'];
  verdict?: ReviewVerdict;
  /** Title of the disposition or rung. */
  what?: string;
  text?: string;
  letter?: string;
  /** It had no effect: why. */
  void?: ReviewRefusal;
}
export interface DispositionView {
  id: string;
  title: string;
  hint?: string;
  levels: { key: string; word: string; due?: number }[];
  letter?: string;
  approval: string[];
  cosigners: number;
}
export interface ReviewView {
  stage: string;
  closedAs?: string;
  due?: number;
  lock?: string;
  verdict?: ReviewVerdict;
  proposal?: {
    disposition: string;
    title: string;
    level?: string;
    by: string;
    text?: string;
    due?: number;
    approvedBy?: string;
    cosigners: string[];
    wants: number;
  };
  dispositions: DispositionView[];
  steps: { id: string; title: string; taken: boolean; isDue: boolean }[];
  letters: { template: string; title: string; number: string; at: number; seq: number }[];
  history: ReviewLine[];
  /** Each deed and why the reader may not do it now; absent: allowed. */
  barred: Partial<Record<ReviewAct['do'], ReviewRefusal>>;
  /** Under which regulation its deeds were written, where it was another than the one in force. */
  profile: string;
}
export type MatterView =
  | { kind: 'none' }
  | { kind: 'matter'; id: string; language: Language; flag: FlagDetailView; review: ReviewView };

export type MatterDone =
  | { ok: true; seq: number; stage: string; due?: number; closedAs?: string; verdict?: string }
  | { ok: false; why: ReviewRefusal };

export interface QueueLine {
  id: string;
  at: number;
  severity: number;
  level: LevelMark;
  sentence: string;
  more: number;
  subject: string;
  operator: string;
  answer: string;
  stage: string;
  closedAs?: string;
  due?: number;
  own: boolean;
  rule: string;
  risk: string;
}
export interface QueueView {
  total: number;
  all: number;
  lines: QueueLine[];
  counts: FacetCounts;
}
/** How a rule did in the thirty days before the newest matter: shown before a verdict, against the rule and not the person. */
export interface RuleRates {
  fired: number;
  wentOn: number;
  falseAlarms: number;
  judged: number;
}

export interface SourceLine {
  desk: string;
  from: string;
  isOwn: boolean;
  importedAt: number;
  entries: number;
  isWhole: boolean;
  sentence: string;
}
export type ImportDone =
  | { ok: true; added: number; whole: boolean; sentence: string }
  | { ok: false; why: 'not_export' | 'own' | 'empty' | 'failed' };

/** `view.passes`: by unit, post and staff number, never by result or date; how often somebody tried is not told. */
export interface PassesView {
  language: Language;
  isOfficer: boolean;
  lines: PassLine[];
}
export interface PassLine {
  person: string;
  name: string;
  unit: string;
  postName: string;
  /** When it was passed last. */
  at: number;
  packs: string;
}
