import type { LearningAnswered, LearningView, PaperKind, StartDone } from '@/lib/messages/learning-views';

export interface LearningApi {
  view(): Promise<LearningView>;
  start(kind: PaperKind, post?: string): Promise<StartDone>;
  answer(question: string, option: number): Promise<LearningAnswered>;
  /** Calls back when the worker says that something changed: a hold stands, or no longer. */
  onChange(changed: () => void, signal: AbortSignal): void;
}
