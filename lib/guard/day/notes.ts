import * as z from 'zod';
import type { MessageBody } from '@/lib/messages';
import type { MineNote } from '@/lib/messages/views';
import { ReviewBody } from '@/lib/model';
import type { Entry, Language } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { Office, Store } from '@/lib/store';
import { valuesOf } from '../parts';
import type { Note } from '../recorder';
import { BECAME } from './words';

const NoteBody = z.object({ note: z.enum(['statement', 'report']), rule: z.string().optional() });
const NoteParts = z.object({ text: z.string() });

/** A clerk's words become an entry that belongs to the act; nothing that was written before is changed. */
export const noteOf = ({ seq, kind, rule, text }: MessageBody<'mine.note'>, person: string | undefined): Note => ({
  kind: 'note',
  re: seq,
  body: { note: kind, ...(rule === undefined ? {} : { rule }) },
  parts: { text, ...(person === undefined ? {} : { person }) },
});

/** What the clerk added to an act, oldest first. Erased words are left out. */
export async function notesOf(
  belonging: readonly Entry[],
  { store, office, library, language }: { store: Store; office: Office; library: Library; language: Language },
): Promise<MineNote[]> {
  const own = belonging.flatMap((entry): MineNote[] => {
    const body = NoteBody.safeParse(entry.skeleton.kind === 'note' ? entry.skeleton.body : undefined).data;
    const parts = NoteParts.safeParse(valuesOf(entry)).data;
    if (!body || !parts) return [];
    const { seq, at } = entry.skeleton;
    const rule = body.rule && (library.rules.find((r) => r.id === body.rule)?.title[language] ?? body.rule);
    return [{ seq, at, kind: body.note, text: parts.text, ...(rule ? { rule } : {}) }];
  });
  const [first] = belonging;
  const act = first?.skeleton.re;
  if (!own.length || !first || act === undefined) return own;
  const done = await store.journal.entries(await office.done(`${first.skeleton.desk}/${act}`).catch(() => []));
  return own.map((note) => withOutcome(note, done, language));
}

/** The last thing an officer did about the act after the clerk spoke. */
function withOutcome(note: MineNote, done: readonly (Entry | undefined)[], language: Language): MineNote {
  const later = done.flatMap((entry) => {
    const body = entry && entry.skeleton.at >= note.at ? ReviewBody.safeParse(entry.skeleton.body).data : undefined;
    return entry && body && body.do !== 'note' ? [{ at: entry.skeleton.at, act: body.do }] : [];
  });
  const last = later.at(-1);
  return last
    ? { ...note, became: { at: last.at, text: BECAME[last.act]?.[language] ?? BECAME.other[language] } }
    : note;
}
