// The same tricks in Firefox ESR, which has no observer that knows what covers an element.
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { needFirefox } from '@/tools/browser.mjs';
import { ROOT } from '@/tools/setup.mjs';
import { type Firefox, openFirefox } from '../support/marionette';
import { firefoxJournal, firefoxReady, firefoxSpots } from '../support/firefox';
import { openPractice, type Practice } from '../support/practice';
import { leaks, play, type Stage, toldOf } from './play';
import { TRICKS } from './tricks';

const PAPER = '/jm/detail.do?lcslid=JM2026110002';
const ESCAPE = '\uE00C';
const BUILD = process.env.HULAN_FIREFOX_BUILD ?? join(ROOT, '.output', 'firefox-mv3-practice');
const wanted = process.env.HULAN_HOSTILE === 'all' ? TRICKS : TRICKS.filter(({ core }) => core);

const executable = needFirefox();
test.skip(!executable, 'Firefox ESR is not here and cannot be installed without root on Debian');
test.setTimeout(120_000);

let practice: Practice;
let firefox: Firefox;
test.beforeAll(async () => {
  practice = await openPractice();
  await practice.reset();
  firefox = await openFirefox(executable ?? '', BUILD);
  await firefoxReady(firefox);
  await firefox.go(`${practice.tax.url}/login.do`);
  await firefox.type('input[name=username]', 'chenjing');
  await firefox.type('input[name=password]', '123456');
  await firefox.click('input[type=submit]');
});
test.afterAll(async () => {
  await firefox?.close();
  await practice?.close();
});

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const stage = (): Stage => ({
  open: async () => {
    await firefox.go(`${practice.tax.url}${PAPER}`);
    await wait(400);
  },
  // As a script of the page: Marionette's own sandbox would see what the page does not.
  asPage: (script) => firefox.asPage(script),
  press: () => firefox.click('input[value="审批通过"]'),
  isHeld: async () => (await firefoxSpots(firefox, 'dialog[open] .hold')).length > 0,
  picture: async () => ({
    png: await firefox.screenshot(),
    sentence: (await firefoxSpots(firefox, '.hold .say'))[0],
  }),
  // The first may only leave the page's full screen.
  escape: async () => {
    await firefox.keys(ESCAPE);
    await wait(300);
    if ((await firefoxSpots(firefox, 'dialog[open] .hold')).length > 0) await firefox.keys(ESCAPE);
  },
});

for (const trick of wanted) {
  const ends = trick.firefox ?? trick.ends;
  test(`Firefox: ${trick.name}: ${ends}`, async () => {
    const played = await play(stage(), { ...trick, ends }, wait);

    expect(played.held, 'the act is held').toBe(true);
    expect(leaks(played.overheard), 'what the page overheard').toEqual([]);
    await firefox.go(firefox.ownUrl('popup.html'));
    const told = async () => toldOf(await firefoxJournal(firefox));
    if (ends === 'suppressed') await expect.poll(told).toMatchObject({ suppressed: true });
    else if (ends === 'seen') {
      await expect.poll(told).toMatchObject({ receipt: 'seen', suppressed: false, answers: ['back'] });
      expect(played.legible, 'the sentence can be read in a picture of the window').toBe(true);
    } else await expect.poll(told).toMatchObject({ answers: ['unanswered'] });
    expect(await practice.attempts('tax', 'JM2026110002'), 'nothing was sent').toEqual([]);
  });
}
