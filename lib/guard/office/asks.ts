import * as z from 'zod';
import type { MessageBody } from '@/lib/messages';
import type { AskLine } from '@/lib/messages/office-views';
import type { Office, Store } from '@/lib/store';
import type { Recorder } from '../recorder';
import { valuesOf } from '../parts';
import type { Matters } from './matters';

/** A question that stands before a clerk: kind `note`, belongs to the act. `at`: when it was asked, at the officer's desk. */
export const AskNote = z.strictObject({ note: z.literal('asked'), at: z.number().int() });
const AskParts = z.object({ text: z.string(), by: z.string() });

/** Questions to the clerks of a desk that wait for an answer, as they leave the house: the words, and who asks. */
export async function asksOf(
  desk: string,
  { office, matters }: { office: Office; matters: Matters },
): Promise<AskLine[]> {
  const open = (await office.asked()).filter((id) => id.startsWith(`${desk}/`));
  const asks = await Promise.all(
    open.map(async (id): Promise<AskLine[]> => {
      const ask = (await matters.actsOf(id)).findLast((act) => act.do === 'verdict' && act.verdict === 'ask_more');
      if (!ask?.text) return [];
      return [{ matter: id, seq: Number(id.split('/')[1]), at: ask.at, by: ask.by.name, text: ask.text }];
    }),
  );
  return asks.flat();
}

/** Questions out of a file for this desk, each once, beside the act they are about. Gives how many are new. */
export async function takeAsks(
  asks: MessageBody<'asks.take'>['asks'],
  { store, recorder }: { store: Store; recorder: Recorder },
): Promise<number> {
  let taken = 0;
  for (const { seq, at, by, text } of asks) {
    const entry = await store.journal.entry(seq);
    if (entry?.skeleton.kind !== 'event') continue;
    const known = (await store.journal.belonging(seq)).some(
      (e) => AskNote.safeParse(e.skeleton.body).data?.at === at && AskParts.safeParse(valuesOf(e)).data?.text === text,
    );
    if (known) continue;
    const written = await recorder.write([{ kind: 'note', re: seq, body: { note: 'asked', at }, parts: { text, by } }]);
    if (written !== undefined) taken++;
  }
  return taken;
}
