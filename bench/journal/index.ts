import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { launchBrowser } from '@/tests/support/launch';
import { ROOT } from '@/tools/setup.mjs';
import { figure, holds, quantile } from '../figure';
import type { Bench, Figure } from '../figure';
import { yearOf } from './year';

/** The simulated year and journals filled with it, kept from run to run. */
const CACHE = join(ROOT, '.cache', 'bench');
/** The origin of the database; a profile knows it by address. */
const PORT = 4798;
/** A journal filled by other code than this is another journal. */
const WRITTEN_BY = [
  'lib/store/append.ts',
  'lib/store/project.ts',
  'lib/store/migrations.ts',
  'bench/journal/sqlite.ts',
];

/**
 * The simulated year in a desk's journal of 100,000 entries (full: an officer's million) in Chromium, on disk, strictly durable,
 * with all windows of the packs counted; beside bare IndexedDB and SQLite on the same entries in the same run.
 */
export const journal: Bench = {
  name: 'journal',
  async run({ full }) {
    const size = Number(process.env.HULAN_BENCH_ENTRIES ?? (full ? 1_000_000 : 100_000));
    const { files, library } = yearOf(size, CACHE);
    const packs = JSON.stringify({ ...library, riskPoints: [], adapters: [] });
    const site = await serve(await programs(), files);
    const profile = mkdtempSync(join(tmpdir(), 'hulan-bench-'));
    try {
      cpSync(await filled(size, packs, site), profile, { recursive: true });
      return await inPage(profile, site, (page) => measure(page, { size, packs, rounds: full ? 1_000 : 300 }));
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
      site.close();
    }
  },
};

async function filled(size: number, packs: string, site: Site): Promise<string> {
  const by = createHash('sha256').update(packs);
  for (const file of WRITTEN_BY) by.update(readFileSync(join(ROOT, file)));
  const folder = join(CACHE, `journal-${size}-${by.digest('hex').slice(0, 12)}`);
  if (existsSync(join(folder, 'whole'))) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { perSecond } = await inPage(folder, site, (page) =>
    page.evaluate(([p, n]) => globalThis.journalBench.fill(p, n), [packs, size] as const),
  );
  console.log(`(journal of ${size} entries filled, ${perSecond.toFixed(0)} entries/s)`);
  mkdirSync(join(folder, 'whole'));
  return folder;
}

