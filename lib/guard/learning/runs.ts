import type { Question } from '@/lib/learning';
import type { PaperKind } from '@/lib/messages/learning-views';
import type { Store } from '@/lib/store';

/** A paper that is being answered; it is written into the journal when it is over. */
export interface Run {
  kind: PaperKind;
  person: string;
  post?: string;
  period: string;
  packs: string[];
  questions: Question[];
  answers: number[];
}
export const isOver = ({ questions, answers }: Run): boolean => answers.length >= questions.length;

/** One open paper a person, so that a closed tab or a worker that was stopped loses nothing. */
export function createRuns({ memory }: Pick<Store, 'memory'>) {
  const key = (person: string): string => `learning/run/${person}`;
  return {
    async of(person: string): Promise<Run | undefined> {
      const kept = await memory.get(key(person)).catch(() => undefined);
      const run = typeof kept === 'object' && kept !== null ? (kept as Run) : undefined;
      return run && !isOver(run) ? run : undefined;
    },
    put: (run: Run): Promise<void> => memory.put(key(run.person), run),
    drop: (person: string): Promise<void> => memory.forget(key(person)),
  };
}
