// Which page of which system this frame shows, with the briefing for it. Recognised at the act itself; between acts only
// after the document came to rest, so that a busy page pays nothing.
import type { BriefingIndex, PageBriefing, SystemBrief } from '@/lib/model';
import { addressOf, createMemory, forget, hold, letGo, recalling, recognise, systemsAt } from '@/lib/adapters';
import type { Recognised } from '@/lib/adapters';
import { isIndex, pageKey, readAhead, readPage } from './ahead';
import type { WatchDeps } from './deps';

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
  /** A press begins: what is located for it stands until the document changes in any way, or the press is over. */
  press(): void;
  /** Runs the work with what is remembered of this document's labels, as long as it stands unchanged. */
  recalling<T>(work: () => T): T;
}

/** From pointer-down to click; a longer press is located anew. */
const PRESS_MS = 1000;
const settled = (): void => undefined;
export type PagesDeps = Pick<WatchDeps, 'win' | 'store' | 'clock' | 'door' | 'signal'>;

export function createPages(deps: PagesDeps, changed: (now: Now) => void): Pages {
  const { win, store, clock, door, signal } = deps;
  const doc = win.document;
  const briefs = new Map<string, PageBriefing | undefined>();
  let index: BriefingIndex | undefined,
    loaded = false,
    seenAt = -1e9,
    seenUrl = '',
    seen: Recognised = { kind: 'none' },
    told = '';
  // Nothing there at document start: the worker may be writing it just now.
  let ready = door.ahead.index.then((found) => (found ? readIndex() : readAnew()));

  function readAnew(): Promise<void> {
    door.ahead = readAhead(win, store);
    return readIndex();
  }
  async function readIndex(): Promise<void> {
    const { index: read, pages: ahead } = door.ahead;
    index = await read;
    loaded = true;
    seenAt = -1e9;
    briefs.clear();
    for (const [key, brief] of ahead) keep(key, brief);
  }
  function keep(key: string, read: Promise<PageBriefing | undefined>): void {
    const keeps = (found?: PageBriefing): unknown => briefs.set(key, found);
    read.then(keeps, () => keeps());
  }
  let address: { href: string; url: URL } | undefined;
  const url = (): URL => {
    const { href } = win.location;
    // A frame without an address of its own is asked anew each time.
    if (address?.href !== href || !href.startsWith('http')) address = { href, url: addressOf(win) };
    return address.url;
  };
  function brief(system: SystemBrief, page: string): Promise<PageBriefing | undefined> {
    const key = pageKey(system.adapter.id, page);
    const known = door.ahead.pages.get(key);
    if (known) return known;
    const read = readPage(store, key);
    door.ahead.pages.set(key, read);
    keep(key, read);
    return read;
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
      : { kind: 'waiting', ready: brief(seen.system, seen.page).then(settled, settled) };
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
    if (pressObserver.takeRecords().length) hold(memory);
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
  // Of attributes only during a press: a page that draws by style all day pays nothing.
  const pressObserver = new win.MutationObserver(() => hold(memory));
  let pressTimer: ReturnType<typeof setTimeout> | undefined;
  const pressOver = (): void => {
    clearTimeout(pressTimer);
    pressObserver.disconnect();
    letGo(memory);
  };
  const press = (): void => {
    pressOver();
    if (!observing) return;
    hold(memory);
    pressObserver.observe(doc, { childList: true, subtree: true, characterData: true, attributes: true });
    pressTimer = setTimeout(pressOver, PRESS_MS);
  };
  const observe = (): void => {
    observer.disconnect();
    observer.observe(doc, { childList: true, subtree: true, characterData: true });
    observing = true;
  };
  const start = (): void => {
    if (!index || !systemsAt(index, url()).length) return;
    observe();
    look();
  };
  void ready.then(start, () => {
    loaded = true;
  });
  for (const type of ['load', 'DOMContentLoaded', 'hashchange', 'popstate', 'pageshow'])
    win.addEventListener(type, soon, { signal });
  store.onChange((keys) => {
    if (keys.some(isIndex)) ready = readAnew().then(start);
    else for (const key of keys) if (briefs.delete(key)) door.ahead.pages.delete(key);
    soon();
  }, signal);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    pressOver();
    clearTimeout(timer);
  });

  return {
    now,
    brief,
    url,
    loaded: () => loaded,
    language: () => index?.language ?? 'zh',
    systems: () => (index ? systemsAt(index, url()) : []),
    press,
    recalling: recall,
  };
}
