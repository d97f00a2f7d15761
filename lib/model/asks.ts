import * as z from 'zod';

/** Questions to a desk's clerks, on their way there in a file. */
export const AsksFile = z.strictObject({
  hulan: z.literal('asks'),
  v: z.literal(1),
  desk: z.string().max(40),
  asks: z
    .array(
      z.strictObject({
        seq: z.number().int().min(0),
        at: z.number().int(),
        by: z.string().max(40),
        text: z.string().min(1).max(4000),
      }),
    )
    .max(500),
});
export type AsksFile = z.infer<typeof AsksFile>;
