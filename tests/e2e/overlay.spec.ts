import type { Page } from 'playwright-core';
import { waitForAct } from '../support/journal';
import { openOverlay } from '../support/overlay';
import { expect, test } from '../support/test';

const PAPERS_MISSING = 'JM2026110002';
const words = (page: Page) => page.locator('body');

test('the overlay opens on one click, shows a hold of the page, and going back there ends it', async ({
  desk,
  tax,
  hold,
  practice,
}) => {
  const { host, overlay } = await openOverlay(desk);
  await expect(words(overlay)).toContainText('当前没有待处理事项');
  await desk.page.bringToFront();
  await tax.logIn('chenjing');

  await tax.approveRelief(PAPERS_MISSING);
  await hold.text();
  await expect(words(overlay)).toContainText('1 项待我处理');
  await expect(words(overlay)).toContainText(PAPERS_MISSING);
  await expect(words(overlay)).toContainText('正在守护 1 个页面');
  await overlay.getByRole('button', { name: '返回修改' }).click();
  await hold.isGone();

  await expect(words(overlay)).toContainText('当前没有待处理事项');
  const act = await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);
  expect(act.answers.map(({ kind }) => kind)).toEqual(['back']);
  expect(act.shown.map(({ surface }) => surface)).toContain('hold');
  expect(await practice.timesDone('tax', PAPERS_MISSING)).toBe(0);

  await test.step('it survives the worker’s death and the tab’s navigation', async () => {
    await desk.killWorker();
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    await hold.text();
    await expect(words(overlay)).toContainText('1 项待我处理');
  });

  await test.step('a tab that is closed takes its hold with it', async () => {
    await desk.page.close();
    await expect(words(overlay)).not.toContainText('1 项待我处理');
    await expect(words(overlay)).toContainText('正在守护 0 个页面');
  });

  await test.step('closed by the browser, the small window says so and how to get it back', async () => {
    await overlay.close();
    await expect(words(host)).toContainText('浮窗已关闭');
    await expect(words(host)).toContainText('今天办理 2 笔');
    await expect(host.getByRole('button', { name: '重新打开浮窗' })).toBeVisible();
  });
});
