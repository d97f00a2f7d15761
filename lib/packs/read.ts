import { FOREIGN_KEYS, Pack, PACK_FORMAT } from '@/lib/model';
import { fitting } from './fits';

/** A pack's JSON is no larger than this, so that reading it never stops the worker. */
export const MAX_PACK_BYTES = 32_000_000;
const MAX_DEPTH = 80;

export type PackRefusal =
  | 'too_large'
  | 'not_text'
  | 'not_json'
  | 'too_deep'
  | 'foreign_key'
  | 'unknown_format'
  | 'wrong_shape'
  | 'broken_reference';
export type PackRead = { ok: true; pack: Pack } | { ok: false; refused: PackRefusal; at: string; detail: string };

const refuse = (refused: PackRefusal, detail: string, at = ''): PackRead => ({
  ok: false,
  refused,
  at: at.slice(0, 200),
  detail: detail.slice(0, 300),
});

/** Bytes or JSON text → a pack, or a named refusal. Unknown words, keys that could reach a prototype and loose references are refused. */
export function readPack(input: Uint8Array | string): PackRead {
  if ((typeof input === 'string' ? input.length : input.byteLength) > MAX_PACK_BYTES)
    return refuse('too_large', `more than ${MAX_PACK_BYTES} bytes`);
  let text: string;
  try {
    text = typeof input === 'string' ? input : new TextDecoder('utf-8', { fatal: true }).decode(input);
  } catch {
    return refuse('not_text', 'not UTF-8');
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse('not_json', error instanceof Error ? error.message : 'not JSON');
  }
  // What is too deep or has a foreign key does not fit either; the long way names the fault.
  return fits(json) ? checkReferences(json) : readPackValue(json);
}

/** The same for a value that was parsed already (stored row, reply). */
export function readPackValue(json: unknown): PackRead {
  const foreign = firstForeign(json);
  return foreign ? refuse(foreign.refused, 'not allowed in a pack', foreign.at) : shaped(json);
}

function shaped(json: unknown): PackRead {
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== PACK_FORMAT)
    return refuse('unknown_format', `a pack has format ${PACK_FORMAT}`);
  const result = Pack.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    return refuse('wrong_shape', issue?.message ?? 'wrong shape', issue?.path.map(String).join('.') ?? '');
  }
  return checkReferences(result.data);
}

const fits = fitting(Pack);

/** Walks without recursion: depth is bounded before the schema, which recurses, sees the value. */
function firstForeign(json: unknown): { refused: 'too_deep' | 'foreign_key'; at: string } | undefined {
  const stack: unknown[] = [json];
  const depths: number[] = [0];
  // Where to look, to the third step: spelling out every path costs more than the walk.
  const names: string[] = [''];
  while (stack.length) {
    const value = stack.pop();
    const depth = depths.pop() ?? 0;
    const name = names.pop() ?? '';
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return { refused: 'too_deep', at: name };
    for (const key in value) {
      if (FOREIGN_KEYS.has(key)) return { refused: 'foreign_key', at: name ? `${name}.${key}` : key };
      const child: unknown = Reflect.get(value, key);
      if (typeof child !== 'object' || child === null) continue;
      stack.push(child);
      depths.push(depth + 1);
      names.push(depth < 3 ? (name ? `${name}.${key}` : key) : name);
    }
  }
  return undefined;
}

function checkReferences(pack: Pack): PackRead {
  const lists: [string, string[]][] = [
    ['actions', pack.actions.map((a) => a.key)],
    ['adapters', pack.adapters.map((a) => a.id)],
    ['rules', pack.rules.map((r) => r.id)],
    ['riskPoints', pack.riskPoints.map((r) => r.id)],
  ];
  for (const [name, ids] of lists) {
    const double = new Set(ids).size < ids.length && ids.find((id, i) => ids.indexOf(id) !== i);
    if (double) return refuse('broken_reference', `${double} stands twice`, name);
  }
  const levels = new Set(pack.scheme.levels.map((l) => l.key));
  const actions = new Set(pack.actions.map((a) => a.key));
  for (const rule of pack.rules) {
    const level = [rule.level, ...(rule.raise ?? []).flatMap((r) => r.level ?? [])].find((key) => !levels.has(key));
    if (level !== undefined) return refuse('broken_reference', `no level ${level}`, `rules.${rule.id}`);
    const action = rule.on.find((key) => key !== 'tick' && !key.includes('*') && !actions.has(key));
    if (action !== undefined) return refuse('broken_reference', `no action ${action}`, `rules.${rule.id}`);
  }
  for (const adapter of pack.adapters)
    for (const page of adapter.pages)
      for (const act of page.actions) {
        if (!actions.has(act.action))
          return refuse('broken_reference', `no action ${act.action}`, `adapters.${adapter.id}`);
      }
  return { ok: true, pack };
}
