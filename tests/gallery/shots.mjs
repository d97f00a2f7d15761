// node tests/gallery/shots.mjs [filter] → out/gallery/shots/*.png, and axe on every state. Exit 1 when axe finds a violation.
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from './bundle.mjs';
import { STATES } from './states.mjs';

const OUT = resolve(ROOT, 'out/gallery');
const SHOTS = resolve(OUT, 'shots');
await mkdir(SHOTS, { recursive: true });
const axe = await readFile(resolve(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
const executablePath = [
  process.env.HULAN_BROWSER,
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find((p) => p && existsSync(p));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
let found = 0;
let errors = 0;

for (const state of STATES.filter((s) => s.name.includes(process.argv[2] ?? ''))) {
  const [width, height] = state.size ?? [1366, 768];
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: state.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    forcedColors: state.forced ? 'active' : 'none',
    locale: 'zh-CN',
  });
  page.on('pageerror', (why) => {
    errors++;
    console.log(`${state.name}: ${why}`);
  });
  await page.goto(`file://${OUT}/${state.page}.html${state.query ?? ''}#${state.hash ?? ''}`);
  await page.waitForTimeout(250);
  if (state.wait) await page.waitForSelector(state.wait, { timeout: 60_000 });
  try {
    await state.act?.(page);
  } catch (why) {
    errors++;
    console.log(`${state.name}: ${String(why).split('\n')[0]}`);
  }
  await page.waitForTimeout(150);
  await page.screenshot({ path: resolve(SHOTS, `${state.name}.png`), fullPage: state.full ?? false });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (surface) =>
      globalThis.axe.run(surface ? { include: [[surface]] } : document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }),
    state.page === 'reminder' ? 'hulan-surface' : null,
  );
  for (const v of violations) {
    found++;
    console.log(
      `${state.name}: ${v.id} (${v.impact}) ${v.nodes
        .slice(0, 3)
        .map((n) => `${n.target.flat().join(' ')} ${n.any[0]?.message ?? ''}`)
        .join(' | ')}`,
    );
  }
  await page.close();
}
await browser.close();
console.log(`${found} axe violations, ${errors} errors`);
process.exitCode = found + errors > 0 ? 1 : 0;
