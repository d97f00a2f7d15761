import type { ActMark, Ring } from '@/lib/model';
import Dexie from 'dexie';
import type { EntityTable, Table } from 'dexie';
import { migrations } from './migrations';
import type {
  CarriedRow,
  CheckpointRow,
  CounterRow,
  DedupeRow,
  DraftRow,
  DueRow,
  EntryRow,
  EventRow,
  FlagRow,
  KeyRow,
  LinkRow,
  MetaRow,
  NodeRow,
  PartRow,
  PinRow,
  SegmentRow,
  TicketRow,
} from './rows';

/** One desk's database. Every write asks for strict durability: what the journal says it has, survives a power cut. */
export class Desk extends Dexie {
  declare entries: EntityTable<EntryRow, 'seq'>;
  declare parts: Table<PartRow, [number, string]>;
  declare nodes: Table<NodeRow, [number, number]>;
  declare meta: EntityTable<MetaRow, 'key'>;
  declare events: EntityTable<EventRow, 'seq'>;
  declare flags: Table<FlagRow, [number, string]>;
  declare dedupes: EntityTable<DedupeRow, 'dedupe'>;
  declare counters: EntityTable<CounterRow, 'key'>;
  declare keys: EntityTable<KeyRow, 'id'>;
  declare pins: EntityTable<PinRow, 'person'>;
  declare tickets: EntityTable<TicketRow, 'ticket'>;
  declare drafts: EntityTable<DraftRow, 'key'>;
  declare carried: EntityTable<CarriedRow, 'event'>;
  declare marks: Table<ActMark, [string, number, number, number]>;
  declare rings: EntityTable<Ring, 'ring'>;
  declare due: Table<DueRow, [string, string, number]>;
  declare checkpoints: EntityTable<CheckpointRow, 'size'>;
  declare segments: EntityTable<SegmentRow, 'from'>;
  declare links: Table<LinkRow, [number, number]>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'strict' });
    for (const step of migrations) this.version(step.version).stores(step.stores);
  }
}
