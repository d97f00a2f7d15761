import type { Entry } from '@/lib/model';
import { OfficeDb } from './db';
import { eraseCopies, withoutErased } from './erase';
import { foldIn, withTallies } from './fold';
import type {
  ActRow,
  DoneRow,
  ErasureRow,
  FoldStep,
  KeptRow,
  LetterRow,
  MatterRow,
  MatterWords,
  OfficeEntryRow,
  PaperRow,
  PassRow,
  SourceRow,
  StateRow,
  TallyRow,
} from './rows';
import { verdictTallies } from './tallies';

export type {
  ActRow,
  ErasureRow,
  FoldStep,
  MatterRow,
  MatterWords,
  PaperRow,
  PassRow,
  SourceRow,
  StateRow,
  Tally,
  TallyRow,
} from './rows';
export { matterTallies, monthOf } from './tallies';

export interface Office {
  sources(): Promise<SourceRow[]>;
  source(desk: string): Promise<SourceRow | undefined>;
  keepSource(row: SourceRow): Promise<void>;
  /** Entries already there are left as they are: the same export twice adds nothing. What the desk erased since does not come back. */
  addEntries(desk: string, entries: readonly Entry[]): Promise<{ added: number; first?: number }>;
  /** What a desk says was erased; said before, it stays as it is. */
  addErasures(rows: readonly ErasureRow[]): Promise<void>;
  /** Erases the copies of what a desk erased, once all of it is in the list. Gives how many entries changed. */
  eraseCopies(desk: string): Promise<number>;
  /** In the order of the journal, from a sequence number on. */
  entriesFrom(desk: string, seq: number, limit: number): Promise<Entry[]>;
  entry(desk: string, seq: number): Promise<Entry | undefined>;
  /** Leaves of a desk's entries by their number, `to` included. */
  leaves(desk: string, from: number, to: number): Promise<Map<number, string>>;
  belonging(desk: string, seq: number): Promise<Entry[]>;
  matters(): Promise<MatterRow[]>;
  matter(id: string): Promise<MatterRow | undefined>;
  /** Rows, words and states of a page of the list, each in the order of the ids. */
  lines(ids: readonly string[]): Promise<{ row: MatterRow; words?: MatterWords; state?: StateRow }[]>;
  words(ids: readonly string[]): Promise<(MatterWords | undefined)[]>;
  /** A slice of a journal into list, lanes and figures, in one transaction. False: somebody else was there first. */
  fold(step: FoldStep): Promise<boolean>;
  /** Everything derived from a desk is thrown away, to be folded again from its first entry. */
  refold(desk: string): Promise<void>;
  /** `due` of matters, after the regulation changed; the ids after `after`, at most `limit`. Gives the last id, or none at the end. */
  redue(after: string, limit: number, due: (row: MatterRow) => number | undefined): Promise<string | undefined>;
  states(): Promise<StateRow[]>;
  /** Matters whose clerk was asked for more. */
  asked(): Promise<string[]>;
  state(id: string): Promise<StateRow | undefined>;
  keepState(row: StateRow): Promise<void>;
  /** Warnings that stand, issued at or after. */
  issued(since: number): Promise<StateRow[]>;
  done(matter: string): Promise<number[]>;
  /** Matters about which something was done. */
  doneMatters(): Promise<string[]>;
  keepDone(row: DoneRow): Promise<void>;
  letters(template?: string): Promise<LetterRow[]>;
  keepLetter(row: LetterRow): Promise<void>;
  /** Acts on a subject, whoever did them, by time. */
  actsOn(subject: string, from: number, to: number, limit: number): Promise<ActRow[]>;
  /** What was counted of a month; of one figure, or of all. */
  tallies(month: string, what?: string): Promise<TallyRow[]>;
  /** Months of which something was counted, rising. */
  months(): Promise<string[]>;
  passes(): Promise<PassRow[]>;
  papers(kind: string): Promise<PaperRow[]>;
  keepPaper(row: PaperRow): Promise<void>;
  /** The queue's columns as they were kept, and the matters that changed since. */
  kept(): Promise<{ row: KeptRow; changed: Changed[] } | undefined>;
  /** False: nothing was kept yet, or what was kept named somebody who was erased. */
  isKept(): Promise<boolean>;
  /** `changed`: what these columns know of; a matter that changed once more since stays noted. */
  keep(row: Omit<KeptRow, 'id'>, changed: readonly Changed[]): Promise<void>;
  changed(): Promise<Changed[]>;
  /** Drops an imported desk with all that was derived from it; decisions stay in the officer's own journal. */
  drop(desk: string): Promise<void>;
}

