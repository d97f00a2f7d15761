import type { Language, Pack } from '@/lib/model';
import type { SystemCoverage } from '@/lib/messages/views';
import type { HealthLine } from '@/lib/messages/admin-views';
import { matchesAction } from '@/lib/rules/reach';

/** Every adapter of the packs with what was seen of its pages here; the worst first. */
export function healthLines(
  packs: readonly Pack[],
  systems: readonly SystemCoverage[],
  { language, teach }: { language: Language; teach?: (adapter: string) => string },
): HealthLine[] {
  const seen = new Map(systems.map((system) => [system.adapter, system]));
  const lines = packs.flatMap((pack) =>
    pack.adapters.map((adapter): HealthLine => {
      const figures = seen.get(adapter.id)?.figures ?? [];
      const brought = new Set(adapter.pages.flatMap((page) => page.actions.map((act) => act.action)));
      const dropped = ORDER.find((figure) => figures.some((f) => f.figure === figure && f.dropped));
      return {
        id: adapter.id,
        title: adapter.title[language],
        state: figures.length === 0 ? 'unseen' : (dropped ?? 'ok'),
        figures: Object.fromEntries(figures.map((f) => [f.figure, { recent: f.looks, share: f.share }])),
        rules: packs.flatMap((own) =>
          own.rules
            .filter(
              (rule) =>
                rule.status !== 'retired' && rule.on.some((on) => [...brought].some((a) => matchesAction(on, a))),
            )
            .map((rule) => ({ pack: own.id, id: rule.id })),
        ),
        ...(teach ? { teach: teach(adapter.id) } : {}),
      };
    }),
  );
  return lines.sort((a, b) => RANK[a.state] - RANK[b.state] || (a.id < b.id ? -1 : 1));
}
const ORDER = ['pages', 'fields', 'commits'] as const;
const RANK: Record<HealthLine['state'], number> = { pages: 0, fields: 1, commits: 2, ok: 3, unseen: 4 };
