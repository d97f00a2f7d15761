import { expect, it } from 'vitest';
import { readExamples } from './examples';

const file = (examples: unknown): string =>
  JSON.stringify({ rules: [{ id: 'spend-5000', params: { a: 1, swapWork: [] }, examples }] });
const EVENT = { action: 'expense.submit', ts: '2024-03-05 10:00', fields: {} };

it.each([
  ['', 'not JSON'],
  ['{"rules": {}}', 'a list "rules" is wanted'],
  ['[]', 'a list "rules" is wanted'],
])('a file that is none of examples is refused in a sentence: %s', (text, said) => {
  const read = readExamples(text);

  expect(read.ok ? '' : read.refused).toContain(said);
});

it.each<[unknown, string]>([
  [{ fires: true, events: [EVENT] }, 'fires'],
  [{ fires: false, events: [EVENT] }, 'silent'],
  [{ fires: false, undetermined: true, events: [EVENT] }, 'undetermined'],
  [{ fires: false, undetermined: false, events: [EVENT] }, 'silent'],
  [{ undetermined: true, events: [EVENT] }, 'undetermined'],
])('%j is expected as %s', (example, expected) => {
  const read = readExamples(file([example]));

  expect(read.ok && read.rules[0]?.examples[0]).toMatchObject({ expected, params: { a: 1, swap_work: [] } });
});

it.each<[unknown, string]>([
  [{ fires: true }, 'events'],
  [{ events: [EVENT] }, 'fires'],
  [{ fires: 'perhaps', events: [EVENT] }, 'fires'],
  [{ fires: true, events: [] }, 'events'],
  [7, 'expected object'],
])('an example that cannot be read names why, and the others are played: %j', (broken, said) => {
  const read = readExamples(file([broken, { fires: true, events: [EVENT] }]));
  const [first, second] = (read.ok ? read.rules[0]?.examples : undefined) ?? [];

  expect(first && 'refused' in first ? first.refused : '').toContain(said);
  expect(second).toMatchObject({ expected: 'fires' });
});

it('takes figures where a paper’s number stands, and epoch ms where a time does', () => {
  const read = readExamples(
    file([{ fires: true, events: [{ ...EVENT, id: 7, ts: Date.parse('2024-03-05T10:00:00+08:00') }] }]),
  );

  expect(read.ok && read.rules[0]?.examples[0]).toMatchObject({ events: [{ id: '7', ts: '2024-03-05T10:00:00.000' }] });
});
