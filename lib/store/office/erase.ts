import type { Entry } from '@/lib/model';
import type { OfficeDb } from './db';
import type { ErasureRow, OfficeEntryRow } from './rows';

type Named = Omit<ErasureRow, 'desk' | 'seq' | 'at' | 'left'>;
const SLICE = 1_000;

const says = ({ from, to, parts, except }: Named, seq: number, part: string): boolean =>
  seq >= from && seq < to && !except?.includes(seq) && (!parts || parts.includes(part));

/** An entry without the parts that its desk has erased since; the very same one where none was. */
export function withoutErased<E extends Entry>(entry: E, erasures: readonly ErasureRow[]): E {
  const { seq } = entry.skeleton;
  const gone = Object.entries(entry.parts).flatMap(([name, part]) => {
    const erasure = 'erasedAt' in part ? undefined : erasures.find((each) => says(each, seq, name));
    return erasure ? [[name, { erasedAt: erasure.at }] as const] : [];
  });
  return gone.length ? { ...entry, parts: { ...entry.parts, ...Object.fromEntries(gone) } } : entry;
}

/**
 * What a desk's own journal says was erased goes from the copies here, and from what was derived of it; the figures, which name
 * nobody, stay. A matter that is open keeps what it rests on until it is closed: call it again then. Gives how many entries changed.
 */
export async function eraseCopies(db: OfficeDb, desk: string): Promise<number> {
  const erasures = (
    await db.erasures.where('[desk+seq]').between([desk, 0], [desk, Number.MAX_SAFE_INTEGER]).toArray()
  ).filter(({ left }) => left !== 'none');
  let changed = 0;
  for (const erasure of erasures) {
    const held: number[] = [];
    const seqs = Array.isArray(erasure.left) ? erasure.left : undefined;
    for (let from = seqs ? 0 : erasure.from, end = seqs?.length ?? erasure.to; from < end; ) {
      const slice = seqs ? seqs.slice(from, from + SLICE) : undefined;
      const done = await db.transaction('rw', tablesOf(db), async () => {
        const rows = slice
          ? (await db.entries.bulkGet(slice.map((seq): [string, number] => [desk, seq]))).flatMap((row) => row ?? [])
          : await db.entries.where('[desk+seq]').between([desk, from], [desk, end]).limit(SLICE).toArray();
        const open = await openOf(db, rows);
        const due = rows.flatMap((row) => {
          const next = withoutErased(row, [erasure]);
          if (next === row) return [];
          if (!open.has(matterIdOf(row))) return [next];
          held.push(row.seq);
          return [];
        });
        await db.entries.bulkPut(due);
        await forgetDerived(db, due);
        return { read: rows.length, last: rows.at(-1)?.seq ?? end, due: due.length };
      });
      changed += done.due;
      from = slice ? from + SLICE : done.read < SLICE ? end : done.last + 1;
    }
    await db.erasures.put({ ...erasure, left: held.length ? held : 'none' });
  }
  return changed;
}

const tablesOf = (db: OfficeDb) => [
  db.entries,
  db.matters,
  db.words,
  db.states,
  db.acts,
  db.passes,
  db.changed,
  db.kept,
];

/** The matter an entry belongs to, where it is one. */
const matterIdOf = ({ desk, seq, re }: OfficeEntryRow): string => `${desk}/${re ?? seq}`;

/** Matters among these that are not closed. */
async function openOf(db: OfficeDb, rows: readonly OfficeEntryRow[]): Promise<Set<string>> {
  const ids = [...new Set(rows.map(matterIdOf))];
  const [matters, states] = await Promise.all([db.matters.bulkGet(ids), db.states.bulkGet(ids)]);
  return new Set(ids.filter((_, i) => matters[i] && states[i]?.stage !== 'closed'));
}

/** Names, subjects and sentences of erased entries; columns that were kept hold them as words and are built anew. */
async function forgetDerived(db: OfficeDb, rows: readonly OfficeEntryRow[]): Promise<void> {
  const gone = (row: OfficeEntryRow, part: string): boolean => 'erasedAt' in (row.parts[part] ?? {});
  const events = rows.filter(({ skeleton }) => skeleton.kind === 'event');
  const nameless = <R extends { subject: string; operator: string }>(old: R, row: OfficeEntryRow): R => ({
    ...old,
    ...(gone(row, 'clerk') ? { operator: '' } : {}),
    ...(gone(row, 'fields') ? { subject: '' } : {}),
  });
  const acts = await db.acts.bulkGet(events.map(({ desk, seq }): [string, number] => [desk, seq]));
  await db.acts.bulkPut(acts.flatMap((act, i) => (act && events[i] ? nameless(act, events[i]) : [])));
  const ids = events.map(matterIdOf);
  const matters = (await db.matters.bulkGet(ids)).flatMap((matter, i) => {
    const row = events[i];
    return matter && row ? [{ matter, row }] : [];
  });
  await db.matters.bulkPut(
    matters.map(({ matter, row }) => ({
      ...nameless(matter, row),
      ...(gone(row, 'clerk') ? { involved: [] } : {}),
    })),
  );
  await db.words.bulkDelete(matters.flatMap(({ matter, row }) => (gone(row, 'verdict') ? [matter.id] : [])));
  for (const { matter, row } of matters)
    if (gone(row, 'clerk'))
      await db.states
        .where('id')
        .equals(matter.id)
        .modify((state) => delete state.issuedTo);
  await db.passes.bulkDelete(rows.flatMap((row) => (gone(row, 'person') ? [`${row.desk}/${row.seq}`] : [])));
  if (!matters.length) return;
  await db.changed.bulkPut(matters.map(({ matter: { id } }) => ({ id, turn: Math.random() })));
  await db.kept.clear();
}
