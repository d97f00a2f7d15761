import { expect, it } from 'vitest';
import { run } from './catalogue';

it('rules say what predicates written a second time from the catalogue say (a sample; all: npm run prove -- catalogue)', async () => {
  const { ok, line } = await run(['--cases', '12']);

  expect(ok ? '' : line).toBe('');
}, 60_000);
