import { expect, it } from 'vitest';
import { ASKS } from '@/lib/model';
import { askRank } from './ask';

it('ranks the asks in the order of the model', () => {
  expect(ASKS.map(askRank)).toEqual(ASKS.map((_, place) => place));
});
