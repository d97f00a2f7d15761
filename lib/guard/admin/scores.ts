import type { MessageBody, Reply } from '@/lib/messages';
import { DIMENSIONS, ScoreBody, ScoreParts } from '@/lib/model';
import type { ScoreSheet } from '@/lib/model';
import { sheetState } from '@/lib/review/scoring';
import type { GuardDeps } from '../deps';
import { valuesOf } from '../parts';
import type { People } from '../people';
import type { Recorder } from '../recorder';

/** Sequence numbers of the scorings, so that they are found without going through the journal. */
const SEQS = 'scores';

export interface Scores {
  view(): Promise<Reply<'view.scores'>>;
  keep(body: MessageBody<'score.keep'>): Promise<Reply<'score.keep'>>;
}

/** Scorings of risk points: journalled drafts of the bureau's own library. Nothing is edited; the latest of a person counts. */
export function createScores({ store, recorder, people }: GuardDeps & { recorder: Recorder; people: People }): Scores {
  const seqs = async (): Promise<number[]> => {
    const kept = await store.memory.get(SEQS);
    return Array.isArray(kept) ? kept.filter((seq) => typeof seq === 'number') : [];
  };
  async function sheets(): Promise<ScoreSheet[]> {
    return (await store.journal.entries(await seqs())).flatMap((entry): ScoreSheet[] => {
      if (!entry) return [];
      const body = ScoreBody.safeParse(entry.skeleton.body);
      const parts = ScoreParts.safeParse(valuesOf(entry));
      if (!body.success || !parts.success) return [];
      const { note: _, ...scored } = body.data;
      return [{ ...scored, ...parts.data, at: entry.skeleton.at, seq: entry.skeleton.seq }];
    });
  }
  async function addSeq(seq: number): Promise<void> {
    await store.memory.put(SEQS, [...(await seqs()), seq]);
  }
  /** One scoring after the other: two at once would each forget the other's number. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  return {
    async view() {
      const [all, reader, staff] = await Promise.all([sheets(), people.signedIn(), people.all()]);
      const names = Object.fromEntries(staff.map(({ id, name }) => [id, name]));
      return { sheets: all, names, ...(reader ? { reader: { id: reader.id, name: reader.name } } : {}) };
    },
    keep: ({ evidence, ...scored }) =>
      inTurn(async () => {
        const reader = await people.signedIn();
        if (!reader) return { ok: false, why: 'not_signed_in' };
        if (DIMENSIONS.some((d) => !evidence[d])) return { ok: false, why: 'no_evidence' };
        if (scored.joint) {
          const own = (await sheets()).filter(({ point }) => point === scored.point);
          if (sheetState(own).kind !== 'apart') return { ok: false, why: 'not_joint' };
        }
        const seq = await recorder.write([
          { kind: 'note', body: { note: 'score', ...scored }, parts: { person: reader.id, evidence } },
        ]);
        if (seq === undefined) return { ok: false, why: 'not_written' };
        await addSeq(seq);
        return { ok: true, seq };
      }),
  };
}
