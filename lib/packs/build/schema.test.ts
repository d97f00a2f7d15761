import { Ajv2020 } from 'ajv/dist/2020';
import type { ErrorObject } from 'ajv/dist/2020';
import { expect, it } from 'vitest';
import type * as z from 'zod';
import { RuleCase, RuleSource } from '@/lib/model';
import { allSources } from '@/tests/support/sources';
import { finding } from './problem';
import { packSchema } from './schema';
import { parseShape } from './shapes';
import { readSource } from './source';
import type { Source } from './source';

const ajv = new Ajv2020({ allErrors: true, strict: false, strictNumbers: true, formats: { uri: true } }).addSchema(
  JSON.parse(JSON.stringify(packSchema())),
  'packs',
);
const validator = (kind: string) => {
  const found = ajv.getSchema(`packs#/$defs/${kind}`);
  if (!found) throw new Error(`no schema of ${kind}`);
  return found;
};

/** One thing, or a list of them. */
const KINDS: [RegExp, string][] = [
  [/^pack\.yaml$/, 'pack'],
  [/^posts\.yaml$/, 'posts'],
  [/^staff\.yaml$/, 'staff'],
  [/^scoring\.yaml$/, 'scoring'],
  [/\.cases\.yaml$/, 'cases'],
  [/^actions\//, 'action'],
  [/^adapters\//, 'adapter'],
  [/^rules\//, 'rule'],
  [/^risk-points\//, 'riskPoint'],
  [/^levels\//, 'levelScheme'],
  [/^calendars\//, 'calendar'],
  [/^profiles\//, 'profile'],
];
const PACKS = allSources(['common', 'credit', 'tax', 'thirdparty']);
const files = [...PACKS].flatMap(([pack, sources]) =>
  [...sources].map(([path, text]) => ({ path, source: readSource(`packs/${pack}/${path}`, text) })),
);
const kindOf = (path: string): string => KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? '';

it('takes every source file of every pack', () => {
  for (const { path, source } of files) {
    const kind = kindOf(path);
    const isWhole = kind === 'cases' || kind === 'staff' || !Array.isArray(source.value);
    const things: unknown[] = isWhole ? [source.value] : (source.value as unknown[]);
    const validate = validator(kind);
    for (const thing of things) expect(validate(thing) ? [] : validate.errors, source.file).toEqual([]);
  }
});

type Json = Record<string, unknown>;
const DEEP = JSON.parse(`${'['.repeat(13)}1${']'.repeat(13)}`);
const WRONG: [why: string, (param: Json) => void][] = [
  ['tables of tables without end', (param) => Object.assign(param, { value: DEEP })],
  ['a key that reaches a prototype', (param) => Object.assign(param, { value: { prototype: 1 } })],
  ['no number', (param) => Object.assign(param, { value: Number.POSITIVE_INFINITY })],
  ['an unknown word', (param) => Object.assign(param, { valid_from: '2024-01-01' })],
  ['a date that is none', (param) => Object.assign(param, { dated: [{ from: '2024/1/1', value: 1, source: 's' }] })],
  ['a dated figure without its source', (param) => Object.assign(param, { dated: [{ from: '2024-01-01', value: 1 }] })],
  ['a dated figure too deep', (param) => Object.assign(param, { dated: [{ value: { a: DEEP }, source: 's' }] })],
  ['a label in one language', (param) => Object.assign(param, { label: { zh: '数' } })],
  ['a limit that is no number', (param) => Object.assign(param, { local: { min: '1' } })],
];

/** Where a fault stands: of a value that fits none of several forms, the value. */
function placesOf(source: Source, errors: readonly ErrorObject[] | null | undefined): string[] {
  const paths = (errors ?? []).map(({ instancePath, params }) => {
    const steps = instancePath.split('/').slice(1);
    const word: unknown = params.additionalProperty ?? params.missingProperty;
    return [...steps, ...(typeof word === 'string' ? [word] : [])].map((s) => (/^\d+$/.test(s) ? Number(s) : s));
  });
  const outermost = paths.filter(
    (path) => !paths.some((o) => o.length < path.length && o.every((s, i) => s === path[i])),
  );
  return [...new Set(outermost.map((path) => placeOf(source.at(path, finding('wrong_shape', '', '')))))];
}
const placeOf = ({ line, column }: { line: number; column: number }): string => `${line}:${column}`;

function bothRefuse<S extends z.ZodType>(kind: string, shape: S, source: Source, value: unknown, why: string): void {
  const validate = validator(kind);
  const ours = parseShape(shape, source, value).problems.map(placeOf);
  expect(validate(value), `${source.file}: ${why}`).toBe(false);
  expect(placesOf(source, validate.errors), `${source.file}: ${why}`).toEqual([...new Set(ours)]);
}

it('refuses a wrong parameter of every rule of every pack, where our reader does', () => {
  let tried = 0;
  for (const { path, source } of files) {
    if (kindOf(path) !== 'rule') continue;
    for (const id of Object.keys((source.value as { params?: Json }).params ?? {}))
      for (const [why, spoil] of WRONG) {
        const value = structuredClone(source.value) as { params: Record<string, Json> };
        spoil(value.params[id] ?? {});
        bothRefuse('rule', RuleSource, source, value, `${id}: ${why}`);
        tried++;
      }
  }
  expect(tried).toBeGreaterThan(400);
});

it('refuses a wrong value in every case of every rule, where our reader does', () => {
  for (const { path, source } of files) {
    if (kindOf(path) !== 'cases') continue;
    const value = structuredClone(source.value) as { events: { fields?: Json }[] }[];
    for (const kase of value) for (const event of kase.events) event.fields = { ...event.fields, amount: { a: DEEP } };
    bothRefuse('cases', RuleCase.array(), source, value, 'too deep');
  }
});
