// Page teaching as an administrator does it: from the console, with the mouse on the page and the panel's own buttons.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { FAILS_LINT, showProblem } from '@/lib/packs/build';
import { buildFolder, ROOT } from '@/tools/hulan/sources';
import type { Desk } from './desk';
import { PIN } from './second';
import { look, press, see, seeNothing } from './surface';

/** Holds the post that teaches pages (packs/credit/staff.yaml). */
const TEACHER = 'yanbo';

export async function signInTeacher(desk: Desk): Promise<void> {
  const own = await desk.ownPage();
  const say = (name: string, body: object) =>
    own.evaluate((message) => chrome.runtime.sendMessage(message), { hulan: 1, name, body });
  await say('pin.set', { person: TEACHER, pin: PIN });
  expect(await say('desk.signIn', { person: TEACHER, pin: PIN })).toMatchObject({ ok: true });
}

export type Lesson = ReturnType<typeof lessonOn>;

/** Seconds a person needs, by the keystroke-level model: to make up one's mind, to point, to press, to type a character. */
const KLM = { think: 1.35, point: 1.1, press: 0.2, type: 0.28 };

export function lessonOn(page: Page) {
  const begun = Date.now();
  const spent = { steps: 0, seconds: 0 };
  const spend = (seconds: number): void => {
    spent.steps += 1;
    spent.seconds += KLM.think + seconds;
  };
  const lesson = {
    /** What a person has done so far: steps, what the model says they take, and what the script took. */
    spent: () => ({ ...spent, script: (Date.now() - begun) / 1000 }),
    /** Pressed in the console, in the row of this host. */
    async start(desk: Desk): Promise<void> {
      spend(2 * (KLM.point + KLM.press));
      const console = await desk.openOwn('console.html#/hosts');
      await console
        .getByRole('button', { name: /^示教 / })
        .first()
        .click();
      await see(page, '.teach .pn');
      await console.close();
    },
    async fill(label: string, value: string): Promise<void> {
      spend(KLM.point + KLM.press + value.length * KLM.type);
      const { x, y } = await see(page, '.ln label', label);
      // The field stands under its label.
      await page.mouse.click(x + 40, y + 32);
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(value);
      await expect.poll(async () => page.keyboard.press('End').then(() => true)).toBe(true);
    },
    async next(): Promise<void> {
      spend(KLM.point + KLM.press);
      await press(page, '.pn footer .k-primary');
    },
    /** A click on what stands there in the page; where the panel lies over it, the panel moves to the other side first. */
    async pointAt(what: Locator): Promise<void> {
      spend(KLM.point + KLM.press);
      await what.scrollIntoViewIfNeeded();
      const box = await what.boundingBox();
      if (!box) throw new Error('it is not drawn');
      const [x, y] = [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2];
      const [panel] = await look(page, '.pn');
      if (panel && x > panel.x && x < panel.x + panel.width) await press(page, '.tp button', '移到');
      await page.mouse.move(x, y);
      await see(page, '.tip');
      await page.mouse.click(x, y);
    },
    texts: async (css: string): Promise<string[]> => (await look(page, css)).map(({ text }) => text),
    async tryPress(button: Locator): Promise<string> {
      spend(2 * (KLM.point + KLM.press));
      await press(page, '.bd button', '按一次试试');
      await see(page, '[role=status]', '请在页面上按下按钮');
      await button.click({ noWaitAfter: true });
      return (await see(page, '[role=status]', '拦下，没有送出')).text;
    },
    /** The files of the archive, by path. */
    async download(): Promise<Map<string, string>> {
      spend(KLM.point + KLM.press);
      const [download] = await Promise.all([page.waitForEvent('download'), press(page, '.bd .k-primary')]);
      const files = unzipSync(readFileSync(await download.path()));
      return new Map(Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
    },
    async leave(): Promise<void> {
      await press(page, '.tp button', '退出');
      await seeNothing(page, '.teach .pn');
    },
  };
  return lesson;
}

/** The files laid over the repository's packs, in a folder of their own. */
export function layOut(files: ReadonlyMap<string, string>): { folder: string; pack: string; drop(): void } {
  const base = mkdtempSync(join(tmpdir(), 'hulan-taught-'));
  const [first = ''] = files.keys();
  const pack = first.split('/')[0] ?? '';
  try {
    cpSync(join(ROOT, 'packs', pack), join(base, pack), { recursive: true });
  } catch {
    // A pack that is new.
  }
  for (const [name, text] of files) {
    mkdirSync(dirname(join(base, name)), { recursive: true });
    writeFileSync(join(base, name), text);
  }
  return { folder: join(base, pack), pack, drop: () => rmSync(base, { recursive: true, force: true }) };
}

/** What `hulan lint` would not let pass. */
export const faultsIn = (folder: string): string[] =>
  buildFolder(folder)
    .problems.filter(({ severity, code }) => severity === 'error' || FAILS_LINT.has(code))
    .map(showProblem);