async function measure(
  page: Page,
  { size, packs, rounds }: { size: number; packs: string; rounds: number },
): Promise<Figure[]> {
  const n = size.toLocaleString('en-US');
  const opened = await page.evaluate(() => globalThis.journalBench.open());
  const pages = await page.evaluate((p) => globalThis.journalBench.pages(p, 40), packs);
  const single = await page.evaluate(([p, r]) => globalThis.journalBench.single(p, r), [packs, rounds] as const);
  const batches = await page.evaluate(([p, r]) => globalThis.journalBench.batches(p, r / 10), [packs, rounds] as const);
  const unsealed = await page.evaluate(() => globalThis.journalBench.exported());
  const before = await page.evaluate(() => globalThis.journalBench.usage());
  const sealed = await page.evaluate(() => globalThis.journalBench.seal());
  const exported = await page.evaluate(() => globalThis.journalBench.exported());
  const verified = await page.evaluate(() => globalThis.journalBench.verify());
  const cancelled = await page.evaluate(() => globalThis.journalBench.cancelled());
  const openedSealed = await page.evaluate(() => globalThis.journalBench.open());
  const append = (name: string, p: number, atMost: number): Figure[] => {
    const [ours, bare, sqlite] = [single.ours, single.bare, single.sqlite].map((list) => quantile(list, p));
    return [
      figure(
        `append of an act: tree, lists, windows; strict, ${name}`,
        ours ?? 0,
        'ms',
        { atMost },
        { peer: `SQLite ${sqlite?.toFixed(2)} ms`, ratio: (sqlite ?? 0) / (ours ?? 1) },
      ),
      figure(
        `… as multiple of a bare IndexedDB write, ${name}`,
        (ours ?? 0) / (bare ?? 1),
        '×',
        {},
        {
          peer: `bare ${bare?.toFixed(2)} ms`,
        },
      ),
    ];
  };
  const listed = (name: string, p: number, atMost: number): Figure =>
    figure(
      `list by any filter, ${n}, ${name}`,
      quantile(pages.ours, p),
      'ms',
      { atMost },
      { peer: `SQLite ${quantile(pages.sqlite, p).toFixed(2)} ms` },
    );
  return [
    ...append('p50', 0.5, 4),
    ...append('p99', 0.99, 25),
    figure(
      'append in batches of 100',
      batches.ours,
      'entries/s',
      { atLeast: 3_000 },
      { peer: `SQLite ${batches.sqlite.toFixed(0)}, bare ${batches.bare.toFixed(0)} entries/s` },
    ),
    listed('p50', 0.5, 5),
    listed('p99', 0.99, 20),
    holds(
      `list and counts by every filter are SQLite's (${pages.differ.slice(0, 3).join('; ') || 'all'})`,
      !pages.differ.length,
    ),
    figure(`open and first page, ${n}`, opened, 'ms', { atMost: 300 }),
    figure('open and first page, sealed', openedSealed, 'ms', { atMost: 300 }),
    figure('sealed segments', sealed.bytes, 'bytes/entry', { atMost: 250 }),
    figure(
      'on disk before sealing, all tables and indexes',
      before.idb / size,
      'bytes/entry',
      {},
      { peer: `SQLite ${(before.sqlite / size).toFixed(0)} bytes/entry` },
    ),
    figure('sealing, a segment of 1,024', sealed.ms, 'ms'),
    figure(`export, ${n}, not sealed`, unsealed.ms / 1000, 's'),
    figure(`export, ${n}, sealed`, exported.ms / 1000, 's', { atMost: 10 }),
    figure(`verification, ${n}`, verified.ms / 1000, 's', { atMost: 60 }),
    holds('verification finds nothing, and says how far it is', verified.grave.length === 0 && verified.steps > 4),
    figure('verification ends when told, within', cancelled, 'ms', { atMost: 500 }),
  ];
}

/** What the page is served: path → contents and type. */
type Served = Record<string, { body: Buffer | string; type: string }>;

async function programs(): Promise<Served> {
  const bundled = async (entry: string): Promise<string> => {
    const outfile = join(ROOT, 'out/bench', `journal-${entry}.js`);
    await build({
      entryPoints: [join(ROOT, `bench/journal/${entry}.ts`)],
      outfile,
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'chrome119',
      alias: { '@': ROOT },
      define: { 'import.meta.url': '""' },
      logLevel: 'error',
    });
    return readFileSync(outfile, 'utf8');
  };
  const wasm = createRequire(import.meta.url).resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm');
  const script = 'text/javascript; charset=utf-8';
  return {
    '/journal.js': { body: await bundled('browser'), type: script },
    '/sqlite.js': { body: await bundled('sqlite'), type: script },
    '/sqlite3.wasm': { body: readFileSync(wasm), type: 'application/wasm' },
    '/': {
      body: '<!doctype html><title>journal</title><script src="/journal.js"></script>',
      type: 'text/html; charset=utf-8',
    },
  };
}

interface Site {
  url: string;
  close(): void;
}
async function inPage<T>(profile: string, site: Site, work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await launchBrowser({ extension: null, profile });
  try {
    const page = await browser.context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(site.url);
    return await work(page);
  } finally {
    await browser.close();
  }
}

function serve(served: Served, year: readonly string[]): Promise<Site> {
  const server = createServer((request, reply) => {
    const file = year[Number(/^\/year\/(\d+)$/.exec(request.url ?? '')?.[1])];
    const found = file ? { body: readFileSync(file), type: 'text/plain; charset=utf-8' } : served[request.url ?? ''];
    reply.writeHead(found ? 200 : 404, {
      'Content-Type': found?.type ?? 'text/plain',
      ...(file ? { 'Content-Encoding': 'gzip' } : {}),
    });
    reply.end(found?.body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${PORT}/`, close: () => void server.close() }),
    );
  });
}
