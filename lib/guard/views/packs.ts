import type { PackStateLine, PackStateView } from '@/lib/messages/views';
import type { Language, Revocation } from '@/lib/model';
import type { InForce } from '../deps';

/** Packs of this desk, for the administrators' pages. */
export function packStateView(on: {
  inForce: InForce;
  language: Language;
  desk: PackStateView['desk'];
  policyRevoked: readonly Revocation[];
}): PackStateView {
  const { library, refused } = on.inForce;
  return {
    language: on.language,
    desk: on.desk,
    packs: library.packs.map(
      ({ id, version, title }): PackStateLine => ({
        id,
        version,
        title: title[on.language],
        from: 'program',
        mode: 'active',
        kind: 'pack',
        rules: library.rules.filter((rule) => rule.pack === id).length,
        adapters: library.adapters.filter((adapter) => adapter.pack === id).length,
      }),
    ),
    sources: [],
    revoked: on.policyRevoked.map((one) => ({ ...one, by: 'policy' })),
    conflicts: library.conflicts,
    refusedFiles: refused,
    changes: [],
  };
}
