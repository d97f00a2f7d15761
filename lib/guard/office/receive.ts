import type { Regulation } from '@/lib/review';
import type { Office } from '@/lib/store';
import type { Recorder } from '../recorder';
import type { Folded } from './fold';
import type { Matters } from './matters';

/**
 * What a clerk wrote at his own desk comes back to the matter with the next export: written down here as a statement, once,
 * under the clerk's name and with the place it was taken from. The text is his; nobody here may change it.
 */
export async function receive(
  statements: Folded['statements'],
  deps: {
    office: Office;
    recorder: Recorder;
    matters: Matters;
    regulation: Regulation;
  },
): Promise<string[]> {
  const { office, recorder, matters, regulation } = deps;
  const { id, version } = regulation.profile;
  const received: string[] = [];
  for (const { matter, seq, text } of statements) {
    const row = await office.matter(matter);
    const by = row && (await matters.clerkOf(row));
    if (!by) continue;
    const known = (await matters.actsOf(matter)).some((act) => act.from?.seq === seq);
    if (known) continue;
    const written = await recorder.write([
      {
        kind: 'disposition',
        body: { matter, profile: { id, version }, do: 'statement', from: { seq } },
        parts: { by, text: text.slice(0, 4000) },
      },
    ]);
    if (written === undefined) continue;
    await office.keepDone({ matter, seq: written });
    received.push(matter);
  }
  return received;
}
