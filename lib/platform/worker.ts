// WXT types its `getURL` and `executeScript` by the files of the last build; paths known only at run time go through `chrome`.
import { browser } from 'wxt/browser';
import type { Browser } from 'wxt/browser';
import { requestOf } from './request-body';
import type { Platform, Registration, Wakes } from './types';

/** The browser's API as the worker may use it. */
export function createPlatform(): Platform {
  return {
    own: { id: browser.runtime.id, base: chrome.runtime.getURL(''), version: browser.runtime.getManifest().version },
    clock: { now: () => Date.now(), mono: () => Math.round(performance.now()) },
    random: (bytes) =>
      btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes))))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', ''),
    local: {
      get: (keys) => browser.storage.local.get<Record<string, unknown>>(keys),
      set: (values) => browser.storage.local.set(values),
      remove: (keys) => browser.storage.local.remove(keys),
    },
    // Firefox rejects where no policy is set, Chromium answers {}.
    managed: () => browser.storage.managed.get<Record<string, unknown>>(null).catch(() => ({})),
    file: async (path) => (await fetch(chrome.runtime.getURL(path))).text(),
    permissions: { has: (origin) => browser.permissions.contains({ origins: [origin] }).catch(() => false) },
    scripts: { register, inject },
    tabs: {
      at: async (patterns) =>
        patterns.length ? (await browser.tabs.query({ url: patterns })).flatMap((tab) => tab.id ?? []) : [],
      send: (tab, frame, message) =>
        browser.tabs.sendMessage(tab, message, frame === undefined ? {} : { frameId: frame }),
      url: async (tab) => (await browser.tabs.get(tab)).url,
      show: async (tab) => {
        const shown = await browser.tabs.update(tab, { active: true }).catch(() => undefined);
        return shown?.windowId === undefined ? false : showWindow(shown.windowId);
      },
      open: async (path) => {
        await browser.tabs.create({ url: chrome.runtime.getURL(path) });
      },
      openBehind: async (path) => {
        await browser.tabs.create({ url: chrome.runtime.getURL(path), active: false });
      },
    },
    windows: {
      open: async (path, size) =>
        (await browser.windows.create({ url: path, type: 'popup', focused: true, ...size }))?.id ?? -1,
      close: (window) => browser.windows.remove(window),
      show: showWindow,
      openFull: async (path) =>
        (await browser.windows.create({ url: path, type: 'popup', focused: true, state: 'fullscreen' }))?.id ?? -1,
    },
    badge: {
      set: (text, tab) => browser.action.setBadgeText(tab === undefined ? { text } : textOfTab(text, tab)),
    },
    tell: (message) => void browser.runtime.sendMessage(message).catch(() => undefined),
    notify: async (id, { title, text }) => {
      if (!browser.notifications) return false;
      const iconUrl = chrome.runtime.getURL('icon/128.png');
      return browser.notifications.create(id, { type: 'basic', iconUrl, title, message: text }).then(
        () => true,
        () => false,
      );
    },
    notices: async () =>
      // Firefox does not say.
      !!browser.notifications && ((await browser.notifications.getPermissionLevel?.()) ?? 'granted') === 'granted',
    idleAfter: (seconds) => browser.idle?.setDetectionInterval(seconds),
    roomLeft: async () => {
      const { quota, usage } = (await navigator.storage?.estimate()) ?? {};
      return quota === undefined || usage === undefined ? undefined : quota - usage;
    },
    alarms: {
      every: async (name, minutes) => {
        await browser.alarms.create(name, { periodInMinutes: minutes });
      },
      at: async (name, when) => {
        await browser.alarms.create(name, { when });
      },
    },
    portsInPatterns: !import.meta.env.FIREFOX,
  };
}

/** Null, which the types do not know, takes a tab's own text away, so that the text of all tabs shows again. */
function textOfTab(text: string, tabId: number): { text: string; tabId: number } {
  const details = { text, tabId };
  if (!text) Reflect.set(details, 'text', null);
  return details;
}

const showWindow = (window: number): Promise<boolean> =>
  browser.windows.update(window, { focused: true }).then(
    () => true,
    () => false,
  );

type Registered = Browser.scripting.RegisteredContentScript;

async function register(list: Registration[]): Promise<void> {
  const known = (await browser.scripting.getRegisteredContentScripts()).map((script) => script.id);
  if (known.length) await browser.scripting.unregisterContentScripts({ ids: known });
  if (!list.length) return;
  const scripts = list.map(
    (one): Registered => ({
      id: one.id,
      js: [one.file],
      matches: one.matches,
      world: one.world,
      allFrames: true,
      runAt: one.runAt,
      persistAcrossSessions: true,
      matchOriginAsFallback: true,
    }),
  );
  await browser.scripting.registerContentScripts(scripts).catch(() =>
    // Before Chromium 119 frames without an address of their own cannot be reached; the rest still is.
    browser.scripting.registerContentScripts(scripts.map(({ matchOriginAsFallback: _, ...script }) => script)),
  );
}

async function inject(where: Parameters<Platform['scripts']['inject']>[0]): Promise<void> {
  const target = {
    tabId: where.tab,
    ...(where.document
      ? { documentIds: [where.document] }
      : where.frame === undefined
        ? { allFrames: true }
        : { frameIds: [where.frame] }),
  };
  await chrome.scripting.executeScript({ target, files: [where.file], world: where.world, injectImmediately: true });
}

/** What may carry a commit. Firefox has a word of its own for beacons. */
const COMMITTING = [
  'main_frame',
  'sub_frame',
  'xmlhttprequest',
  'ping',
  'websocket',
  ...(import.meta.env.FIREFOX ? ['beacon'] : []),
] as Browser.webRequest.RequestFilter['types'] & {};

/** Listens to all that may wake the worker. Call it in the worker's first turn. */
export function listen(wakes: Wakes): void {
  browser.runtime.onMessage.addListener(
    (message: unknown, sender: Browser.runtime.MessageSender, reply: (answer: unknown) => void) => {
      const answer = wakes.message(message, sender);
      if (!answer) return false;
      void answer.then(reply);
      return true;
    },
  );
  browser.runtime.onInstalled.addListener(() => wakes.installed());
  browser.runtime.onStartup.addListener(() => wakes.startup());
  browser.storage.onChanged.addListener((changes, area) => wakes.storage(Object.keys(changes), area));
  browser.permissions.onAdded.addListener(() => wakes.permissions());
  browser.permissions.onRemoved.addListener(() => wakes.permissions());
  browser.windows.onRemoved.addListener((window) => wakes.windowClosed(window));
  browser.tabs.onRemoved.addListener((tab) => wakes.tabGone(tab));
  browser.alarms.onAlarm.addListener((alarm) => wakes.alarm(alarm.name));
  browser.idle?.onStateChanged.addListener((state) => wakes.idle(state));
  browser.notifications?.onClicked.addListener((id) => wakes.notified(id));
  // The filter must stand before it is known which hosts are watched; the browser shows only hosts that it was allowed anyway.
  browser.webRequest.onBeforeRequest.addListener(
    (details) => {
      wakes.request(requestOf(details));
      return undefined;
    },
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'], types: COMMITTING },
    ['requestBody'],
  );
}
