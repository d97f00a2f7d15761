import { createAudit } from '@/lib/journal';
import type { AuditResult } from '@/lib/journal';
import { openSegment } from '@/lib/journal/lines';
import type { Store } from '@/lib/store';
import { startOf } from './start';

/** Goes through the desk's whole journal. `progress` is called every few hundred entries; an aborted signal ends it with an AbortError. */
export async function verifyDesk(
  { journal }: Pick<Store, 'journal'>,
  { progress, signal }: { progress?: (done: number, of: number) => void; signal?: AbortSignal } = {},
): Promise<AuditResult> {
  const { desk, frontier } = await journal.head(() => '');
  const checkpoints = (await journal.checkpoints()).map(({ note }) => ({ note, outside: false }));
  const audit = createAudit({ desk, checkpoints, ...(await startOf(journal)) });
  let done = 0;
  for await (const piece of journal.pieces()) {
    signal?.throwIfAborted();
    const entries = 'entries' in piece ? piece.entries : (openSegment(piece.segment) ?? []);
    for (const entry of entries) await audit.add(entry);
    done += entries.length;
    progress?.(done, frontier.size);
  }
  return audit.finish(frontier);
}
