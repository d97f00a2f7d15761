import { actsIn, rulesOf, waitForAct } from '../support/journal';
import { expect, test } from '../support/test';

/** The payee is not the borrower: rule payee-mismatch asks for a checklist. */
const OTHER_PAYEE = 'JJ2026110303';
/** Contract without purpose and date: rule contract-blank says stop. */
const BLANK = 'JJ2026110302';

test.describe('the single-page credit system', () => {
  test('stops a payment on a blank contract and leaves it unpaid', async ({ desk, credit, hold, practice }) => {
    await credit.logIn('huangbo');
    await credit.disburse(BLANK);

    expect(await hold.text()).toContain('本项不可继续');
    await hold.goBack();

    const act = await waitForAct(desk.journal, 'loan.disburse', ({ endings }) => endings.length > 0);
    expect(rulesOf(act)).toContain('contract-blank');
    expect(act.endings.map(({ ending }) => ending)).toEqual(['withdrawn']);
    expect(await practice.attempts('credit', BLANK)).toEqual([]);
  });

  test('pays out exactly once after the reason is given, and journals loan and amount', async ({
    desk,
    credit,
    hold,
    practice,
  }) => {
    await credit.logIn('huangbo');
    await credit.disburse(OTHER_PAYEE);
    const shown = (await practice.state('credit', 'disburse')).cases.find(({ id }) => id === OTHER_PAYEE);
    await hold.continueWithReason();
    await expect.poll(() => practice.timesDone('credit', OTHER_PAYEE)).toBe(1);

    const act = await waitForAct(desk.journal, 'loan.disburse', ({ endings }) => endings.length > 0);

    expect(await practice.attempts('credit', OTHER_PAYEE)).toHaveLength(1);
    expect(act.fields.loan_id).toMatchObject({ kind: 'read', value: OTHER_PAYEE });
    expect(act.fields.amount).toMatchObject({ kind: 'read', value: shown?.amount });
    expect(act.answers.map(({ kind }) => kind)).toEqual(['continue']);
    expect(actsIn(await desk.journal()).filter(({ body }) => body.action === 'loan.disburse')).toHaveLength(1);
  });

  test('keeps identity numbers out of the journal', async ({ desk, credit, hold, practice }) => {
    await credit.logIn('huangbo');
    await credit.disburse(OTHER_PAYEE);
    await hold.continueWithReason();
    await expect.poll(() => practice.timesDone('credit', OTHER_PAYEE)).toBe(1);
    const loan = (await practice.state('credit', 'disburse')).cases.find(({ id }) => id === OTHER_PAYEE);

    const words = JSON.stringify(await desk.journal());

    const numbers = Object.values(loan ?? {}).filter(
      (value) => typeof value === 'string' && /^\d{17}[\dX]$/.test(value),
    );
    expect(numbers.length).toBeGreaterThan(0);
    for (const number of numbers) expect(words).not.toContain(number);
  });

  test('reads fields inside a web component and stops a discount without inquiry', async ({
    desk,
    credit,
    hold,
    practice,
  }) => {
    await credit.logIn('huangbo');
    await credit.discount('TX2026110502');

    await hold.goBack();

    const act = await waitForAct(desk.journal, 'discount.submit');
    expect(act.fields.amount).toMatchObject({ kind: 'read', value: 50_000_000 });
    expect(await practice.attempts('credit', 'TX2026110502')).toEqual([]);
  });

  test('takes the subject from the row and the request when only one of 2,000 rows is drawn', async ({
    desk,
    credit,
    practice,
    hold,
  }) => {
    await credit.logIn('huangbo');
    await credit.inspect('DH20260000002');
    await hold.passAnyOther(async () => (await practice.timesDone('credit', 'DH20260000002')) > 0);

    const act = await waitForAct(desk.journal, 'loan.inspect');

    expect(Object.values(act.fields)).toContainEqual(expect.objectContaining({ kind: 'read', value: 'DH20260000002' }));
    expect(await practice.timesDone('credit', 'DH20260000002')).toBe(1);
  });

  test('records nothing while the clerk only reads', async ({ desk, credit }) => {
    await credit.logIn('huangbo');
    await credit.openDisbursement(OTHER_PAYEE);
    await credit.page.waitForTimeout(1_000);

    expect(actsIn(await desk.journal())).toEqual([]);
  });
});
