import { ReviewBody, ReviewParts } from '@/lib/model';
import type { Entry, Person, ReviewAct } from '@/lib/model';
import { matterState } from '@/lib/review';
import type { FlaggedMatter, MatterState, Regulation } from '@/lib/review';
import type { MatterRow, Office, StateRow, Store } from '@/lib/store';
import { valuesOf } from '../parts';
import { actOf } from '../views/act';

export interface Matters {
  /** What was done about a matter, out of this machine's own journal, with what its clerk wrote here. */
  actsOf(id: string): Promise<ReviewAct[]>;
  entryOf(row: MatterRow): Promise<Entry | undefined>;
  /** Who is flagged, as the record names them. */
  clerkOf(row: MatterRow): Promise<Person | undefined>;
  /** The state is folded again and kept for the list. */
  reckon(id: string, regulation: Regulation, now: number): Promise<void>;
}

export const flagged = (row: MatterRow): FlaggedMatter => ({
  id: row.id,
  at: row.at,
  severity: row.severity,
  involved: row.involved,
  ...(row.unit ? { unit: row.unit } : {}),
});

/** What list, figures and counters are told of a matter's state. */
export function standingOf(row: MatterRow, state: MatterState): StateRow {
  const { stage, due, closedAs, closedAt, verdict, issuedAt, proposal, split, joined } = state;
  const stands = issuedAt !== undefined && closedAs !== 'withdrawn' && proposal?.level;
  return {
    id: row.id,
    stage,
    ...(due === undefined ? {} : { due }),
    ...(closedAs ? { closedAs } : {}),
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(verdict ? { verdict: verdict.kind, verdictAt: verdict.at } : {}),
    ...(stands ? { issuedAt, issuedLevel: stands.key, issuedUnit: row.unit, issuedTo: row.operator } : {}),
    ...(split ? { split } : {}),
    ...(joined === undefined ? {} : { joined }),
  };
}

export function createMatters({
  store,
  office,
  ownDesk,
}: {
  store: Store;
  office: Office;
  ownDesk(): Promise<string>;
}): Matters {
  const entryOf = async (row: Pick<MatterRow, 'desk' | 'seq'>): Promise<Entry | undefined> =>
    row.desk === (await ownDesk()) ? store.journal.entry(row.seq) : office.entry(row.desk, row.seq);

  async function clerkOf(row: MatterRow): Promise<Person | undefined> {
    const entry = await entryOf(row);
    const clerk = entry && actOf(entry).parts.clerk;
    if (clerk?.person) return clerk.person;
    return clerk?.login ? { id: clerk.login, name: clerk.login.slice(0, 40), posts: [], unit: row.unit } : undefined;
  }

  /** On this machine the clerk's words stand in the same journal, in the same order. */
  async function spokenHere(id: string): Promise<ReviewAct[]> {
    const [desk = '', seq] = id.split('/');
    const row = desk === (await ownDesk()) ? await office.matter(id) : undefined;
    const by = row && (await clerkOf(row));
    if (!row || !by) return [];
    const belonging = await store.journal.belonging(Number(seq));
    return belonging.flatMap((entry): ReviewAct[] => {
      const { kind, body, seq: at } = entry.skeleton;
      const { text } = valuesOf(entry);
      return kind === 'note' && body.note === 'statement' && typeof text === 'string'
        ? [{ matter: id, profile: NO_PROFILE, do: 'statement', seq: at, at: entry.skeleton.at, by, text }]
        : [];
    });
  }

  async function actsOf(id: string): Promise<ReviewAct[]> {
    const entries = await store.journal.entries(await office.done(id));
    const done = entries.flatMap((entry): ReviewAct[] => {
      if (!entry) return [];
      const body = ReviewBody.safeParse(entry.skeleton.body);
      const parts = ReviewParts.safeParse(valuesOf(entry));
      if (!body.success || !parts.success) return [];
      const { by, text } = parts.data;
      const { seq, at } = entry.skeleton;
      return [{ ...body.data, by, seq, at, ...(text === undefined ? {} : { text }) }];
    });
    return [...done, ...(await spokenHere(id))].sort((a, b) => a.seq - b.seq);
  }

  return {
    actsOf,
    entryOf,
    clerkOf,
    async reckon(id, regulation, now) {
      const row = await office.matter(id);
      if (row) await office.keepState(standingOf(row, matterState(flagged(row), await actsOf(id), regulation, now)));
    },
  };
}
/** A clerk writes under no regulation. */
const NO_PROFILE = { id: 'none', version: 0 };