/** A matter that changed, and which change it was. */
export type Changed = { id: string; turn: number };

const END = Number.MAX_SAFE_INTEGER;
const LAST = '\uffff';

/** The officer's import store. Everything in it can be built again: from the exports, and from the officer's own journal. */
export function createOffice(name = 'hulan-office'): Office {
  const db = new OfficeDb(name);
  const bare = ({ skeleton, leaf, parts }: OfficeEntryRow): Entry => ({ skeleton, leaf, parts });
  const derived = [db.matters, db.words, db.acts, db.tallies, db.passes, db.changed, db.kept];
  async function forget(desk: string): Promise<void> {
    const ids = await db.matters.where('desk').equals(desk).primaryKeys();
    await db.words.bulkDelete(ids);
    await db.matters.bulkDelete(ids);
    await db.changed.bulkDelete(ids);
    await db.acts.where('[desk+seq]').between([desk, 0], [desk, END]).delete();
    await db.tallies.where('desk').equals(desk).delete();
    await db.passes.where('desk').equals(desk).delete();
    await db.kept.clear();
  }
  return {
    sources: () => db.sources.toArray(),
    source: (desk) => db.sources.get(desk),
    keepSource: async (row) => {
      await db.sources.put(row);
    },
    addEntries: (desk, entries) =>
      db.transaction('rw', db.entries, db.erasures, async () => {
        const seqs = entries.map((e) => e.skeleton.seq);
        const [first = 0] = seqs;
        const last = seqs.at(-1) ?? -1;
        const there = new Set(
          (await db.entries.where('[desk+seq]').between([desk, first], [desk, last], true, true).primaryKeys()).map(
            ([, seq]) => seq,
          ),
        );
        const erasures = await db.erasures.where('[desk+seq]').between([desk, 0], [desk, END]).toArray();
        const fresh = entries.flatMap((e) => (there.has(e.skeleton.seq) ? [] : [withoutErased(e, erasures)]));
        await db.entries.bulkAdd(
          fresh.map((e) => ({
            ...e,
            desk,
            seq: e.skeleton.seq,
            ...(e.skeleton.re === undefined ? {} : { re: e.skeleton.re }),
          })),
        );
        const lowest = fresh[0]?.skeleton.seq;
        return { added: fresh.length, ...(lowest === undefined ? {} : { first: lowest }) };
      }),
    addErasures: (rows) =>
      db.transaction('rw', db.erasures, async () => {
        const known = await db.erasures.bulkGet(rows.map(({ desk, seq }): [string, number] => [desk, seq]));
        await db.erasures.bulkAdd(rows.filter((_, i) => !known[i]));
      }),
    eraseCopies: (desk) => eraseCopies(db, desk),
    entriesFrom: async (desk, seq, limit) =>
      (await db.entries.where('[desk+seq]').between([desk, seq], [desk, END]).limit(limit).toArray()).map(bare),
    entry: async (desk, seq) => {
      const row = await db.entries.get([desk, seq]);
      return row && bare(row);
    },
    leaves: async (desk, from, to) =>
      new Map(
        (await db.entries.where('[desk+seq]').between([desk, from], [desk, to], true, true).toArray()).map(
          ({ seq, leaf }) => [seq, leaf],
        ),
      ),
    belonging: async (desk, seq) =>
      (await db.entries.where('[desk+re]').equals([desk, seq]).toArray())
        .map(bare)
        .sort((a, b) => a.skeleton.seq - b.skeleton.seq),
    matters: () => db.matters.toArray(),
    matter: (id) => db.matters.get(id),
    lines: (asked) =>
      db.transaction('r', db.matters, db.words, db.states, async () => {
        const ids = [...asked];
        const [rows, words, states] = await Promise.all([
          db.matters.bulkGet(ids),
          db.words.bulkGet(ids),
          db.states.bulkGet(ids),
        ]);
        return rows.flatMap((row, i) => {
          const word = words[i];
          const state = states[i];
          return row ? [{ row, ...(word ? { words: word } : {}), ...(state ? { state } : {}) }] : [];
        });
      }),
    words: (ids) => db.words.bulkGet([...ids]),
    fold: (step) => foldIn(db, step),
    refold: (desk) =>
      db.transaction('rw', [db.sources, ...derived], async () => {
        await forget(desk);
        await db.sources.update(desk, { folded: 0, clock: [] });
      }),
    redue: (after, limit, due) =>
      db.transaction('rw', db.matters, async () => {
        const rows = await db.matters.where('id').above(after).limit(limit).toArray();
        const next = rows.map((row): MatterRow => {
          const { due: _, ...rest } = row;
          const until = due(row);
          return until === undefined ? rest : { ...rest, due: until };
        });
        await db.matters.bulkPut(next.filter((row, i) => row.due !== rows[i]?.due));
        return rows.length === limit ? rows.at(-1)?.id : undefined;
      }),
    states: () => db.states.toArray(),
    asked: () => db.states.where('stage').equals('asked').primaryKeys(),
    state: (id) => db.states.get(id),
    keepState: (row) =>
      db.transaction('rw', db.states, db.matters, db.tallies, db.changed, async () => {
        const [before, matter] = await Promise.all([db.states.get(row.id), db.matters.get(row.id)]);
        await db.states.put(row);
        await db.changed.put({ id: row.id, turn: Math.random() });
        if (matter) await withTallies(db, verdictTallies(matter, before, row));
      }),
    issued: (since) => db.states.where('issuedAt').aboveOrEqual(since).toArray(),
    done: async (matter) =>
      (await db.done.where('[matter+seq]').between([matter, 0], [matter, END]).toArray()).map((r) => r.seq),
    doneMatters: async () => [...new Set((await db.done.toCollection().primaryKeys()).map(([matter]) => matter))],
    keepDone: async (row) => {
      await db.done.put(row);
    },
    letters: (template) =>
      template === undefined ? db.letters.toArray() : db.letters.where('template').equals(template).toArray(),
    keepLetter: async (row) => {
      await db.letters.put(row);
    },
    actsOn: (subject, from, to, limit) =>
      db.acts.where('[subject+at]').between([subject, from], [subject, to], true, true).limit(limit).toArray(),
    tallies: (month, what) =>
      db.tallies
        .where('[month+what+desk+a+b]')
        .between(what === undefined ? [month] : [month, what], what === undefined ? [month, LAST] : [month, what, LAST])
        .toArray(),
    months: async () => {
      const months: string[] = [];
      // One step a month: the next key after all of the last.
      for (let after = ''; ; ) {
        const [key] = await db.tallies.where(':id').above([after, LAST]).limit(1).primaryKeys();
        if (!key) return months;
        [after] = key;
        months.push(after);
      }
    },
    passes: () => db.passes.toArray(),
    papers: (kind) => db.papers.where('kind').equals(kind).toArray(),
    keepPaper: async (row) => {
      await db.papers.put(row);
    },
    kept: async () => {
      const row = await db.kept.get('queue');
      return row && { row, changed: await db.changed.toArray() };
    },
    isKept: async () => (await db.kept.count()) > 0,
    keep: (row, changed) =>
      db.transaction('rw', db.kept, db.changed, async () => {
        await db.kept.put({ id: 'queue', ...row });
        const now = await db.changed.bulkGet(changed.map(({ id }) => id));
        await db.changed.bulkDelete(changed.flatMap(({ id, turn }, i) => (now[i]?.turn === turn ? [id] : [])));
      }),
    changed: () => db.changed.toArray(),
    drop: (desk) =>
      db.transaction('rw', [db.sources, db.entries, db.erasures, ...derived], async () => {
        await forget(desk);
        await db.entries.where('[desk+seq]').between([desk, 0], [desk, END]).delete();
        await db.erasures.where('[desk+seq]').between([desk, 0], [desk, END]).delete();
        await db.sources.delete(desk);
      }),
  };
}
