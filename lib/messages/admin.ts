// What the admin's pages and the worker say to each other. Part of the one table in ./index.
import * as z from 'zod';
import { ScoreBody, ScoreParts } from '@/lib/model';
import type { ScoreSheet } from '@/lib/model';

export const ADMIN_MESSAGES = {
  /** Scorings of risk points journalled at this machine, and who may add one. */
  'view.scores': { by: 'own', body: z.strictObject({}) },
  /** A scoring in the name of who is signed in. */
  'score.keep': {
    by: 'own',
    body: ScoreBody.omit({ note: true }).extend({ evidence: ScoreParts.shape.evidence }),
  },
} as const;

/** `names`: of the people the sheets are by. */
export interface ScoresView {
  sheets: ScoreSheet[];
  names: Record<string, string>;
  reader?: { id: string; name: string };
}

export interface AdminReplies {
  'view.scores': ScoresView;
  /** `not_joint`: nothing stands more than a step apart, or only one has scored. */
  'score.keep':
    | { ok: true; seq: number }
    | { ok: false; why: 'not_signed_in' | 'not_written' | 'not_joint' | 'no_evidence' };
}
