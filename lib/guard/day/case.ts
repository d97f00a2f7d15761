import type { CaseStage, CaseView, DeadlineView } from '@/lib/messages/views';
import type { Language, Matter, Readings } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { EventRow, Store } from '@/lib/store';
import { actOf, answerOf, endingText, firedOf, subjectOf, titleOf } from '../views/act';
import { markOf } from '../views/format';

const MONTH = 31 * 86_400_000;
const YEAR = 366 * 86_400_000;
const MOST = 60;

interface Input {
  store: Store;
  library: Library;
  language: Language;
  now: number;
  deadlines: readonly DeadlineView[];
}

/** Every act of the last year about the matter of this act, whatever its kind; reasons and other people's words stay out. */
export async function caseView(seq: number, input: Input): Promise<CaseView> {
  const { store, library, language, now } = input;
  const entry = await store.journal.entry(seq);
  if (entry?.skeleton.kind !== 'event') return { kind: 'none' };
  const act = actOf(entry);
  const wanted = matterOf(library, act.body.action, act.fields);
  const subject = subjectOf(library, act, language);
  if (wanted === undefined || subject === undefined) return { kind: 'none' };
  const same = (await actsAbout(wanted, { store, library }, now - YEAR, now)).slice(-MOST);
  const stages = await Promise.all(same.map((row) => stageOf(row.seq, input)));
  return {
    kind: 'case',
    language,
    subject,
    stages: stages.flat(),
    deadlines: input.deadlines.filter((one) => one.matter === wanted),
  };
}

/** The latest act about what the page shows; undefined: this desk has none within a year. */
export async function latestAbout(
  { action, subject }: Matter,
  { store, library, now }: Pick<Input, 'store' | 'library' | 'now'>,
): Promise<number | undefined> {
  const field = subjectField(library, action);
  const wanted = field === undefined ? undefined : matterOf(library, action, { [field]: subject });
  if (wanted === undefined) return undefined;
  // Most matters are of the last weeks; a year's acts are gone through for the others only.
  for (const span of [MONTH, YEAR]) {
    const seq = (await actsAbout(wanted, { store, library }, now - span, now)).at(-1)?.seq;
    if (seq !== undefined) return seq;
  }
  return undefined;
}

async function actsAbout(
  wanted: string,
  { store, library }: Pick<Input, 'store' | 'library'>,
  since: number,
  until: number,
): Promise<EventRow[]> {
  const keys = library.actions.flatMap((action) => (action.subject ? [action.key] : []));
  const rows = await store.queries.actsBetween(keys, since, until);
  return rows.filter((row) => matterOf(library, row.action, row.fields) === wanted);
}

const subjectField = (library: Library, action: string): string | undefined =>
  library.actions.find((one) => one.key === action)?.subject;

function matterOf(library: Library, action: string, fields: Readings): string | undefined {
  const subject = subjectField(library, action);
  const reading = subject ? fields[subject] : undefined;
  return reading?.kind === 'read' && typeof reading.value === 'string' && reading.value ? reading.value : undefined;
}

async function stageOf(seq: number, { store, library, language }: Input): Promise<CaseStage[]> {
  const entry = await store.journal.entry(seq);
  if (!entry) return [];
  const act = actOf(entry);
  const [lead] = firedOf(act);
  const belonging = await store.journal.belonging(seq);
  const ending = endingText(belonging, language);
  const answer = answerOf(belonging, language);
  return [
    {
      seq,
      at: act.body.at,
      actionTitle: titleOf(library, act.body.action, language),
      flags: act.body.flags.length,
      ...(lead ? { level: markOf(library.scheme, lead.level, language), sentence: lead.sentence[language] } : {}),
      ...(answer.kind === 'none' ? {} : { answerText: answer.text }),
      ...(ending === undefined ? {} : { endingText: ending }),
    },
  ];
}
