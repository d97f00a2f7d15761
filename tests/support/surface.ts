// What the clerk sees of Hulan in a page, and pressing it with real input. Everything is found by its text, as a person would.
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import { inEveryWorld } from './isolated';

export interface Spot {
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
  /** `aria-disabled` or `disabled`. */
  unready: boolean;
  checked: boolean;
}

/** Runs in an isolated world. Finds elements of our closed root by css and text, with their place in the top page's viewport. */
const LOOK = `(css, text) => {
  const hosts = [...document.documentElement.children].filter((each) => each.localName === 'hulan-surface');
  const roots = hosts.map((host) => chrome.dom.openOrClosedShadowRoot(host)).filter(Boolean);
  let dx = 0, dy = 0;
  for (let view = window; view !== view.top;) {
    let frame; try { frame = view.frameElement; } catch { break; }
    if (!frame) break;
    const at = frame.getBoundingClientRect(); dx += at.left + frame.clientLeft; dy += at.top + frame.clientTop; view = view.parent;
  }
  const fold = (words) => (words ?? '').replace(/\\s+/g, ' ').trim();
  return roots.flatMap((root) => [...root.querySelectorAll(css)]).map((element) => {
    const said = fold(element.innerText || element.getAttribute('aria-label') || element.title);
    const at = element.getBoundingClientRect();
    return { element, said, at };
  }).filter(({ said, at }) => at.width > 0 && at.height > 0 && (text === '' || said.includes(text))).map(({ element, said }) => {
    element.scrollIntoView({ block: 'nearest' });
    const at = element.getBoundingClientRect();
    return { x: at.left + dx, y: at.top + dy, width: at.width, height: at.height, text: said,
      unready: element.getAttribute('aria-disabled') === 'true' || element.disabled === true,
      checked: element.matches(':checked') || !!element.querySelector(':checked') };
  });
}`;

export async function look(page: Page, css: string, text = ''): Promise<Spot[]> {
  const found = await inEveryWorld<Spot[]>(page, `(${LOOK})(${JSON.stringify(css)}, ${JSON.stringify(text)})`);
  return found.flat();
}

/** Waits until something of ours with this text is on screen. */
export async function see(page: Page, css: string, text = '', timeout = 10_000): Promise<Spot> {
  let spot: Spot | undefined;
  await expect
    .poll(
      async () => {
        spot = (await look(page, css, text))[0];
        return spot !== undefined;
      },
      { timeout, message: `${css} “${text}” of Hulan is on screen` },
    )
    .toBe(true);
  if (!spot) throw new Error('unreachable');
  return spot;
}

export async function seeNothing(page: Page, css: string, timeout = 10_000): Promise<void> {
  await expect
    .poll(async () => (await look(page, css)).map((spot) => spot.text), { timeout, message: `${css} of Hulan is gone` })
    .toEqual([]);
}

/** A real click with the mouse, once the control stands still: a dialog that is drawn anew moves its buttons. */
export async function press(page: Page, css: string, text = ''): Promise<void> {
  let { x, y, width, height } = await see(page, css, text);
  for (let still = false; !still; ) {
    const now = await see(page, css, text);
    still = now.x === x && now.y === y && now.width === width && now.height === height;
    ({ x, y, width, height } = now);
  }
  await page.mouse.click(x + Math.min(width / 2, 24), y + height / 2);
}
