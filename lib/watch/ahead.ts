// The briefing is asked for in the task after document start, while the page is still being parsed: the index, then the pages whose
// address fits. The reader finds it ready, and the page's start is not kept by the asking.
import { addressOf, mayStand, systemsAt } from '@/lib/adapters/place';
import type { BriefingIndex, PageBriefing, StoredIndex, StoredPage, StoredRequests, SystemBrief } from '@/lib/model';

/** Storage keys of lib/model/briefing, repeated because that module's door loads schemas. */
const INDEX = 'briefing:index',
  REQUESTS = 'briefing:requests';
export const isIndex = (key: string): boolean => key === INDEX || key === REQUESTS;
export const pageKey = (adapter: string, page: string): string => `briefing:page:${adapter}/${page}`;

export interface Reads {
  get(keys: string[]): Promise<Record<string, unknown>>;
}
export interface Ahead {
  index: Promise<BriefingIndex | undefined>;
  pages: Map<string, Promise<PageBriefing | undefined>>;
}

export function readAhead(win: Window, store: Reads): Ahead {
  const pages: Ahead['pages'] = new Map();
  const asked = nextTask(win.document.hidden).then(() => store.get([INDEX, REQUESTS]));
  const index = asked.then((got) => {
    const stored = got[INDEX] as StoredIndex | undefined;
    if (!stored || stored.paused) return undefined;
    const found = unfold(stored, got[REQUESTS] as StoredRequests | undefined);
    const place = { url: addressOf(win), frame: win.name };
    for (const { adapter, pages: list } of systemsAt(found, place.url))
      for (const page of list)
        if (mayStand(page.when, place))
          pages.set(pageKey(adapter.id, page.id), readPage(store, pageKey(adapter.id, page.id)));
    return found;
  });
  index.catch(() => undefined);
  return { index, pages };
}

/** A timer waits up to a second in a hidden tab, a message does not; but the first of a world costs ten times as much. */
const nextTask = (hidden: boolean): Promise<void> =>
  new Promise((resolve) => {
    if (!hidden) {
      setTimeout(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** As `foldIndex` of the guard's room wrote it. */
export function unfold({ systems, ...rest }: StoredIndex, requests: StoredRequests = {}): BriefingIndex {
  return {
    ...rest,
    systems: systems.map(({ adapter, pages: stored }) => {
      const pages = stored.map(unfoldPage);
      const sends = (requests[adapter.id] ?? []).map(([place, action, method, path, more]) => ({
        page: pages[place]?.id ?? '',
        action,
        match: { ...(method ? { method } : {}), ...(path ? { path } : {}), ...more },
      }));
      return { adapter, pages, requests: sends };
    }),
  };
}
function unfoldPage([id, path, has, { url, ...rest } = {}]: StoredPage): SystemBrief['pages'][number] {
  const address = path || url ? { url: { ...(path ? { path } : {}), ...url } } : {};
  return { id, when: { not: [], ...rest, ...address, has } };
}

export const readPage = (store: Reads, key: string): Promise<PageBriefing | undefined> => {
  const read = store.get([key]).then((got) => got[key] as PageBriefing | undefined);
  read.catch(() => undefined);
  return read;
};
