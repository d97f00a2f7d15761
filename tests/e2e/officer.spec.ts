// A compliance officer's morning on this machine: queue, verdict, disposition, letter, report-back; all of it by keyboard first.
import type { Page } from 'playwright-core';
import { waitForAct } from '../support/journal';
import { expect, test } from '../support/test';

const PAPERS_MISSING = 'JM2026110002';
const PIN = '739201';

const tell = <T>(page: Page, name: string, body: object): Promise<T> =>
  page.evaluate(
    (message) =>
      (
        globalThis as unknown as { chrome: { runtime: { sendMessage(message: object): Promise<T> } } }
      ).chrome.runtime.sendMessage(message),
    { hulan: 1, name, body },
  );

async function signIn(page: Page, person: string): Promise<void> {
  expect(await tell(page, 'pin.set', { person, pin: PIN })).toMatchObject({ ok: true });
  await signInAgain(page, person);
}
const signInAgain = async (page: Page, person: string): Promise<void> => {
  expect(await tell(page, 'desk.signIn', { person, pin: PIN })).toEqual({ ok: true });
};

test.describe('an officer', () => {
  test('judges, disposes, writes the letter and closes the matter; others are told why they may not', async ({
    desk,
    tax,
    hold,
  }) => {
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    await hold.goBack();
    await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);
    const own = await desk.ownPage();

    const page = await desk.openOwn('console.html#/queue');
    await expect(page.getByText('本页供复核人员使用')).toBeVisible();

    await signIn(own, 'hejing');
    await page.reload();
    const row = page.getByRole('row').filter({ hasText: PAPERS_MISSING });
    await expect(row).toHaveCount(1);
    await expect(row).toHaveAttribute('aria-selected', 'true');

    // By keyboard: preview, fourth verdict, one sentence typed with an input method, Enter.
    await page.keyboard.press('Space');
    await expect(page.getByRole('heading', { name: '本规则近 30 天' })).toBeVisible();
    await page.keyboard.press('4');
    const sentence = page.getByRole('textbox', { name: '请写一句话' });
    await expect(sentence).toBeFocused();
    await page.keyboard.insertText('材料未齐即审核');
    await page.keyboard.press('Enter');
    await expect(row).toHaveCount(0);

    // V turns the views: gravest, due, in hand.
    for (const _ of ['grave', 'due', 'dispose']) await page.keyboard.press('v');
    await expect(page.getByRole('button', { name: /处置中/ })).toHaveAttribute('aria-pressed', 'true');
    await expect(row).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: /提醒谈话/ })).toBeChecked();
    // D goes to the disposition; level and demand by Tab, the button by Enter.
    await page.keyboard.press('d');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('textbox', { name: '要求' })).toBeFocused();
    await page.keyboard.insertText('补齐材料并说明');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: '生成廉政风险提醒书并送达' })).toBeVisible();
    await page.keyboard.press('d');
    await page.keyboard.press('Enter');
    await expect(page.getByText('待回告', { exact: true })).toBeVisible();

    await page.getByRole('link', { name: '打开与打印' }).click();
    await expect(page.getByRole('heading', { name: '廉政风险提醒书' })).toBeVisible();
    await expect(page.locator('.paper')).toContainText('补齐材料并说明');
    await expect(page.locator('.paper')).toContainText('陈静');
    await page.goBack();

    // The report-back is the clerk's to give; who proposed may not close a grave matter alone.
    await signInAgain(own, 'hejing');
    await signIn(own, 'chenjing');
    await page.reload();
    await page.getByRole('textbox', { name: '原因、计划与效果' }).fill('材料已补齐，今后齐全再审');
    await page.getByRole('button', { name: '提交回告' }).click();
    await expect(page.getByText('本人参与的事项，须回避').first()).toBeVisible();

    await signIn(own, 'liufang');
    await page.reload();
    await page.getByRole('button', { name: '认可回告并办结' }).click();
    await expect(
      page
        .getByText('已办结')
        .or(page.locator('.tag', { hasText: '办结' }))
        .first(),
    ).toBeVisible();

    const entries = await desk.journal();
    const deeds = entries.flatMap(({ skeleton }) => (skeleton.kind === 'disposition' ? [skeleton.body.do] : []));
    expect(deeds).toEqual(['verdict', 'propose', 'issue', 'report_back', 'accept']);
    expect(JSON.stringify(entries.map(({ skeleton }) => skeleton))).not.toMatch(/补齐材料|何静|陈静/);
  });
});
