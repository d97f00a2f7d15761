// Chance that can be thrown again: the same seed, the same throws.
export interface Dice {
  /** A whole number from 0 up to, not including, n. */
  below(n: number): number;
  pick<T>(list: readonly T[]): T | undefined;
}

export function diceOf(seed: number): Dice {
  let state = (seed * 2654435761) >>> 0 || 1;
  const below = (n: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % n;
  };
  return { below, pick: (list) => (list.length ? list[below(list.length)] : undefined) };
}
