// A bureau's own build, with its hosts fixed, under the browser's policy.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { needBrowser } from '@/tools/browser.mjs';
import { packageOf } from '@/tools/hulan/package';
import { type Desk, openDesk } from '../support/desk';
import { holdOf } from '../support/hold';
import { PRACTICE_BUILD } from '../support/launch';
import { openPractice, type Practice } from '../support/practice';
import { taxSystem } from '../support/tax';

/** Where distributions' Chromium reads the policies of all users. */
const POLICIES = '/etc/chromium/policies/managed';
const PAPERS_MISSING = 'JM2026110002';

const executable = await needBrowser();
test.skip(!mayWrite(), 'policies can only be set by root, for the distribution’s Chromium');

function mayWrite(): boolean {
  if (!/chromium$/.test(executable)) return false;
  try {
    accessSync(dirname(dirname(POLICIES)), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A key of this test alone, so that the policy reaches no other browser's extension. */
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spki = publicKey.export({ type: 'spki', format: 'der' });
const id = [...createHash('sha256').update(spki).digest('hex').slice(0, 32)]
  .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
  .join('');
const policy = join(POLICIES, `hulan-${id}.json`);
const folder = mkdtempSync(join(tmpdir(), 'hulan-bureau-'));

let practice: Practice;
let desk: Desk;
test.beforeAll(async () => {
  practice = await openPractice();
  await practice.reset();
  const { bytes } = packageOf(PRACTICE_BUILD, { hosts: ['127.0.0.1'], key: spki.toString('base64') });
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  mkdirSync(POLICIES, { recursive: true });
  const settings = { hosts: [new URL(practice.tax.url).host], language: 'en', unit: '云岭县税务局' };
  writeFileSync(policy, JSON.stringify({ '3rdparty': { extensions: { [id]: settings } } }));
  desk = await openDesk({ extension: folder, executable });
  await desk.isReady();
});
test.afterAll(async () => {
  await desk?.close();
  await practice?.close();
  rmSync(policy, { force: true });
  rmSync(folder, { recursive: true, force: true });
});

test('watches the host that build and policy name, in the policy’s language, and no other', async () => {
  const own = await desk.ownPage();
  const granted = await own.evaluate(() => chrome.permissions.getAll());
  const scripts = await own.evaluate(() => chrome.scripting.getRegisteredContentScripts());
  const tax = taxSystem(desk.page, practice.tax.url);
  const hold = holdOf(desk.page);
  await tax.logIn('chenjing');
  await tax.approveRelief(PAPERS_MISSING);

  expect(desk.id).toBe(id);
  const schemes = ['http', 'https', 'ws', 'wss'];
  expect(granted.origins?.sort()).toEqual(schemes.map((scheme) => `${scheme}://127.0.0.1/*`));
  const matches = [...new Set(scripts.flatMap((script) => script.matches ?? []))];
  expect(matches.every((pattern) => new URL(pattern).host === new URL(practice.tax.url).host)).toBe(true);
  expect(await hold.text()).toContain('paused');
  await hold.goBack();
  expect(await practice.attempts('tax', PAPERS_MISSING)).toEqual([]);
});
