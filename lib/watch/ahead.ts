// The briefing is asked for at document start, while the page is still being parsed: the index, then the pages whose address
// fits. The reader finds it ready.
import { addressOf, mayStand, systemsAt } from '@/lib/adapters/place';
import type { BriefingIndex, PageBriefing } from '@/lib/model';

/** Storage keys of lib/model/briefing, repeated because that module's door loads schemas. */
const INDEX = 'briefing:index';
export const isIndex = (key: string): boolean => key === INDEX;
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
  const index = store.get([INDEX]).then((got) => {
    const found = got[INDEX] as BriefingIndex | undefined;
    if (!found || found.paused) return undefined;
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

export const readPage = (store: Reads, key: string): Promise<PageBriefing | undefined> => {
  const read = store.get([key]).then((got) => got[key] as PageBriefing | undefined);
  read.catch(() => undefined);
  return read;
};
