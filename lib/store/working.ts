import { EventParts } from '@/lib/model';
import type { Entry, Skeleton, Verdict } from '@/lib/model';
import { span } from './plain';
import type { TableName, Tx } from './plain';
import type { DedupeRow, EntryRow, EventRow, FlagRow } from './rows';

/** Derived rows that one append reads and changes. All are read before, in as few turns as they depend on each other, and written at the end. */
export interface Working {
  events: Map<number, EventRow>;
  flags: Map<number, FlagRow[]>;
  verdicts: Map<number, Verdict>;
  dedupes: Map<string, DedupeRow>;
  counts: Map<string, number>;
  /** What names an act and came before it. */
  early: Map<string, Skeleton[]>;
}

/** Tables they are kept in. */
export const WORKED_IN = [
  'entries',
  'parts',
  'events',
  'flags',
  'dedupes',
  'counters',
] as const satisfies readonly TableName[];

export async function readWorking(
  tx: Tx,
  entries: readonly Entry[],
  countKey: (at: number, who: string) => string,
): Promise<Working> {
  const inHand = new Set(entries.map((entry) => entry.skeleton.seq));
  const of = (...kinds: string[]): number[] => [
    ...new Set(
      entries.flatMap(({ skeleton: { kind, re } }) => (re === undefined || !kinds.includes(kind) ? [] : [re])),
    ),
  ];
  const elsewhere = (seqs: number[]): number[] => seqs.filter((seq) => !inHand.has(seq));
  const answered = elsewhere(of('answer'));
  const ids = entries.flatMap(({ skeleton: { kind, body } }) => (kind === 'event' ? [String(body.id)] : []));
  const [acts, flags, judged, named] = await Promise.all([
    there(tx.gets('events', elsewhere(of('answer', 'ending', 'shown')))),
    Promise.all(answered.map((seq) => tx.all('flags', span([seq, ''], [seq, '\uffff'])))),
    there(
      tx.gets(
        'parts',
        elsewhere(of('answer', 'ending')).map((seq) => [seq, 'verdict']),
      ),
    ),
    namedBefore(tx, ids),
  ]);
  const verdicts = new Map<number, Verdict>();
  for (const { seq, part } of judged) {
    const verdict = 'value' in part ? EventParts.shape.verdict.parse(part.value) : undefined;
    if (verdict) verdicts.set(seq, verdict);
  }
  const early = new Map<string, Skeleton[]>();
  for (const { event, re, skeleton } of named)
    if (event !== undefined && re === undefined) early.set(event, [...(early.get(event) ?? []), skeleton]);
  const told = verdictsInHand(entries, of('answer', 'ending'));
  const flagged = [...verdicts.values(), ...told].flatMap((verdict) => verdict.flags.map((flag) => flag.dedupe));
  const [dedupes, counts] = await Promise.all([
    there(tx.gets('dedupes', [...new Set(flagged)])),
    there(tx.gets('counters', counted({ entries, acts, early, countKey }))),
  ]);
  return {
    events: new Map(acts.map((row) => [row.seq, row])),
    flags: new Map(answered.map((seq, i) => [seq, flags[i] ?? []])),
    verdicts,
    dedupes: new Map(dedupes.map((row) => [row.dedupe, row])),
    counts: new Map(counts.map((row) => [row.key, row.n])),
    early,
  };
}

/** More acts than this in one append are not looked up one by one. */
const ONE_BY_ONE = 4;
const FEW = 64;

/** Entries that name these acts and came before them; there are hardly ever any. */
async function namedBefore(tx: Tx, ids: readonly string[]): Promise<EntryRow[]> {
  if (ids.length > ONE_BY_ONE) {
    const [first = '', ...rest] = [...ids].sort();
    const rows = await tx.all('entries', span(first, rest.at(-1) ?? first), 'event', FEW);
    if (rows.length < FEW) return rows.filter((row) => row.event !== undefined && ids.includes(row.event));
  }
  return (await Promise.all(ids.map((id) => tx.all('entries', id, 'event')))).flat();
}

/** Verdicts of acts that are written together with their answers. */
const verdictsInHand = (entries: readonly Entry[], of: readonly number[]): Verdict[] =>
  entries.flatMap(({ skeleton, parts: { verdict } }) =>
    of.includes(skeleton.seq) && verdict && 'value' in verdict
      ? (EventParts.shape.verdict.parse(verdict.value) ?? [])
      : [],
  );

/** Counters that something shown may add to. */
function counted(on: {
  entries: readonly Entry[];
  acts: readonly EventRow[];
  early: ReadonlyMap<string, readonly Skeleton[]>;
  countKey: (at: number, who: string) => string;
}): string[] {
  const all = [...on.entries.map((entry) => entry.skeleton), ...[...on.early.values()].flat()];
  const shown = all.filter((skeleton) => skeleton.kind === 'shown');
  if (!shown.length) return [];
  const whos = new Set(['', ...on.acts.map((act) => act.who), ...on.entries.map(whoOf)]);
  return [...new Set(shown.flatMap(({ at }) => [...whos].map((who) => on.countKey(at, who))))];
}

export function writeWorking(tx: Tx, { events, flags, dedupes, counts }: Working): void {
  for (const row of events.values()) tx.put('events', row);
  for (const row of [...flags.values()].flat()) tx.put('flags', row);
  for (const row of dedupes.values()) tx.put('dedupes', row);
  for (const [key, n] of counts) tx.put('counters', { key, n });
}

/** Who an act's own entry names; the same rule as its row's. */
function whoOf({ parts }: Entry): string {
  const kept = parts.clerk;
  const clerk = kept && 'value' in kept ? EventParts.shape.clerk.safeParse(kept.value).data : undefined;
  return clerk?.login ?? clerk?.person?.id ?? '';
}

const there = async <Row>(rows: Promise<readonly (Row | undefined)[]>): Promise<Row[]> =>
  (await rows).flatMap((row) => row ?? []);
