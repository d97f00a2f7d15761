import { partOf, waitForAct } from '../support/journal';
import { leaks, LISTEN, type Overheard } from '../hostile/play';
import { look, see } from '../support/surface';
import { expect, test } from '../support/test';

const PAPERS_MISSING = 'JM2026110002';

test.describe('without a mouse', () => {
  test('the focus is on the way back, and Esc goes back', async ({ desk, tax, hold, practice }) => {
    await tax.logIn('chenjing');
    const frame = await tax.openRelief(PAPERS_MISSING);
    await frame.locator('input[value=审批通过]').focus();
    await tax.page.keyboard.press('Enter');
    await hold.text();
    await expect.poll(async () => (await look(tax.page, 'footer .k-primary:focus')).length).toBe(1);

    await tax.page.keyboard.press('Escape');

    await hold.isGone();
    const act = await waitForAct(desk.journal, 'relief.approve', ({ answers }) => answers.length > 0);
    expect(act.answers.map(({ kind }) => kind)).toEqual(['back']);
    expect(await practice.attempts('tax', PAPERS_MISSING)).toEqual([]);
  });

  test('figures tick the checks and Ctrl+Enter goes on', async ({ tax, hold, practice }) => {
    await tax.logIn('chenjing');
    const frame = await tax.openRelief(PAPERS_MISSING);
    await frame.locator('input[value=审批通过]').focus();
    await tax.page.keyboard.press('Enter');
    await hold.text();
    await tax.page.waitForTimeout(700);
    const boxes = (await look(tax.page, '.cl label')).length;
    for (let nth = 1; nth <= boxes; nth += 1) await tax.page.keyboard.press(String(nth));
    await expect.poll(async () => (await look(tax.page, '.cl label')).every(({ checked }) => checked)).toBe(true);
    if ((await look(tax.page, 'textarea')).length > 0) {
      await hold.pickReason();
      await hold.write('经安排办理,材料已核对。');
    }

    await tax.page.keyboard.press('Control+Enter');

    await expect.poll(() => practice.timesDone('tax', PAPERS_MISSING)).toBe(1);
  });

  test('the page sees no key that is pressed in the hold', async ({ tax, hold }) => {
    await tax.logIn('chenjing');
    const frame = await tax.openRelief(PAPERS_MISSING);
    await frame.evaluate(() => {
      for (const type of ['keydown', 'keypress', 'keyup', 'input', 'beforeinput', 'pointerdown', 'click'])
        window.addEventListener(
          type,
          (event) => {
            (window as unknown as { seen: string[] }).seen = [
              ...((window as unknown as { seen?: string[] }).seen ?? []),
              `${type} ${(event as KeyboardEvent).key ?? ''}`,
            ];
          },
          true,
        );
    });
    await tax.press('审批通过');
    await hold.text();
    await frame.evaluate(() => {
      (window as unknown as { seen: string[] }).seen = [];
    });

    await tax.page.keyboard.press('1');
    await tax.page.keyboard.press('Tab');
    await hold.tickAll();

    expect(await frame.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
  });
});

test('a reason typed with a Chinese input method is taken as it was composed, and the page hears nothing of it', async ({
  desk,
  tax,
  hold,
  practice,
}) => {
  await tax.logIn('wangmin');
  await tax.acceptFiling('SB2026110002');
  await hold.text();
  for (const frame of tax.page.frames()) await frame.evaluate(LISTEN);
  await hold.tickAll();
  await hold.pickReason();
  await see(tax.page, 'textarea');
  await hold.write('');
  const session = await desk.context.newCDPSession(tax.page);
  for (const text of ['q', 'qi', 'qiye', 'qiyeshou', '企业首'])
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  // Enter while composing chooses characters; it must not press anything.
  await session.send('Input.insertText', { text: '企业首次逾期,已责令改正并书面说明。' });
  for (const key of ['Control+a', 'Control+c', 'Control+x', 'Control+v', 'Shift', 'End', '8', 'Backspace'])
    await tax.page.keyboard.press(key);
  const heard = await Promise.all(
    tax.page.frames().map((frame) => frame.evaluate<Overheard>('window.overheard ?? []')),
  );
  expect(leaks(heard.flat())).toEqual([]);

  expect(await hold.isOpen()).toBe(true);
  await hold.pressContinue();
  await expect.poll(() => practice.timesDone('tax', 'SB2026110002')).toBe(1);
  const act = await waitForAct(desk.journal, 'filing.accept', ({ answers }) => answers.length > 0);
  const answer = (await desk.journal()).find(({ kind, re }) => kind === 'answer' && re === act.seq);
  expect(answer && JSON.stringify(partOf(answer, 'reason'))).toContain('企业首次逾期,已责令改正并书面说明。');
});
