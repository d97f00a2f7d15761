// The desktop's overlay as the clerk opens it: the small window, one click, the window that stays on top.
import type { Page } from 'playwright-core';
import type { Desk } from './desk';

export interface OpenOverlay {
  /** The small window that starts the shift. */
  host: Page;
  overlay: Page;
}

/** `inWindow`: the small window as the popup opens it; otherwise a tab. */
export async function openOverlay(desk: Desk, { inWindow = false } = {}): Promise<OpenOverlay> {
  const host = inWindow ? await smallWindow(desk) : await desk.openOwn('overlay.html');
  const opened = desk.context.waitForEvent('page');
  await host.getByRole('button', { name: '开始班次' }).click();
  return { host, overlay: await opened };
}

async function smallWindow(desk: Desk): Promise<Page> {
  const own = await desk.ownPage();
  const opened = desk.context.waitForEvent('page');
  await own.evaluate(() => chrome.windows.create({ url: 'overlay.html', type: 'popup', width: 380, height: 320 }));
  return opened;
}
