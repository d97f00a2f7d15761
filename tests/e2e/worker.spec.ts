import { actsIn, waitForAct } from '../support/journal';
import { askSecond, confirm, setPinIfNone } from '../support/second';
import { look, press, see } from '../support/surface';
import { expect, test } from '../support/test';

const PAPERS_MISSING = 'JM2026110002';
const CLEAN = 'JM2026110001';
/** Filing accepted with a receipt day before the filing: a second person is asked for. */
const BACKDATED = 'SB2026110003';

test.describe('the worker is stopped', () => {
  test('before the press: the act is still held and recorded', async ({ desk, tax, hold, practice }) => {
    await tax.logIn('chenjing');
    await tax.openRelief(PAPERS_MISSING);
    await desk.killWorker();
    await tax.press('审批通过');

    await hold.text();

    await hold.goBack();
    const act = await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);
    expect(act.answers.map(({ kind }) => kind)).toEqual(['back']);
    expect(await practice.attempts('tax', PAPERS_MISSING)).toEqual([]);
  });

  test('before a clean act: the clerk is not kept waiting and the act is journalled', async ({
    desk,
    tax,
    hold,
    practice,
  }) => {
    await tax.logIn('chenjing');
    await tax.openRelief(CLEAN);
    await desk.killWorker();
    await tax.press('审批通过');
    await hold.passAnyOther(async () => (await practice.timesDone('tax', CLEAN)) > 0);

    await waitForAct(desk.journal, 'relief.approve');

    expect(await practice.timesDone('tax', CLEAN)).toBe(1);
  });

  test('while the hold is open: the answer is still recorded and the act goes through once', async ({
    desk,
    tax,
    hold,
    practice,
  }) => {
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    await hold.text();
    await desk.killWorker();
    await hold.continueWithReason();
    await expect.poll(() => practice.timesDone('tax', PAPERS_MISSING)).toBe(1);

    const act = await waitForAct(desk.journal, 'relief.approve', ({ answers }) => answers.length > 0);

    expect(act.answers.map(({ kind }) => kind)).toEqual(['continue']);
    expect(await practice.attempts('tax', PAPERS_MISSING)).toHaveLength(1);
  });

  test('again and again through a whole act: one event, one answer, one release', async ({
    desk,
    tax,
    hold,
    practice,
  }) => {
    await tax.logIn('chenjing');
    await desk.killWorker();
    await tax.openRelief(PAPERS_MISSING);
    await desk.killWorker();
    await tax.press('审批通过');
    await hold.text();
    await desk.killWorker();
    await hold.tickAll();
    await desk.killWorker();
    await hold.continueWithReason();
    await desk.killWorker();
    await expect.poll(() => practice.timesDone('tax', PAPERS_MISSING)).toBe(1);

    await waitForAct(desk.journal, 'relief.approve', ({ answers }) => answers.length > 0);

    const acts = actsIn(await desk.journal());
    expect(acts.map(({ answers }) => answers.map(({ kind }) => kind))).toEqual([['continue']]);
    expect(await practice.attempts('tax', PAPERS_MISSING)).toHaveLength(1);
  });
});

test.describe('the worker is stopped in the middle of', () => {
  test('deciding and of taking the answer: said again, each is written once', async ({ desk, tax, hold, practice }) => {
    await tax.logIn('chenjing');
    await tax.openRelief(PAPERS_MISSING);
    await Promise.all([tax.press('审批通过'), desk.killWorker()]);
    await desk.killWorker();
    await hold.tickAll();
    await hold.pickReason();
    await Promise.all([hold.pressContinue(), desk.page.waitForTimeout(705).then(desk.killWorker)]);
    await desk.killWorker();
    await expect.poll(() => practice.timesDone('tax', PAPERS_MISSING)).toBe(1);

    const act = await waitForAct(desk.journal, 'relief.approve', ({ answers }) => answers.length > 0);

    expect(act.answers.map(({ kind }) => kind)).toEqual(['continue']);
    expect(actsIn(await desk.journal())).toHaveLength(1);
    expect(await practice.attempts('tax', PAPERS_MISSING)).toHaveLength(1);
  });

  test('letting go: the act went once, and how it ended is still told', async ({ desk, tax, hold, practice }) => {
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    await hold.continueWithReason();
    await hold.isGone();
    await desk.killWorker();

    // The page leaves with its press: what it told the dying worker it left in the storage, too.
    await waitForAct(desk.journal, 'relief.approve', ({ endings }) =>
      endings.some(({ ending }) => ending === 'released'),
    );

    expect(await practice.attempts('tax', PAPERS_MISSING)).toHaveLength(1);
  });

  test('waiting for the second person: the window goes on and the confirmation counts', async ({
    desk,
    tax,
    hold,
    practice,
  }) => {
    await tax.logIn('wangmin');
    await tax.acceptFiling(BACKDATED);
    await hold.tickAll();
    await hold.pickReason();
    if ((await look(tax.page, 'textarea')).length > 0) await hold.write('税务系统昨日停机，今日补录受理日期。');
    await tax.page.waitForTimeout(700);
    if ((await look(tax.page, '#hu-continue', '下一步')).length > 0) await press(tax.page, '#hu-continue', '下一步');
    const window = await askSecond(tax.page, desk.context);
    await setPinIfNone(window);
    await window.locator('#pin').waitFor();
    await desk.killWorker();
    await confirm(window);
    await see(tax.page, '.second', '已确认', 2_000).catch(async () => {
      // The page was told that the asking ended; asked again, it learns of the confirmation.
      await press(tax.page, '.second button');
      await see(tax.page, '.second', '已确认');
    });
    await hold.pressContinue();
    await expect.poll(() => practice.timesDone('tax', BACKDATED)).toBe(1);

    const act = await waitForAct(desk.journal, 'filing.accept', ({ answers }) => answers.length > 0);

    expect(act.answers[0]?.second).toMatchObject({ way: 'local_pin', verified: true });
  });
});

test('the extension is reloaded while a hold is open: the page does not hang and the next page is guarded', async ({
  desk,
  tax,
  hold,
  practice,
}) => {
  await tax.logIn('chenjing');
  await tax.approveRelief(PAPERS_MISSING);
  await hold.text();
  const own = await desk.ownPage();
  await own.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await desk.page.waitForTimeout(3_000);

  await tax.logIn('chenjing');
  expect(await practice.attempts('tax', PAPERS_MISSING)).toEqual([]);
  const first = await waitForAct(desk.journal, 'relief.approve', ({ answers }) => answers.length > 0);
  expect(first.answers[0]).toMatchObject({ kind: 'unanswered', why: 'orphaned' });
  const gaps = (await desk.journal()).filter(({ kind, re }) => kind === 'gap' && re === first.seq);
  expect(gaps.map(({ body }) => body.reason)).toContain('extension_gone');
  await tax.approveRelief(PAPERS_MISSING);
  await hold.text(15_000);
});

test('the page goes away under an open hold: the act is unanswered and nothing was sent', async ({
  desk,
  tax,
  hold,
  practice,
}) => {
  await tax.logIn('chenjing');
  await tax.approveRelief(PAPERS_MISSING);
  await hold.text();
  const frame = await tax.main();
  await frame.evaluate(() => location.assign('/welcome.do'));

  const act = await waitForAct(desk.journal, 'relief.approve', ({ answers }) => answers.length > 0);

  expect(act.answers[0]).toMatchObject({ kind: 'unanswered', why: 'navigated' });
  expect(await practice.attempts('tax', PAPERS_MISSING)).toEqual([]);
});
