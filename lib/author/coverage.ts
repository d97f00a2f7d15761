import type { Pack } from '@/lib/model';
import { matchesAction } from '@/lib/rules/reach';
import { guarding, libraryView } from './library';

/** What the rules of some packs cover, and what lies bare. */
export interface Coverage {
  points: { all: number; guarded: number; bare: { id: string; title: { zh: string; en: string }; tier: string }[] };
  /** Actions that no rule looks at. */
  bareActions: string[];
  /** Rules of which no adapter brings an act, so that they can only run on what a hub or import brings. */
  unreached: { pack: string; rule: string }[];
  /** Rules short of a case that fires, a near miss, or one that cannot be told. */
  cases: { pack: string; rule: string; fires: number; silent: number; undetermined: number }[];
}
export type CasesOf = (pack: string, rule: string) => readonly (boolean | 'undetermined')[];

export function coverageOf(packs: readonly Pack[], casesOf: CasesOf): Coverage {
  const points = packs.flatMap((pack) => pack.riskPoints);
  const none = { sheets: [], names: {} };
  const tiers = new Map(
    libraryView({ packs, scores: none, language: 'zh', flags: {} })?.points.map((p) => [p.id, p.tier]) ?? [],
  );
  const bare = points.filter((point) => guarding(packs, point).length === 0);
  const rules = packs.flatMap((pack) =>
    pack.rules.filter((r) => r.status !== 'retired').map((rule) => ({ pack, rule })),
  );
  const brought = new Set(
    packs.flatMap((p) => p.adapters.flatMap((a) => a.pages.flatMap((page) => page.actions.map((act) => act.action)))),
  );
  const looksAt = (patterns: readonly string[], action: string): boolean =>
    patterns.some((p) => matchesAction(p, action));
  const actions = [...new Set(packs.flatMap((pack) => pack.actions.map((a) => a.key)))].sort();
  return {
    points: {
      all: points.length,
      guarded: points.length - bare.length,
      bare: bare.map(({ id, title }) => ({ id, title, tier: tiers.get(id) ?? 'general' })),
    },
    bareActions: actions.filter(
      (action) =>
        !rules.some(({ rule }) =>
          looksAt(
            [...rule.on, ...Object.values(rule.facts).flatMap((f) => [...(f.of ?? []), ...(f.until ?? [])])],
            action,
          ),
        ),
    ),
    unreached: rules
      .filter(({ rule }) => !rule.on.includes('tick') && ![...brought].some((action) => looksAt(rule.on, action)))
      .map(({ pack, rule }) => ({ pack: pack.id, rule: rule.id })),
    cases: rules.flatMap(({ pack, rule }) => {
      const cases = casesOf(pack.id, rule.id);
      const count = (kind: boolean | 'undetermined'): number => cases.filter((c) => c === kind).length;
      const line = {
        pack: pack.id,
        rule: rule.id,
        fires: count(true),
        silent: count(false),
        undetermined: count('undetermined'),
      };
      return line.fires && line.silent && line.undetermined ? [] : [line];
    }),
  };
}
