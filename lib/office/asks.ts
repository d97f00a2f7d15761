// Questions to a desk's clerks, on their way there in a file. The answer comes back as a statement in that desk's next export.
import type { AskLine } from '@/lib/messages/office-views';
import { AsksFile } from '@/lib/model';

export const asksFile = (desk: string, asks: readonly AskLine[]): string =>
  JSON.stringify({ hulan: 'asks', v: 1, desk, asks: asks.map(({ seq, at, by, text }) => ({ seq, at, by, text })) });

/** The questions for this desk in a file; `other_desk`: they are for another, `not_asks`: it is no such file. */
export function readAsks(
  text: string,
  desk: string,
): { ok: true; asks: AsksFile['asks'] } | { ok: false; why: 'not_asks' | 'other_desk' } {
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
