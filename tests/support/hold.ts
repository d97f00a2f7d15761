// The hold as the clerk meets it.
import { expect } from '@playwright/test';
import type { BrowserContext, Page } from 'playwright-core';
import { look, press, see, seeNothing } from './surface';

/** The dialog ignores `continue` for half a second after opening; a person needs longer than that to read. */
const READING_MS = 700;
const BACK = 'footer .k-primary';
const REASON = '.pills label';
/** On offer in every hold but a stop; picked only by name. */
const WRONG = '提醒与实际不符';
const CONTINUE = '#hu-continue';

export type Hold = ReturnType<typeof holdOf>;

export function holdOf(page: Page) {
  const hold = {
    /** Waits for the dialog and returns all of its text. */
    async text(timeout?: number): Promise<string> {
      return (await see(page, 'dialog[open] .hold', '', timeout)).text;
    },
    async isOpen(): Promise<boolean> {
      return (await look(page, 'dialog[open] .hold')).length > 0;
    },
    async isGone(): Promise<void> {
      await seeNothing(page, 'dialog[open] .hold');
    },
    async goBack(): Promise<void> {
      await hold.text();
      await press(page, BACK);
      // The dialog grows when the worker's verdict comes in: a button that moved away under the mouse is pressed again.
      const again = async (): Promise<boolean> => {
        const [back] = await look(page, BACK);
        if (back) await page.mouse.click(back.x + 24, back.y + back.height / 2);
        return back === undefined;
      };
      await expect.poll(again, { intervals: [1000], message: 'the way back was taken' }).toBe(true);
      await hold.isGone();
    },
    async tickAll(): Promise<void> {
      await hold.text();
      // The dialog grows when the worker's verdict comes in: a box that moved away under the mouse is pressed again.
      await expect
        .poll(async () => {
          const open = (await look(page, '.cl label')).filter((box) => !box.checked);
          for (const box of open) await page.mouse.click(box.x + 10, box.y + box.height / 2);
          return open.length;
        })
        .toBe(0);
    },
    /** Picks the rule's own reason with this text, or the first. */
    async pickReason(text = ''): Promise<void> {
      const fits = (await look(page, REASON, text)).find((pill) => text !== '' || !pill.text.includes(WRONG));
      if (fits) await press(page, REASON, fits.text);
    },
    async write(text: string): Promise<void> {
      await press(page, 'textarea');
      await page.keyboard.insertText(text);
    },
    /** For near misses: the act may be held for another reason (the hour of the day); answers that and waits until `isDone`. */
    async passAnyOther(isDone: () => Promise<boolean>): Promise<void> {
      await expect
        .poll(async () => (await hold.isOpen()) || (await isDone()), { message: 'the act went through or was held' })
        .toBe(true);
      if (await hold.isOpen()) await hold.continueWithReason();
      await expect.poll(isDone, { message: 'the act went through' }).toBe(true);
    },
    /** Whether there is a way on at all (never for `stop`), and whether it needs a second person. */
    async ways(): Promise<{ canContinue: boolean; needsSecond: boolean }> {
      await hold.text();
      const next = await look(page, '.second, .steps, ol');
      return {
        canContinue: (await look(page, CONTINUE)).length > 0,
        needsSecond: next.some(({ text }) => text.includes('第二人')),
      };
    },
    async lacks(): Promise<string> {
      return (await see(page, '#hu-need')).text;
    },
    async pressContinue(): Promise<void> {
      await page.waitForTimeout(READING_MS);
      await press(page, CONTINUE);
    },
    /** Ticks what is to be checked, gives the reason where one is asked for, and goes on. */
    async continueWithReason(reason = '已与纳税人核对原件,情况属实。'): Promise<void> {
      await hold.text();
      await hold.tickAll();
      await hold.pickReason();
      if ((await look(page, 'textarea')).length > 0) await hold.write(reason);
      await hold.pressContinue();
    },
  };
  return hold;
}

/** The tab or window in which a hold stands, if there is one: an act may open windows and close them. */
export async function heldPage(context: BrowserContext): Promise<Page | undefined> {
  for (const page of context.pages().reverse()) {
    if (page.url().startsWith('chrome-extension:')) continue;
    const isHeld = await holdOf(page)
      .isOpen()
      .catch(() => false);
    if (isHeld) return page;
  }
  return undefined;
}
