// What the worker answers to the page of learning. The right answer leaves the worker only once one was given.
import type { Language } from '@/lib/model';
import type { CardPoint, ClerkView } from './views';

export type PaperKind = 'quiz' | 'exam';

export interface QuestionView {
  id: string;
  ask: string;
  options: string[];
}
/** After an answer: which was right, and why. */
export interface ToldView {
  question: QuestionView;
  chosen: number;
  right: number;
  /** The point it is about, in the library's words. */
  title: string;
  behaviour: string;
  measures: string[];
  source: string;
}
/** A paper that is being answered. */
export interface RunView {
  kind: PaperKind;
  postName?: string;
  /** The question's number from 1, of how many. */
  n: number;
  of: number;
  question: QuestionView;
}
/** A paper that was handed in. */
export interface ResultView {
  kind: PaperKind;
  postName?: string;
  right: number;
  of: number;
  need: number;
  passed: boolean;
  mistakes: ToldView[];
}
export interface TakenView {
  at: number;
  right: number;
  of: number;
  passed: boolean;
}
/** The entry exam of one of the clerk's posts. */
export interface ExamView {
  post: string;
  postName: string;
  questions: number;
  need: number;
  /** When it was passed first, and by which packs. */
  passed?: { at: number; packs: string };
  last?: TakenView;
}

/** `view.learning`. `no_posts`: who sits here holds no post with risk points. */
export type LearningView =
  | { kind: 'nobody'; language: Language }
  | { kind: 'no_posts'; language: Language }
  | {
      kind: 'learning';
      language: Language;
      clerk: ClerkView;
      /** Holds that stand in pages: learning waits for them. */
      waits: number;
      card: { point: CardPoint; question?: QuestionView; done: boolean; days: number };
      /** `period`: 2026-Q4. */
      quiz: { period: string; questions: number; need: number; last?: TakenView };
      exams: ExamView[];
      /** The exam is taken under one's own sign-in only. */
      mayExam: boolean;
      run?: RunView;
    };

/** `waits`: a hold stands · `gone`: another question is open, or none · `sign_in`: the exam wants one's own PIN. */
export type LearningRefusal = 'waits' | 'gone' | 'sign_in' | 'not_written';
export type StartDone = { ok: true; run: RunView } | { ok: false; why: LearningRefusal };
/** A quiz and a card tell after each answer; an exam when it is over. */
export type LearningAnswered =
  | { ok: true; told?: ToldView; run?: RunView; result?: ResultView }
  | { ok: false; why: LearningRefusal };
