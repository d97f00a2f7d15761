// One clerk's desk: a browser with the extension, and what can be asked of it from outside.
import type { BrowserContext, Page } from 'playwright-core';
import { type LaunchOptions, launchBrowser } from './launch';
import { readJournal } from './journal';

const READY_MS = 15_000;
/** A browser's own start takes no longer. */
const NEW_MS = 10_000;
/** The browser switches an extension off that reloads itself again and again within seconds. */
const MOST_RELOADS = 4;

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export async function openDesk(options: LaunchOptions = {}) {
  const { context, close } = await launchBrowser(options);
  const id = await extensionId(context);
  const page = context.pages()[0] ?? (await context.newPage());

  /** A quiet page of the extension's origin: its tools are asked from here, its screens stay untouched. */
  let own: Promise<Page> | undefined;
  const ownPage = async (): Promise<Page> => {
    // A reload of the extension closes its pages.
    if ((await own)?.isClosed()) own = undefined;
    own ??= (async () => {
      const fresh = await context.newPage();
      await fresh.goto(`chrome-extension://${id}/managed-schema.json`);
      await page.bringToFront();
      return fresh;
    })();
    return own;
  };

  let reloads = 0;
  const desk = {
    context,
    id,
    /** The tab the clerk works in. */
    page,
    ownPage,
    async openOwn(path: string): Promise<Page> {
      const fresh = await context.newPage();
      await fresh.goto(`chrome-extension://${id}/${path}`);
      return fresh;
    },
    journal: async () => readJournal(await ownPage()),
    /** Stops the service worker as the browser does when it is idle; the next message starts it again. */
    async killWorker(): Promise<void> {
      const session = await context.newCDPSession(await ownPage());
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await session.detach();
    },
    /** The worker has started and the watched hosts' scripts are registered. */
    async isReady(): Promise<void> {
      for (const end = Date.now() + READY_MS; Date.now() < end; ) {
        // After a reload the old worker may still be listed, and never answer.
        const worker = context.serviceWorkers().at(-1);
        const scripts = worker?.evaluate(() => chrome.scripting.getRegisteredContentScripts());
        const briefed = worker?.evaluate(() => chrome.storage.local.get('briefing:index'));
        if ((await inTime(scripts, 2_000))?.length && 'briefing:index' in ((await inTime(briefed, 2_000)) ?? {}))
          return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('the extension did not become ready in 15 seconds: no registered content scripts or no briefing');
    },
    /**
     * As with a fresh profile, at a third of a browser's start: one empty tab, nothing stored, the extension loaded anew.
     * False: not any more, or not in time, so another browser is needed.
     */
    asNew: async (): Promise<boolean> => reloads++ < MOST_RELOADS && ((await inTime(remade(), NEW_MS)) ?? false),
    close,
  };

  async function remade(): Promise<true> {
    const quiet = await ownPage();
    for (const other of context.pages()) if (other !== page && other !== quiet) await other.close();
    await page.goto('about:blank');
    await Promise.all([context.clearCookies(), context.setOffline(false)]);
    await quiet.evaluate(forget);
    const loaded = context.waitForEvent('serviceworker');
    await quiet.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
    await loaded;
    await desk.isReady();
    return true;
  }
  return desk;
}

/** Undefined where it fails or is not there in time. */
const inTime = <T>(work: Promise<T> | undefined, ms: number): Promise<T | undefined> =>
  Promise.race([
    (work ?? Promise.resolve(undefined)).catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, ms)),
  ]);

/** Runs in a page of the extension: whatever it stored is gone. */
async function forget(): Promise<void> {
  await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear(), chrome.alarms.clearAll()]);
  for (const { name } of await indexedDB.databases())
    await new Promise((done) => {
      const gone = indexedDB.deleteDatabase(name ?? '');
      gone.onsuccess = gone.onerror = done;
    });
}

/** From the worker's address: the id is fixed by the manifest's key, but the browser's word counts. */
async function extensionId(context: BrowserContext): Promise<string> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 30_000 }));
  return new URL(worker.url()).host;
}
