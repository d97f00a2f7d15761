import { EventBody } from '@/lib/model';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import { gapNote } from './gaps';
import type { Note, Recorder } from './recorder';

const A_DAY = 86_400_000;
const MOST = 50;

/**
 * Holds that stood when the extension was reloaded (`orphaned`) or the browser ended (`closed`): nobody can answer them any
 * more, and whether the act was done afterwards is not known here. The journal says both.
 */
export async function closeOrphans(
  { platform, store, recorder }: { platform: Platform; store: Store; recorder: Recorder },
  why: 'orphaned' | 'closed',
): Promise<void> {
  const now = platform.clock.now();
  const open = await store.queries.flags({ limit: MOST, answer: 'none' });
  for (const { seq } of open) {
    const entry = await store.journal.entry(seq);
    if (!entry || entry.skeleton.at < now - A_DAY) return;
    const { id, mode, action, system } = EventBody.parse(entry.skeleton.body);
    const over = (await store.journal.belonging(seq)).some(({ skeleton }) => skeleton.kind === 'ending');
    if (mode === 'passing' || over) continue;
    const answer: Note = { kind: 'answer', of: id, body: { event: id, kind: 'unanswered', why } };
    await recorder.write([
      answer,
      gapNote({ reason: 'extension_gone', at: now, event: id, action, system, detail: 'a hold stood open' }),
    ]);
  }
}
