import * as z from 'zod';
import { Signal } from './action';
import { Ask, LevelRef } from './level';
import { ActionKey, FieldId, Id } from './text';
import { Reading } from './values';
import { Gap, Undetermined, Verdict } from './verdict';
import { Person } from './person';

/**
 * What the entries of a journal say, kind by kind. A body is public for ever; what belongs to a person stands in a part of
 * its own (names, logins, masked numbers, tokens, reasons, filled sentences) and can be erased alone.
 */
const Fields = z.record(FieldId, Reading);

export const FlagBody = z.strictObject({
  rule: Id,
  ruleVersion: z.number().int(),
  pack: Id,
  level: LevelRef,
  ask: Ask,
  eased: z.enum(['desk_only', 'deduped', 'budget']).optional(),
  when: z.enum(['before', 'after', 'timer']),
  items: z.array(z.number().int()).optional(),
  evidence: z.array(z.number().int()).optional(),
  deadlineAt: z.number().optional(),
  /** Was it put before the clerk, or only journalled? */
  shown: z.boolean(),
});
export type FlagBody = z.infer<typeof FlagBody>;

/** kind `event` */
export const EventBody = z.strictObject({
  id: z.string(),
  action: ActionKey,
  system: Id,
  adapter: z.strictObject({ id: Id, version: z.number().int() }),
  page: Id,
  at: z.number().int(),
  signals: z.array(Signal),
  mode: z.enum(['passing', 'paused', 'held']),
  degraded: z.boolean().optional(),
  dwellMs: z.number().int().optional(),
  pageChars: z.number().int().optional(),
  /** Readings that name nobody: amounts, dates, codes, yes and no. */
  fields: Fields,
  items: z.array(Fields).optional(),
  flags: z.array(FlagBody),
  undetermined: z.array(
    Undetermined.omit({ flag: true }).extend({
      /** it carried a hold of its own */ level: LevelRef.optional(),
      shown: z.boolean().optional(),
    }),
  ),
  judged: z.number().int(),
  /** Packs that decided, `id@version` each. */
  packs: z.array(z.string()).optional(),
  deskOnly: z.boolean(),
  /** Drafts that an author tried in this browser and that spoke at this act: no flags, but what stood on the screen. */
  drafts: z.array(Id).optional(),
  /** Written after the journal had been out of reach: when it should have been. */
  keptSince: z.number().int().optional(),
});
export type EventBody = z.infer<typeof EventBody>;

export const EventParts = z.strictObject({
  clerk: z.strictObject({ login: z.string().optional(), person: Person.optional() }).optional(),
  /** Readings that may name somebody; identity numbers masked and without token. */
  fields: z.strictObject({ fields: Fields, items: z.array(Fields).optional() }).optional(),
  /** Tokens of identity numbers in the order of the readings: the event's own field first, then each item's. */
  tokens: z.strictObject({ key: z.string(), tokens: z.record(FieldId, z.array(z.string())) }).optional(),
  /** The whole verdict with its filled texts. */
  verdict: Verdict.optional(),
});
export type EventParts = z.infer<typeof EventParts>;

/** kind `shown`; part `text`: what stood on the screen. */
export const ShownBody = z.strictObject({
  event: z.string(),
  surface: z.enum(['hold', 'chip', 'hint']),
  textVersion: z.string(),
  visibleMs: z.number(),
  receipt: z.enum(['seen', 'rendered', 'suppressed', 'unknown']),
  why: z.string().optional(),
  keptSince: z.number().int().optional(),
});
export type ShownBody = z.infer<typeof ShownBody>;

/** kind `answer`; parts `reason` (text) and `second` (person id). */
export const AnswerBody = z.strictObject({
  event: z.string(),
  kind: z.enum(['back', 'continue', 'acknowledge', 'unanswered']),
  checks: z.array(z.string()).optional(),
  reasonId: z.string().optional(),
  why: z.string().optional(),
  second: z
    .strictObject({
      post: z.string(),
      way: z.string(),
      at: z.number(),
      /** the worker itself saw this confirmation */ verified: z.boolean(),
    })
    .optional(),
  keptSince: z.number().int().optional(),
});
export type AnswerBody = z.infer<typeof AnswerBody>;

/** kind `ending` */
export const EndingBody = z.strictObject({
  event: z.string(),
  ending: z.string(),
  detail: z.string().optional(),
  keptSince: z.number().int().optional(),
});
export type EndingBody = z.infer<typeof EndingBody>;

/** kind `gap` */
export const GapBody = z.strictObject({ ...Gap.shape, keptSince: z.number().int().optional() });
export type GapBody = z.infer<typeof GapBody>;

/**
 * kind `learning`: a day's card that was answered, or a paper that was handed in; parts `person` (id) and `result`. Only a paper
 * that was passed says so in the body; how many answers were right is the person's own.
 */
export const LearningBody = z.strictObject({
  learning: z.enum(['card', 'quiz', 'exam']),
  post: Id.optional(),
  /** Day, or quarter (`2026-Q4`). */
  period: z.string().max(10),
  /** Packs the questions came from, `id@version` each. */
  packs: z.array(z.string()),
  passed: z.literal(true).optional(),
});
export type LearningBody = z.infer<typeof LearningBody>;
export const LearningParts = z.strictObject({
  person: z.string(),
  /** Ids of the questions, and of those answered wrongly. */
  result: z.strictObject({ of: z.array(z.string()), wrong: z.array(z.string()) }).optional(),
});
export type LearningParts = z.infer<typeof LearningParts>;
