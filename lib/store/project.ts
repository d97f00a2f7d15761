import { AnswerBody, askRank, EndingBody, EventBody, EventParts, ShownBody } from '@/lib/model';
import type { Entry, Reading, Readings } from '@/lib/model';
import type { Desk } from './db';
import type { AnswerState } from './rows';

/** Brings the derived tables up to an entry, inside the transaction that writes it. Rebuilding means doing this for all. */
export async function project(desk: Desk, entry: Entry): Promise<void> {
  switch (entry.skeleton.kind) {
    case 'event': return projectEvent(desk, entry);
    case 'answer': return projectAnswer(desk, entry);
    case 'ending': return projectEnding(desk, entry);
    case 'shown': return projectShown(desk, entry);
    default: return;
  }
}

/** A part's value, undefined where it was erased. */
const valuesOf = (entry: Entry): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entry.parts).flatMap(([name, part]) => ('value' in part ? [[name, part.value]] : [])));

async function projectEvent(desk: Desk, entry: Entry): Promise<void> {
  const { seq } = entry.skeleton;
  const body = EventBody.parse(entry.skeleton.body);
  const parts = EventParts.parse(valuesOf(entry));
  const tokens = { ...parts.tokens?.tokens };
  const left = Object.fromEntries(Object.entries(tokens).map(([id, list]) => [id, [...list]]));
  const fields = withTokens({ ...body.fields, ...parts.fields?.fields }, left);
  const items = body.items?.map((item, i) => withTokens({ ...item, ...parts.fields?.items?.[i] }, left));
  await desk.events.put({ seq, id: body.id, action: body.action, at: body.at, who: parts.clerk?.login ?? parts.clerk?.person?.id ?? '', fields, ...(items ? { items } : {}) });
  const [lead] = [...body.flags].sort((a, b) => b.level.severity - a.level.severity || askRank(b.ask) - askRank(a.ask));
  if (!lead) return;
  await desk.flags.bulkPut([
    { seq, of: '*', severity: lead.level.severity, answer: 'none' },
    ...body.flags.map((flag) => ({ seq, of: flag.rule, severity: flag.level.severity, answer: 'none' as const })),
  ]);
}

/** Puts tokens back beside the masked numbers, in the order in which they were taken; uses `left` up. */
function withTokens(readings: Readings, left: Record<string, string[]>): Readings {
  return Object.fromEntries(Object.entries(readings).map(([id, reading]): [string, Reading] => {
    const list = left[id];
    if (!list?.length || reading.kind !== 'read' || typeof reading.value !== 'object' || reading.value === null) return [id, reading];
    const { value } = reading;
    if (!Array.isArray(value)) return [id, { ...reading, value: { ...value, token: list.shift() } }];
    const identities = value.filter((item) => typeof item === 'object');
    return identities.length ? [id, { ...reading, value: identities.map((item) => ({ ...item, token: list.shift() })) }] : [id, reading];
  }));
}

async function projectAnswer(desk: Desk, entry: Entry): Promise<void> {
  const { re, at } = entry.skeleton;
  if (re === undefined) return;
  const body = AnswerBody.parse(entry.skeleton.body);
  const answer: AnswerState = body.kind;
  await desk.flags.where('[seq+of]').between([re, ''], [re, '\uffff']).modify({ answer });
  if (answer !== 'continue' && answer !== 'acknowledge') return;
  const kept = await desk.parts.get([re, 'verdict']);
  if (!kept || !('value' in kept.part)) return;
  const verdict = EventParts.shape.verdict.parse(kept.part.value);
  await desk.dedupes.bulkPut((verdict?.flags ?? []).map(({ dedupe }) => ({ dedupe, at, seq: re, committed: false })));
}

/** The act is over: what was answered for it is not silenced a second time once it has gone through. */
async function projectEnding(desk: Desk, entry: Entry): Promise<void> {
  const { re, at } = entry.skeleton;
  if (re === undefined) return;
  const { ending } = EndingBody.parse(entry.skeleton.body);
  await desk.events.update(re, { endedAt: at });
  if (ending !== 'passed' && ending !== 'released' && ending !== 'committed') return;
  const kept = await desk.parts.get([re, 'verdict']);
  if (!kept || !('value' in kept.part)) return;
  const verdict = EventParts.shape.verdict.parse(kept.part.value);
  for (const { dedupe } of verdict?.flags ?? []) await desk.dedupes.update(dedupe, { committed: true });
}

/** Chips that were opened count against the clerk's budget of the day. */
async function projectShown(desk: Desk, entry: Entry): Promise<void> {
  const { re, at } = entry.skeleton;
  const body = ShownBody.parse(entry.skeleton.body);
  if (body.surface !== 'chip' || body.receipt !== 'seen') return;
  const who = re === undefined ? '' : ((await desk.events.get(re))?.who ?? '');
  const key = openedKey(at, who);
  const n = (await desk.counters.get(key))?.n ?? 0;
  await desk.counters.put({ key, n: n + 1 });
}

const SHANGHAI = 8 * 3_600_000;
export const openedKey = (at: number, who: string): string => `opened/${new Date(at + SHANGHAI).toISOString().slice(0, 10)}/${who}`;
