import type { MessageBody } from '@/lib/messages';
import type { MatterDone } from '@/lib/messages/office-views';
import type { Language, Person, ReviewAct } from '@/lib/model';
import type { Library } from '@/lib/packs';
import { matterState, refusalOf } from '@/lib/review';
import type { MatterState, Regulation } from '@/lib/review';
import type { MatterRow, Office } from '@/lib/store';
import type { Recorder } from '../recorder';
import { letterOf, templateFor } from './letters';
import { flagged, standingOf } from './matters';
import type { Matters } from './matters';

interface Deps {
  office: Office;
  recorder: Recorder;
  matters: Matters;
  library: Library;
  language: Language;
  regulation: Regulation;
  by: Person;
  at: number;
}

/** Does something about a matter, or says why not. What was allowed is an entry of this machine's journal before it counts. */
export async function actOn(
  { text, ...wanted }: MessageBody<'matter.do'>,
  row: MatterRow,
  deps: Deps,
): Promise<MatterDone> {
  const { office, recorder, matters, regulation, by, at } = deps;
  const matter = flagged(row);
  const acts = await matters.actsOf(wanted.matter);
  const profile = { id: regulation.profile.id, version: regulation.profile.version };
  const tried = { ...wanted, profile, by, at, ...(text === undefined ? {} : { text }) };
  const before = matterState(matter, acts, regulation, at);
  const why = refusalOf(tried, before, matter, regulation);
  if (why) return { ok: false, why };
  // Its number is not known before it is written; it comes after all others.
  const after = matterState(matter, [...acts, { ...tried, seq: Number.MAX_SAFE_INTEGER }], regulation, at);
  const paper = await paperOf({ row, wanted, text, state: { ...before, ...dueOf(after) }, deps });
  const letter = paper && { template: paper.letter.template, number: paper.letter.number, sha256: paper.sha };
  const seq = await recorder.write([
    {
      kind: 'disposition',
      body: { ...wanted, profile, ...(letter ? { letter } : {}) },
      parts: { by, ...(text === undefined ? {} : { text }), ...(paper ? { letter: paper.letter } : {}) },
    },
  ]);
  if (seq === undefined) return { ok: false, why: 'not_written' };
  await office.keepDone({ matter: wanted.matter, seq });
  if (letter) await office.keepLetter({ seq, template: letter.template, at });
  const state = standingOf(row, after);
  await office.keepState(state);
  const { stage, due, closedAs, verdict, split, joined } = state;
  return {
    ok: true,
    seq,
    stage,
    ...(due === undefined ? {} : { due }),
    ...(closedAs ? { closedAs } : {}),
    ...(verdict ? { verdict } : {}),
    ...(split ? { split } : {}),
    ...(joined === undefined ? {} : { joined }),
  };
}

/** The letter a deed brings, written from the record. */
async function paperOf(input: {
  row: MatterRow;
  wanted: { do: ReviewAct['do']; step?: string };
  text: string | undefined;
  state: MatterState;
  deps: Deps;
}) {
  const { row, wanted, state, text } = input;
  const { office, matters, library, language, regulation, by, at } = input.deps;
  const template = templateFor(wanted, state, regulation);
  const entry = template && (await matters.entryOf(row));
  if (!template || !entry) return undefined;
  return letterOf({
    template,
    entry,
    state,
    issuer: by,
    issued: await office.letters(template.id),
    library,
    language,
    text,
    now: at,
  });
}

const dueOf = ({ due }: MatterState): { due?: number } => (due === undefined ? {} : { due });
