import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { mergePacks } from '@/lib/packs';
import { launchBrowser } from '@/tests/support/launch';
import { buildFolder, packNames } from '@/tools/hulan/sources';
import { ROOT } from '@/tools/setup.mjs';
import { figure, holds, quantile } from '../figure';
import type { Bench, Figure } from '../figure';

const CACHE = join(ROOT, '.cache', 'bench');
const PORT = 4799;

/** Forty desks' simulated year in an officer's hands: import with verification, first page, filters, a verdict. */
export const office: Bench = {
  name: 'office',
  async run({ full }) {
    const entries = Number(process.env.HULAN_BENCH_ENTRIES ?? 100_000);
    const script = await bundle();
    const site = await serve(script, join(CACHE, `office-${entries}.hulan`));
    const profile = mkdtempSync(join(tmpdir(), 'hulan-bench-'));
    const browser = await launchBrowser({ extension: null, profile });
    try {
      const page = await browser.context.newPage();
      page.setDefaultTimeout(0);
      await page.goto(site.url);
      if (!existsSync(site.file)) await makeExport(page, entries);
      return await measure(page, entries, full ? [100_000, 1_000_000] : [100_000]);
    } finally {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
      site.close();
    }
  },
};

async function makeExport(page: Page, entries: number): Promise<void> {
  await page.evaluate(async (n) => {
    const library = await (await fetch('/library.json')).json();
    const bytes = await globalThis.officeBench.exported(n, library, (done) => console.log(done));
    await fetch('/export', { method: 'PUT', body: bytes as BodyInit });
  }, entries);
}

async function measure(page: Page, entries: number, sizes: readonly number[]): Promise<Figure[]> {
  const n = (size: number): string => size.toLocaleString('en-US');
  const done = await page.evaluate(async () => {
    const library = await (await fetch('/library.json')).json();
    const bytes = new Uint8Array(await (await fetch('/export')).arrayBuffer());
    return globalThis.officeBench.imported(bytes, library);
  });
  const share = Math.round((1_000_000 * done.matters) / done.added);
  const figures = [
    figure(`import of ${n(entries)} entries, verified`, done.took / 1000, 's', { atMost: 30 }),
    figure(`${n(entries)} entries into list, lanes and figures`, done.folded / 1000, 's'),
    holds('the import is whole and says how far it is', done.whole && done.added >= entries && done.steps > 10),
    figure('matters in a million entries of the simulated year', share, ''),
  ];
  for (const size of sizes) {
    const rows = await page.evaluate((wanted) => globalThis.officeBench.grow(wanted), size);
    const list = await page.evaluate(() => globalThis.officeBench.list());
    figures.push(
      figure(`first page, ${n(rows)} matters`, quantile(list.first, 0.5), 'ms', { atMost: 100 }),
      figure(`filter change with all counts, ${n(rows)} matters, p50`, quantile(list.filters, 0.5), 'ms', {
        atMost: 50,
      }),
      figure(`filter change, p95`, quantile(list.filters, 0.95), 'ms'),
      figure(
        `a verdict in the list, ${n(rows)} matters, p50`,
        quantile(list.verdicts, 0.5),
        'ms',
        {},
        {
          peer: `list built anew ${(list.built / 1000).toFixed(1)} s`,
          ratio: list.built / quantile(list.verdicts, 0.5),
        },
      ),
    );
  }
  return figures;
}

async function bundle(): Promise<string> {
  const made = await build({
    entryPoints: [join(ROOT, 'bench/office/browser.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'chrome119',
    alias: { '@': ROOT },
    logLevel: 'warning',
  });
  return made.outputFiles[0]?.text ?? '';
}

interface Site {
  url: string;
  file: string;
  close(): void;
}
function serve(script: string, file: string): Promise<Site> {
  const library = JSON.stringify(mergePacks(packNames().flatMap((name) => buildFolder(name).pack ?? [])));
  const server = createServer((request, reply) => {
    if (request.method === 'PUT') {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        mkdirSync(CACHE, { recursive: true });
        writeFileSync(file, Buffer.concat(pieces));
        reply.end('kept');
      });
      return;
    }
    const [type, body] =
      request.url === '/office.js'
        ? (['text/javascript; charset=utf-8', script] as const)
        : request.url === '/library.json'
          ? (['application/json', library] as const)
          : request.url === '/export'
            ? (['application/zip', readFileSync(file)] as const)
            : ([
                'text/html; charset=utf-8',
                '<!doctype html><title>office</title><script src="/office.js"></script>',
              ] as const);
    reply.writeHead(200, { 'Content-Type': type });
    reply.end(body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${PORT}/`, file, close: () => void server.close() }),
    );
  });
}
