// What holds wrongly is switched off by a signed source's next look, on the page that stands open, without a new program.
import { expect, test } from '@playwright/test';
import type { Revocation } from '@/lib/model';
import { needBrowser } from '@/tools/browser.mjs';
import { type Bureau, maySetPolicy, openBureau } from '../support/bureau';
import { type County, openCounty, REVOKING, SENTENCE } from '../support/county';
import { holdOf } from '../support/hold';

const executable = await needBrowser();
test.skip(!maySetPolicy(executable), 'policies can only be set by root, for the distribution’s Chromium');

let county: County;
let bureau: Bureau;

test.beforeAll(async () => {
  test.setTimeout(60_000);
  county = await openCounty();
  bureau = await openBureau(executable, {
    hosts: ['127.0.0.1'],
    settings: { language: 'zh', packSources: [county.source] },
  });
  await bureau.desk.isReady();
});
test.afterAll(async () => {
  await bureau?.close();
  county?.close();
});

test('rule, action, adapter and system, each by itself, and each comes back', async () => {
  test.setTimeout(120_000);
  const { desk } = bureau;
  const hold = holdOf(desk.page);
  /** The source says so; the desk looks. */
  const revoke = async (...list: Revocation[]): Promise<void> => {
    await county.revoke(...list);
    const own = await desk.ownPage();
    await own.evaluate(() => chrome.runtime.sendMessage({ hulan: 1, name: 'packs.check', body: {} }));
  };
  /** Presses, and says whether our rule held it; of another rule's hold (the hour of the day) it is let back. */
  const isHeld = async (): Promise<boolean> => {
    await desk.page.evaluate(() => {
      document.title = '';
    });
    await desk.page.locator('#ok').click();
    await expect.poll(async () => (await hold.isOpen()) || (await desk.page.title()) === '已提交').toBe(true);
    if (!(await hold.isOpen())) return false;
    const text = await hold.text();
    await hold.goBack();
    return text.includes(SENTENCE);
  };
  await revoke();
  const timeout = 20_000;
  // A page that was there before the source's pack came into force is watched from its next load.
  const isHeldAfresh = async (): Promise<boolean> => {
    await desk.page.goto(county.page);
    return isHeld();
  };
  await expect.poll(isHeldAfresh, { message: 'held at first', timeout }).toBe(true);

  for (const revocation of REVOKING) {
    await expect.poll(isHeld, { message: 'held while nothing is revoked', timeout }).toBe(true);
    await revoke(revocation);
    // The page that stands open is not loaded anew.
    await expect.poll(isHeld, { message: `not held once the ${revocation.kind} is revoked`, timeout }).toBe(false);
    await revoke();
  }
});
