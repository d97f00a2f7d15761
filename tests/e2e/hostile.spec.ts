import { once } from 'node:events';
import { createServer } from 'node:http';
import { actsIn, waitForAct } from '../support/journal';
import { inEveryWorld } from '../support/isolated';
import { expect, test } from '../support/test';

const PAPERS_MISSING = 'JM2026110002';
const MARKUP = '<img src=x onerror="top.pwned=1"><script>top.pwned=1</script>';

test.describe('hostile page text', () => {
  test('is shown and journalled as text, never as markup', async ({ desk, tax, hold }) => {
    await tax.logIn('chenjing');
    const frame = await tax.openRelief(PAPERS_MISSING);
    await frame.evaluate((markup) => {
      const cell = [...document.querySelectorAll('td')].find(
        (each) => each.textContent?.trim() === '纳税人名称',
      )?.nextElementSibling;
      if (cell) cell.textContent = `${markup}\u202Efdp.exe`;
    }, MARKUP);
    await tax.press('审批通过');
    await hold.text();

    const images = await inEveryWorld<number>(
      desk.page,
      `(() => { const host = document.querySelector('hulan-surface'); const root = host && chrome.dom.openOrClosedShadowRoot(host); return root ? root.querySelectorAll('img, script').length : 0; })()`,
    );

    expect(images.every((count) => count === 0)).toBe(true);
    await hold.goBack();
    await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);
    const review = await desk.openOwn('console.html');
    await review.getByText(PAPERS_MISSING).first().click();
    await review.waitForTimeout(500);
    expect(await review.locator('img').count()).toBe(0);
    expect(await desk.page.evaluate(() => 'pwned' in window)).toBe(false);
  });

  test('of ten million characters is not read, and the clerk’s act goes on with a word about it', async ({
    desk,
    tax,
    hold,
    practice,
  }) => {
    await tax.logIn('chenjing');
    const frame = await tax.openRelief(PAPERS_MISSING);
    await frame.evaluate(() => {
      const cell = [...document.querySelectorAll('td')].find(
        (each) => each.textContent?.trim() === '纳税人名称',
      )?.nextElementSibling;
      if (cell) cell.textContent = '长'.repeat(10_000_000);
    });
    await tax.press('审批通过');
    await hold.text(20_000);
    await hold.continueWithReason();
    await expect.poll(() => practice.timesDone('tax', PAPERS_MISSING), { timeout: 20_000 }).toBe(1);

    const act = await waitForAct(desk.journal, 'relief.approve');

    expect(act.fields.client_name?.kind).not.toBe('read');
    expect(JSON.stringify(actsIn(await desk.journal())).length).toBeLessThan(100_000);
  });

  test('an amount that cannot be read is said to be unread, not taken as none', async ({
    desk,
    tax,
    hold,
    practice,
  }) => {
    await tax.logIn('chenjing');
    await tax.openRelief(PAPERS_MISSING);
    await tax.fill('jmse', '约四万八');
    await tax.press('审批通过');
    await hold.passAnyOther(async () => (await practice.attempts('tax', PAPERS_MISSING)).length > 0);

    const act = await waitForAct(desk.journal, 'relief.approve');

    expect(act.fields.amount).toMatchObject({ kind: 'unread' });
  });

  test('a page outside the packs gets no script of ours', async ({ desk }) => {
    const server = createServer((_, reply) =>
      reply.end('<!doctype html><title>elsewhere</title><p>elsewhere</p>'),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    await desk.page.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
    await desk.page.waitForTimeout(500);
    server.close();

    const worlds = await inEveryWorld<boolean>(desk.page, 'true');

    expect(worlds).toEqual([]);
  });
});
