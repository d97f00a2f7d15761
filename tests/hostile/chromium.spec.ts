// A page that does not want its clerk to see the reminder, in Chromium. Each trick ends in a receipt or in a gap and a word elsewhere.
import { inEveryWorld } from '../support/isolated';
import { openDesk, type Desk } from '../support/desk';
import { openPractice, type Practice } from '../support/practice';
import { taxSystem } from '../support/tax';
import { look } from '../support/surface';
import { expect, test } from '@playwright/test';
import { leaks, play, type Stage, toldOf } from './play';
import { TRICKS } from './tricks';

const PAPER = '/jm/detail.do?lcslid=JM2026110002';
const wanted = process.env.HULAN_HOSTILE === 'all' ? TRICKS : TRICKS.filter(({ core }) => core);

let practice: Practice;
let desk: Desk;
test.beforeAll(async () => {
  practice = await openPractice();
  await practice.reset();
  desk = await openDesk();
  await desk.isReady();
  await taxSystem(desk.page, practice.tax.url).logIn('chenjing');
});
test.afterAll(async () => {
  await desk?.close();
  await practice?.close();
});

const stage = (): Stage => ({
  open: async () => {
    await desk.page.goto(`${practice.tax.url}${PAPER}`);
    await expect.poll(() => inEveryWorld(desk.page, `'__hulanDoor' in globalThis`)).toContain(true);
    await desk.page.waitForTimeout(250);
  },
  asPage: (script) => desk.page.evaluate(script).catch((error) => String(error)),
  press: () => desk.page.locator('input[value=审批通过]').click({ noWaitAfter: true, force: true }),
  isHeld: async () => (await look(desk.page, 'dialog[open] .hold')).length > 0,
  picture: async () => ({ png: await desk.page.screenshot(), sentence: (await look(desk.page, '.hold .say'))[0] }),
  escape: () => desk.page.keyboard.press('Escape'),
});

for (const trick of wanted)
  test(`${trick.name}: ${trick.ends}`, async () => {
    const before = (await desk.journal()).length;
    const told = async () => toldOf((await desk.journal()).slice(before));

    const played = await play(stage(), trick, (ms) => desk.page.waitForTimeout(ms));

    expect(played.held, 'the act is held').toBe(true);
    expect(leaks(played.overheard), 'what the page overheard').toEqual([]);
    if (trick.ends === 'suppressed') {
      await expect.poll(told).toMatchObject({ suppressed: true });
      expect(await elsewhere()).toEqual({ badge: '!', notified: true });
    } else if (trick.ends === 'seen') {
      await expect.poll(told).toMatchObject({ receipt: 'seen', suppressed: false, answers: ['back'] });
      expect(played.legible, 'the sentence can be read in a picture of the window').toBe(true);
    } else await expect.poll(told).toMatchObject({ answers: ['unanswered'] });
    expect(await practice.attempts('tax', 'JM2026110002'), 'nothing was sent').toEqual([]);
  });

/** Icon and desktop, where no page reaches. */
const elsewhere = async (): Promise<{ badge: string; notified: boolean }> =>
  (await desk.ownPage()).evaluate(async (page) => {
    const tab = (await chrome.tabs.query({})).find(({ url }) => url?.startsWith(page));
    const notes = await new Promise<object>((resolve) => {
      chrome.notifications.getAll(resolve);
    });
    return {
      badge: await chrome.action.getBadgeText({ tabId: tab?.id ?? 0 }),
      notified: Object.keys(notes).some((id) => id.startsWith('suppressed:')),
    };
  }, practice.tax.url);
