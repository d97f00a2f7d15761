// node tests/gallery/shots.mjs [filter] → out/gallery/shots/*.png, and axe on every state. Exit 1 when axe finds a violation.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from './bundle.mjs';
import { axeSays, openState } from './look.mjs';
import { STATES } from './states.mjs';

const OUT = resolve(ROOT, 'out/gallery');
const SHOTS = resolve(OUT, 'shots');
await mkdir(SHOTS, { recursive: true });
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
  const page = await browser.newPage({ locale: 'zh-CN' });
  page.on('pageerror', (why) => {
    errors++;
    console.log(`${state.name}: ${why}`);
  });
  await openState(page, OUT, state);
  await page.waitForTimeout(200);
  try {
    await state.act?.(page);
  } catch (why) {
    errors++;
    console.log(`${state.name}: ${String(why).split('\n')[0]}`);
  }
  await page.waitForTimeout(150);
  await page.screenshot({ path: resolve(SHOTS, `${state.name}.png`), fullPage: state.full ?? false });
  for (const violation of await axeSays(page, state)) {
    found++;
    console.log(`${state.name}: ${violation}`);
  }
  await page.close();
}
await browser.close();
console.log(`${found} axe violations, ${errors} errors`);
process.exitCode = found + errors > 0 ? 1 : 0;
