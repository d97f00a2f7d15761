// An administrator teaches a live page: five fields and the button, tried, taken along as pack sources that pass the lint.
import { expect, test } from '../support/test';
import { hulan, layOut, lessonOn, signInTeacher } from '../support/teach';

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
  const lint = hulan('lint', laid.folder);
  laid.drop();
  expect(lint.output).toContain('0 处错误');
});
