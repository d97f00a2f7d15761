import Dexie from 'dexie';
import type { EntityTable } from 'dexie';

/** A rule as an author left it at this machine; the pack's own source stays as it is. */
export interface DraftRow {
  /** `PACK/RULE`. */
  id: string;
  text: string;
  cases: string;
  at: number;
}
export interface Drafts {
  all(): Promise<DraftRow[]>;
  keep(row: DraftRow): Promise<void>;
  drop(id: string): Promise<void>;
}

class DraftDb extends Dexie {
  declare drafts: EntityTable<DraftRow, 'id'>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({ drafts: 'id' });
  }
}

/** Drafts of rules: an author's desk drawer, apart from the journal. */
export function createDrafts(name = 'hulan-drafts'): Drafts {
  const db = new DraftDb(name);
  return {
    all: () => db.drafts.toArray(),
    keep: async (row) => {
      await db.drafts.put(row);
    },
    drop: (id) => db.drafts.delete(id),
  };
}
