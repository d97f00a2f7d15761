// The bench of the awkward pages: a server of strange pages, a browser with the extension (or a bare one), and a clerk.
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect } from '@playwright/test';
import type { BrowserContext, Frame, Page, Request, Worker } from '@playwright/test';
import type { ActionEvent, PageAction, PageBriefing } from '@/lib/model';
import { inEveryWorld } from '@/tests/support/isolated';
import { briefing } from './briefing';
import { HEAD } from './ear';
import { buildExtension } from './extension/build';
import { startServer } from './server';
import type { Posted, StrangeServer } from './server';

export interface Heard {
  name: string;
  body: Record<string, unknown> & { event?: unknown };
}
/** A browser at the strange pages' server. */
export interface Clerk {
  page: Page;
  context: BrowserContext;
  origin: string;
  posted: Posted[];
  /** What the pages of this browser told with `say(…)`, and which clicks and submits their listeners heard. */
  said: string[];
  serve: StrangeServer['serve'];
  settle(ms?: number): Promise<void>;
  /** Everything asked of the server was answered, and the pages have done with the answers. */
  rest(): Promise<void>;
}
export interface Bench extends Clerk {
  /** Serves this page as `/p`, opens it and waits until it is ready. */
  open(html: string, action?: Partial<PageAction>, more?: Partial<PageBriefing['page']>): Promise<void>;
  /**
   * The page as a clerk meets it: in every frame the lookout stands and has its briefing, and the readers are where they were called.
   * An act before that may go by, after 150 ms and with a gap; whoever tests that acts at once.
   */
  ready(): Promise<void>;
  heard(name?: string): Promise<Heard[]>;
  events(): Promise<ActionEvent[]>;
  worker: Worker;
  dialog(on?: Frame | Page): ReturnType<Page['locator']>;
  answer(which: 'back' | 'on', on?: Frame | Page): Promise<void>;
  /** One of the stand-in worker's switches: `setDelay`, `setReader`, `setDeaf`, `setHistory`. */
  tellWorker(
    name: 'setDelay' | 'setReader' | 'setDeaf' | 'setHistory' | 'setReal',
    value: number | boolean,
  ): Promise<void>;
}

const found = ['/usr/lib/chromium/chromium', '/usr/bin/chromium'].find((p) => existsSync(p));
const browserPath = process.env.HULAN_BROWSER ?? found;

async function launch(args: string[]): Promise<BrowserContext> {
  return chromium.launchPersistentContext(await mkdtemp(join(tmpdir(), 'awkward-')), {
    ...(browserPath ? { executablePath: browserPath } : {}),
    headless: false,
    viewport: { width: 1200, height: 800 },
    args: ['--headless=new', '--no-sandbox', '--no-first-run', ...args],
    // The two switches hide what a replay without activation or a frozen page would break.
    ignoreDefaultArgs: ['--disable-popup-blocking', '--disable-back-forward-cache'],
  });
}

/** The lookout came with the parsed document; where that is no page of the packs, nothing is called that could be counted. */
const BRIEFED = `document.readyState === 'complete' && !!globalThis.__hulanDoor && globalThis.__hulanDoor.ahead.index.then(() => true)`;
const AFTER_TASKS = 'new Promise((done) => setTimeout(done))';
/** For what a page begins by itself a moment later. */
const QUIET_MS = 250;
const SAY = 'zoo ';
const NONE_CALLED_MS = 500;
async function startClerk(args: string[]): Promise<Clerk & { fresh(): Promise<void>; close(): Promise<void> }> {
  const server = await startServer();
  const context = await launch(args);
  const said: string[] = [];
  context.on('console', (message) => {
    if (message.text().startsWith(SAY)) said.push(message.text().slice(SAY.length));
  });
  let page = context.pages()[0] ?? (await context.newPage());
  const pending = new Set<Request>();
  context.on('request', (request) => pending.add(request));
  // Not when it is finished: an answer whose body nobody reads never is.
  context.on('response', (answer) => pending.delete(answer.request()));
  context.on('requestfailed', (request) => pending.delete(request));
  return {
    get page() {
      return page;
    },
    context,
    origin: server.origin,
    posted: server.posted,
    said,
    serve: server.serve,
    settle: (ms = 400) => page.waitForTimeout(ms),
    async rest() {
      await expect.poll(() => [...pending].map((request) => request.url())).toEqual([]);
      // What an answer set off has been said by then: a page's console and its timers keep their order.
      await Promise.all(context.pages().map((each) => each.evaluate(AFTER_TASKS).catch(() => undefined)));
      await page.waitForTimeout(QUIET_MS);
    },
    /** Another tab in place of all that stand. */
    async fresh() {
      const old = context.pages();
      page = await context.newPage();
      await Promise.all(old.map((each) => each.close()));
      server.posted.length = said.length = 0;
      pending.clear();
    },
    async close() {
      await context.close();
      server.close();
    },
  };
}

