import { EventParts } from '@/lib/model';
import type { Entry, Skeleton, Verdict } from '@/lib/model';
import type { Desk } from './db';
import type { DedupeRow, EventRow, FlagRow } from './rows';

/**
 * Derived rows that one append reads and changes. All are read before, so that nothing is awaited between: a transaction of
 * Dexie's gets lost after a hundred awaits that do not touch the database. All are written once, at the end.
 */
export interface Working {
  events: Map<number, EventRow>;
  flags: Map<number, FlagRow[]>;
  verdicts: Map<number, Verdict>;
  dedupes: Map<string, DedupeRow>;
  counts: Map<string, number>;
  /** What names an act and came before it. */
  early: Map<string, Skeleton[]>;
}

export async function readWorking(
  desk: Desk,
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

  const events = await some(elsewhere(of('answer', 'ending', 'shown')), (seqs) => desk.events.bulkGet(seqs));
  const flags = new Map<number, FlagRow[]>();
  for (const seq of elsewhere(of('answer')))
    flags.set(seq, await desk.flags.where('[seq+of]').between([seq, ''], [seq, '\uffff']).toArray());
  const verdicts = new Map<number, Verdict>();
  const judged = of('answer', 'ending').map((seq): [number, string] => [seq, 'verdict']);
  for (const row of await some(judged, (keys) => desk.parts.bulkGet(keys))) {
    const verdict = 'value' in row.part ? EventParts.shape.verdict.parse(row.part.value) : undefined;
    if (verdict) verdicts.set(row.seq, verdict);
  }
  const dedupes = [...verdicts.values()].flatMap((verdict) => verdict.flags.map((flag) => flag.dedupe));
  const ids = entries.flatMap(({ skeleton: { kind, body } }) => (kind === 'event' ? [String(body.id)] : []));
  const named = await some(ids, (all) => desk.entries.where('event').anyOf(all).toArray());
  const early = new Map<string, Skeleton[]>();
  for (const { event, re, skeleton } of named)
    if (event !== undefined && re === undefined) early.set(event, [...(early.get(event) ?? []), skeleton]);
  const whos = new Set(['', ...events.map((event) => event.who), ...entries.map(whoOf)]);
  const shown = [...entries.map((entry) => entry.skeleton), ...[...early.values()].flat()].filter(
    (skeleton) => skeleton.kind === 'shown',
  );
  const keys = [...new Set(shown.flatMap(({ at }) => [...whos].map((who) => countKey(at, who))))];
  return {
    events: new Map(events.map((row) => [row.seq, row])),
    flags,
    verdicts,
    dedupes: new Map(
      (await some([...new Set(dedupes)], (all) => desk.dedupes.bulkGet(all))).map((row) => [row.dedupe, row]),
    ),
    counts: new Map((await some(keys, (all) => desk.counters.bulkGet(all))).map((row) => [row.key, row.n])),
    early,
  };
}

export async function writeWorking(desk: Desk, working: Working): Promise<void> {
  const { events, flags, dedupes, counts } = working;
  if (events.size) await desk.events.bulkPut([...events.values()]);
  if (flags.size) await desk.flags.bulkPut([...flags.values()].flat());
  if (dedupes.size) await desk.dedupes.bulkPut([...dedupes.values()]);
  if (counts.size) await desk.counters.bulkPut([...counts].map(([key, n]) => ({ key, n })));
}

/** Who an act's own entry names; the same rule as its row's. */
function whoOf({ parts }: Entry): string {
  const kept = parts.clerk;
  const clerk = kept && 'value' in kept ? EventParts.shape.clerk.safeParse(kept.value).data : undefined;
  return clerk?.login ?? clerk?.person?.id ?? '';
}

/** Rows that are there, of keys that are asked for; no keys, no question. */
async function some<Key, Row>(keys: Key[], read: (keys: Key[]) => PromiseLike<(Row | undefined)[]>): Promise<Row[]> {
  return keys.length ? (await read(keys)).flatMap((row) => row ?? []) : [];
}
