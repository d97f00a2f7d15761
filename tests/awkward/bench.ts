// The bench of the awkward pages: a server of strange pages, a browser with the extension, and a clerk.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { BrowserContext, Frame, Page, Worker } from '@playwright/test';
import type { ActionEvent, Adapter, BriefingIndex, PageAction, PageBriefing } from '@/lib/model';
import { buildExtension } from './extension/build';

export interface Posted {
  method: string;
  path: string;
  body: string;
}
export interface Heard {
  name: string;
  body: Record<string, unknown> & { event?: unknown };
}
export interface Bench {
  page: Page;
  posted: Posted[];
  /** Serves this page as `/p` and opens it. */
  open(html: string, action?: Partial<PageAction>, more?: Partial<PageBriefing['page']>): Promise<void>;
  serve(path: string, html: string): void;
  heard(name?: string): Promise<Heard[]>;
  events(): Promise<ActionEvent[]>;
  worker: Worker;
  dialog(frame?: Frame): ReturnType<Page['locator']>;
  answer(which: 'back' | 'on', frame?: Frame): Promise<void>;
  settle(ms?: number): Promise<void>;
  /** One of the stand-in worker's switches: `setDelay`, `setDeaf`, `setHistory`. */
  tellWorker(name: 'setDelay' | 'setDeaf' | 'setHistory', value: number | boolean): Promise<void>;
  origin: string;
}

const found = ['/usr/lib/chromium/chromium', '/usr/bin/chromium'].find((p) => existsSync(p));
const browserPath = process.env.HULAN_BROWSER ?? found;

