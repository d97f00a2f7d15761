// Questions to a desk's clerks, on their way there in a file. The answer comes back as a statement in that desk's next export.
import * as z from 'zod';
import type { AskLine } from '@/lib/messages/office-views';

const AsksFile = z.strictObject({
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
export type Asked = z.infer<typeof AsksFile>['asks'];

export const asksFile = (desk: string, asks: readonly AskLine[]): string =>
  JSON.stringify({ hulan: 'asks', v: 1, desk, asks: asks.map(({ seq, at, by, text }) => ({ seq, at, by, text })) });

/** The questions for this desk in a file; `other_desk`: they are for another, `not_asks`: it is no such file. */
export function readAsks(
  text: string,
  desk: string,
): { ok: true; asks: Asked } | { ok: false; why: 'not_asks' | 'other_desk' } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { ok: false, why: 'not_asks' };
  }
  const file = AsksFile.safeParse(given).data;
  if (!file) return { ok: false, why: 'not_asks' };
  return file.desk === desk ? { ok: true, asks: file.asks } : { ok: false, why: 'other_desk' };
}
