import * as z from 'zod';
import type { ParamValue } from '@/lib/model';

/** One example of a rule, as files write it, once it could be read. */
export interface Example {
  say: string;
  expected: 'fires' | 'silent' | 'undetermined';
  params: Record<string, ParamValue>;
  events: { id?: string; action: string; ts: string; fields: Record<string, ParamValue> }[];
}
/** `refused`: why one example, or a whole entry, cannot be run. */
export interface RuleExamples {
  id: string;
  examples: (Example | { say: string; refused: string })[];
}
export type FileRead = { ok: true; rules: RuleExamples[] } | { ok: false; refused: string };

/** A number stands for a paper's number, or, as `ts`, for epoch ms. */
const Word = z.union([z.string(), z.number()]).transform(String);
const Fields = z.record(z.string(), z.json());
const Event = z.object({
  id: Word.nullish(),
  action: z.string().min(1),
  ts: z.union([z.string(), z.number().int().transform(wallOf)]),
  fields: Fields.nullish(),
});
const RawExample = z.object({
  say: z.string().nullish(),
  fires: z.union([z.boolean(), z.literal('undetermined')]).nullish(),
  undetermined: z.boolean().nullish(),
  params: Fields.nullish(),
  events: z.array(Event).min(1),
});
const Entry = z.object({ id: z.string().min(1), params: Fields.nullish(), examples: z.array(z.json()).nullish() });

/** Text of a file → its examples. What cannot be run is named where it stands; only a file that is no such file is refused. */
export function readExamples(text: string): FileRead {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (fault) {
    return { ok: false, refused: `不是 JSON / not JSON: ${fault instanceof Error ? fault.message : ''}` };
  }
  const list = z.object({ rules: z.array(z.json()) }).safeParse(whole);
  if (!list.success)
    return { ok: false, refused: '要有 "rules" 列表 / a list "rules" is wanted: {"rules": [{"id", "examples": […]}]}' };
  return { ok: true, rules: list.data.rules.map(entryOf) };
}

function entryOf(raw: unknown, place: number): RuleExamples {
  const entry = Entry.safeParse(raw);
  if (!entry.success) return { id: `rules[${place}]`, examples: [{ say: '', refused: sentenceOf(entry.error) }] };
  const { id, params, examples } = entry.data;
  return { id, examples: (examples ?? []).map((one) => exampleOf(one, params ?? {})) };
}

function exampleOf(raw: unknown, params: Record<string, ParamValue>): RuleExamples['examples'][number] {
  const read = RawExample.safeParse(raw);
  if (!read.success) return { say: sayOf(raw), refused: sentenceOf(read.error) };
  const { say, fires, undetermined, events } = read.data;
  if (typeof fires !== 'boolean' && !fires && !undetermined)
    return { say: say ?? '', refused: 'fires: true 或 false / true or false is wanted (or "undetermined": true)' };
  return {
    say: say ?? '',
    expected: undetermined || fires === 'undetermined' ? 'undetermined' : fires ? 'fires' : 'silent',
    params: named({ ...params, ...read.data.params }),
    events: events.map(({ id, fields, ...event }) => ({
      ...event,
      ...(id === null || id === undefined ? {} : { id }),
      fields: fields ?? {},
    })),
  };
}

/** `swapWork` means our `swap_work`. */
const named = (params: Record<string, ParamValue>): Record<string, ParamValue> =>
  Object.fromEntries(
    Object.entries(params).map(([id, value]) => [id.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  );

const sayOf = (raw: unknown): string =>
  typeof raw === 'object' && raw !== null && 'say' in raw && typeof raw.say === 'string' ? raw.say : '';
const sentenceOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || '(…)'}: ${issue.message}`)
    .join('; ');

const SHANGHAI = 8 * 3_600_000;
function wallOf(at: number): string {
  return Math.abs(at) < 8e15 ? new Date(at + SHANGHAI).toISOString().slice(0, 23) : String(at);
}
