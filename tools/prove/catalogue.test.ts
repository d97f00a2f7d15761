import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wallTime } from '@/lib/packs/example';
import { readExamples } from '@/tools/hulan/examples';
import { loadRules, playAll } from '@/tools/hulan/replay';
import { ROOT } from '@/tools/setup.mjs';
import { run } from './catalogue';

const TEXT = readFileSync(join(ROOT, 'docs/rule-examples.json'), 'utf8');

it('rules say what predicates written a second time from the catalogue say (a sample; all: npm run prove -- catalogue)', async () => {
  const { ok, line } = await run(['--cases', '8']);

  expect(ok ? '' : line).toBe('');
}, 60_000);

it('examples written from the catalogue’s text agree: limits, swapped days, what was not read, order of arrival', () => {
  const read = readExamples(TEXT);
  const { agree, lines } = playAll(read.ok ? read.rules : [], loadRules());

  expect(lines).toEqual([]);
  expect(agree).toBeGreaterThanOrEqual(2 * loadRules().rules.size);
}, 60_000);

it('a file spoilt anywhere is answered example by example, never with a crash', () => {
  const whole: { rules: unknown[] } = JSON.parse(TEXT);
  const junk = fc.constantFrom<unknown>(null, '', 'x', 0, -1, 1e300, true, [], {}, [[null]], '__proto__', undefined);

  fc.assert(
    fc.property(fc.nat(), fc.nat(), junk, (at, depth, put) => {
      const entry = structuredClone(whole.rules[at % whole.rules.length]);
      spoil(entry, depth, put);
      const read = readExamples(JSON.stringify({ rules: [entry] }));
      const { agree, lines } = playAll(read.ok ? read.rules : [], loadRules());

      expect(read.ok && agree >= 0 && lines.every((l) => typeof l.why === 'string')).toBe(true);
    }),
    { numRuns: 120 },
  );
}, 60_000);

it.each<[string, string | undefined]>([
  ['2024-03-05 10:00', '2024-03-05T02:00:00.000Z'],
  ['2024-03-05', '2024-03-04T16:00:00.000Z'],
  ['2024-03-05T02:00:00Z', '2024-03-05T02:00:00.000Z'],
  ['2024-03-05T10:00:00.5+08:00', '2024-03-05T02:00:00.500Z'],
  ['2024-03-04 18:00 -0800', '2024-03-05T02:00:00.000Z'],
  ['2023-02-29 10:00', undefined],
  ['2024-03-05 24:00', undefined],
  ['5 March 2024', undefined],
])('%s is %s', (text, moment) => {
  const at = wallTime(text);

  expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(moment);
});

/** Puts `put` somewhere below: which place, the number decides. */
function spoil(target: unknown, place: number, put: unknown): void {
  if (typeof target !== 'object' || target === null) return;
  const inside = target as Record<string, unknown>;
  const names = Object.keys(inside);
  const name = names[place % names.length];
  if (name === undefined) return;
  const next = inside[name];
  if (typeof next === 'object' && next !== null && place % 5 && Object.keys(next).length)
    return spoil(next, Math.floor(place / 3), put);
  inside[name] = put;
}
