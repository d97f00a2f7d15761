import type { ActionSpec, Adapter, FieldReading, Language, Pack, ReadFrom } from '@/lib/model';
import type { SystemCoverage } from '@/lib/messages/views';
import type { FaultLine, HealthLine } from '@/lib/messages/admin-views';
import { matchesAction } from '@/lib/rules/reach';

/** Every adapter of the packs with what was seen of its pages here; the worst first. */
export function healthLines(
  packs: readonly Pack[],
  systems: readonly SystemCoverage[],
  language: Language,
): HealthLine[] {
  const seen = new Map(systems.map((system) => [system.adapter, system]));
  const specs = new Map(packs.flatMap((pack) => pack.actions.map((action) => [action.key, action] as const)));
  const lines = packs.flatMap((pack) =>
    pack.adapters.map((adapter): HealthLine => {
      const { figures = [], faults = [] } = seen.get(adapter.id) ?? {};
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
        faults: faults.flatMap((fault) => faultLine(fault, { adapter, specs, language }) ?? []),
      };
    }),
  );
  return lines.sort((a, b) => RANK[a.state] - RANK[b.state] || (a.id < b.id ? -1 : 1));
}
const ORDER = ['pages', 'fields', 'commits'] as const;
const RANK: Record<HealthLine['state'], number> = { pages: 0, fields: 1, commits: 2, ok: 3, unseen: 4 };

/** Undefined: the adapter has no such page any more. */
function faultLine(
  { page: id, anchors, fields, at, tab }: SystemCoverage['faults'][number],
  { adapter, specs, language }: { adapter: Adapter; specs: ReadonlyMap<string, ActionSpec>; language: Language },
): FaultLine | undefined {
  const page = adapter.pages.find((one) => one.id === id);
  if (!page) return undefined;
  const readers: Record<string, FieldReading> = Object.assign({}, page.fields, ...page.actions.map((a) => a.fields));
  const labels = Object.assign({}, ...page.actions.map(({ action }) => specs.get(action)?.fields ?? {}));
  return {
    page: id,
    title: page.title[language],
    at,
    ...(tab === undefined ? {} : { tab }),
    missing: [
      ...anchors.map((name) => ({ kind: 'anchor' as const, name, by: [] })),
      ...fields.flatMap((field) => {
        const reader = Object.hasOwn(readers, field) ? readers[field] : undefined;
        const name: string = labels[field]?.label[language] ?? field;
        return reader ? [{ kind: 'field' as const, name, by: reader.from.flatMap(saidOf) }] : [];
      }),
    ],
  };
}

/** A place as an adapter's author wrote it. */
const saidOf = (from: ReadFrom): string[] => {
  const { id, name, label, cell, column, text, css, within } = from;
  const said = id ?? name ?? label ?? cell ?? column ?? text ?? css ?? within;
  return said ? [said] : [];
};
