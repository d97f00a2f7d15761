// The store room: the only one that knows Dexie. It keeps what the journal chained, and what can be derived from it, with a
// declared index for each question. It refuses nothing by itself: a write that fails throws, and the guard says what then.
import type { Counting } from '@/lib/model';
import { Desk } from './db';
import { journalTable } from './journal';
import { queriesOf } from './queries';
import type { JournalTable } from './journal';
import type { Queries } from './queries';
import { memoryOf } from './memory';
import type { Memory } from './memory';
import { countedOf } from './rings';
import type { Counted } from './rings';
import { secretsOf } from './secrets';
import type { Secrets } from './secrets';

export type { Append, Frontier, Head, JournalTable, Piece } from './journal';
export type { Memory } from './memory';
export { INDEX_OF } from './queries';
export type { FlagsAsked, Queries } from './queries';
export { createDrafts } from './drafts';
export type { DraftRow, Drafts } from './drafts';
export { createOffice, matterTallies, monthOf } from './office';
export type {
  ActRow,
  ErasureRow,
  FoldStep,
  MatterRow,
  MatterWords,
  Office,
  PaperRow,
  PassRow,
  SourceRow,
  StateRow,
  Tally,
  TallyRow,
} from './office';
export { ANSWERS } from './rows';
export type {
  AnswerState,
  CarriedRow,
  CheckpointRow,
  EventRow,
  FlagRow,
  KeyRow,
  PinRow,
  TicketRow,
  TicketState,
} from './rows';
export type { Counted } from './rings';
export type { Secrets } from './secrets';

export interface Store {
  journal: JournalTable;
  queries: Queries;
  memory: Memory;
  /** What history is counted from. */
  counted: Counted;
  secrets: Secrets;
  /** Opens the database, also one that could not be opened before: nothing else tries that again. Rejects if it cannot. */
  open(): Promise<void>;
  close(): void;
}

export function createStore(name = 'hulan'): Store {
  const desk = new Desk(name);
  let counting: (() => Promise<Counting>) | undefined;
  let isEnded = false;
  return {
    journal: journalTable(desk, async () => counting?.().catch(() => undefined)),
    counted: countedOf(desk, (next) => {
      counting = next;
    }),
    queries: queriesOf(desk),
    memory: memoryOf(desk),
    secrets: secretsOf(desk),
    open: async () => {
      if (!desk.isOpen() && !isEnded) await desk.open();
    },
    close: () => {
      isEnded = true;
      desk.close();
    },
  };
}
