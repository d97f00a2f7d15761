import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { inEveryWorld } from '../support/isolated';
import { waitForAct } from '../support/journal';
import { press } from '../support/surface';
import { expect, test } from '../support/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PAPERS_MISSING = 'JM2026110002';

/** Violations of WCAG 2.2 AA, one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(node: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations: found } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

test.describe('our own screens', () => {
  test('the hold has no accessibility fault, and opens the matter’s case card in a tab of ours', async ({
    desk,
    tax,
    hold,
  }) => {
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    await hold.text();
    const [copy] = await inEveryWorld<{ html: string; css: string } | null>(
      desk.page,
      `(() => {
      const host = document.querySelector('hulan-surface'); const root = host && chrome.dom.openOrClosedShadowRoot(host);
      if (!root || !root.querySelector('dialog[open]')) return null;
      const css = [...root.adoptedStyleSheets].map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join('\\n')).join('\\n');
      return { html: root.innerHTML, css };
    })()`,
    ).then((copies) => copies.filter((each) => each !== null));
    if (!copy) throw new Error('the hold could not be copied');

    const page = await desk.context.newPage();
    await page.setContent(
      `<!doctype html><html lang="zh-CN"><head><title>hold</title><style>${copy.css}</style></head><body><main>${copy.html}</main></body></html>`,
    );

    expect(await violations(page)).toEqual([]);
    await desk.page.bringToFront();
    const opened = desk.context.waitForEvent('page');
    await press(desk.page, 'button', '本事项经过');
    const card = await opened;
    await expect(card.getByRole('heading', { name: '案卡' })).toBeVisible();
    await expect(card.getByText(PAPERS_MISSING).first()).toBeVisible();
    await expect(card.getByText('减免税审批').first()).toBeVisible();
    expect(await violations(card)).toEqual([]);
    expect(await hold.isOpen()).toBe(true);
  });

  test('the popup shows the reminder of today and has no accessibility fault', async ({ desk, tax, hold }) => {
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    await hold.goBack();
    const act = await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);
    const sentences = act.parts.verdict?.flags.map(({ sentence }) => sentence.zh) ?? [];

    const popup = await desk.openOwn('popup.html');

    await expect
      .poll(async () => {
        const shown = (await popup.locator('body').textContent()) ?? '';
        return sentences.some((sentence) => shown.includes(sentence)) || shown;
      })
      .toBe(true);
    expect(await violations(popup)).toEqual([]);
  });

  test('the review page lists the flag and shows it in full: what happened, why, what was answered', async ({
    desk,
    tax,
    hold,
  }) => {
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    await hold.goBack();
    await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);

    const review = await desk.openOwn('console.html');
    await expect(review.getByText(PAPERS_MISSING).first()).toBeVisible();
    expect(await violations(review)).toEqual([]);
    await review.getByText(PAPERS_MISSING).first().click();

    await expect(review.getByText('应附资料 5 份').first()).toBeVisible();
    await expect(review.getByText('48,500.00').first()).toBeVisible();
    await expect(review.getByText(/返回/).first()).toBeVisible();
    expect(await violations(review)).toEqual([]);
  });
});
