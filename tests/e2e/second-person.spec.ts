import { waitForAct } from '../support/journal';
import { askSecond, confirm, refuse, setPinIfNone } from '../support/second';
import { expect, test } from '../support/test';
import { look, press, see } from '../support/surface';

/** Filing accepted with a receipt day before the filing: rule filing-backdate asks for a second person. */
const BACKDATED = 'SB2026110003';

test.describe('a second person on the same machine', () => {
  test.beforeEach(async ({ tax, hold }) => {
    await tax.logIn('wangmin');
    await tax.acceptFiling(BACKDATED);
    expect(await hold.text()).toContain('须第二人确认');
    await hold.tickAll();
    await hold.pickReason();
    if ((await look(tax.page, 'textarea')).length > 0) await hold.write('税务系统昨日停机,今日补录受理日期。');
    await tax.page.waitForTimeout(700);
    if ((await look(tax.page, '#hu-continue', '下一步')).length > 0) await press(tax.page, '#hu-continue', '下一步');
  });

  test('confirms with a PIN in a window of the extension, and the act goes through once', async ({
    desk,
    tax,
    hold,
    practice,
  }) => {
    const window = await askSecond(tax.page, desk.context);
    await setPinIfNone(window);
    await confirm(window);
    await see(tax.page, '.second', '已确认');
    await hold.pressContinue();
    await expect.poll(() => practice.timesDone('tax', BACKDATED)).toBe(1);

    const act = await waitForAct(desk.journal, 'filing.accept', ({ endings }) => endings.length > 0);

    expect(act.answers[0]?.second).toMatchObject({ way: 'local_pin', verified: true });
    expect(await practice.attempts('tax', BACKDATED)).toHaveLength(1);
  });

  test('leaves only the way back when the second person refuses', async ({ desk, tax, hold, practice }) => {
    const window = await askSecond(tax.page, desk.context);
    await setPinIfNone(window);
    await refuse(window, '受理日期不能早于申报日期');

    await see(tax.page, '.second', '不同意');
    await expect.poll(async () => (await hold.ways()).canContinue).toBe(false);
    await hold.goBack();
    expect(await practice.attempts('tax', BACKDATED)).toEqual([]);
  });

  test('does not take a wrong PIN', async ({ desk, tax, practice }) => {
    const window = await askSecond(tax.page, desk.context);
    await setPinIfNone(window);
    await confirm(window, '999999');

    await expect(window.locator('#pin')).toBeVisible();
    await expect(window.getByText(/口令/).last()).toBeVisible();
    expect((await look(tax.page, '.second', '已确认')).length).toBe(0);
    expect(await practice.attempts('tax', BACKDATED)).toEqual([]);
  });

  test('never has the clerk as a candidate', async ({ desk, tax }) => {
    const window = await askSecond(tax.page, desk.context);

    await window.locator('#who').waitFor();
    const offered = await window.locator('#who option').allTextContents();

    expect(offered.length).toBeGreaterThan(0);
    expect(offered.join()).not.toContain('王敏');
  });
});
