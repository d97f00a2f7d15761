import * as z from 'zod';
import { Ask, LevelRef } from './level';
import { Id, Text } from './text';
import { Source } from './rule';
import { UnreadReason } from './values';

export type Truth = 'true' | 'false' | 'unknown';

export const FlagFact = z.strictObject({
  label: Text,
  actual: Text,
  expected: Text.optional(),
  field: z.string().optional(),
  bad: z.boolean(),
});

/** A rule that is true for an act: a machine's hint, not a warning until a person confirms it. Texts are filled. */
export const Flag = z.strictObject({
  rule: Id,
  ruleVersion: z.number().int(),
  pack: Id,
  level: LevelRef,
  ask: Ask,
  /** Asked more lightly than the rule says (only this desk's records, dedupe, budget …): why. */
  eased: z.enum(['desk_only', 'deduped', 'budget']).optional(),
  when: z.enum(['before', 'after', 'timer']),
  sentence: Text,
  facts: z.array(FlagFact),
  /** "金额 ≥ 500,000 元，且 经办人 = 复核人": the conditions that held, from the tree, by field labels. */
  because: Text,
  checks: z.array(z.strictObject({ id: Id, text: Text })),
  reasons: z.array(z.strictObject({ id: Id, text: Text, wrongRule: z.boolean().optional() })),
  back: Text.optional(),
  posts: z.array(Id).optional(),
  sources: z.array(Source),
  /** Indexes of `event.items` it is true for; absent: the act as a whole. */
  items: z.array(z.number().int()).optional(),
  /** Journal sequence numbers of earlier entries that history rests on. */
  evidence: z.array(z.number().int()).max(200).optional(),
  deadline: z.strictObject({ at: z.number(), from: z.string(), label: Text }).optional(),
  /** rule + subject + values named for dedupe, hashed. */
  dedupe: z.string().max(64),
  /** Of a draft that its author tries in this browser: shown with that mark, never journalled as a flag. */
  draft: z.literal(true).optional(),
});
export type Flag = z.infer<typeof Flag>;

/** A rule that could not be told true or false. */
export const Undetermined = z.strictObject({
  rule: Id,
  ruleVersion: z.number().int(),
  pack: Id,
  ask: Ask,
  why: z.enum(['history', 'field', 'cost', 'error']),
  /** Fields that were unread, and why. */
  fields: z.record(z.string(), UnreadReason),
  /** Set when the rule asks second_person or stop: the checklist hold that says what could not be read. */
  flag: Flag.optional(),
});
export type Undetermined = z.infer<typeof Undetermined>;

export const Verdict = z.strictObject({
  flags: z.array(Flag),
  undetermined: z.array(Undetermined),
  judged: z.number().int(),
});
export type Verdict = z.infer<typeof Verdict>;

/** What could not be told, with a reason from a fixed list. Silence in the journal means that nothing happened. */
export const GapReason = z.enum([
  'undetermined_field',
  'undetermined_history',
  'rule_failed',
  'rule_cost',
  'verdict_late',
  'briefing_late',
  'worker_away',
  'extension_gone',
  'page_degraded',
  'page_unrecognised',
  'field_unread',
  'commit_unseen',
  'channel_unwatched',
  'coverage_drop',
  'act_uncommitted',
  'cannot_wait',
  'reminder_suppressed',
  'reminder_failed',
  'release_failed',
  'control_gone',
  'popup_blocked',
  'values_changed',
  'store_failed',
  'storage_full',
  'journal_gap',
  'briefing_tampered',
  'pack_refused',
  'adapter_refused',
  'key_missing',
  'message_refused',
  'navigated_away',
]);
export type GapReason = z.infer<typeof GapReason>;
export const Gap = z.strictObject({
  reason: GapReason,
  at: z.number().int(),
  system: z.string().optional(),
  adapter: z.string().optional(),
  page: z.string().optional(),
  action: z.string().optional(),
  rule: z.string().optional(),
  field: z.string().optional(),
  event: z.string().optional(),
  detail: z.string().max(300).optional(),
});
export type Gap = z.infer<typeof Gap>;

/** What the clerk answered. */
export const Answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('back') }),
  z.strictObject({
    kind: z.literal('continue'),
    checks: z.array(z.string().max(64)).max(60),
    reasonId: z.string().max(64).optional(),
    reasonText: z.string().max(2000).optional(),
    second: z
      .strictObject({
        person: z.string(),
        post: z.string(),
        way: z.enum(['local_pin', 'remote', 'none_available']),
        at: z.number().int(),
        ticket: z.string().optional(),
      })
      .optional(),
  }),
  z.strictObject({ kind: z.literal('acknowledge') }),
  z.strictObject({
    kind: z.literal('unanswered'),
    why: z.enum(['navigated', 'closed', 'timeout', 'withdrawn', 'orphaned']),
  }),
]);
export type Answer = z.infer<typeof Answer>;

/** How the act ended in the page. */
export const Ending = z.enum([
  'passed',
  'released',
  'withdrawn',
  'navigated',
  'release_failed',
  'committed',
  'uncommitted',
  'refused',
]);
export type Ending = z.infer<typeof Ending>;
