import type { Adapter, Gap, RequestMatch } from '@/lib/model';
import type { Platform, SeenRequest } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import { covers } from './hosts';

/** A commit request that an adapter names. */
interface Commit {
  adapter: Pick<Adapter, 'id' | 'system'>;
  page: string;
  action: string;
  match: RequestMatch;
}

/** An act may be held this long before its request leaves; after its end a request may follow within the grace. */
const HELD_MS = 15 * 60_000;
const GRACE_MS = 15_000;
/** The page's own report of a request that nothing held travels beside the request itself. */
const LATE_MS = 3_000;

/** The second witness: requests as the browser sees them. Keeps method, path and the verb's match, nothing else. */
export function createWitness(deps: {
  platform: Platform;
  store: Store;
  fits: (match: RequestMatch, seen: SeenRequest) => boolean;
  adapters(): Promise<readonly Adapter[]>;
  gap(gap: Gap): Promise<unknown>;
  /** Every commit, with or without its act: for the coverage figures. */
  counted(adapter: string, seen: boolean): Promise<void>;
}) {
  const { platform, store } = deps;
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    });

  async function hasAct(action: string, at: number): Promise<boolean> {
    const acts = await store.queries.actsBetween([action], at - HELD_MS, at + LATE_MS);
    return acts.some((act) => act.endedAt === undefined || act.endedAt > at - GRACE_MS || act.at > at - GRACE_MS);
  }

  /** Over a socket anything may be committed, and nobody reads along: said once, with the adapter whose system opened it. */
  async function socket(adapters: readonly Adapter[], { url }: SeenRequest): Promise<void> {
    const adapter = adapterAt(adapters, url);
    if (!adapter) return;
    await deps.gap({
      reason: 'channel_unwatched',
      at: platform.clock.now(),
      system: adapter.system,
      adapter: adapter.id,
      detail: `WebSocket ${new URL(url).pathname}`.slice(0, 300),
    });
  }

  return {
    async seen(request: SeenRequest): Promise<void> {
      const adapters = await deps.adapters();
      if (request.isSocket) return socket(adapters, request);
      const commit = commitOf(adapters, request, deps.fits);
      if (!commit) return;
      const at = platform.clock.now();
      if (!(await hasAct(commit.action, at))) await wait(LATE_MS);
      const seen = await hasAct(commit.action, at);
      await deps.counted(commit.adapter.id, seen);
      if (seen) return;
      const { pathname } = new URL(request.url);
      await deps.gap({
        reason: 'commit_unseen',
        at,
        system: commit.adapter.system,
        adapter: commit.adapter.id,
        page: commit.page,
        action: commit.action,
        detail: `${request.method} ${pathname}`.slice(0, 300),
      });
    },
  };
}

function commitOf(
  adapters: readonly Adapter[],
  request: SeenRequest,
  fits: (match: RequestMatch, seen: SeenRequest) => boolean,
): Commit | undefined {
  for (const adapter of adapters.filter((each) => isOn(each, request.url)))
    for (const page of adapter.pages)
      for (const action of page.actions)
        for (const trigger of action.triggers) {
          if ('request' in trigger && fits(trigger.request, request))
            return { adapter, page: page.id, action: action.action, match: trigger.request };
        }
  return undefined;
}

const DEFAULT_PORT: Record<string, string> = { 'https:': '443', 'wss:': '443' };
const adapterAt = (adapters: readonly Adapter[], address: string): Adapter | undefined =>
  adapters.find((adapter) => isOn(adapter, address));
function isOn(adapter: Adapter, address: string): boolean {
  const url = urlOf(address);
  if (!url) return false;
  const { hostname, port, protocol } = url;
  return adapter.hosts.some((named) => covers(named, `${hostname}:${port || (DEFAULT_PORT[protocol] ?? '80')}`));
}
function urlOf(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
