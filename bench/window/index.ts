import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { mergePacks } from '@/lib/packs';
import { launchBrowser } from '@/tests/support/launch';
import { buildFolder, packNames } from '@/tools/hulan/sources';
import { ROOT } from '@/tools/setup.mjs';
import { serve } from '../engine/chromium';
import { figure, quantile } from '../figure';
import type { Bench, Figure } from '../figure';

const SMALL = 10_000;
/** For trying the benchmark out: HULAN_BENCH_ACTS=20000. */
const GIVEN = Number(process.env.HULAN_BENCH_ACTS);
const SEED = 20_261_102;

/**
 * Verdicts of acts that rest on history, in Chromium on its real database, with all rules of the packs: reading the rings,
 * counting, judging. The store holds so many acts of three years; 100,000 of them in the short run, a million in the full one.
 */
export const window: Bench = {
  name: 'window',
  async run({ full }) {
    const large = GIVEN || (full ? 1_000_000 : 100_000);
    const verdicts = full ? 2000 : 600;
    const library = mergePacks(packNames().flatMap((name) => buildFolder(name).pack ?? []));
    if (!library) throw new Error('no pack could be built');
    const text = JSON.stringify({ ...library, riskPoints: [], adapters: [] });
    const program = join(ROOT, 'out/bench/window-browser.js');
    await build({
      entryPoints: [join(ROOT, 'bench/window/browser.ts')],
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
      page.setDefaultTimeout(0);
      await page.goto(site.url);
      const at = (acts: number) =>
        page.evaluate(([l, a, v, r]) => globalThis.measureWindow(l, a, v, r), [text, acts, verdicts, SEED] as const);
      const few = await at(SMALL);
      const many = await at(large);
      return figuresOf(large, few.verdictsMs, many.verdictsMs);
    } finally {
      await browser.close();
      await site.close();
    }
  },
};

function figuresOf(large: number, few: number[], many: number[]): Figure[] {
  const name = large.toLocaleString('en');
  const before = quantile(few, 0.5);
  const now = quantile(many, 0.5);
  return [
    figure(
      `windowed verdict over ${name} acts, p50`,
      now,
      'ms',
      { atMost: 2 },
      { peer: `${SMALL.toLocaleString('en')} acts ${before.toFixed(2)} ms` },
    ),
    figure(`windowed verdict over ${name} acts, p99`, quantile(many, 0.99), 'ms', { atMost: 10 }),
    figure(`windowed verdict, ${name} acts ÷ 10,000`, now / before, '×', { atMost: 1.5 }),
  ];
}
