import { packRefusal } from '@/lib/messages/pack-words';
import type { PackSourceView } from '@/lib/messages/views';
import type { Language } from '@/lib/model';

/** What a desk refused at its last look, one line a source. That the line is down, or what is in hand is old, is none: its age shows. */
export function refusedSources(
  sources: readonly PackSourceView[],
  language: Language,
): { file: string; detail: string }[] {
  return sources.flatMap(({ id, lastCheck }) =>
    lastCheck?.outcome === 'refused' && lastCheck.refused && lastCheck.refused.why !== 'expired'
      ? [{ file: id, detail: `${packRefusal(lastCheck.refused.why, language)} (${lastCheck.refused.of})` }]
      : [],
  );
}
