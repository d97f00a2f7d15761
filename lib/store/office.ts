import Dexie from 'dexie';
import type { EntityTable, Table } from 'dexie';
import type { Entry, LevelRef, Text } from '@/lib/model';

/** A desk whose records an officer reads: this machine's own journal, or an imported export. */
export interface SourceRow {
  desk: string;
  /** `own`: this machine · else the name of the imported file. */
  from: string;
  importedAt: number;
  entries: number;
  /** Entries up to here are in the list of matters. */
  folded: number;
  state: 'ok' | 'broken';
  /** What was found on the way in, in both languages. */
  sentence: Text;
  /** Latest signed checkpoint of an import: the next one is held against it. */
  checkpoint?: string;
}
export interface OfficeEntryRow extends Entry {
  desk: string;
  seq: number;
  re?: number;
}
/** What the queue counts and sorts; see `QueueRow` of the review room. */
export interface MatterRow {
  id: string;
  desk: string;
  seq: number;
  at: number;
  severity: number;
  answer: string;
  rule: string;
  risk: string;
  unit: string;
  post: string;
  subject: string;
  operator: string;
  involved: string[];
  /** Until when it should be checked first, epoch ms. */
  due?: number;
}
/** What a line of the queue shows beside it. */
export interface MatterWords {
  id: string;
  sentence: Text;
  level: LevelRef;
  rules: string[];
  action: string;
}
/** Where a matter stands: derived from the officer's own journal, kept so that the list need not fold it. */
export interface StateRow {
  id: string;
  stage: string;
  due?: number;
  closedAs?: string;
  verdict?: string;
}
/** Entry of the officer's own journal that was done about a matter. */
export interface DoneRow {
  matter: string;
  seq: number;
}
/** Letters by template, for their running numbers; the words stand in the journal. */
export interface LetterRow {
  seq: number;
  template: string;
  at: number;
}
/** A post's entry exam that was passed, out of a desk's journal: who, which post, when, by which packs. Nothing of how. */
export interface PassRow {
  id: string;
  desk: string;
  person: string;
  post: string;
  at: number;
  packs: string[];
}
export interface Office {
  sources(): Promise<SourceRow[]>;
  source(desk: string): Promise<SourceRow | undefined>;
  keepSource(row: SourceRow): Promise<void>;
  /** Entries already there are left as they are: the same export twice adds nothing. Gives how many were new. */
  addEntries(desk: string, entries: readonly Entry[]): Promise<number>;
  /** In the order of the journal, from a sequence number on. */
  entriesFrom(desk: string, seq: number, limit: number): Promise<Entry[]>;
  entry(desk: string, seq: number): Promise<Entry | undefined>;
  belonging(desk: string, seq: number): Promise<Entry[]>;
  matters(): Promise<MatterRow[]>;
  matter(id: string): Promise<MatterRow | undefined>;
  words(ids: readonly string[]): Promise<(MatterWords | undefined)[]>;
  keepMatters(rows: readonly MatterRow[], words: readonly MatterWords[]): Promise<void>;
  setAnswer(id: string, answer: string, involved?: string): Promise<void>;
  states(): Promise<StateRow[]>;
  keepState(row: StateRow): Promise<void>;
  done(matter: string): Promise<number[]>;
  keepDone(row: DoneRow): Promise<void>;
  letters(template: string): Promise<LetterRow[]>;
  keepLetter(row: LetterRow): Promise<void>;
  passes(): Promise<PassRow[]>;
  keepPasses(rows: readonly PassRow[]): Promise<void>;
  /** Drops an imported desk with all that was derived from it; decisions stay in the officer's own journal. */
  drop(desk: string): Promise<void>;
}

const END = Number.MAX_SAFE_INTEGER;

