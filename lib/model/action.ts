import * as z from 'zod';
import { ActionKey, FieldId, Id, Text } from './text';
import { FieldSpecs, Reading } from './values';

/**
 * A time-limited matter that an action's page shows: due at the end of the day in `field`, or so many days after it. It is
 * over when one of `until` was done for the same subject.
 */
export const ActionDeadline = z.strictObject({
  field: FieldId,
  what: Text,
  days: z.number().int().min(1).max(5000).optional(),
  unit: z.enum(['workday', 'day']).optional(),
  until: z.array(ActionKey).max(10).default([]),
});
export type ActionDeadline = z.infer<typeof ActionDeadline>;

/** What an action is and which fields its rules may speak of. Adapters say where those fields stand on a page. */
export const ActionSpec = z.strictObject({
  key: ActionKey,
  title: Text,
  /** "{effect}尚未{done}": what has not happened while the act is held, e.g. 资金 / 划出. */
  effect: z.strictObject({ what: Text, done: Text }),
  /** Marked sensitive: rules that watch sensitive actions apply. */
  sensitive: z.boolean().optional(),
  /** Field that names the matter (case number, contract number …): the object of dedupe, grouping, case cards. */
  subject: FieldId.optional(),
  deadlines: z.array(ActionDeadline).max(4).optional(),
  fields: FieldSpecs,
});
export type ActionSpec = z.infer<typeof ActionSpec>;

/** Up to four signals belong to one human act. */
export const Signal = z.enum([
  'pointer',
  'click',
  'synthetic_click',
  'key',
  'submit',
  'form_submit',
  'fetch',
  'xhr',
  'beacon',
]);
export type Signal = z.infer<typeof Signal>;

const Fields = z.record(FieldId, Reading);

/** One act of a clerk: what was read on the page at that moment. Never holds a raw identity number. */
export const ActionEvent = z.strictObject({
  id: z.string().max(40),
  action: ActionKey,
  system: Id,
  adapter: z.strictObject({ id: Id, version: z.number().int() }),
  page: Id,
  /** Epoch ms of the desk's clock. */
  at: z.number().int(),
  /** Log-in name the adapter read on the page, if any. */
  login: z.string().max(64).optional(),
  fields: Fields,
  /** Bulk act: one set of readings a subject; rules are judged for each, over `fields`. */
  items: z.array(Fields).max(2000).optional(),
  signals: z.array(Signal).min(1),
  /** Page readings with less than full confidence, or a page only half recognised. */
  degraded: z.boolean().optional(),
  /** Foreground time of this page before the act, ms; characters of visible text on it. */
  dwellMs: z.number().int().optional(),
  pageChars: z.number().int().optional(),
});
export type ActionEvent = z.infer<typeof ActionEvent>;
