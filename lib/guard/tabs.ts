import type { MessageBody } from '@/lib/messages';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import { dayStart } from './views/format';

export interface FrameState extends MessageBody<'page.state'> {
  frame: number;
  at: number;
}

export interface Tabs {
  say(tab: number, frame: number, state: MessageBody<'page.state'>): Promise<void>;
  /** The frame that speaks for the tab: a recognised one before others, the latest of them. */
  of(tab: number): Promise<FrameState | undefined>;
  /** Log-in name of the frame that spoke last today, whatever its tab. */
  lastLogin(): Promise<string | undefined>;
  /** Another reminder was put before the clerk in this tab. */
  reminded(tab: number | undefined, count: number): Promise<void>;
  gone(tab: number): Promise<void>;
}

const RANK: Record<FrameState['state'], number> = { recognised: 2, degraded: 1, unrecognised: 0 };
const MAX_FRAMES = 40;

/** What frames said they are. Survives the worker, not the tab. */
export function createTabs({ platform, store }: { platform: Platform; store: Store }): Tabs {
  const seen = new Map<number, Promise<FrameState[]>>();
  const key = (tab: number): string => `tab/${tab}`;
  const frames = (tab: number): Promise<FrameState[]> => {
    const known =
      seen.get(tab) ??
      store.memory.get(key(tab)).then(
        (value) => (Array.isArray(value) ? (value as FrameState[]) : []),
        () => [],
      );
    seen.set(tab, known);
    return known;
  };
  return {
    async say(tab, frame, state) {
      const next = frames(tab).then((list) =>
        [{ ...state, frame, at: platform.clock.now() }, ...list.filter((f) => f.frame !== frame && frame !== 0)].slice(
          0,
          MAX_FRAMES,
        ),
      );
      seen.set(tab, next);
      await store.memory.put(key(tab), await next).catch(() => undefined);
      if (state.login)
        await Promise.all([
          store.memory.put('lastLogin', state.login),
          store.memory.put('lastLoginAt', platform.clock.now()),
        ]).catch(() => undefined);
      await platform.badge.set(state.state === 'degraded' ? '!' : '', tab).catch(() => undefined);
    },
    of: async (tab) => [...(await frames(tab))].sort((a, b) => RANK[b.state] - RANK[a.state] || b.at - a.at)[0],
    lastLogin: async () => {
      const [login, at] = await Promise.all([store.memory.get('lastLogin'), store.memory.get('lastLoginAt')]).catch(
        () => [],
      );
      const isToday = typeof at !== 'number' || at >= dayStart(platform.clock.now());
      return typeof login === 'string' && isToday ? login : undefined;
    },
    reminded: async (tab, count) => {
      if (tab !== undefined) await platform.badge.set(count ? String(count) : '', tab).catch(() => undefined);
    },
    gone: async (tab) => {
      seen.delete(tab);
      await store.memory.forget(key(tab)).catch(() => undefined);
    },
  };
}
