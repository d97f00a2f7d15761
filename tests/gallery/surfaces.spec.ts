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
  'queue-report',
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

test('a letter, a matter and the report are sheets of A4, however long they are, with nothing cut off', async () => {
  const A4 = { width: 210, height: 297 };
  // As wide as what stands between the margins.
  for (const [name, width] of [
    ['queue-letter', 590],
    ['queue-letter-long', 590],
    ['queue-report', 688],
    ['queue-report-english', 688],
    ['matter-to_report-en', 688],
  ] as const) {
    const state = STATES.find((each) => each.name === name);
    if (!state) throw new Error(`${name}: no such state`);
    await openState(page, plain, { ...state, size: [width, 900] });
    await page.waitForSelector('.paper, .pg, .matter');

    const sheets = sheetsOf(await page.pdf({ preferCSSPageSize: true }));
    expect(new Set(sheets.map((sheet) => JSON.stringify(sheet)))).toEqual(new Set([JSON.stringify(A4)]));
    expect([name, sheets.length > 1]).toEqual([name, name !== 'queue-letter']);
    await page.emulateMedia({ media: 'print' });
    expect([name, ...(await cutOff(page))]).toEqual([name]);
    await page.emulateMedia({ media: null });
  }
});

test('a text that is cut off, and a picture without words, are found', async () => {
  await page.setContent(
    '<html lang="zh-CN"><title>t</title><main><h1>t</h1><p style="width:40px;overflow:hidden;white-space:nowrap">一行放不下的字</p><img src="data:,"></main>',
  );

  expect(await cutOff(page)).toEqual([expect.stringContaining('一行放不下的字')]);
  expect(await axeSays(page, { page: 'own' })).toEqual([expect.stringContaining('image-alt')]);
});
