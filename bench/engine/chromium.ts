import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { launchBrowser } from '@/tests/support/launch';
import { ROOT } from '@/tools/setup.mjs';
import { figure, quantile } from '../figure';
import type { Figure } from '../figure';

/** The contest's library and events in Chromium, without peers. */
export async function inChromium(rules: number, events: number, seed: number): Promise<Figure[]> {
  const program = join(ROOT, 'out/bench/engine-browser.js');
  await build({
    entryPoints: [join(ROOT, 'bench/engine/browser.ts')],
    outfile: program,
    bundle: true,
    format: 'iife',
    target: 'chrome119',
    alias: { '@': ROOT },
    logLevel: 'warning',
  });
  const site = await serve(readFileSync(program, 'utf8'));
  const browser = await launchBrowser({ extension: null });
  try {
    const page = await browser.context.newPage();
    await page.goto(site.url);
    const times = await page.evaluate(([r, e, s]) => globalThis.measureEngine(r, e, s), [rules, events, seed] as const);
    return [
      figure('10,000 rules, Chromium, p50', quantile(times, 0.5), 'µs'),
      figure('10,000 rules, Chromium, p99', quantile(times, 0.99), 'µs', { atMost: 100 }),
    ];
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Isolated across origins: the page's clock then steps by 5 µs instead of 100. */
export async function serve(script: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, reply) => {
    const isScript = request.url === '/engine.js';
    reply.writeHead(200, {
      'Content-Type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    reply.end(isScript ? script : '<!doctype html><title>engine</title><script src="/engine.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
