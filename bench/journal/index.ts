import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { launchBrowser } from '@/tests/support/launch';
import { ROOT } from '@/tools/setup.mjs';
import { figure, holds, quantile } from '../figure';
import type { Bench, Figure } from '../figure';

/** Filled journals, kept from run to run: a browser's profile each, by the number of entries. */
const CACHE = join(ROOT, '.cache', 'bench');
/** The origin of the database; a profile knows it by address. */
const PORT = 4798;

/** A desk's journal of 100,000 entries (full: an officer's million) in Chromium, on disk, strictly durable. */
export const journal: Bench = {
  name: 'journal',
  async run({ full }) {
    const size = Number(process.env.HULAN_BENCH_ENTRIES ?? (full ? 1_000_000 : 100_000));
    const program = join(ROOT, 'out/bench/journal.js');
    await build({
      entryPoints: [join(ROOT, 'bench/journal/browser.ts')],
      outfile: program,
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'chrome119',
      alias: { '@': ROOT },
      logLevel: 'warning',
    });
    const site = await serve(readFileSync(program, 'utf8'));
    const profile = mkdtempSync(join(tmpdir(), 'hulan-bench-'));
    try {
      const filled = await fillOnce(size, site);
      cpSync(filled.folder, profile, { recursive: true });
      const measured = await inPage(profile, site, (page) => measure(page, size));
      return [
        ...(filled.perSecond
          ? [
              figure(
                'append in batches of 100',
                filled.perSecond,
                'entries/s',
                { atLeast: 3_000 },
                {
                  peer: `bare IndexedDB ${measured.rawPerSecond.toFixed(0)} entries/s`,
                },
              ),
            ]
          : []),
        ...measured.figures,
      ];
    } finally {
      rmSync(profile, { recursive: true, force: true });
      site.close();
    }
  },
};

async function fillOnce(size: number, site: Site): Promise<{ folder: string; perSecond: number }> {
  const folder = join(CACHE, `journal-${size}`);
  if (existsSync(join(folder, 'whole'))) return { folder, perSecond: 0 };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const perSecond = await inPage(folder, site, (page) => page.evaluate((n) => globalThis.journalBench.fill(n), size));
  mkdirSync(join(folder, 'whole'));
  return { folder, perSecond };
}

async function measure(page: Page, size: number): Promise<{ figures: Figure[]; rawPerSecond: number }> {
  const n = size.toLocaleString('en-US');
  const raw = await page.evaluate(() => globalThis.journalBench.raw(200));
  const single = await page.evaluate(() => globalThis.journalBench.single(300));
  const pages = await page.evaluate(() => globalThis.journalBench.pages(40));
  const opened = await page.evaluate(() => globalThis.journalBench.open());
  const before = await page.evaluate(() => globalThis.journalBench.exported());
  const usage = await page.evaluate(() => globalThis.journalBench.usage());
  const sealed = await page.evaluate(() => globalThis.journalBench.seal());
  const exported = await page.evaluate(() => globalThis.journalBench.exported());
  const verified = await page.evaluate(() => globalThis.journalBench.verify());
  const openedSealed = await page.evaluate(() => globalThis.journalBench.open());
  const peer = (p: number) => ({ peer: `bare IndexedDB ${quantile(raw.single, p).toFixed(2)} ms` });
  return {
    rawPerSecond: raw.perSecond,
    figures: [
      figure('append, one act, strict, tree and lists, p50', quantile(single, 0.5), 'ms', { atMost: 4 }, peer(0.5)),
      figure('append, one act, p99', quantile(single, 0.99), 'ms', { atMost: 25 }, peer(0.99)),
      figure(`list by any filter, ${n}, p50`, quantile(pages, 0.5), 'ms', { atMost: 5 }),
      figure(`list by any filter, ${n}, p99`, quantile(pages, 0.99), 'ms', { atMost: 20 }),
      figure(`open and first page, ${n}`, opened, 'ms', { atMost: 300 }),
      figure('open and first page, sealed', openedSealed, 'ms', { atMost: 300 }),
      figure('sealed segments', sealed.bytes, 'bytes/entry', { atMost: 250 }),
      figure('on disk before sealing, all tables', usage / size, 'bytes/entry'),
      figure('sealing, a segment of 1,024', sealed.ms, 'ms'),
      figure(`export, ${n}, not sealed`, before.ms / 1000, 's'),
      figure(`export, ${n}, sealed`, exported.ms / 1000, 's', { atMost: 10 }),
      figure(`verification, ${n}`, verified.ms / 1000, 's', { atMost: 60 }),
      holds('verification finds nothing, and says how far it is', verified.grave.length === 0 && verified.steps > 4),
    ],
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

function serve(script: string): Promise<Site> {
  const server = createServer((request, reply) => {
    const isScript = request.url === '/journal.js';
    reply.writeHead(200, { 'Content-Type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8' });
    reply.end(isScript ? script : '<!doctype html><title>journal</title><script src="/journal.js"></script>');
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${PORT}/`, close: () => void server.close() }),
    );
  });
}
