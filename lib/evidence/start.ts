import type { Frontier } from '@/lib/journal';
import type { JournalTable } from '@/lib/store';
import { hashAtOf } from './nodes';

/** Where a journal begins whose oldest entries were removed by rule: frontier and keys as they were there. */
export async function startOf(journal: JournalTable): Promise<{ start?: Frontier; keys?: string[] }> {
  const first = await journal.first();
  const { frontier } = await journal.head(() => '');
  if (first === 0 || first > frontier.size) return {};
  const peaks = await peaksAt(journal, first).catch(() => undefined);
  return peaks ? { start: { size: first, peaks }, keys: await keysOf(journal) } : {};
}

/** Roots of the full subtrees of a tree of this size, largest first. */
export async function peaksAt(journal: JournalTable, size: number): Promise<Frontier['peaks']> {
  const hashAt = hashAtOf(journal);
  const peaks: Frontier['peaks'] = [];
  let at = 0;
  for (let level = Math.floor(Math.log2(size)); level >= 0; level--) {
    const full = 2 ** level;
    if (at + full > size) continue;
    peaks.push(new Uint8Array(await hashAt(level, at / full)));
    at += full;
  }
  return peaks;
}

/** Public keys that the journal names, in their order: what the entries that remain say, and what a trim wrote down. */
export async function keysOf(journal: JournalTable): Promise<string[]> {
  const keys: string[] = [];
  for (const seq of await journal.ofKind('erase')) {
    const body = (await journal.entry(seq))?.skeleton.body;
    if (Array.isArray(body?.keys)) keys.push(...body.keys.filter((key) => typeof key === 'string'));
  }
  for (const seq of await journal.ofKind('system')) {
    const signer = (await journal.entry(seq))?.skeleton.body.signer;
    if (typeof signer === 'string') keys.push(signer);
  }
  return [...new Set(keys)];
}
