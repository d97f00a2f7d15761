import type { PackCheck, PackStateView } from '@/lib/messages/views';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { Delivery } from './deps';
import type { Packs } from './library';
import type { SettingsDesk } from './settings';
import { packStateView } from './views/packs';

interface Rooms {
  platform: Platform;
  store: Store;
  packs: Packs;
  settings: SettingsDesk;
  delivery?: Delivery;
}

/** What administrators see and do about packs on this desk. */
export function createPackDesk({ platform, store, packs, settings, delivery }: Rooms) {
  async function view(): Promise<PackStateView> {
    const [{ language, unit, revoked = [] }, inForce, { desk }] = await Promise.all([
      settings.now(),
      packs.inForce(),
      store.journal.head(() => platform.random(9)),
    ]);
    const [facts, sources = [], changes = [], held = []] = await Promise.all([
      delivery?.desk(),
      delivery?.sources(),
      delivery?.changes(),
      delivery?.holdings(),
    ]);
    const { desk: id, ...rest } = facts ?? { desk, ...(unit ? { unit } : {}) };
    return packStateView({ inForce, language, desk: { id, ...rest }, policyRevoked: revoked, sources, changes, held });
  }
  const none = (): PackCheck => ({
    at: platform.clock.now(),
    by: 'file',
    outcome: 'refused',
    refused: { why: 'no_root', of: 'file' },
  });
  return {
    view,
    check: async (source?: string) => ({
      checks: (await delivery?.check('person', source)) ?? [],
      view: await view(),
    }),
    bring: async (text: string) => ({
      ...((await delivery?.bring(text)) ?? { check: none() }),
      view: await view(),
    }),
  };
}
