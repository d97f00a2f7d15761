// An administrator teaches a live page: five fields and the button, tried, taken along as pack sources that pass the lint.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder } from '@/tools/hulan/sources';
import { systems } from '@/tests/systems/index.mjs';
import { type Desk, openDesk } from '../support/desk';
import { holdOf } from '../support/hold';
import { waitForAct } from '../support/journal';
import { PRACTICE_BUILD } from '../support/launch';
import { faultsIn, layOut, lessonOn, signInTeacher } from '../support/teach';
import { expect, test } from '../support/test';
import { variantOf } from '../support/variant';

test('a page of the credit system is taught by pointing, and what comes out passes the lint', async ({
  desk,
  credit,
}) => {
  test.setTimeout(120_000);
  const { page } = desk;
  await signInTeacher(desk);
  await credit.logIn();
  await credit.open('/m/office/expense', 'BX2026110801');
  const lesson = lessonOn(page);
  await lesson.start(desk);
  await lesson.fill('动作名称', '报销提交');
  await lesson.fill('动作标识', 'voucher.submit');
  await lesson.next();
  const content = page.locator('main label + div');
  for (const n of [0, 1, 2, 3, 4]) await lesson.pointAt(content.nth(n));
  expect(await lesson.texts('.fl .tag')).toEqual(['稳固', '稳固', '稳固', '稳固', '稳固']);
  await lesson.next();
  await lesson.pointAt(page.getByText('提交报销', { exact: true }).last());
  await lesson.next();
  const trial = await lesson.texts('.bd b');
  expect(trial).toContain('认得出本页');
  const seen = await lesson.tryPress(page.getByText('提交报销', { exact: true }).last());
  expect(seen).toContain('点击');

  const files = await lesson.download();
  await lesson.leave();

  const shown = (await content.allTextContents()).slice(0, 5).map((text) => text.trim());
  const all = [...files.values()].join('\n');
  expect(shown.filter((text) => text.length > 3 && /\d{3}/.test(text) && all.includes(text))).toEqual([]);
  const laid = layOut(files);
  expect(faultsIn(laid.folder)).toEqual([]);
  laid.drop();
});

test.describe('a system that no pack knows', () => {
  test.setTimeout(600_000);
  const { tryton } = systems;

  test('is taught by pointing at five fields and a button in less than three minutes, and held there by what was taught', async () => {
    const answer = await tryton.start(true);
    test.skip(answer.kind === 'unavailable', answer.kind === 'unavailable' ? answer.reason : '');
    const bare = variantOf(PRACTICE_BUILD, { only: ['common', 'credit'] });
    const taught = await withDesk(bare.folder, async (desk) => {
      await signInTeacher(desk);
      await tryton.login(desk.page);
      await tryton.open(desk.page, 1);
      const lesson = lessonOn(desk.page);
      await lesson.start(desk);
      await lesson.fill('动作名称', '付款批准');
      await lesson.fill('动作标识', 'payout.approve');
      await lesson.next();
      for (const name of ['party', 'amount', 'date', 'description', 'state'])
        await lesson.pointAt(desk.page.locator(`#tabcontent [name=${name}]:visible`).first());
      const strengths = await lesson.texts('.fl .tag');
      await lesson.next();
      await lesson.pointAt(desk.page.locator('#tabcontent button[name=approve]:visible'));
      await lesson.next();
      expect(await lesson.texts('.bd b')).toContain('认得出本页');
      const files = await lesson.download();
      const { steps, seconds, script } = lesson.spent();
      console.log(
        `taught 5 fields and 1 button: ${steps} steps, ${seconds.toFixed(0)} s by the keystroke-level model, ${script.toFixed(0)} s by this script`,
      );
      await lesson.leave();
      expect(strengths).toEqual(['稳固', '稳固', '稳固', '稳固', '稳固']);
      // A count of steps, not a clock: the same on a slow machine.
      expect(seconds).toBeLessThan(180);
      return files;
    });
    bare.drop();

    const laid = layOut(taught);
    addRule(laid.folder);
    expect(faultsIn(laid.folder)).toEqual([]);
    const { pack } = buildFolder(laid.folder);
    laid.drop();
    if (!pack) throw new Error('what passes the lint is built');

    const known = variantOf(PRACTICE_BUILD, { only: ['common'], more: [pack] });
    await withDesk(known.folder, async (desk) => {
      const hold = holdOf(desk.page);
      await tryton.login(desk.page);
      await tryton.open(desk.page, 1);
      const before = tryton.state();
      await tryton.act.click(desk.page);
      expect(await hold.text()).toContain('付款 850,000');
      await hold.goBack();
      const act = await waitForAct(desk.journal, 'payout.approve', ({ endings }) => endings.length > 0);
      expect(act.fields.amount).toMatchObject({ kind: 'read', value: 85_000_000 });
      expect(tryton.state()).toBe(before);
    });
    known.drop();
    await tryton.stop();
  });
});

async function withDesk<T>(extension: string, work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await openDesk({ extension });
  try {
    await desk.isReady();
    return await work(desk);
  } finally {
    await desk.close();
  }
}

/** A rule on the taught action, as its author would write it beside the taught files. */
function addRule(folder: string): void {
  mkdirSync(join(folder, 'rules'), { recursive: true });
  writeFileSync(
    join(folder, 'rules', 'payout-large.yaml'),
    `id: payout-large
version: 1
title: { zh: 大额付款, en: Large payment }
on: [payout.approve]
level: caution
ask: checklist
condition: amount >= yuan(100000)
sentence: { zh: '付款 {amount}，请核对收款人', en: 'Payment of {amount}: check the payee' }
checks: [{ id: payee-checked, text: { zh: 已核对收款人, en: The payee was checked } }]
sources: [{ title: { zh: 本单位付款办法, en: Own payment rules } }]
`,
  );
  writeFileSync(
    join(folder, 'rules', 'payout-large.cases.yaml'),
    [10_000_000, 10_000_001, 85_000_000, 9_999_999, 1, 0]
      .map(
        (amount) =>
          `- { say: ${amount} fen, fires: ${amount >= 10_000_000}, events: [{ action: payout.approve, ts: '2026-11-20 10:00:00', fields: { amount: ${amount} } }] }\n`,
      )
      .join(''),
  );
}
