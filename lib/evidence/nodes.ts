import { fromBase64url, nodeHash, TILE } from '@/lib/journal';
import type { HashAt } from '@/lib/journal';
import type { JournalTable } from '@/lib/store';

/** Root of a full subtree: kept ones from the store, the ones between from their children. Throws where one is gone. */
export function hashAtOf(journal: Pick<JournalTable, 'leaf' | 'node'>): HashAt {
  const hashAt: HashAt = async (level, index) => {
    if (level === 0) {
      const leaf = await journal.leaf(index);
      if (leaf === undefined) throw new Error(`no leaf ${index}`);
      return fromBase64url(leaf);
    }
    const kept = level % TILE === 0 ? await journal.node(level, index) : undefined;
    return kept ?? nodeHash(await hashAt(level - 1, 2 * index), await hashAt(level - 1, 2 * index + 1));
  };
  return hashAt;
}
