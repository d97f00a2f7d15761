// The second person: the window of the extension where a PIN is entered, and the way to it in the hold.
import type { BrowserContext, Page } from 'playwright-core';
import { press, see } from './surface';

/** Everyone's PIN in these tests. */
export const PIN = '246810';

/** Presses the way to the second person in the hold; resolves with the extension's window. */
export async function askSecond(page: Page, context: BrowserContext): Promise<Page> {
  await see(page, '.second button', '在本机确认');
  const [window] = await Promise.all([context.waitForEvent('page'), press(page, '.second button', '在本机确认')]);
  await window.waitForLoadState();
  return window;
}

/** On a first day the person sets a PIN of their own in that window; later it is there. */
export async function setPinIfNone(window: Page, pin = PIN): Promise<void> {
  const set = window.getByRole('button', { name: '设置口令' });
  await set.or(window.locator('#pin')).first().waitFor();
  if ((await set.count()) === 0) return;
  await set.click();
  for (const field of await window.locator('input[type=password]').all()) await field.fill(pin);
  await window.locator('form button[type=submit]').click();
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
