// The second person: the window of the extension where a PIN is entered, and the way to it in the hold.
import type { BrowserContext, Page } from 'playwright-core';
import type { Desk } from './desk';
import { press, see } from './surface';

/** Everyone's PIN in these tests. */
export const PIN = '246810';

/** The person sets a PIN of their own in the console, as on a first day. */
export async function setOwnPin(desk: Desk, name: string, pin = PIN): Promise<void> {
  const console_ = await desk.openOwn('console.html#/people');
  await console_.getByRole('button', { name: new RegExp(`设置.*${name}`) }).click();
  const fields = console_.locator('form input[type=password]');
  for (let nth = 0; nth < (await fields.count()); nth += 1) await fields.nth(nth).fill(pin);
  await console_.locator('form button[type=submit]').click();
  await console_.locator('form input[type=password]').first().waitFor({ state: 'detached' });
  await console_.close();
  await desk.page.bringToFront();
}

/** Presses the way to the second person in the hold; resolves with the extension's window. */
export async function askSecond(page: Page, context: BrowserContext): Promise<Page> {
  await see(page, '.second button', '在本机确认');
  const [window] = await Promise.all([context.waitForEvent('page'), press(page, '.second button', '在本机确认')]);
  await window.waitForLoadState();
  return window;
}

export async function confirm(window: Page, pin = PIN): Promise<void> {
  await window.locator('#pin').fill(pin);
  await window.getByRole('button', { name: '确认', exact: true }).click();
}

export async function refuse(window: Page, sentence: string, pin = PIN): Promise<void> {
  await window.getByRole('button', { name: '不同意', exact: true }).click();
  await window.locator('#sentence').fill(sentence);
  await window.locator('#pin').fill(pin);
  await window.getByRole('button', { name: '提交不同意' }).click();
}
