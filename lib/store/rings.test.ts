import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { playHistory } from '@/tests/support/histories';

it('says of random histories what going through every act says: late acts, withdrawals, jumps, restarts, new rules', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { wrong } = await playHistory(seed);

    expect(wrong).toBeUndefined();
  }
});
