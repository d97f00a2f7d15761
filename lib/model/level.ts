import * as z from 'zod';
import { Id, Text } from './text';

/** What the clerk must do, lightest first. Never mixed with the level (how grave). */
export const ASKS = [
  'observe',
  'notice',
  'acknowledge',
  'checklist',
  'justification',
  'second_person',
  'stop',
] as const;
export const Ask = z.enum(ASKS);
export type Ask = z.infer<typeof Ask>;

/** Colour and shape go together: green circle, blue square, yellow triangle, orange diamond, red octagon. */
export const Mark = z.enum(['green', 'blue', 'yellow', 'orange', 'red']);
export type Mark = z.infer<typeof Mark>;

export const Level = z.strictObject({
  key: Id,
  /** 1 is the lightest; unique inside an ordered scheme. The only thing that is ever compared. */
  severity: z.number().int().min(1),
  label: Text,
  short: Text,
  mark: Mark,
  defaultAsk: Ask,
  handledBy: z.string().max(40).optional(),
  supervisedBy: z.string().max(40).optional(),
  answer: z
    .strictObject({
      form: z.enum(['none', 'written', 'oral', 'talk+written', 'oral+correction']),
      due: z.strictObject({ n: z.number().int().positive(), unit: z.enum(['workday', 'day']) }).optional(),
    })
    .optional(),
  onOverdue: z.string().max(40).optional(),
  circulate: z.enum(['none', 'unit', 'system']).optional(),
  issueNeeds: z.enum(['one', 'two', 'committee']).optional(),
  withdrawNeeds: z.string().max(40).optional(),
  counts: z
    .array(
      z.strictObject({ when: z.number().int(), per: z.enum(['unit', 'person']), window: z.string(), propose: Text }),
    )
    .optional(),
});
export type Level = z.infer<typeof Level>;

export const LevelScheme = z.strictObject({
  id: Id,
  version: z.number().int().positive(),
  kind: z.enum(['warning', 'risk_grade', 'sign', 'power_class', 'indicator', 'assessment', 'stage']),
  title: Text,
  ordered: z.boolean(),
  polarity: z.enum(['bad', 'good']).optional(),
  /** Where a bureau must still choose (the source is silent), the scheme cannot be used until it did. */
  undecided: z.string().optional(),
  source: z.string().optional(),
  levels: z.array(Level).min(1).max(9),
});
export type LevelScheme = z.infer<typeof LevelScheme>;

/** A flag keeps the key and severity of its own day, with the scheme they belong to. */
export const LevelRef = z.strictObject({ scheme: Id, version: z.number().int(), key: Id, severity: z.number().int() });
export type LevelRef = z.infer<typeof LevelRef>;

/** Working days: Monday to Friday, less holidays, plus swapped weekends (调休). Times are Asia/Shanghai. */
export const Calendar = z.strictObject({
  id: Id,
  version: z.number().int().positive(),
  title: Text,
  from: z.string().regex(/^\d{2}:\d{2}$/),
  to: z.string().regex(/^\d{2}:\d{2}$/),
  holidays: z.array(z.string()),
  swapWork: z.array(z.string()),
  source: z.string().optional(),
});
export type Calendar = z.infer<typeof Calendar>;
