// From the clerk's press to a dialog that is on screen.
import type { Frame } from 'playwright-core';
import type { Desk } from '@/tests/support/desk';
import { holdOf } from '@/tests/support/hold';
import { inEveryWorld } from '@/tests/support/isolated';
import type { TaxSystem } from '@/tests/support/tax';

const PAPERS_MISSING = 'JM2026110002';
const PATIENCE_MS = 5_000;

/** In the isolated world of each frame: remembers the press, and the frame after the one in which the dialog first had a size. */
const WATCH = `(() => {
  globalThis.__press = 0; globalThis.__shown = 0;
  for (const type of ['pointerup', 'keydown']) addEventListener(type, (event) => { if (event.isTrusted && !globalThis.__shown) globalThis.__press = performance.timeOrigin + event.timeStamp; }, true);
  const look = () => {
    const host = document.querySelector('hulan-surface');
    const root = host && chrome.dom.openOrClosedShadowRoot(host);
    const hold = root && root.querySelector('dialog[open] .hold');
    if (hold && hold.getBoundingClientRect().height > 0) requestAnimationFrame(() => { globalThis.__shown ||= performance.timeOrigin + performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;
const READ = '({ press: globalThis.__press || 0, shown: globalThis.__shown || 0 })';

export type Press = 'mouse' | 'enter';

/** ms for each round; a round in which no dialog came counts as Infinity. */
export async function timesToHold(
  desk: Desk,
  tax: TaxSystem,
  { rounds, press, stopped }: { rounds: number; press: Press; stopped: boolean },
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const frame = await tax.openRelief(PAPERS_MISSING);
    await desk.page.waitForTimeout(400);
    await inEveryWorld(desk.page, WATCH);
    if (stopped) {
      await desk.killWorker();
      await desk.page.waitForTimeout(1_000);
    }
    await act(desk, frame, press);
    times.push(await measured(desk));
    await holdOf(desk.page)
      .goBack()
      .catch(() => undefined);
  }
  return times;
}

/** A person's press: the pointer comes, goes down and up some 80 ms later. */
async function act(desk: Desk, frame: Frame, press: Press): Promise<void> {
  const button = frame.locator('input[value=审批通过]');
  if (press === 'enter') {
    await button.focus();
    await desk.page.keyboard.press('Enter');
    return;
  }
  const box = await button.boundingBox();
  if (!box) throw new Error('the button is not on screen');
  await desk.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await desk.page.mouse.down();
  await desk.page.waitForTimeout(80);
  await desk.page.mouse.up();
}

async function measured(desk: Desk): Promise<number> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const worlds = await inEveryWorld<{ press: number; shown: number }>(desk.page, READ);
    const press = Math.max(...worlds.map((world) => world.press));
    const shown = Math.max(...worlds.map((world) => world.shown));
    if (press > 0 && shown > 0) return shown - press;
    await desk.page.waitForTimeout(50);
  }
  return Number.POSITIVE_INFINITY;
}
