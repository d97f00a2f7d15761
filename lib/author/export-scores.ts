import { setAll } from '@/lib/packs/build/edit';
import type { Path } from '@/lib/packs/build/source';
import type { Pack } from '@/lib/model';
import type { ScoresView } from '@/lib/messages/admin';
import { parse } from 'yaml';
import { changedPoints, KEYS } from './library';
import type { Sources } from './sources';

/** The files of the risk library with the agreed scores in them, `PACK/risk-points/…` → text; only files that change. */
export function scoredSources(sources: Sources, packs: readonly Pack[], scores: ScoresView): Map<string, string> {
  const changed = new Map(changedPoints(packs, scores).map(({ point, after }) => [point.id, after]));
  const files = new Map<string, string>();
  for (const [pack, own] of sources)
    for (const [path, text] of own) {
      if (!path.startsWith('risk-points/')) continue;
      const edited = withScores(text, changed);
      if (edited !== text) files.set(`${pack}/${path}`, edited);
    }
  return files;
}

function withScores(text: string, changed: ReadonlyMap<string, Record<(typeof KEYS)[number], number>>): string {
  const value: unknown = parse(text);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const changes = list.flatMap((item, i) => {
    const id = typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : '';
    const figures = changed.get(id);
    const at: Path = Array.isArray(value) ? [i] : [];
    return figures
      ? KEYS.map((key) => ({
          path: [...at, ...(key === 'impact' || key === 'frequency' ? [key] : ['scores', key])],
          value: figures[key],
        }))
      : [];
  });
  return changes.length ? setAll(text, changes) : text;
}
