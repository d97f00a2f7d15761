import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { FUNCTIONS } from '@/lib/rules/functions';
import { FUNCTION_WORDS } from '@/lib/rules/words';
import { packSchema } from './schema';
import { SIGNATURES } from './signatures';

const doc = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), 'utf8');
const names = Object.keys(FUNCTIONS).sort();

it('every function has a type and a wording', () => {
  expect(Object.keys(SIGNATURES).sort()).toEqual(names);
  expect(Object.keys(FUNCTION_WORDS).sort()).toEqual(names);
});

it('docs/pack-format.md tells every function with its arguments', () => {
  const text = doc('pack-format.md');
  const untold = Object.entries(SIGNATURES)
    .filter(([name, s]) => !text.includes(`\`${name}(${s.args.join(', ')})\` → ${s.result}`))
    .map(([name]) => name);

  expect(untold).toEqual([]);
});

it('docs/pack-schema.json is what the model says (npm run hulan -- schema)', () => {
  expect(JSON.parse(doc('pack-schema.json'))).toEqual(JSON.parse(JSON.stringify(packSchema())));
});
