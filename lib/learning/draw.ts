import { hashOf } from '@/lib/rules/hash';

/** The list in an order that only the seed decides. */
export function drawn<T>(list: readonly T[], seed: string, idOf: (one: T) => string): T[] {
  return list
    .map((one) => ({ one, key: hashOf([seed, idOf(one)]) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ one }) => one);
}
