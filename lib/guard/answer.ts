import type { MessageBody } from '@/lib/messages';
import type { AnswerBody, EndingBody, Flag, Gap, ShownBody } from '@/lib/model';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { Decider } from './decide';
import type { InForce } from './deps';
import { createGapFilter, gapNote } from './gaps';
import { isWritten } from './recorder';
import type { Note, Recorder } from './recorder';
import type { Seconds } from './second';

export interface Answers {
  answer(body: MessageBody<'act.answer'>): Promise<{ ok: true }>;
  ending(body: MessageBody<'act.ending'>): Promise<{ ok: true }>;
  shown(body: MessageBody<'act.shown'>): Promise<{ ok: true }>;
  gaps(gaps: readonly Gap[]): Promise<{ ok: true }>;
}

interface Deps {
  platform: Platform;
  store: Store;
  recorder: Recorder;
  decider: Decider;
  seconds: Seconds;
  inForce(): Promise<InForce>;
}
const DONE = { ok: true } as const;

/** What the clerk saw and answered, and how the act ended. Said twice, it is written once. */
export function createAnswers(deps: Deps): Answers {
  const { platform, store, recorder } = deps;
  const filter = createGapFilter();

  /** One act's words are written in the order in which they came, after the act itself where that is still being judged. */
  const turns = new Map<string, Promise<unknown>>();
  function inTurn<T>(event: string, work: () => Promise<T>): Promise<T> {
    const run = Promise.all([turns.get(event), deps.decider.deciding(event)]).then(work);
    const settled = run.then(
      () => undefined,
      () => undefined,
    );
    turns.set(event, settled);
    void settled.then(() => {
      if (turns.get(event) === settled) turns.delete(event);
    });
    return run;
  }

  async function write(notes: readonly Note[]): Promise<{ ok: true }> {
    const fresh: Note[] = [];
    for (const note of notes) if (!(await isWritten(store, note).catch(() => false))) fresh.push(note);
    if (fresh.length) await recorder.write(fresh);
    return DONE;
  }

  async function answer({ event, answer: given, shown }: MessageBody<'act.answer'>): Promise<{ ok: true }> {
    const notes: Note[] = shown ? [shownNote(event, shown)] : [];
    const body: AnswerBody = { event, kind: given.kind };
    const parts: Record<string, unknown> = {};
    if (given.kind === 'unanswered') body.why = given.why;
    if (given.kind === 'continue') {
      body.checks = given.checks;
      if (given.reasonId !== undefined) body.reasonId = given.reasonId;
      if (given.reasonText) parts.reason = given.reasonText;
      if (given.second) {
        const { person, post, way, at, ticket } = given.second;
        const verified = await deps.seconds.isConfirmed(event, ticket, person);
        body.second = { post, way, at, verified };
        parts.second = person;
        if (way !== 'none_available' && !verified)
          notes.push(
            gapNote({
              reason: 'message_refused',
              at: platform.clock.now(),
              event,
              detail: 'second person without a confirmation at this desk',
            }),
          );
      }
    }
    notes.push({ kind: 'answer', of: event, body: { ...body }, ...(Object.keys(parts).length ? { parts } : {}) });
    await write(notes);
    if (given.kind === 'continue' || given.kind === 'acknowledge') await settle(event);
    return DONE;
  }

  /** A reason that was given is no draft any more; a hint that was acknowledged before its act is not shown again. */
  async function settle(event: string): Promise<void> {
    const preview = deps.decider.previewed(event);
    if (preview)
      await store.memory
        .silence(
          preview.verdict.flags.filter(isLight).map((flag) => flag.dedupe),
          preview.who,
          platform.clock.now(),
        )
        .catch(() => undefined);
    const draft = await deps.decider.draftKey(event).catch(() => undefined);
    if (draft !== undefined) await store.memory.dropDraft(draft).catch(() => undefined);
  }

  return {
    answer: (body) => inTurn(body.event, () => answer(body)),
    ending: ({ event, ending, detail }) => {
      const body: EndingBody = { event, ending, ...(detail === undefined ? {} : { detail }) };
      return inTurn(event, () => write([{ kind: 'ending', of: event, body: { ...body } }]));
    },
    shown: ({ event, shown }) => inTurn(event, () => write([shownNote(event, shown)])),
    gaps: async (gaps) => {
      const fresh = filter.fresh(gaps, platform.clock.now());
      if (fresh.length) await recorder.write(fresh.map(gapNote));
      return DONE;
    },
  };
}

const isLight = (flag: Flag): boolean => flag.ask === 'notice' || flag.ask === 'acknowledge';

function shownNote(event: string, shown: MessageBody<'act.shown'>['shown']): Note {
  const { text, ...rest } = shown;
  const body: ShownBody = { event, ...rest };
  return { kind: 'shown', of: event, body: { ...body }, parts: { text } };
}
