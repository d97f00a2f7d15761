import { AnswerBody, EndingBody, EventBody, EventParts, ShownBody, withTokens } from '@/lib/model';
import type { Entry, Skeleton } from '@/lib/model';
import type { AnswerState, EventRow } from './rows';
import type { Working } from './working';

/** An append under way: its derived rows in hand, and whose marks must come or go. */
interface On {
  rows: Working;
  marks: Map<number, { act: EventRow; how: 'come' | 'go' }>;
}

export interface Projected {
  /** All derived rows that were read or made. */
  rows: Working;
  /** Acts that are history from now on, and such as are no longer: their sequence numbers. */
  come: EventRow[];
  go: number[];
}

/** The derived rows brought up to entries. Pure: what to write, from what was read. Rebuilding means doing this for all. */
export function project(rows: Working, entries: readonly Entry[]): Projected {
  const on: On = { rows, marks: new Map() };
  for (const entry of entries)
    if (entry.skeleton.kind === 'event') projectEvent(on, entry);
    else {
      noteEarly(rows, entry.skeleton);
      projectBelonging(on, entry.skeleton, entry.skeleton.re);
    }
  const marks = [...on.marks.values()];
  return {
    rows,
    come: marks.flatMap(({ act, how }) => (how === 'come' ? [act] : [])),
    go: marks.flatMap(({ act, how }) => (how === 'go' ? [act.seq] : [])),
  };
}

/** The act may come in the same append. */
function noteEarly({ early }: Working, skeleton: Skeleton): void {
  const { event } = skeleton.body;
  if (skeleton.re === undefined && typeof event === 'string') early.set(event, [...(early.get(event) ?? []), skeleton]);
}

/** What belongs to an act; without `re` its act is not written yet. */
function projectBelonging(on: On, skeleton: Skeleton, re: number | undefined): void {
  switch (skeleton.kind) {
    case 'answer':
      return projectAnswer(on, skeleton, re);
    case 'ending':
      return projectEnding(on, skeleton, re);
    case 'shown':
      return projectShown(on, skeleton, re);
    default:
      return;
  }
}

/** A part's value, undefined where it was erased. */
const valuesOf = (entry: Entry): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry.parts).flatMap(([name, part]) => ('value' in part ? [[name, part.value]] : [])),
  );

function projectEvent(on: On, entry: Entry): void {
  const { rows, marks } = on;
  const { seq } = entry.skeleton;
  const body = EventBody.parse(entry.skeleton.body);
  const parts = EventParts.parse(valuesOf(entry));
  const tokens = { ...parts.tokens?.tokens };
  const left = Object.fromEntries(Object.entries(tokens).map(([id, list]) => [id, [...list]]));
  const fields = withTokens({ ...body.fields, ...parts.fields?.fields }, left);
  const items = body.items?.map((item, i) => withTokens({ ...item, ...parts.fields?.items?.[i] }, left));
  const act: EventRow = {
    seq,
    id: body.id,
    action: body.action,
    at: body.at,
    who: parts.clerk?.login ?? parts.clerk?.person?.id ?? '',
    fields,
    ...(items ? { items } : {}),
    ...(body.dwellMs === undefined ? {} : { dwellMs: body.dwellMs }),
    ...(body.pageChars === undefined ? {} : { pageChars: body.pageChars }),
  };
  rows.events.set(seq, act);
  marks.set(seq, { act, how: 'come' });
  if (parts.verdict) rows.verdicts.set(seq, parts.verdict);
  const fired = [...body.flags, ...body.undetermined.filter((u) => u.shown)].map((f) => ({
    seq,
    of: f.rule,
    severity: f.level?.severity ?? 1,
    answer: 'none' as const,
  }));
  if (fired.length)
    rows.flags.set(seq, [
      { seq, of: '*', severity: Math.max(...fired.map((f) => f.severity)), answer: 'none' },
      ...fired,
    ]);
  // A page whose act was lost with a worker says it again; what belongs to it may have come first.
  for (const skeleton of rows.early.get(body.id) ?? []) {
    if (isOpened(skeleton)) count(rows, openedKey(skeleton.at, ''), -1);
    projectBelonging(on, skeleton, seq);
  }
}

function projectAnswer({ rows }: On, skeleton: Skeleton, re: number | undefined): void {
  const { at } = skeleton;
  if (re === undefined) return;
  const body = AnswerBody.parse(skeleton.body);
  const answer: AnswerState = body.kind;
  const flags = rows.flags.get(re);
  if (flags)
    rows.flags.set(
      re,
      flags.map((flag) => ({ ...flag, answer })),
    );
  if (answer !== 'continue' && answer !== 'acknowledge') return;
  const who = rows.events.get(re)?.who ?? '';
  for (const { dedupe } of rows.verdicts.get(re)?.flags ?? [])
    rows.dedupes.set(dedupe, { dedupe, at, seq: re, committed: false, who });
}

/** The act is over: what was answered for it is not silenced a second time once it has gone through. */
function projectEnding({ rows, marks }: On, skeleton: Skeleton, re: number | undefined): void {
  const { at } = skeleton;
  if (re === undefined) return;
  const { ending } = EndingBody.parse(skeleton.body);
  const isDone = ending === 'passed' || ending === 'released' || ending === 'committed';
  const before = rows.events.get(re);
  if (before) {
    rows.events.set(re, { ...before, endedAt: at, undone: !isDone });
    if (!isDone) marks.set(re, { act: before, how: 'go' });
    else if (before.undone) marks.set(re, { act: before, how: 'come' });
  }
  if (!isDone) return;
  for (const { dedupe } of rows.verdicts.get(re)?.flags ?? []) {
    const known = rows.dedupes.get(dedupe);
    if (known) rows.dedupes.set(dedupe, { ...known, committed: true });
  }
}

/** Chips that were opened count against the clerk's budget of the day; as nobody's, as long as their act is not known. */
function projectShown({ rows }: On, skeleton: Skeleton, re: number | undefined): void {
  if (!isOpened(skeleton)) return;
  count(rows, openedKey(skeleton.at, re === undefined ? '' : (rows.events.get(re)?.who ?? '')), 1);
}
function isOpened({ kind, body }: Skeleton): boolean {
  if (kind !== 'shown') return false;
  const { surface, receipt } = ShownBody.parse(body);
  return surface === 'chip' && receipt === 'seen';
}
const count = ({ counts }: Working, key: string, by: number): unknown => counts.set(key, (counts.get(key) ?? 0) + by);

const SHANGHAI = 8 * 3_600_000;
export const openedKey = (at: number, who: string): string =>
  `opened/${new Date(at + SHANGHAI).toISOString().slice(0, 10)}/${who}`;
