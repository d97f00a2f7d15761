// A bureau's own build, with its hosts fixed, under the browser's policy.
import { expect, test } from '@playwright/test';
import { needBrowser } from '@/tools/browser.mjs';
import { type Bureau, maySetPolicy, openBureau } from '../support/bureau';
import { holdOf } from '../support/hold';
import { openPractice, type Practice } from '../support/practice';
import { taxSystem } from '../support/tax';

const PAPERS_MISSING = 'JM2026110002';

const executable = await needBrowser();
test.skip(!maySetPolicy(executable), 'policies can only be set by root, for the distribution’s Chromium');

let practice: Practice;
let bureau: Bureau;
test.beforeAll(async () => {
  practice = await openPractice();
  await practice.reset();
  const settings = { hosts: [new URL(practice.tax.url).host], language: 'en', unit: '云岭县税务局' };
  bureau = await openBureau(executable, { hosts: ['127.0.0.1'], settings });
  await bureau.desk.isReady();
});
test.afterAll(async () => {
  await bureau?.close();
  await practice?.close();
});

test('watches the host that build and policy name, in the policy’s language, and no other', async () => {
  const { desk } = bureau;
  const own = await desk.ownPage();
  const granted = await own.evaluate(() => chrome.permissions.getAll());
  const scripts = await own.evaluate(() => chrome.scripting.getRegisteredContentScripts());
  const tax = taxSystem(desk.page, practice.tax.url);
  const hold = holdOf(desk.page);
  await tax.logIn('chenjing');
  await tax.approveRelief(PAPERS_MISSING);

  const schemes = ['http', 'https', 'ws', 'wss'];
  expect(granted.origins?.sort()).toEqual(schemes.map((scheme) => `${scheme}://127.0.0.1/*`));
  const matches = [...new Set(scripts.flatMap((script) => script.matches ?? []))];
  expect(matches.every((pattern) => new URL(pattern).host === new URL(practice.tax.url).host)).toBe(true);
  expect(await hold.text()).toContain('paused');
  await hold.goBack();
  expect(await practice.attempts('tax', PAPERS_MISSING)).toEqual([]);
});
