// What the worker answers to the officers' pages. Values only; words of the regulation in the desk's language, times in epoch ms.
import type {
  AnnexLine,
  FacetCounts,
  Language,
  LevelMark,
  MonthReport,
  Person,
  Refusal,
  ReviewAct,
  ReviewVerdict,
} from '@/lib/model';
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
  /** Regulation, calendar and level scheme in one word: terms of the list are reckoned by these. */
  stamp: string;
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
  /** A counter's consequence: taken up or not. */
  adopted?: boolean;
  /** Written at the clerk's own desk, come in with an export. */
  isReceived?: boolean;
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
  | {
      kind: 'matter';
      id: string;
      language: Language;
      flag: FlagDetailView;
      lanes: LaneLine[];
      review: ReviewView;
      counters: CounterLine[];
    };

/** One thing in the operator's lane or in the subject's. */
export interface LaneLine {
  at: number;
  lane: 'operator' | 'subject';
  text: string;
  tone: 'plain' | 'flag' | 'gap';
  /** Belongs to the flagged act itself. */
  isThis?: boolean;
  /** A matter of its own, to be opened. */
  matter?: string;
}
/** A counter of the regulation that this warning reached. */
export interface CounterLine {
  id: string;
  per: 'unit' | 'person';
  within: 'year' | 'rolling_year' | 'quarter';
  n: number;
  at: number;
  matters: string[];
  propose: string;
  decided?: { adopted: boolean; by: string; at: number };
}

/** Why matters stand together, who stands with this one, and who could. */
export interface GroupView {
  subject: string;
  family: string;
  from: number;
  to: number;
  days: number;
  members: QueueLine[];
  /** Others of the same subject, outside the group. */
  others: QueueLine[];
  isSplit: boolean;
  isJoined: boolean;
}

/** A numbered paper in the register. */
export interface PaperLine {
  seq: number;
  at: number;
  number: string;
  title: string;
  matter: string;
  to?: string;
  by?: string;
}

export interface SamplesView {
  plans: {
    id: string;
    title: string;
    share: number;
    atLeast: number;
    of: 'matters' | 'units';
    pool: number;
    isDue: boolean;
    barred?: ReviewRefusal;
  }[];
  draws: DrawView[];
}
export interface DrawView {
  seq: number;
  at: number;
  by: string;
  plan: string;
  title: string;
  of: 'matters' | 'units';
  seed: string;
  from: number;
  until: number;
  pool: number;
  /** Drawn again from the same pool with the same seed; `changed`: the pool is no longer the same here. */
  again: 'same' | 'other' | 'changed';
  items: {
    item: string;
    sentence?: string;
    checked?: { at: number; by: string; found: 'right' | 'wrong'; text: string };
  }[];
}

export interface ReportView {
  language: Language;
  /** Months there are figures of, newest first. */
  months: string[];
  report?: MonthReport;
  /** The figures above are those of the seal; `annex`: what is different today. */
  sealed?: { at: number; by: string; sha256: string; seq: number };
  annex: AnnexLine[];
  words: {
    unit: string;
    rule: Record<string, string>;
    risk: Record<string, string>;
    post: Record<string, string>;
    severity: Record<string, LevelMark>;
    rate: Record<string, { title: string; numerator: string; denominator: string; isSeen: boolean }>;
    profile: string;
  };
}

/** A question to a clerk, as it leaves the house. */
export interface AskLine {
  matter: string;
  seq: number;
  at: number;
  by: string;
  text: string;
}

export type MatterDone =
  | {
      ok: true;
      seq: number;
      stage: string;
      due?: number;
      closedAs?: string;
      verdict?: string;
      split?: boolean;
      joined?: string;
    }
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
  /** Questions to this desk's clerks that are not answered. */
  asks: number;
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
