import { describe, expect, it } from 'vitest';
import { ASKS } from '@/lib/model';
import { askRank, strongest } from './ask';

it('ranks the asks in the order of the model', () => {
  expect(ASKS.map(askRank)).toEqual(ASKS.map((_, place) => place));
});

describe('the strongest of two asks', () => {
  it.each([
    ['notice', 'stop', 'stop'],
    ['stop', 'notice', 'stop'],
    ['checklist', 'checklist', 'checklist'],
  ] as const)('of %s and %s is %s', (a, b, stronger) => {
    expect(strongest(a, b)).toBe(stronger);
  });
});