/** A browser without us: what the page does by itself. */
export async function startBare(): Promise<Clerk & { open(html: string): Promise<void>; close(): Promise<void> }> {
  const clerk = await startClerk([]);
  return Object.assign(clerk, {
    async open(html: string): Promise<void> {
      clerk.serve('/p', HEAD + html);
      await clerk.fresh();
      await clerk.page.goto(`${clerk.origin}/p`);
    },
  });
}

export async function startBench(): Promise<Bench & { close(): Promise<void> }> {
  const dir = await buildExtension();
  const clerk = await startClerk([`--disable-extensions-except=${dir}`, `--load-extension=${dir}`]);
  const { context } = clerk;
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const heard: Bench['heard'] = async (name) => {
    const all = await worker.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
    return name ? all.filter((h) => h.name === name) : all;
  };
  const dialog: Bench['dialog'] = (on) => (on ?? clerk.page).locator('hulan-test dialog');
  /** Of the frames that can be looked into: a frame in a process of its own counts by its reader alone. */
  const isRead = async (): Promise<boolean> => {
    const told = await Promise.all(context.pages().map((each) => inEveryWorld<boolean>(each, BRIEFED)));
    return told.flat().every(Boolean);
  };
  async function ready(): Promise<void> {
    const since = Date.now();
    let before = -1;
    const stand = async (): Promise<boolean> => {
      if (!(await isRead())) return false;
      const { called, here } = await worker.evaluate(
        () => (globalThis as unknown as { readers: { called: number; here: number } }).readers,
      );
      const isSame = called === here && called === before;
      before = called;
      // On a page that is not recognised none is called.
      return isSame && (called > 0 || Date.now() - since > NONE_CALLED_MS);
    };
    await expect.poll(stand, { intervals: [30] }).toBe(true);
  }
  return Object.assign(clerk, {
    worker,
    async open(
      html: string,
      action: Partial<PageAction> = {},
      more: Partial<PageBriefing['page']> = {},
    ): Promise<void> {
      clerk.serve('/p', HEAD + html);
      const { index, brief } = briefing(new URL(clerk.origin).host, action, more);
      await worker.evaluate(
        (json: string) => {
          const [i, b]: [unknown, unknown] = JSON.parse(json);
          return (globalThis as unknown as { begin(i: unknown, b: unknown): Promise<void> }).begin(i, b);
        },
        JSON.stringify([index, brief]),
      );
      await clerk.fresh();
      await clerk.page.goto(`${clerk.origin}/p`);
      await ready();
    },
    ready,
    heard,
    events: async () => (await heard('act.decide')).map((h) => h.body.event as ActionEvent),
    dialog,
    async answer(which: 'back' | 'on', on?: Frame | Page) {
      await dialog(on).locator(`.${which}`).click();
    },
    tellWorker: (name: 'setDelay' | 'setReader' | 'setDeaf' | 'setHistory' | 'setReal', value: number | boolean) =>
      worker.evaluate(([n, v]) => (globalThis as unknown as Record<string, (v: unknown) => void>)[String(n)]?.(v), [
        name,
        value,
      ] as const),
  } satisfies Omit<Bench, keyof Clerk>);
}
