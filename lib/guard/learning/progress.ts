import { LearningBody, LearningParts } from '@/lib/model';
import type { TakenView } from '@/lib/messages/learning-views';
import type { Store } from '@/lib/store';
import { valuesOf } from '../parts';

export interface Taken {
  period: string;
  post?: string;
  packs: string[];
  taken: TakenView;
}
/** What one person has learnt at this desk, newest first. */
export interface Progress {
  cards: Taken[];
  quizzes: Taken[];
  exams: Taken[];
}
type Seqs = Record<keyof Progress, number[]>;

const ROOM = { card: 'cards', quiz: 'quizzes', exam: 'exams' } as const;
/** A month of cards, two years of quizzes; exams are few, and the one that was passed counts for ever. */
const MOST: Record<keyof Progress, number> = {
  cards: 31,
  quizzes: 8,
  exams: 100,
};

/** The entries are the journal's; here stands only which of them are whose, so that none are searched for. */
export function createProgress({ memory, journal }: Pick<Store, 'memory' | 'journal'>) {
  const key = (person: string): string => `learning/of/${person}`;
  const seqs = async (person: string): Promise<Seqs> => {
    const kept = await memory.get(key(person)).catch(() => undefined);
    return { cards: [], quizzes: [], exams: [], ...(typeof kept === 'object' ? kept : {}) };
  };
  const read = async (list: readonly number[], person: string): Promise<Taken[]> =>
    (await journal.entries(list)).flatMap((entry): Taken[] => {
      const body = LearningBody.safeParse(entry?.skeleton.body).data;
      const parts = entry && LearningParts.safeParse(valuesOf(entry)).data;
      if (!entry || !body || parts?.person !== person) return [];
      const of = parts.result?.of.length ?? 0;
      const right = of - (parts.result?.wrong.length ?? 0);
      return [
        {
          period: body.period,
          packs: body.packs,
          taken: { at: entry.skeleton.at, right, of, passed: body.passed ?? false },
          ...(body.post ? { post: body.post } : {}),
        },
      ];
    });
  return {
    async of(person: string): Promise<Progress> {
      const { cards, quizzes, exams } = await seqs(person);
      const [c, q, e] = await Promise.all([cards, quizzes, exams].map((list) => read(list, person)));
      return { cards: c ?? [], quizzes: q ?? [], exams: e ?? [] };
    },
    async add(person: string, { learning }: LearningBody, seq: number): Promise<void> {
      const before = await seqs(person);
      const room = ROOM[learning];
      await memory.put(key(person), { ...before, [room]: [seq, ...before[room]].slice(0, MOST[room]) });
    },
    /** Entries of this person's learning, for the record of what is kept about him. */
    seqsOf: async (person: string): Promise<number[]> => Object.values(await seqs(person)).flat(),
  };
}
