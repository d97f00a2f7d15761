// The same build in Firefox ESR: it loads, recognises the old tax system's pages, holds, goes back and records.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { needFirefox } from '@/tools/browser.mjs';
import { ROOT } from '@/tools/setup.mjs';
import { type County, openCounty, REVOKING, SENTENCE } from '../support/county';
import { firefoxJournal, firefoxReady } from '../support/firefox';
import { type Firefox, openFirefox } from '../support/marionette';
import { openPractice, type Practice } from '../support/practice';
import { expected, ROADS, SOCKET, witnessed } from '../support/roads';

const PAPERS_MISSING = 'JM2026110002';
const ESCAPE = '\uE00C';
const ENTER = '\uE007';

const executable = needFirefox();
test.skip(!executable, 'Firefox ESR is not here and cannot be installed without root on Debian');
test.setTimeout(120_000);

/** Where Firefox on Linux reads the policies of all users. */
const POLICIES = '/etc/firefox/policies/policies.json';
const maySetPolicy = process.getuid?.() === 0 && !existsSync(POLICIES);
const RING = '试点';

let practice: Practice;
let firefox: Firefox;
let county: County;
test.beforeAll(async () => {
  county = await openCounty();
  if (maySetPolicy) {
    mkdirSync(dirname(POLICIES), { recursive: true });
    const settings = { ring: RING, packSources: [county.source] };
    writeFileSync(
      POLICIES,
      JSON.stringify({ policies: { '3rdparty': { Extensions: { 'hulan@hulan.example': settings } } } }),
    );
  }
  practice = await openPractice();
  await practice.reset();
  firefox = await openFirefox(executable ?? '', join(ROOT, '.output', 'firefox-mv3-practice'));
});
test.afterAll(async () => {
  if (maySetPolicy) rmSync(POLICIES, { force: true });
  await firefox?.close();
  await practice?.close();
  county?.close();
});

test('Firefox ESR holds an approval, goes back by Esc and journals it', async () => {
  await firefoxReady(firefox);
  await firefox.go(`${practice.tax.url}/login.do`);
  await firefox.type('input[name=username]', 'chenjing');
  await firefox.type('input[name=password]', '123456');
  await firefox.click('input[type=submit]');
  await firefox.toFrame('mainFrame');
  await firefox.run(`location.href = '/jm/detail.do?lcslid=${PAPERS_MISSING}'`);
  await expect
    .poll(() =>
      firefox
        .toFrame('mainFrame')
        .then(() => firefox.run('return document.querySelectorAll("form[name=spForm]").length')),
    )
    .toBe(1);
  await firefox.click('input[value="审批通过"]');

  await expect
    .poll(holdText, { timeout: 15_000, message: 'the hold is on screen' })
    .toMatch(/请核对后继续|说明理由后继续/);
  expect(await practice.attempts('tax', PAPERS_MISSING)).toEqual([]);
  await firefox.keys(ESCAPE);

  await expect.poll(holdText).toBe('');
  expect(await practice.attempts('tax', PAPERS_MISSING)).toEqual([]);
  await firefox.toTop();
  await firefox.go(firefox.ownUrl('popup.html'));
  const kinds = async () => (await firefoxJournal(firefox)).map(({ kind }) => kind);
  await expect.poll(kinds).toEqual(expect.arrayContaining(['event', 'answer', 'ending']));
});

test('the bureau’s policies.json reaches the worker', async () => {
  test.skip(!maySetPolicy, 'policies can only be set by root, and none were set here before');
  await firefox.toTop();
  await firefox.go(firefox.ownUrl('popup.html'));

  const desk = await firefox.runAsync(
    `const done = arguments[arguments.length - 1];
     browser.runtime.sendMessage({ hulan: 1, name: 'view.packs', body: {} }).then((view) => done(view.desk), (error) => done(String(error)))`,
  );

  expect(desk).toMatchObject({ ring: RING });
});

test('in Firefox ESR the second witness sees what a page sends past its own scripts; pings are not sent there at all', async () => {
  await firefox.go(`${practice.credit.url}/login`);
  await firefox.type('input[name=username]', 'huangbo');
  await firefox.type('input[name=password]', `123456${ENTER}`);
  await expect.poll(() => firefox.run('return !!document.querySelector("[data-user-id]")')).toBe(true);
  const roads = ROADS.filter(({ road }) => !road.includes('ping'));

  for (const { script } of [...roads, SOCKET]) await firefox.asPage(script);

  // In a tab of its own: the page stays, and what it began goes on.
  await newTab();
  await firefox.go(firefox.ownUrl('popup.html'));
  const gaps = async () => witnessed(await firefoxJournal(firefox));
  await expect.poll(gaps, { timeout: 20_000 }).toEqual(expected(roads));
  expect(JSON.stringify(await firefoxJournal(firefox))).not.toContain('secret');
});

test('in Firefox ESR what holds wrongly is switched off on the page that stands open: rule, action, adapter, system', async () => {
  test.skip(!maySetPolicy, 'policies can only be set by root, and none were set here before');
  const { handle: page } = await newTab();
  const { handle: own } = await newTab();
  const to = (handle: string) => firefox.value('WebDriver:SwitchToWindow', { handle });
  await to(own);
  await firefox.go(firefox.ownUrl('popup.html'));
  const revoke = async (...list: typeof REVOKING): Promise<void> => {
    await county.revoke(...list);
    await to(own);
    await firefox.runAsync(
      `const done = arguments[arguments.length - 1];
       browser.runtime.sendMessage({ hulan: 1, name: 'packs.check', body: {} }).then(() => done(true), (error) => done(String(error)))`,
    );
    await to(page);
  };
  /** Presses, and says whether the county's rule held it; of another rule's hold it goes back. */
  const isHeld = async (): Promise<boolean> => {
    await firefox.run('document.title = ""');
    await firefox.click('#ok');
    const ended = async () => (await holdText([''])) || (await firefox.run('return document.title'));
    await expect.poll(ended).not.toBe('');
    const text = await holdText(['']);
    if (text) await firefox.keys(ESCAPE);
    await expect.poll(() => holdText([''])).toBe('');
    return text.includes(SENTENCE);
  };
  const timeout = 20_000;
  await revoke();
  const isHeldAfresh = async (): Promise<boolean> => {
    await firefox.go(county.page);
    return isHeld();
  };
  await expect.poll(isHeldAfresh, { message: 'held at first', timeout }).toBe(true);

  for (const revocation of REVOKING) {
    await expect.poll(isHeld, { message: 'held while nothing is revoked', timeout }).toBe(true);
    await revoke(revocation);
    await expect.poll(isHeld, { message: `not held once the ${revocation.kind} is revoked`, timeout }).toBe(false);
    await revoke();
  }
});

const newTab = async (): Promise<{ handle: string }> => {
  const tab = (await firefox.value('WebDriver:NewWindow', { type: 'tab', focus: true })) as { handle: string };
  await firefox.value('WebDriver:SwitchToWindow', tab);
  return tab;
};

/** Text of the hold, whichever frame it stands in; '' when there is none. */
async function holdText(frames = ['', 'mainFrame']): Promise<string> {
  const look = `const host = document.querySelector('hulan-surface'); const root = host && host.openOrClosedShadowRoot;
    const hold = root && root.querySelector('dialog[open] .hold'); return hold ? hold.innerText : '';`;
  const texts = [];
  for (const frame of frames) {
    await (frame ? firefox.toFrame(frame) : firefox.toTop());
    texts.push(String((await firefox.runAsBrowser(look)) ?? ''));
  }
  return texts.join('');
}
