import { vi } from 'vitest';

/** Passphrases lock with a thousand rounds instead of the 600,000 that the key file names: what is locked and opened stays the same. */
export function quickLocks(): void {
  const { subtle } = crypto;
  const slow = subtle.deriveKey.bind(subtle);
  vi.spyOn(subtle, 'deriveKey').mockImplementation((how, ...rest) =>
    slow(typeof how === 'object' && 'iterations' in how ? { ...how, iterations: 1000 } : how, ...rest),
  );
}
