// What the worker answers to the clerk's daily surfaces: overlay, risk card, case card, learning. Values only, texts in the
// desk's language; times are epoch ms.
import type { Language, LevelMark, Mark } from '@/lib/model';
import type { AnswerKind, ClerkView } from './views';

/** Something with a term. `near` and `soon`: when one working day and three days are left; marks change there and at `due`. */
export interface DeadlineView {
  id: string;
  /** 听证申请期满 */
  what: string;
  matter?: string;
  due: number;
  near: number;
  soon: number;
  /** Its page is open in a tab. */
  canOpen: boolean;
}

/** An act that waits for the clerk. `hold`: its dialog stands in a page. `acknowledge`: read and not yet acknowledged. */
export interface TodoView {
  event: string;
  seq: number;
  kind: 'hold' | 'acknowledge';
  at: number;
  level: LevelMark;
  /** 说明理由后继续 */
  askText: string;
  sentence: string;
  actionTitle: string;
  subject?: string;
  more: number;
  deadline?: Pick<DeadlineView, 'due' | 'near' | 'soon'>;
  canOpen: boolean;
}

/** Somebody at this desk is asked to confirm another's act. The PIN is entered in the window that stands open, never here. */
export interface SecondRequestView {
  ticket: string;
  until: number;
  from?: string;
  level: LevelMark;
  sentence: string;
  actionTitle: string;
  subject?: string;
  posts: string[];
}

/** Something is not as it should be; reminders go on. */
export interface KnowView {
  kind: 'line' | 'journal' | 'unreachable' | 'pack_refused' | 'source_refused' | 'pack_old' | 'page_lost';
  mark?: Mark;
  sentence: string;
  more: string;
}

/**
 * The line to where packs come from. `none`: the bureau named no source, which is no fault · `away`: named, and the last check
 * did not reach it. `at`: the last check.
 */
export interface LineView {
  state: 'none' | 'ok' | 'away';
  at?: number;
}

export interface TodayLine {
  seq: number;
  at: number;
  level: LevelMark;
  sentence: string;
  subject?: string;
  answer: AnswerKind;
}

/** `view.overlay` */
export interface OverlayView {
  language: Language;
  clerk?: ClerkView;
  /** A page is logged in under another name than the person who signed in here. */
  otherLogin?: string;
  shift: ShiftView;
  second?: SecondRequestView;
  todo: TodoView[];
  deadlines: DeadlineView[];
  today: TodayLine[];
  know: KnowView[];
  line: LineView;
  /** This clerk's acts and reminders of today, and recognised pages that stand open. */
  counts: { acts: number; flags: number; pages: number };
  pack?: { title: string; version: number };
}
/** Since when this clerk sits here today; absent before the first click. */
export interface ShiftView {
  since?: number;
}

/** A risk point of the library as a card says it. */
export interface CardPoint {
  id: string;
  level: LevelMark;
  title: string;
  behaviour: string;
  /** 这样做 */
  measures: string[];
  source: string;
}
/** `view.card`: the post's points, and nobody's matter: it hangs where everybody can read it. */
export interface CardView {
  language: Language;
  at: number;
  clerk?: ClerkView;
  /** Gravest first. */
  points: CardPoint[];
  todo: number;
  due?: { at: number; what: string };
  pack?: { title: string; version: number };
  /** The unit's posts with their points, for the handbook. */
  unit?: { name: string; posts: { id: string; name: string; points: CardPoint[] }[] };
}

/** `view.case`: what this desk knows about one matter through its stages, oldest first. */
export type CaseView =
  | { kind: 'none' }
  | { kind: 'case'; language: Language; subject: string; stages: CaseStage[]; deadlines: DeadlineView[] };
export interface CaseStage {
  seq: number;
  at: number;
  actionTitle: string;
  flags: number;
  level?: LevelMark;
  sentence?: string;
  answerText?: string;
  endingText?: string;
}
