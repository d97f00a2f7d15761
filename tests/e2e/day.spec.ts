import type { Page } from 'playwright-core';
import { waitForAct } from '../support/journal';
import { openOverlay } from '../support/overlay';
import { sheetsOf } from '../support/pdf';
import { see } from '../support/surface';
import { expect, test } from '../support/test';

const PAPERS_MISSING = 'JM2026110002';
/** Its term ended eight days ago. */
const OVERDUE = 'HJ2026110001';
const A5 = { width: 148, height: 210 };
const A4 = { width: 210, height: 297 };
const words = (page: Page) => page.locator('body');

async function printed(page: Page) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: false });
  await session.detach();
  return sheetsOf(Buffer.from(data, 'base64'));
}

test('the post’s card prints as one A5 plate and an A4 handbook, tells levels by shape and word, and names no client', async ({
  desk,
  tax,
  hold,
}) => {
  await tax.logIn('chenjing');
  await tax.approveRelief(PAPERS_MISSING);
  await hold.goBack();
  const act = await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);
  const client =
    /纳税人名称\s*([^\s（(]+)/.exec((await (await tax.main()).locator('body').innerText()) ?? '')?.[1] ?? '';
  expect(client.length).toBeGreaterThan(3);
  const named = [client, PAPERS_MISSING, ...Object.values(act.fields).map(String)].filter((value) => value.length > 3);
  const card = await desk.openOwn('card.html');
  await expect(words(card)).toContainText('陈静');
  const said = [await words(card).innerText()];

  await card.getByRole('button', { name: '打印桌牌（A5）' }).click();
  said.push(await words(card).innerText());
  const marks = await card
    .locator('.plate .lv')
    .evaluateAll((all) => all.map((each) => ({ shape: each.querySelector('svg')?.innerHTML, word: each.textContent })));
  expect(await printed(card)).toEqual([A5]);
  expect(marks.every(({ word }) => word)).toBe(true);
  expect(new Set(marks.map(({ shape }) => shape)).size).toBe(new Set(marks.map(({ word }) => word)).size);

  await card.getByRole('button', { name: '返回提示卡' }).click();
  await card.getByRole('button', { name: '打印手册（A4）' }).click();
  said.push(await words(card).innerText());
  const book = await printed(card);
  expect(book.length).toBeGreaterThan(1);
  expect(book).toEqual(book.map(() => A4));
  for (const text of said) for (const name of named) expect(text).not.toContain(name);

  await test.step('in English, too, and in English punctuation', async () => {
    await (await desk.ownPage()).evaluate(() =>
      chrome.runtime.sendMessage({ hulan: 1, name: 'desk.settings', body: { language: 'en' } }),
    );
    await card.reload();
    await card.getByRole('button', { name: 'Print a desk plate (A5)' }).click();
    expect(await printed(card)).toEqual([A5]);
    expect(await card.locator('.plate ul').innerText()).not.toMatch(/[；、，。]/);
  });
});

test('a term that a page names stands in overlay, popup and on the icon, and what is shown where is said as windows close', async ({
  desk,
  tax,
}) => {
  const popup = await desk.openOwn('popup.html');
  const own = await desk.ownPage();
  await expect(words(popup)).toContainText('只在业务页面内提醒');
  const { host, overlay } = await openOverlay(desk);
  await desk.page.bringToFront();
  await tax.logIn('chenjing');

  await tax.openDeferral(OVERDUE);
  await expect(words(overlay)).toContainText('原缴款期限届满');
  await expect(words(overlay)).toContainText(/超 \d+ 天/);
  await see(desk.page, '.hint .mk');
  await expect.poll(() => own.evaluate(() => chrome.action.getBadgeText({}))).toBe('1');
  await popup.reload();
  await expect(words(popup)).toContainText(`原缴款期限届满 · ${OVERDUE}`);
  await expect(words(popup)).toContainText('桌面浮窗已打开');

  await test.step('page and overlay stand open, and the worker sleeps until an alarm', async () => {
    const session = await desk.context.newCDPSession(own);
    const woken: number[] = [];
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.some(({ runningStatus }) => runningStatus === 'starting')) woken.push(Date.now());
    });
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    woken.length = 0;
    const due = Date.now() + 4_000;
    await own.evaluate((when) => chrome.alarms.create('tidy', { when }), due);

    await expect.poll(() => woken.length, { timeout: 20_000 }).toBeGreaterThan(0);

    expect(woken[0]).toBeGreaterThanOrEqual(due);
    await session.detach();
  });

  await test.step('without the overlay its small window stands in, and says what comes after it', async () => {
    await overlay.close();
    await expect(words(host)).toContainText('浮窗已关闭');
    await expect(words(host)).toContainText('时限改用系统通知');
    await expect(words(host)).toContainText('原缴款期限届满');
    await popup.reload();
    await expect(words(popup)).toContainText('由小窗口代替');
  });

  await test.step('without the small window the desktop’s notification tells the term', async () => {
    await host.close();
    await popup.reload();
    await expect(words(popup)).toContainText('时限由系统通知告知');
    await own.evaluate(() => chrome.alarms.create('tidy', { when: Date.now() }));
    const told = () => own.evaluate(() => chrome.notifications.getAll().then((all) => Object.keys(all)));
    await expect.poll(told).toEqual([expect.stringMatching(/^deadline:/)]);
  });
});
