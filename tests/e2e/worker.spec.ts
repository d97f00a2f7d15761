import { actsIn, waitForAct } from '../support/journal';
import { expect, test } from '../support/test';

const PAPERS_MISSING = 'JM2026110002';
const CLEAN = 'JM2026110001';

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
