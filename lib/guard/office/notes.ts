import * as z from 'zod';

/**
 * What an officer's journal says that is no deed about one matter, kind `note`: a draw of a sample, the check of one drawn item,
 * the seal of a month's report, figures written in by hand. `of`: what it is about, for finding it again.
 */
export const OfficeNote = z.discriminatedUnion('office', [
  z.strictObject({
    office: z.literal('draw'),
    /** Plan of the regulation, by id; profile by id and version. */
    of: z.string().max(64),
    profile: z.string().max(80),
    seed: z.string().min(1).max(40),
    /** Matters closed, or units warned, in this span: epoch ms, the end belongs to it. */
    from: z.number().int(),
    until: z.number().int(),
    pool: z.number().int(),
    /** SHA-256 of the pool, so that whoever draws again knows that he draws from the same. */
    poolSha: z.string().max(64),
    drawn: z.array(z.string().max(120)).max(2000),
  }),
  z.strictObject({
    office: z.literal('check'),
    /** Sequence number of the draw. */
    of: z.string().max(20),
    item: z.string().max(120),
    found: z.enum(['right', 'wrong']),
  }),
  z.strictObject({
    office: z.literal('seal'),
    /** Month, `2026-10`. */
    of: z.string().max(7),
    sha256: z.string().max(64),
  }),
  z.strictObject({
    office: z.literal('rates'),
    of: z.string().max(7),
    /** Rate id → numerator and denominator as they were reported. */
    values: z.record(z.string().max(40), z.strictObject({ part: z.number(), whole: z.number() })),
  }),
]);
export type OfficeNote = z.infer<typeof OfficeNote>;
