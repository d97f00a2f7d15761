import Dexie from 'dexie';
import type { EntityTable, Table } from 'dexie';
import type {
  ActRow,
  DoneRow,
  ErasureRow,
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

export class OfficeDb extends Dexie {
  declare sources: EntityTable<SourceRow, 'desk'>;
  declare entries: Table<OfficeEntryRow, [string, number]>;
  declare erasures: Table<ErasureRow, [string, number]>;
  declare matters: EntityTable<MatterRow, 'id'>;
  declare words: EntityTable<MatterWords, 'id'>;
  declare states: EntityTable<StateRow, 'id'>;
  declare done: Table<DoneRow, [string, number]>;
  declare letters: EntityTable<LetterRow, 'seq'>;
  declare acts: Table<ActRow, [string, number]>;
  declare tallies: Table<TallyRow, [string, string, string, string, string]>;
  declare passes: EntityTable<PassRow, 'id'>;
  declare papers: EntityTable<PaperRow, 'seq'>;
  /** Matters that are not in `kept` as they are now. */
  declare changed: Table<{ id: string; turn: number }, string>;
  declare kept: EntityTable<KeptRow, 'id'>;

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
    this.version(3)
      .stores({
        states: 'id, issuedAt, stage',
        acts: '[desk+seq], [subject+at]',
        tallies: '[month+what+desk+a+b], desk',
        papers: 'seq, kind',
        changed: 'id',
        kept: 'id',
      })
      // Acts and figures of what was folded before are not there yet: everything is folded again.
      .upgrade((tx) => tx.table<SourceRow>('sources').toCollection().modify({ folded: 0 }));
    this.version(4).stores({ erasures: '[desk+seq]' });
  }
}
