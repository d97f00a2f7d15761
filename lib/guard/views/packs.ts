import type { PackChange, PackSourceView, PackStateLine, PackStateView } from '@/lib/messages/views';
import type { Language, Revocation } from '@/lib/model';
import type { Holding } from '@/lib/packs';
import type { InForce } from '../deps';

/** Packs of this desk, for the administrators' pages. */
export function packStateView(on: {
  inForce: InForce;
  language: Language;
  desk: PackStateView['desk'];
  policyRevoked: readonly Revocation[];
  sources: PackSourceView[];
  changes: PackChange[];
  held: readonly { source: string; holdings: Holding[] }[];
}): PackStateView {
  const { library, refused, revoked = [], from, observed, leftOut } = on.inForce;
  const isPolicy = (one: Revocation): boolean =>
    on.policyRevoked.some(({ kind, id }) => kind === one.kind && id === one.id);
  const files = on.held.flatMap(({ source, holdings }) => holdings.map((holding) => ({ source, holding })));
  const active = library.packs.map(({ id, version, title }): PackStateLine => {
    const source = from[id];
    const file = files.find(
      (one) => one.source === source && one.holding.offer.id === id && one.holding.mode === 'active',
    );
    return {
      id,
      version,
      title: title[on.language],
      from: source ?? 'program',
      mode: 'active',
      kind: 'pack',
      rules: library.rules.filter((rule) => rule.pack === id && rule.status !== 'observe').length,
      adapters: library.adapters.filter((adapter) => adapter.pack === id).length,
      ...(file ? fileOf(file.holding) : {}),
    };
  });
  const watched = observed.flatMap(({ id, version, source }): PackStateLine[] => {
    const file = files.find(
      (one) => one.source === source && one.holding.offer.id === id && one.holding.mode === 'observe',
    );
    const title = library.packs.find((pack) => pack.id === id)?.title[on.language] ?? id;
    const rules = library.rules.filter((rule) => rule.pack === id && rule.status === 'observe').length;
    return [
      {
        id,
        version,
        title,
        from: source,
        mode: 'observe',
        kind: 'pack',
        rules,
        adapters: 0,
        ...(file ? fileOf(file.holding) : {}),
      },
    ];
  });
  const overlays = files.flatMap(({ source, holding }): PackStateLine[] => {
    if (holding.offer.kind !== 'overlay' || holding.mode !== 'active') return [];
    const { id, version } = holding.offer;
    const said: unknown = JSON.parse(holding.text);
    return [
      {
        id,
        version,
        title: titleOf(said, on.language) ?? id,
        from: source,
        mode: 'active',
        kind: 'overlay',
        rules: rulesIn(said),
        adapters: 0,
        leftOut: leftOut[id] ?? [],
        ...fileOf(holding),
      },
    ];
  });
  return {
    language: on.language,
    desk: on.desk,
    packs: [...active, ...watched, ...overlays],
    sources: on.sources,
    revoked: revoked.map((one) => ({ ...one, by: isPolicy(one) ? 'policy' : 'source' })),
    conflicts: library.conflicts,
    refusedFiles: refused,
    drafts: on.inForce.drafts.map(({ pack, rule, at }) => ({ pack, rule: rule.id, at })),
    changes: on.changes,
  };
}

const fileOf = ({ sha256, bytes, offer, fetchedAt, verifiedAt, activeAt }: Holding) => ({
  sha256,
  bytes,
  rollout: offer.rollout,
  ...(offer.rollbackTo === undefined ? {} : { rollbackTo: offer.rollbackTo }),
  fetchedAt,
  verifiedAt,
  activeAt,
});

/** Overlays were parsed when they came; here only their words are taken. */
function titleOf(said: unknown, language: Language): string | undefined {
  if (typeof said !== 'object' || said === null || !('title' in said)) return undefined;
  const title = said.title;
  return typeof title === 'object' && title !== null
    ? String(Reflect.get(title, language) ?? '') || undefined
    : undefined;
}
const rulesIn = (said: unknown): number =>
  typeof said === 'object' && said !== null && 'rules' in said && Array.isArray(said.rules) ? said.rules.length : 0;
