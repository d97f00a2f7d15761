import * as z from 'zod';
import { Id, Text } from './text';

/** A time limit: working days by the pack's calendar, or calendar days. Counted from the day after. */
export const Term = z.strictObject({ n: z.number().int().min(1).max(400), unit: z.enum(['workday', 'day']) });
export type Term = z.infer<typeof Term>;

/** What a letter may be filled with, and nothing else; see docs/pack-format.md. */
export const LETTER_PLACES = [
  'unit',
  'year',
  'n',
  'date',
  'clerk',
  'action',
  'subject',
  'happened',
  'sentence',
  'rule',
  'level',
  'demand',
  'due',
  'issuer',
  'post',
  'matter',
] as const;

/** A paper that leaves the house. Paragraphs carry `{placeholders}` that the record fills; nothing else is in it. */
export const LetterTemplate = z.strictObject({
  id: Id,
  kind: z.enum([
    'notice',
    'caution',
    'admonition',
    'order_to_correct',
    'rectification',
    'withdrawal',
    'supervision',
    'circular',
  ]),
  title: Text,
  /** Document number, e.g. `{unit}廉预〔{year}〕{n}号`; `n` counts per template and year without holes. */
  number: z.string().min(1).max(80),
  to: z.enum(['clerk', 'unit', 'supervisor']),
  /** Bodies that get a copy, as posts. */
  copyTo: z.array(Id).default([]),
  paragraphs: z.array(Text).min(1).max(20),
});
export type LetterTemplate = z.infer<typeof LetterTemplate>;

/** What may be done about a confirmed flag. A person chooses; the profile only says what each choice needs. */
export const DispositionKind = z.strictObject({
  id: Id,
  title: Text,
  hint: Text.optional(),
  letter: Id.optional(),
  /** Levels of the profile's scheme it belongs to; all when absent. */
  levels: z.array(Id).optional(),
  /** Posts that may propose it; whoever handles the level when absent. */
  by: z.array(Id).optional(),
  /** A second person who must approve before it is issued, never the proposer. */
  approval: z.array(Id).optional(),
  /** How many co-signers, none of them the proposer. */
  cosigners: z.number().int().min(0).max(5).default(0),
  /** Answer the warned side owes; the level's own when absent. `none`: closed with the issue. */
  answer: z.enum(['none', 'written', 'oral', 'talk+written', 'oral+correction', 'plan+effect']).optional(),
  due: Term.optional(),
  /** The record is sealed and the matter leaves the house (transfer). */
  transfer: z.boolean().optional(),
});
export type DispositionKind = z.infer<typeof DispositionKind>;

/** A rung of the supervision ladder: so long after the report-back was due, this is to be done by that post. */
export const OverdueStep = z.strictObject({
  id: Id,
  after: Term,
  title: Text,
  by: z.array(Id).min(1),
  letter: Id.optional(),
});
export type OverdueStep = z.infer<typeof OverdueStep>;

/** Counts warnings; what follows is proposed to a person, never done. */
export const Counter = z.strictObject({
  id: Id,
  /** Level keys counted. */
  levels: z.array(Id).min(1),
  per: z.enum(['unit', 'person']),
  within: z.enum(['year', 'rolling_year', 'quarter']),
  at: z.number().int().min(1),
  propose: Text,
});
export type Counter = z.infer<typeof Counter>;

/** A yearly (or other) re-check: a drawn share of the named levels, reproducible by its seed. */
export const Sampling = z.strictObject({
  id: Id,
  title: Text,
  per: z.enum(['year', 'half', 'quarter']),
  levels: z.array(Id).min(1),
  /** What is drawn: closed matters of these levels, or units that were warned at them. */
  of: z.enum(['matters', 'units']).default('matters'),
  /** Share of them, 0–1; at least `atLeast`. */
  share: z.number().min(0).max(1),
  atLeast: z.number().int().min(0).default(1),
  by: z.array(Id).min(1),
});
export type Sampling = z.infer<typeof Sampling>;

/** An organisation's regulation on warnings as data: which levels, who handles, which terms, which letters. */
export const Profile = z.strictObject({
  id: Id,
  version: z.number().int().positive(),
  title: Text,
  /** Regulation this stands for; clauses are to be confirmed by the bureau. */
  source: z.string().min(1).max(200),
  /** Level scheme of the warnings (not of the flags: a person maps one to the other). */
  scheme: Id,
  /** Term for the first check of a flag, by ask rank of nothing: one for all, or per severity of the flag. */
  check: z.strictObject({ due: Term, bySeverity: z.record(z.string(), Term).default({}), by: z.array(Id).min(1) }),
  /** Who takes over what the usual checkers may not touch: own matters. */
  recusal: z.strictObject({ to: z.array(Id).min(1) }),
  dispositions: z.array(DispositionKind).min(1),
  overdue: z.array(OverdueStep).default([]),
  /** After the last rung, or for important cases: announced in a set circle. */
  circular: z.strictObject({ letter: Id, by: z.array(Id).min(1) }).optional(),
  /** A warning is taken back by its issuer, in writing, when things are back to normal. */
  withdrawal: z.strictObject({ letter: Id, by: z.enum(['issuer', 'level_above']) }).optional(),
  /** Must the closer be another person than the one who proposed? */
  fourEyesToClose: z.array(Id).default([]),
  counters: z.array(Counter).default([]),
  sampling: z.array(Sampling).default([]),
  letters: z.array(LetterTemplate).default([]),
});
export type Profile = z.infer<typeof Profile>;
