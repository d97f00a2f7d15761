import * as z from 'zod';

/** Something of a pack that is switched off at once, without a new pack or program. */
export const Revocation = z.strictObject({
  kind: z.enum(['rule', 'action', 'adapter', 'system']),
  id: z.string().min(1).max(120),
  why: z.string().max(200).optional(),
});
export type Revocation = z.infer<typeof Revocation>;

/** One record of the desk's own database; a list with a higher `version` replaces it as a whole. */
export const Revocations = z.strictObject({
  version: z.number().int().min(0),
  at: z.number().int(),
  list: z.array(Revocation).max(500),
});
export type Revocations = z.infer<typeof Revocations>;

/** Key of that record. In the worker's own database: what lies in extension storage a page's process could write. */
export const REVOCATIONS = 'revocations';
