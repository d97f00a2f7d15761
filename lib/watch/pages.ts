// Which page of which system this frame shows, with the briefing for it. Recognised at the act itself; between acts only
// after the document came to rest, so that a busy page pays nothing.
import type { BriefingIndex, PageBriefing, SystemBrief } from '@/lib/model';
import { createMemory, forget, mayStand, recalling, recognise, systemsAt } from '@/lib/adapters';
import type { Recognised } from '@/lib/adapters';
import type { WatchDeps } from './deps';

/** Storage keys of lib/model/briefing, repeated because that module's door loads schemas. */
const INDEX = 'briefing:index';
const pageKey = (adapter: string, page: string): string => `briefing:page:${adapter}/${page}`;

export interface Known {
  brief: PageBriefing;
  missing: string[];
}
export type Now =
  | { kind: 'page'; known: Known }
  /** Not told yet: the index or the page's briefing is being read. */
  | { kind: 'waiting'; ready: Promise<void> }
  | { kind: 'none'; systems: SystemBrief[] };

export interface Pages {
  /** `fresh`: at most this many ms old. */
  now(freshMs?: number): Now;
  brief(system: SystemBrief, page: string): Promise<PageBriefing | undefined>;
  systems(): SystemBrief[];
  language(): 'zh' | 'en';
  loaded(): boolean;
  url(): URL;
  /** Runs the work with what is remembered of this document's labels, as long as it stands unchanged. */
  recalling<T>(work: () => T): T;
}

export function createPages(deps: WatchDeps, changed: (now: Now) => void): Pages {
  const { win, store, clock, signal } = deps;
  const doc = win.document;
  const briefs = new Map<string, PageBriefing | undefined>();
  const reading = new Map<string, Promise<PageBriefing | undefined>>();
  let index: BriefingIndex | undefined,
    loaded = false,
    seenAt = -1e9,
    seenUrl = '',
    seen: Recognised = { kind: 'none' },
    told = '';
  let ready = readIndex();

  async function readIndex(): Promise<void> {
    const found = (await store.get([INDEX]))[INDEX] as BriefingIndex | undefined;
    index = found?.paused ? undefined : found;
    loaded = true;
    seenAt = -1e9;
    briefs.clear();
    reading.clear();
    if (!index) return;
    const place = { url: url(), frame: win.name };
    for (const system of systemsAt(index, place.url))
      for (const page of system.pages)
        if (mayStand(page.when, place)) void brief(system, page.id).catch(() => undefined);
  }
  /** A frame without an address of its own (srcdoc, about:blank) is part of the page that made it. */
  function url(): URL {
    let at: Window = win;
    for (let up = 0; up < 5 && /^(about|blob|data|javascript):/.test(at.location.href) && at.parent !== at; up++) {
      try {
        void at.parent.location.href;
        at = at.parent;
      } catch {
        break;
      }
    }
    const own = new URL(at.location.href);
    return own.protocol === 'about:' && doc.baseURI.startsWith('http') ? new URL(doc.baseURI) : own;
  }
  function brief(system: SystemBrief, page: string): Promise<PageBriefing | undefined> {
    const key = pageKey(system.adapter.id, page);
    const under =
      reading.get(key) ??
      store.get([key]).then((got) => {
        const found = got[key] as PageBriefing | undefined;
        briefs.set(key, found);
        return found;
      });
    reading.set(key, under);
    return under;
  }
  function now(freshMs = 0): Now {
    if (!loaded) return { kind: 'waiting', ready };
    if (!index) return { kind: 'none', systems: [] };
    const at = url();
    if (clock.mono() - seenAt > freshMs || at.href !== seenUrl) {
      const known = index;
      seen = recall(() => recognise({ doc, url: at, frame: win.name }, known));
      seenAt = clock.mono();
      seenUrl = at.href;
    }
    if (seen.kind === 'none') return { kind: 'none', systems: systemsAt(index, at) };
    const key = pageKey(seen.system.adapter.id, seen.page);
    const known = briefs.get(key);
    if (known) return { kind: 'page', known: { brief: known, missing: seen.missing } };
    return briefs.has(key)
      ? { kind: 'none', systems: [seen.system] }
      : { kind: 'waiting', ready: brief(seen.system, seen.page).then(() => undefined) };
  }

  /** Looks again and tells when the page is another one. */
  function look(): void {
    if (signal.aborted) return;
    const at = now(50);
    if (at.kind === 'waiting') {
      void at.ready.then(look);
      return;
    }
    const mark =
      at.kind === 'page'
        ? `${at.known.brief.adapter.id}/${at.known.brief.page.id}/${at.known.missing.join()}/${at.known.brief.stamp}/${seenUrl}`
        : `none/${at.systems.length}`;
    if (mark === told) return;
    told = mark;
    changed(at);
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  const memory = createMemory(doc);
  let observing = false;
  // What the observer has not told yet counts too: the memory is void at once.
  const recall = <T>(work: () => T): T => {
    if (observer.takeRecords().length) {
      forget(memory);
      soon();
    }
    return observing ? recalling(memory, work) : recalling(createMemory(doc), work);
  };
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      look();
    }, 200);
  };
  // The callback only starts a timer; the work is done once per pause.
  const observer = new win.MutationObserver(() => {
    forget(memory);
    soon();
  });
  const observe = (): void => {
    observer.disconnect();
    observer.observe(doc, { childList: true, subtree: true, characterData: true });
    observing = true;
  };
  const start = (): void => {
    if (!index || !systemsAt(index, url()).length) return;
    observe();
    soon();
  };
  void ready.then(start, () => {
    loaded = true;
  });
  for (const type of ['load', 'DOMContentLoaded', 'hashchange', 'popstate', 'pageshow'])
    win.addEventListener(type, soon, { signal });
  store.onChange((keys) => {
    if (keys.includes(INDEX)) ready = readIndex().then(start);
    else for (const key of keys) if (briefs.delete(key)) reading.delete(key);
    soon();
  }, signal);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });

  return {
    now,
    brief,
    url,
    loaded: () => loaded,
    language: () => index?.language ?? 'zh',
    systems: () => (index ? systemsAt(index, url()) : []),
    recalling: recall,
  };
}
