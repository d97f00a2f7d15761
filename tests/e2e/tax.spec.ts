import { actsIn, rulesOf, waitForAct } from '../support/journal';
import { expect, test } from '../support/test';

/** Five papers wanted, three there: rule relief-materials asks for a checklist. 48,500.00 yuan. */
const PAPERS_MISSING = 'JM2026110002';
const CLEAN = 'JM2026110001';

test.describe('the old tax system', () => {
  test('holds the approval before anything leaves the page and says what is missing', async ({
    tax,
    hold,
    practice,
  }) => {
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);

    const text = await hold.text();

    expect(text).toMatch(/请核对后继续|说明理由后继续/);
    expect(text).toContain('应附资料 5 份');
    expect(text).toContain('尚未批准');
    expect(await practice.attempts('tax', PAPERS_MISSING)).toEqual([]);
  });

  test('leaves the case as it was when the clerk goes back', async ({ desk, tax, hold, practice }) => {
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    await hold.goBack();

    const act = await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);

    expect(act.answers.map(({ kind }) => kind)).toEqual(['back']);
    expect(act.endings.map(({ ending }) => ending)).toEqual(['withdrawn']);
    expect(await practice.attempts('tax', PAPERS_MISSING)).toEqual([]);
  });

  test('releases the approval exactly once and journals subject, amount, rule and answer', async ({
    desk,
    tax,
    hold,
    practice,
  }) => {
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    await hold.continueWithReason();
    await expect.poll(() => tax.message()).toContain('操作成功');

    const act = await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);

    expect((await practice.attempts('tax', PAPERS_MISSING)).map(({ accepted }) => accepted)).toEqual([true]);
    expect(act.fields.case_id).toMatchObject({ kind: 'read', value: PAPERS_MISSING });
    expect(act.fields.amount).toMatchObject({ kind: 'read', value: 4_850_000 });
    expect(act.fields.doc_required).toMatchObject({ kind: 'read', value: 5 });
    expect(act.fields.doc_count).toMatchObject({ kind: 'read', value: 3 });
    expect(rulesOf(act)).toContain('relief-materials');
    expect(act.answers.map(({ kind }) => kind)).toEqual(['continue']);
    expect(act.parts.clerk?.login).toBe('chenjing');
    expect(actsIn(await desk.journal())).toHaveLength(1);
  });

  test('does not speak of missing papers when all are there', async ({ desk, tax, hold, practice }) => {
    await tax.logIn('chenjing');
    await tax.approveRelief(CLEAN);
    await hold.passAnyOther(async () => (await practice.timesDone('tax', CLEAN)) > 0);

    const act = await waitForAct(desk.journal, 'relief.approve');

    expect(rulesOf(act)).not.toContain('relief-materials');
    expect(await practice.timesDone('tax', CLEAN)).toBe(1);
  });

  test.describe('outside working hours', () => {
    test.use({ office: 'night' });
    test('asks why it is done now, and journals the reason', async ({ desk, tax, hold, practice }) => {
      await tax.logIn('chenjing');
      await tax.approveRelief(CLEAN);
      expect(await hold.text()).toContain('不在工作时间内');
      await hold.continueWithReason();
      await expect.poll(() => practice.timesDone('tax', CLEAN)).toBe(1);

      const act = await waitForAct(desk.journal, 'relief.approve', ({ answers }) => answers.length > 0);

      expect(rulesOf(act)).toContain('g-out-of-hours');
      expect(act.answers[0]).toMatchObject({ kind: 'continue' });
    });
  });

  test('records nothing when a button beside it only computes', async ({ desk, tax }) => {
    await tax.logIn('chenjing');
    const frame = await tax.openRelief(PAPERS_MISSING);
    await Promise.all([frame.waitForNavigation(), tax.press('试 算')]);
    await tax.page.waitForTimeout(1_000);

    expect(actsIn(await desk.journal())).toEqual([]);
  });

  test('still knows the paper after the page has lost its number from the address', async ({
    desk,
    tax,
    hold,
    practice,
  }) => {
    await tax.logIn('chenjing');
    const frame = await tax.openRelief(PAPERS_MISSING);
    await Promise.all([frame.waitForNavigation(), tax.press('试 算')]);
    await tax.press('审批通过');
    await hold.continueWithReason();
    await expect.poll(() => practice.timesDone('tax', PAPERS_MISSING)).toBe(1);

    const act = await waitForAct(desk.journal, 'relief.approve');

    expect(act.fields.case_id).toMatchObject({ kind: 'read', value: PAPERS_MISSING });
  });

  test('judges what the clerk has typed, not what the server had sent', async ({ desk, tax, hold, practice }) => {
    await tax.logIn('chenjing');
    await tax.openRelief(PAPERS_MISSING);
    await tax.fill('yifs', '5');
    await tax.press('审批通过');
    await hold.passAnyOther(async () => (await practice.timesDone('tax', PAPERS_MISSING)) > 0);

    const act = await waitForAct(desk.journal, 'relief.approve');

    expect(act.fields.doc_count).toMatchObject({ kind: 'read', value: 5 });
    expect(rulesOf(act)).not.toContain('relief-materials');
  });

  test('holds a submit button whose form is clobbered by fields named action and submit', async ({
    desk,
    tax,
    hold,
    practice,
  }) => {
    await tax.logIn('zhougp');
    await tax.approveDeferral('HJ2026110003');

    expect(await hold.text()).toContain('延期');
    expect(await practice.attempts('tax', 'HJ2026110003')).toEqual([]);
    await hold.goBack();
    const act = await waitForAct(desk.journal, 'deferral.approve', ({ endings }) => endings.length > 0);
    expect(act.fields.amount).toMatchObject({ kind: 'read', value: 9_200_000 });
  });

  test('holds a synchronous request at its click', async ({ tax, hold, practice }) => {
    await tax.logIn('wangmin');
    await tax.allotInvoices('FP2026110002');
    await hold.text();
    expect(await practice.attempts('tax', 'FP2026110002')).toEqual([]);

    await hold.continueWithReason();

    await expect.poll(() => practice.timesDone('tax', 'FP2026110002')).toBe(1);
  });

  test('offers no way on where the rule says stop', async ({ tax, hold, practice }) => {
    await tax.logIn('wangmin');
    await tax.deregister('ZX2026110002');

    expect(await hold.text()).toContain('本项不可继续');
    expect((await hold.ways()).canContinue).toBe(false);
    await hold.goBack();
    expect(await practice.attempts('tax', 'ZX2026110002')).toEqual([]);
  });
});
