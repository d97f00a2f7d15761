// The desktop's overlay as the clerk opens it: the small window, one click, the window that stays on top.
import type { Page } from 'playwright-core';
import type { Desk } from './desk';

export interface OpenOverlay {
  /** The small window that starts the shift. */
  host: Page;
  overlay: Page;
}

export async function openOverlay(desk: Pick<Desk, 'context' | 'openOwn'>): Promise<OpenOverlay> {
  const host = await desk.openOwn('overlay.html');
  const opened = desk.context.waitForEvent('page');
  await host.getByRole('button', { name: '开始班次' }).click();
  return { host, overlay: await opened };
}
