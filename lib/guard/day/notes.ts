import * as z from 'zod';
import type { MessageBody } from '@/lib/messages';
import type { MineNote } from '@/lib/messages/views';
import { ReviewBody, ReviewParts } from '@/lib/model';
import type { Entry, Language } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { Office, Store } from '@/lib/store';
import { valuesOf } from '../parts';
import type { Note } from '../recorder';
import { AskNote } from '../office/asks';
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
  act: Entry,
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
  const { desk, seq } = act.skeleton;
  const done = await store.journal.entries(await office.done(`${desk}/${seq}`).catch(() => []));
  const asked = [...belonging.flatMap(askedByFile), ...done.flatMap(askedHere)];
  return [...own.map((note) => withOutcome(note, done, language)), ...asked].sort((a, b) => a.seq - b.seq);
}

/** A question that came in a file, and one that was asked at this machine. */
function askedByFile(entry: Entry): MineNote[] {
  const body = AskNote.safeParse(entry.skeleton.body).data;
  const { text, by } = valuesOf(entry);
  if (!body || typeof text !== 'string') return [];
  return [{ seq: entry.skeleton.seq, at: body.at, kind: 'asked', text, by: typeof by === 'string' ? by : '' }];
}
function askedHere(entry: Entry | undefined): MineNote[] {
  const body = ReviewBody.safeParse(entry?.skeleton.body).data;
  const parts = entry && ReviewParts.safeParse(valuesOf(entry)).data;
  if (!entry || body?.verdict !== 'ask_more' || !parts?.text) return [];
  const { seq, at } = entry.skeleton;
  return [{ seq, at, kind: 'asked', text: parts.text, by: parts.by.name }];
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