class OfficeDb extends Dexie {
  declare sources: EntityTable<SourceRow, 'desk'>;
  declare entries: Table<OfficeEntryRow, [string, number]>;
  declare matters: EntityTable<MatterRow, 'id'>;
  declare words: EntityTable<MatterWords, 'id'>;
  declare states: EntityTable<StateRow, 'id'>;
  declare done: Table<DoneRow, [string, number]>;
  declare letters: EntityTable<LetterRow, 'seq'>;
  declare passes: EntityTable<PassRow, 'id'>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({
      sources: 'desk',
      entries: '[desk+seq], [desk+re]',
      matters: 'id, desk',
      words: 'id',
      states: 'id',
      done: '[matter+seq]',
      letters: 'seq, template',
    });
    this.version(2).stores({ passes: 'id, desk' });
  }
}

/** The officer's import store. Everything in it can be built again: from the exports, and from the officer's own journal. */
export function createOffice(name = 'hulan-office'): Office {
  const db = new OfficeDb(name);
  const bare = ({ skeleton, leaf, parts }: OfficeEntryRow): Entry => ({ skeleton, leaf, parts });
  return {
    sources: () => db.sources.toArray(),
    source: (desk) => db.sources.get(desk),
    keepSource: async (row) => {
      await db.sources.put(row);
    },
    addEntries: (desk, entries) =>
      db.transaction('rw', db.entries, async () => {
        const seqs = entries.map((e) => e.skeleton.seq);
        const [first = 0] = seqs;
        const last = seqs.at(-1) ?? -1;
        const there = new Set(
          (await db.entries.where('[desk+seq]').between([desk, first], [desk, last], true, true).primaryKeys()).map(
            ([, seq]) => seq,
          ),
        );
        const fresh = entries.filter((e) => !there.has(e.skeleton.seq));
        await db.entries.bulkAdd(
          fresh.map((e) => ({
            ...e,
            desk,
            seq: e.skeleton.seq,
            ...(e.skeleton.re === undefined ? {} : { re: e.skeleton.re }),
          })),
        );
        return fresh.length;
      }),
    entriesFrom: async (desk, seq, limit) =>
      (await db.entries.where('[desk+seq]').between([desk, seq], [desk, END]).limit(limit).toArray()).map(bare),
    entry: async (desk, seq) => {
      const row = await db.entries.get([desk, seq]);
      return row && bare(row);
    },
    belonging: async (desk, seq) =>
      (await db.entries.where('[desk+re]').equals([desk, seq]).toArray())
        .map(bare)
        .sort((a, b) => a.skeleton.seq - b.skeleton.seq),
    matters: () => db.matters.toArray(),
    matter: (id) => db.matters.get(id),
    words: (ids) => db.words.bulkGet([...ids]),
    keepMatters: (rows, words) =>
      db.transaction('rw', db.matters, db.words, async () => {
        await db.matters.bulkPut([...rows]);
        await db.words.bulkPut([...words]);
      }),
    setAnswer: async (id, answer, involved) => {
      await db.matters.update(id, (row: MatterRow) => {
        row.answer = answer;
        if (involved !== undefined && !row.involved.includes(involved)) row.involved = [...row.involved, involved];
      });
    },
    states: () => db.states.toArray(),
    keepState: async (row) => {
      await db.states.put(row);
    },
    done: async (matter) =>
      (await db.done.where('[matter+seq]').between([matter, 0], [matter, END]).toArray()).map((r) => r.seq),
    keepDone: async (row) => {
      await db.done.put(row);
    },
    letters: (template) => db.letters.where('template').equals(template).toArray(),
    keepLetter: async (row) => {
      await db.letters.put(row);
    },
    passes: () => db.passes.toArray(),
    keepPasses: async (rows) => {
      await db.passes.bulkPut([...rows]);
    },
    drop: (desk) =>
      db.transaction('rw', [db.sources, db.entries, db.matters, db.words, db.passes], async () => {
        const ids = await db.matters.where('desk').equals(desk).primaryKeys();
        await db.words.bulkDelete(ids);
        await db.matters.bulkDelete(ids);
        await db.entries.where('[desk+seq]').between([desk, 0], [desk, END]).delete();
        await db.passes.where('desk').equals(desk).delete();
        await db.sources.delete(desk);
      }),
  };
}
