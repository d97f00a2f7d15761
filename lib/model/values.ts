import * as z from 'zod';
import { FieldId, Text } from './text';

/**
 * Types of a field. `money` is an integer number of fen; `date` is a civil date `YYYY-MM-DD`; `datetime` is epoch ms;
 * `id` is compared as a whole string; `identity` never travels raw (Identity below); lists hold ids or identities.
 */
export const FieldType = z.enum([
  'text',
  'id',
  'money',
  'int',
  'number',
  'bool',
  'date',
  'datetime',
  'enum',
  'identity',
  'ids',
  'identities',
]);
export type FieldType = z.infer<typeof FieldType>;

export const FieldSpec = z.strictObject({
  type: FieldType,
  label: Text,
  /** Values of an enum: code → what the page calls it. */
  values: z.record(z.string(), Text).optional(),
  /** An unread optional field counts as empty. */
  optional: z.boolean().optional(),
  /** Personal part: kept apart from the journal skeleton and masked on screen. */
  personal: z.enum(['name', 'phone', 'address', 'other']).optional(),
  unit: Text.optional(),
  /** A line of a printed form: dashes or zeros written in it stand for nothing written. */
  blank: z.boolean().optional(),
});
export type FieldSpec = z.infer<typeof FieldSpec>;

export const FieldSpecs = z.record(FieldId, FieldSpec);

/** What the page's reader says of an identity number; the raw number goes to the worker once and becomes `token` there. */
export const Identity = z.strictObject({
  kind: z.enum(['resident_id', 'uscc', 'bank_card', 'phone', 'passport', 'permit', 'account', 'unknown']),
  masked: z.string().max(64),
  valid: z.boolean(),
  /** Completed years at the moment of the act; resident ids only. */
  age: z.number().int().optional(),
  /** Other identity fields of this event that hold the same number. */
  same: z.array(FieldId),
  /** HMAC-SHA-256 with the bureau's (or desk's) key, base64url; added by the worker. */
  token: z.string().max(64).optional(),
});
export type Identity = z.infer<typeof Identity>;

/** null = read and found empty. */
export const FieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
  Identity,
  z.array(Identity),
]);
export type FieldValue = z.infer<typeof FieldValue>;

export const UnreadReason = z.enum([
  'no_element', // no anchor found anything
  'ambiguous', // anchors disagree or match several elements
  'not_parsed', // text found but not a value of this type
  'other_frame', // lies in a frame that cannot be reached
  'too_long', // longer than a field can be
  'no_source', // the adapter has no source that applies to this act (e.g. body of a request that has not left yet)
  'page_unknown', // act seen by its request on a page that was not recognised
]);
export type UnreadReason = z.infer<typeof UnreadReason>;

export const Reading = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('read'),
    value: FieldValue,
    /** anchors that agreed ÷ anchors that answered */ votes: z.tuple([z.number(), z.number()]).optional(),
  }),
  z.strictObject({ kind: z.literal('unread'), reason: UnreadReason }),
]);
export type Reading = z.infer<typeof Reading>;
export type Readings = Record<FieldId, Reading>;
