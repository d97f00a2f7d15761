import { AnswerBody, EndingBody, EventBody, EventParts, ShownBody } from '@/lib/model';
import type { Entry, Skeleton } from '@/lib/model';
import type { Desk } from './db';
import { addMarks, dropMarks } from './rings';
import type { Keeping } from './rings';
import type { AnswerState, EventRow } from './rows';
import { withTokens } from './tokens';

/** Brings the derived tables up to an entry, inside the transaction that writes it. Rebuilding means doing this for all. */
export async function project(desk: Desk, entry: Entry, keeping: Keeping): Promise<void> {
  if (entry.skeleton.kind === 'event') return projectEvent(desk, entry, keeping);
  return projectBelonging(desk, entry.skeleton, entry.skeleton.re, keeping);
}

/** What belongs to an act; without `re` its act is not written yet. */
async function projectBelonging(
  desk: Desk,
  skeleton: Skeleton,
  re: number | undefined,
  keeping: Keeping,
): Promise<void> {
  switch (skeleton.kind) {
    case 'answer':
      return projectAnswer(desk, skeleton, re);
    case 'ending':
      return projectEnding(desk, skeleton, re, keeping);
    case 'shown':
      return projectShown(desk, skeleton, re);
    default:
      return;
  }
}

/** A part's value, undefined where it was erased. */
const valuesOf = (entry: Entry): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry.parts).flatMap(([name, part]) => ('value' in part ? [[name, part.value]] : [])),
  );

async function projectEvent(desk: Desk, entry: Entry, keeping: Keeping): Promise<void> {
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
  await desk.events.put(act);
  await addMarks(desk, act, keeping);
  const fired = [...body.flags, ...body.undetermined.filter((u) => u.shown)].map((f) => ({
    seq,
    of: f.rule,
    severity: f.level?.severity ?? 1,
    answer: 'none' as const,
  }));
  if (fired.length)
    await desk.flags.bulkPut([
      { seq, of: '*', severity: Math.max(...fired.map((f) => f.severity)), answer: 'none' },
      ...fired,
    ]);
  // A page whose act was lost with a worker says it again; what belongs to it may have come first.
  const early = await desk.entries.where('event').equals(body.id).toArray();
  for (const { skeleton } of early) if (skeleton.re === undefined) await projectBelonging(desk, skeleton, seq, keeping);
}

async function projectAnswer(desk: Desk, skeleton: Skeleton, re: number | undefined): Promise<void> {
  const { at } = skeleton;
  if (re === undefined) return;
  const body = AnswerBody.parse(skeleton.body);
  const answer: AnswerState = body.kind;
  await desk.flags.where('[seq+of]').between([re, ''], [re, '\uffff']).modify({ answer });
  if (answer !== 'continue' && answer !== 'acknowledge') return;
  const kept = await desk.parts.get([re, 'verdict']);
  if (!kept || !('value' in kept.part)) return;
  const verdict = EventParts.shape.verdict.parse(kept.part.value);
  await desk.dedupes.bulkPut((verdict?.flags ?? []).map(({ dedupe }) => ({ dedupe, at, seq: re, committed: false })));
}

/** The act is over: what was answered for it is not silenced a second time once it has gone through. */
async function projectEnding(desk: Desk, skeleton: Skeleton, re: number | undefined, keeping: Keeping): Promise<void> {
  const { at } = skeleton;
  if (re === undefined) return;
  const { ending } = EndingBody.parse(skeleton.body);
  const isDone = ending === 'passed' || ending === 'released' || ending === 'committed';
  const before = await desk.events.get(re);
  await desk.events.update(re, { endedAt: at, undone: !isDone });
  if (!isDone) await dropMarks(desk, { from: re, to: re + 1 }, keeping);
  else if (before?.undone) await addMarks(desk, before, keeping);
  if (!isDone) return;
  const kept = await desk.parts.get([re, 'verdict']);
  if (!kept || !('value' in kept.part)) return;
  const verdict = EventParts.shape.verdict.parse(kept.part.value);
  for (const { dedupe } of verdict?.flags ?? []) await desk.dedupes.update(dedupe, { committed: true });
}

/** Chips that were opened count against the clerk's budget of the day. */
async function projectShown(desk: Desk, skeleton: Skeleton, re: number | undefined): Promise<void> {
  const { at } = skeleton;
  const body = ShownBody.parse(skeleton.body);
  if (body.surface !== 'chip' || body.receipt !== 'seen') return;
  const who = re === undefined ? '' : ((await desk.events.get(re))?.who ?? '');
  const key = openedKey(at, who);
  const n = (await desk.counters.get(key))?.n ?? 0;
  await desk.counters.put({ key, n: n + 1 });
}

const SHANGHAI = 8 * 3_600_000;
export const openedKey = (at: number, who: string): string =>
  `opened/${new Date(at + SHANGHAI).toISOString().slice(0, 10)}/${who}`;
