// Our own surfaces: nothing axe finds, no text cut off. One state of each kind here, all of them in `npm run prove -- surfaces`.
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { needBrowser } from '@/tools/browser.mjs';
import { buildGallery } from './build.mjs';
import { axeSays, cutOff, faultsOf, openState } from './look.mjs';
import { STATES } from './states.mjs';
import { sheetsOf } from '../support/pdf';

const KINDS = [
  'hold-justification',
  'hold-stop',
  'hold-forced',
  'chip-open',
  'hint',
  'popup-recognised',
  'popup-unreachable',
  'queue-preview',
  'matter-to_dispose-dark',
  'console-phone',
  'second-wrong',
  'overlay-items-200',
  'card-full-screen',
];

let browser: Browser;
let page: Page;
let plain: string, pseudo: string;
test.beforeAll(async () => {
  test.setTimeout(60_000);
  browser = await chromium.launch({ executablePath: await needBrowser(), args: ['--no-sandbox'] });
  [plain, pseudo] = await Promise.all([buildGallery(), buildGallery({ pseudo: true })]);
  page = await browser.newPage({ locale: 'zh-CN' });
  page.setDefaultTimeout(2_000);
});
test.afterAll(async () => {
  await browser?.close();
});

test('surfaces have no fault axe can find, and cut off no text, in Chinese, English and a longer tongue', async () => {
  test.setTimeout(180_000);
  const faults: string[] = [];
  for (const name of KINDS) {
    const state = STATES.find((each) => each.name === name);
    if (!state) faults.push(`${name}: no such state`);
    else {
      for (const fault of await faultsOf(page, state, { folder: plain })) faults.push(`${name}: ${fault}`);
      for (const fault of await faultsOf(page, state, { folder: pseudo, isPseudo: true }))
        faults.push(`${name}, longer: ${fault}`);
    }
  }
  expect(faults).toEqual([]);
});

test('a desk plate is one sheet of A5 and keeps all its words, however long they are', async () => {
  const long = STATES.find(({ name }) => name === 'card-long-plate');
  if (!long) throw new Error('there is no such state');
  await openState(page, plain, long);

  expect(sheetsOf(await page.pdf({ preferCSSPageSize: true }))).toEqual([{ width: 148, height: 210 }]);
  await page.emulateMedia({ media: 'print' });
  expect(await cutOff(page)).toEqual([]);
  await page.emulateMedia({ media: null });
});

test('a text that is cut off, and a picture without words, are found', async () => {
  await page.setContent(
    '<html lang="zh-CN"><title>t</title><main><h1>t</h1><p style="width:40px;overflow:hidden;white-space:nowrap">一行放不下的字</p><img src="data:,"></main>',
  );

  expect(await cutOff(page)).toEqual([expect.stringContaining('一行放不下的字')]);
  expect(await axeSays(page, { page: 'own' })).toEqual([expect.stringContaining('image-alt')]);
});
