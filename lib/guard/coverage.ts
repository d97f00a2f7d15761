import type { Gap } from '@/lib/model';
import type { Platform } from '@/lib/platform/types';
import { briefingsOf, isBriefingKey, writeBriefings } from './briefing';
import type { Briefings } from './briefing';
import type { InForce, Settings } from './deps';
import { registrations, reinject, watchedHosts } from './hosts';
import type { WatchedHosts } from './hosts';

export interface Coverage {
  hosts(): Promise<WatchedHosts>;
  /** Looks at packs, policy and permissions again: briefings, registered scripts, and, where asked, the tabs that are open. */
  refresh(how: { inject: boolean }): Promise<WatchedHosts>;
  /** Briefings over their size at the last refresh. */
  oversized(): Briefings['large'];
  /** Storage changed: what is not ours is put right and journalled. */
  storageChanged(keys: readonly string[]): Promise<void>;
}

interface Deps {
  platform: Platform;
  inForce(): Promise<InForce>;
  settings(): Promise<Settings>;
  gaps(gaps: Gap[]): Promise<unknown>;
}

/** Which hosts are watched, and what their pages are told. */
export function createCoverage(deps: Deps): Coverage {
  const { platform } = deps;
  let known: Promise<WatchedHosts> | undefined;
  let oversized: Briefings['large'] = [];
  let writing: Promise<unknown> = Promise.resolve();

  const look = async (): Promise<WatchedHosts> =>
    watchedHosts((await deps.inForce()).library.adapters, (await deps.settings()).hosts, platform);
  const hosts = (): Promise<WatchedHosts> => (known ??= look());

  async function values(): Promise<Briefings> {
    const [{ library, index, stamp }, settings, watched] = await Promise.all([
      deps.inForce(),
      deps.settings(),
      hosts(),
    ]);
    return briefingsOf({
      library,
      index,
      hosts: watched.hosts,
      language: settings.language,
      stamp: `${stamp}/${settings.language}/${watched.hosts.length}`,
    });
  }
  /** One after the other, so that no write is taken for somebody else's. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const run = writing.then(work);
    writing = run.catch(() => undefined);
    return run;
  };

  return {
    hosts,
    oversized: () => oversized,
    async refresh({ inject }) {
      known = look();
      const watched = await known;
      await inTurn(async () => {
        const { values: wanted, large } = await values();
        await writeBriefings(platform, wanted);
        oversized = large;
      });
      await platform.scripts.register(registrations(watched.patterns));
      if (inject) await reinject(platform, watched.patterns);
      return watched;
    },
    async storageChanged(keys) {
      if (!keys.some(isBriefingKey)) return;
      await inTurn(async () => {
        const changed = await writeBriefings(platform, (await values()).values);
        if (changed.length)
          await deps.gaps([
            { reason: 'briefing_tampered', at: platform.clock.now(), detail: changed.join(' ').slice(0, 300) },
          ]);
      });
    },
  };
}
