import { REVOCATIONS, Revocations } from '@/lib/model';
import type { Revocation } from '@/lib/model';
import type { Store } from '@/lib/store';
import type { Settings } from './deps';

/** What is switched off on this desk: by the record that the packs' timestamp brings, and by the bureau's policy. */
export async function revokedHere(store: Store, settings: () => Promise<Settings>): Promise<Revocation[]> {
  const [kept, { revoked = [] }] = await Promise.all([
    store.memory.get(REVOCATIONS).catch(() => undefined),
    settings(),
  ]);
  const record = Revocations.safeParse(kept);
  return [...(record.success ? record.data.list : []), ...revoked];
}
