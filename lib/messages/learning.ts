// What is said about learning: the day's card, the quarter's quiz, the post's exam. Part of the one table in ./index.
import * as z from 'zod';
import { Id } from '@/lib/model';
import type { LearningAnswered, LearningView, StartDone } from './learning-views';

export const LEARNING_MESSAGES = {
  'view.learning': { by: 'own', body: z.strictObject({}) },
  /** A paper is drawn; one that is open stays open under its own kind and post. */
  'learning.start': {
    by: 'own',
    body: z.strictObject({ kind: z.enum(['quiz', 'exam']), post: Id.optional() }),
  },
  /** An answer to the open question of a paper, or to the day's card. */
  'learning.answer': {
    by: 'own',
    body: z.strictObject({ question: z.string().min(3).max(120), option: z.number().int().min(0).max(5) }),
  },
} as const;

export interface LearningReplies {
  'view.learning': LearningView;
  'learning.start': StartDone;
  'learning.answer': LearningAnswered;
}
