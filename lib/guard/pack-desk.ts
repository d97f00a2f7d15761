import type { MessageBody } from '@/lib/messages';
import type { PackCheck, PackStateView } from '@/lib/messages/views';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { Coverage } from './coverage';
import type { Delivery } from './deps';
import type { Drafts } from './drafts';
import type { Packs } from './library';
import type { Recorder } from './recorder';
import type { SettingsDesk } from './settings';
import { packStateView } from './views/packs';

interface Rooms {
  platform: Platform;
  store: Store;
  packs: Packs;
  settings: SettingsDesk;
  drafts: Drafts;
  coverage: Coverage;
  recorder: Recorder;
  delivery?: Delivery;
}

/** What administrators see and do about packs on this desk. */
export function createPackDesk({ platform, store, packs, settings, drafts, coverage, recorder, delivery }: Rooms) {
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
  /** The journal says that a draft ran here, and since when; pages learn of it with their next briefing. */
  async function noteDraft(draft: string, runs: boolean): Promise<void> {
    await recorder.write([{ kind: 'setting', body: { draft, runs } }]);
    await packs.refresh();
    await coverage.refresh({ inject: true });
  }
  return {
    view,
    async runDraft({ pack, rule }: MessageBody<'draft.run'>) {
      const ok = await drafts.run(pack, rule);
      if (ok) await noteDraft(`${pack}/${rule.id}`, true);
      return { ok };
    },
    async stopDraft({ pack, rule }: MessageBody<'draft.stop'>) {
      await drafts.stop(pack, rule);
      await noteDraft(`${pack}/${rule}`, false);
      return { ok: true as const };
    },
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