export async function startBench(): Promise<Bench & { close(): Promise<void> }> {
  const pages = new Map<string, string>();
  const posted: Posted[] = [];
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (c: Buffer) => {
      body += c.toString();
    });
    req.on('end', () => {
      const path = new URL(req.url ?? '/', 'http://x').pathname;
      if (req.method !== 'GET' || path.startsWith('/do'))
        posted.push({ method: req.method ?? '', path: req.url ?? '', body });
      res.setHeader('content-type', 'text/html; charset=utf-8');
      res.setHeader('cache-control', 'no-store');
      res.end(pages.get(path) ?? '<p>ok</p>');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dir = await buildExtension();
  const ctx: BrowserContext = await chromium.launchPersistentContext(await mkdtemp(join(tmpdir(), 'awkward-')), {
    ...(browserPath ? { executablePath: browserPath } : {}),
    headless: false,
    viewport: { width: 1200, height: 800 },
    args: [
      '--headless=new',
      '--no-sandbox',
      `--disable-extensions-except=${dir}`,
      `--load-extension=${dir}`,
      '--no-first-run',
    ],
    ignoreDefaultArgs: ['--disable-popup-blocking', '--disable-back-forward-cache'],
  });
  const worker = ctx.serviceWorkers()[0] ?? (await ctx.waitForEvent('serviceworker'));
  let page = ctx.pages()[0] ?? (await ctx.newPage());
  const bench: Bench & { close(): Promise<void> } = {
    get page() {
      return page;
    },
    posted,
    worker,
    origin,
    serve: (path, html) => {
      pages.set(path, html);
    },
    async open(html, action = {}, more = {}): Promise<void> {
      pages.set('/p', `<!doctype html><title>t</title>${html}`);
      posted.length = 0;
      const { index, brief } = briefing(new URL(origin).host, action, more);
      await worker.evaluate(
        (json: string) => {
          const [i, b]: [unknown, unknown] = JSON.parse(json);
          return (globalThis as unknown as { brief(i: unknown, b: unknown): Promise<void> }).brief(i, b);
        },
        JSON.stringify([index, brief]),
      );
      await worker.evaluate(() => {
        const g = globalThis as unknown as {
          forget(): void;
          setDelay(n: number): void;
          setDeaf(b: boolean): void;
          setHistory(b: boolean): void;
        };
        g.forget();
        g.setDelay(0);
        g.setDeaf(false);
        g.setHistory(false);
      });
      const old = page;
      page = await ctx.newPage();
      await old.close();
      await page.goto(`${origin}/p`);
    },
    async heard(name) {
      const all = await worker.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
      return name ? all.filter((h) => h.name === name) : all;
    },
    events: async () => (await bench.heard('act.decide')).map((h) => h.body.event as ActionEvent),
    dialog: (frame) => (frame ?? page).locator('hulan-test dialog'),
    async answer(which, frame) {
      await bench.dialog(frame).locator(`.${which}`).click();
    },
    tellWorker: (name, value) =>
      worker.evaluate(([n, v]) => (globalThis as unknown as Record<string, (v: unknown) => void>)[String(n)]?.(v), [
        name,
        value,
      ] as const),
    settle: (ms = 400) => page.waitForTimeout(ms),
    async close() {
      await ctx.close();
      server.close();
    },
  };
  return bench;
}

const t = (zh: string): { zh: string; en: string } => ({ zh, en: zh });
const field = (id: string): { op: 'field'; id: string } => ({ op: 'field', id });

/** One page with one action, `loan.disburse`: 500,000 yuan and more is held; from the third of a case on, by history, too. */
export function briefing(
  host: string,
  action: Partial<PageAction>,
  more: Partial<PageBriefing['page']>,
): { index: BriefingIndex; brief: PageBriefing } {
  const adapter: Pick<Adapter, 'id' | 'version' | 'system' | 'hosts'> = {
    id: 'zoo',
    version: 1,
    system: 'zoo',
    hosts: [host],
  };
  const page: PageBriefing['page'] = {
    id: 'page',
    title: t('页'),
    when: { url: { path: '/p*' }, has: [], not: [] },
    fields: { amount: { from: [{ name: 'amount' }] }, case_id: { from: [{ name: 'case_id' }] } },
    actions: [
      {
        action: 'loan.disburse',
        fields: {},
        triggers: [{ click: { id: 'go' } }, { submit: {} }, { request: { method: 'POST', path: '/do*' } }],
        ...action,
      },
    ],
    ...more,
  };
  const rule = (
    id: string,
    tree: PageBriefing['rules'][number]['condition']['tree'],
    ask: 'checklist' | 'second_person',
  ): PageBriefing['rules'][number] => ({
    pack: 'zoo',
    id,
    version: 1,
    title: t(id),
    status: 'active',
    riskPoints: [],
    on: ['loan.disburse'],
    when: 'before',
    scope: 'local',
    level: 'warn',
    ask,
    condition: { text: id, tree },
    facts: {},
    params: {},
    let: {},
    sentence: t(`${id} hit`),
    shows: [],
    checks: [{ id: `${id}-1`, text: t('核对') }],
    reasons: [],
    sources: [],
  });
  const brief: PageBriefing = {
    stamp: '1',
    page,
    adapter,
    actions: [
      {
        key: 'loan.disburse',
        title: t('放款'),
        effect: { what: t('资金'), done: t('划出') },
        subject: 'case_id',
        fields: { amount: { type: 'money', label: t('金额') }, case_id: { type: 'id', label: t('编号') } },
      },
    ],
    rules: [
      rule('large', { op: '>=', args: [field('amount'), { op: 'num', text: '50000000' }] }, 'checklist'),
      {
        ...rule(
          'often',
          {
            op: '&&',
            args: [
              { op: '==', args: [field('case_id'), { op: 'lit', value: 'H1' }] },
              {
                op: '>=',
                args: [
                  { op: 'fact', id: 'n' },
                  { op: 'num', text: '3' },
                ],
              },
            ],
          },
          'second_person',
        ),
        facts: { n: { kind: 'count', key: ['case_id'], window: '30d' } },
        secondPerson: { posts: ['chief'] },
      },
    ],
    scheme: {
      id: 's',
      version: 1,
      kind: 'warning',
      title: t('级'),
      ordered: true,
      levels: [{ key: 'warn', severity: 1, label: t('警示'), short: t('警'), mark: 'orange', defaultAsk: 'checklist' }],
    },
    calendar: { id: 'c', version: 1, title: t('历'), from: '08:30', to: '17:30', holidays: [], swapWork: [] },
  };
  const requests = page.actions.flatMap((a) =>
    a.triggers.flatMap((x) => ('request' in x ? [{ page: page.id, action: a.action, match: x.request }] : [])),
  );
  return {
    brief,
    index: { stamp: '1', language: 'zh', systems: [{ adapter, pages: [{ id: page.id, when: page.when }], requests }] },
  };
}
