import * as z from 'zod';
import { FieldId, Id } from './text';

export const DIMENSIONS = ['discretion', 'transparency', 'reviewability', 'constraint'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
const Step = z.number().int().min(1).max(5);

/**
 * One person's scores of a risk point, kind `note` of the journal: a draft of the bureau's own library. A change of mind is a new
 * entry; the latest of each person counts. `joint`: what the two agreed on where they had stood more than one step apart.
 */
export const ScoreBody = z.strictObject({
  note: z.literal('score'),
  point: Id,
  scores: z.strictObject({ discretion: Step, transparency: Step, reviewability: Step, constraint: Step }),
  impact: z.number().min(0.1).max(5),
  frequency: z.number().min(0.1).max(5),
  joint: z.boolean().optional(),
});
export type ScoreBody = z.infer<typeof ScoreBody>;

/** One line of evidence for each figure; the scorer's id. */
export const ScoreParts = z.strictObject({
  person: z.string().max(64),
  evidence: z.record(FieldId, z.string().trim().min(1).max(120)),
});
export type ScoreParts = z.infer<typeof ScoreParts>;

/** A scoring as it was journalled. */
export interface ScoreSheet extends Omit<ScoreBody, 'note'>, ScoreParts {
  at: number;
  seq: number;
}
