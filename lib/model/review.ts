import * as z from 'zod';
import { Person } from './person';
import { Id } from './text';

/** Five verdicts on a flag; 1 and 2 close it, 3–5 need a sentence. */
export const VERDICTS = ['normal', 'false_alarm', 'ask_more', 'dispose', 'transfer'] as const;
export const ReviewVerdict = z.enum(VERDICTS);
export type ReviewVerdict = z.infer<typeof ReviewVerdict>;

/** A matter is one flagged act: the desk that recorded it and the sequence number there. */
export const MatterId = z.string().regex(/^[A-Za-z0-9_-]{1,40}\/\d{1,15}$/);

/**
 * One thing done about a matter, kind `disposition` of the journal. Who and the words stand in parts (`by`, `text`), the rest in
 * the body; nothing is ever edited, `undo` names what it takes back.
 */
export const ReviewBody = z.strictObject({
  matter: MatterId,
  /** Profile that was in force, by id and version: later changes of the regulation leave old matters as they were. */
  profile: z.strictObject({ id: Id, version: z.number().int() }),
  do: z.enum([
    'take',
    'drop',
    'recuse',
    'verdict',
    'undo',
    'statement',
    'propose',
    'approve',
    'refuse',
    'cosign',
    'issue',
    'report_back',
    'accept',
    'return',
    'supervise',
    'circular',
    'withdraw',
    'close',
    'note',
    'join',
    'split',
    /** What a counter of the regulation proposed: taken up or not, by a person, with a reason. */
    'consequence',
    'sample',
  ]),
  verdict: ReviewVerdict.optional(),
  /** `propose`: disposition and level; `supervise`: the rung. */
  disposition: Id.optional(),
  level: Id.optional(),
  step: Id.optional(),
  /** Report-back due at, epoch ms (end of the civil day). */
  due: z.number().int().optional(),
  /** `undo`: sequence number in the officer's journal; `join`: none. */
  of: z.number().int().optional(),
  /** `join`: the matter it joins. */
  with: MatterId.optional(),
  letter: z.strictObject({ template: Id, number: z.string().max(80), sha256: z.string().max(64) }).optional(),
  /** Draws are reproducible. */
  seed: z.string().max(40).optional(),
  /** `consequence`: which counter, and what was decided. */
  counter: Id.optional(),
  adopted: z.boolean().optional(),
  /** `statement`: written at the clerk's own desk and come in with an export; its sequence number there. */
  from: z.strictObject({ seq: z.number().int().min(0) }).optional(),
});
export type ReviewBody = z.infer<typeof ReviewBody>;

/** A letter as it was printed. It names somebody, so it is a part and can be erased. */
export const LetterText = z.strictObject({
  template: Id,
  number: z.string().max(120),
  title: z.string().max(200),
  to: z.string().max(200),
  copies: z.array(z.string().max(80)).max(10),
  paragraphs: z.array(z.string().max(4000)).max(20),
  signed: z.string().max(120),
  date: z.string().max(20),
});
export type LetterText = z.infer<typeof LetterText>;

export const ReviewParts = z.strictObject({
  by: Person,
  text: z.string().max(4000).optional(),
  letter: LetterText.optional(),
});
export type ReviewParts = z.infer<typeof ReviewParts>;

/** An entry of the officer's journal, put together: body, parts, place and time. */
export interface ReviewAct extends ReviewBody {
  seq: number;
  at: number;
  by: Person;
  text?: string;
}

/** What the queue counts. The operator is none of them: matters are counted, not people. */
export type Facet = 'severity' | 'stage' | 'answer' | 'risk' | 'unit' | 'post' | 'rule' | 'desk';
export interface QueueFilter {
  /** Values wanted of a facet; an absent or empty list asks nothing. */
  facets?: Partial<Record<Facet, readonly string[]>>;
  /** Epoch ms, both ends belong to it. */
  from?: number;
  to?: number;
  /** Due at or before, epoch ms. */
  dueBefore?: number;
  /** Part of a subject's or the whole of an operator's name. */
  words?: string;
  own?: boolean;
}
export type FacetCounts = Record<Facet, { value: string; n: number }[]>;

/** Why somebody may not do this now; a key for the texts, or undefined when it is allowed. */
export type Refusal =
  | 'closed'
  | 'not_this_stage'
  | 'own_matter'
  | 'locked'
  | 'wrong_post'
  | 'same_person'
  | 'sentence_missing'
  | 'unknown_disposition'
  | 'no_withdrawal'
  | 'not_issuer'
  | 'not_due'
  | 'already_done'
  | 'undo_too_late'
  | 'not_yours';
