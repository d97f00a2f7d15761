// A bureau's system is upgraded and nobody tells us: each saved page, changed in every way we know, is read right or said to be
// degraded; never wrong, never silent.
import { describe, expect, it, vi } from 'vitest';
import { drifter } from '@/tests/support/drift/drift';
import type { Drifted } from '@/tests/support/drift/drift';
import { MUTATIONS } from '@/tests/support/drift/mutations';
import { savedPages } from '@/tests/support/saved-pages';

const drift = drifter((name, value) => vi.stubGlobal(name, value));
const pages = savedPages();
/** More of it: npm run prove -- drift. */
const SLOW_MS = 120_000;
const faults = (seen: Drifted[]): Drifted[] => seen.filter(({ kind }) => kind === 'wrong' || kind === 'silent');

describe('after', () => {
  it.each(MUTATIONS.map((mutation) => [mutation.say, mutation] as const))(
    '%s',
    (_say, mutation) => {
      const seen = pages.flatMap((page, p) => drift(page, p + 1, 1, mutation) ?? []);

      expect(seen.length).toBeGreaterThan(0);
      expect(faults(seen)).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    'several changes at once',
    () => {
      expect(faults(pages.flatMap((page, p) => drift(page, p + 1000, 4) ?? []))).toEqual([]);
    },
    SLOW_MS,
  );
});
