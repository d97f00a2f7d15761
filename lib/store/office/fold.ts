import type { OfficeDb } from './db';
import type { FoldStep, Tally } from './rows';
import { answerTallies } from './tallies';
import type { Counted } from './tallies';

/** Adds to the figures; those that come to nothing go. Call it inside a transaction that holds `tallies`. */
export async function withTallies(db: OfficeDb, counted: readonly Counted[]): Promise<void> {
  const sums = new Map<string, { tally: Tally; by: number }>();
  for (const [tally, by] of counted) {
    const key = keyOf(tally).join('\u0000');
    const sum = sums.get(key);
    if (sum) sum.by += by;
    else sums.set(key, { tally, by });
  }
  const wanted = [...sums.values()].filter(({ by }) => by !== 0);
  const had = await db.tallies.bulkGet(wanted.map(({ tally }) => keyOf(tally)));
  await db.tallies.bulkPut(wanted.map(({ tally, by }, i) => ({ ...tally, n: (had[i]?.n ?? 0) + by })));
}
const keyOf = ({ month, what, desk, a, b }: Tally): [string, string, string, string, string] => [
  month,
  what,
  desk,
  a,
  b,
];

/** One slice in one transaction, so that nothing is counted twice, whenever the worker dies. */
export const foldIn = (db: OfficeDb, step: FoldStep): Promise<boolean> =>
  db.transaction(
    'rw',
    [db.sources, db.matters, db.words, db.acts, db.tallies, db.done, db.letters, db.papers, db.passes, db.changed],
    async () => {
      const { desk } = step.source;
      const known = await db.sources.get(desk);
      if ((known?.folded ?? 0) !== step.from) return false;
      await db.matters.bulkPut(step.matters);
      await db.words.bulkPut(step.words);
      await db.acts.bulkPut(step.acts);
      const counted = step.tallies.map((tally): Counted => [tally, 1]);
      const last = new Map(step.answers.map((a) => [a.id, a]));
      const answered = (await db.matters.bulkGet([...last.keys()])).flatMap((row) => row ?? []);
      for (const row of answered) {
        const answer = last.get(row.id);
        if (!answer) continue;
        counted.push(...answerTallies(row, row.answer, answer.answer));
        row.answer = answer.answer;
        const { involved } = answer;
        if (involved !== undefined && !row.involved.includes(involved)) row.involved = [...row.involved, involved];
      }
      await db.matters.bulkPut(answered);
      await withTallies(db, counted);
      await db.changed.bulkPut([...step.matters, ...answered].map(({ id }) => ({ id, turn: Math.random() })));
      await db.done.bulkPut(step.done);
      await db.letters.bulkPut(step.letters);
      await db.papers.bulkPut(step.papers);
      await db.passes.bulkPut(step.passes);
      await db.sources.put(step.source);
      return true;
    },
  );
