// Without a mouse: every control of ours is reached by Tab, in sight and marked, and each surface is worked by keys alone.
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { needBrowser } from '@/tools/browser.mjs';
import { buildGallery } from './build.mjs';
import { openState } from './look.mjs';
import { STATES } from './states.mjs';

let browser: Browser;
let page: Page;
let folder: string;
test.beforeAll(async () => {
  test.setTimeout(60_000);
  browser = await chromium.launch({ executablePath: await needBrowser(), args: ['--no-sandbox'] });
  folder = await buildGallery();
  page = await browser.newPage({ locale: 'zh-CN' });
  page.setDefaultTimeout(4_000);
});
test.afterAll(async () => {
  await browser?.close();
});

async function open(name: string): Promise<void> {
  const state = STATES.find((each) => each.name === name);
  if (!state) throw new Error(`no state ${name}`);
  await openState(page, folder, state);
  await state.act?.(page);
  await page.waitForTimeout(200);
}

/** In the page: the roots of ours, what can be focused there, and the element that has the focus. */
const OURS = `
  const roots = () => { const hosts = [...document.querySelectorAll('hulan-surface')].map((h) => h.shadowRoot).filter(Boolean); return hosts.length ? hosts : [document]; };
  const active = () => { let at = document.activeElement; while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement; return at; };
  const nameOf = (el) => el.localName + ' ' + (el.getAttribute('aria-label') || el.innerText || el.labels?.[0]?.innerText || el.name || el.id || '').replace(/\\s+/g, ' ').trim().slice(0, 40);
  // Of a group of radios Tab reaches one.
  const keyOf = (el) => el.type === 'radio' ? 'radio ' + el.name : el;
  const all = () => roots().flatMap((root) => [...root.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex]')])
    .filter((el) => el.tabIndex >= 0 && !el.disabled && el.checkVisibility({ checkVisibilityCSS: true }) && !el.closest('[inert]'));
  const around = (el) => [el, el.labels?.[0], el.parentElement, el.parentElement?.parentElement].filter(Boolean);
  const looks = (el) => around(el).map((at) => { const s = getComputedStyle(at); return [s.outline, s.boxShadow, s.borderColor, s.backgroundColor].join(); }).join(';');`;

/** Names of controls that Tab does not reach, that show nothing when reached, or that are out of sight then. */
async function unreached(): Promise<string[]> {
  const count = await page.evaluate(`(() => { ${OURS}
    // What has the focus already looks no other when it is reached.
    window.walk = { before: new Map(all().filter((el) => el !== active()).map((el) => [el, looks(el)])), left: new Map(all().map((el) => [keyOf(el), nameOf(el)])), faults: [] };
    return walk.left.size; })()`);
  for (let n = 0; n < Number(count) + 30; n++) {
    await page.keyboard.press('Tab');
    await page.evaluate(`(() => { ${OURS}
      const el = active(); if (!el || !walk.left.delete(keyOf(el))) return;
      const { top, bottom, width } = el.getBoundingClientRect();
      const label = el.labels?.[0]?.getBoundingClientRect();
      if (bottom < 0 || top > innerHeight || (width === 0 && !label?.width)) walk.faults.push('out of sight: ' + nameOf(el));
      if (walk.before.has(el) && walk.before.get(el) === looks(el)) walk.faults.push('no mark: ' + nameOf(el));
    })()`);
    if ((await page.evaluate('walk.left.size')) === 0) break;
  }
  return page.evaluate(`[...walk.faults, ...[...walk.left.values()].map((name) => 'not reached: ' + name)]`);
}

for (const name of [
  'hold-justification',
  'hold-stop',
  'hold-second-person',
  'popup-recognised',
  'overlay-items',
  'second-wrong',
  'queue-list',
  'console-flags-41',
  'console-people',
  'admin-packs',
  'card-full-screen',
])
  test(`${name}: every control is reached by Tab, in sight and marked`, async () => {
    await open(name);

    expect(await unreached()).toEqual([]);
  });

const said = (kind: string): Promise<unknown[][]> =>
  page.evaluate(
    (wanted) => (window as unknown as { said: unknown[][] }).said.filter(([what]) => what === wanted),
    kind,
  );
/** Tab until the control with this text has the focus. */
async function tabTo(text: string): Promise<void> {
  const focused = (): Promise<string> =>
    page.evaluate(`(() => { ${OURS} const el = active(); return el ? nameOf(el) : ''; })()`);
  for (let n = 0; n < 80 && !(await focused()).includes(text); n++) await page.keyboard.press('Tab');
  expect(await focused()).toContain(text);
}
const seen = (css: string): Promise<number> =>
  page.evaluate(
    `(() => { ${OURS} return roots().flatMap((root) => [...root.querySelectorAll(${JSON.stringify(css)})]).length; })()`,
  );

test('the chip is opened, acknowledged and closed by keys, and the focus returns to it', async () => {
  await open('chip-closed');

  await tabTo('条');
  await page.keyboard.press('Enter');
  await expect.poll(() => seen('.panel')).toBe(1);
  await tabTo('知道了');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await said('ack')).length).toBe(1);
  await page.keyboard.press('Escape');

  await expect.poll(() => seen('.panel')).toBe(0);
  expect(await page.evaluate(`(() => { ${OURS} return active().className; })()`)).toContain('chip');
  await page.keyboard.press('Enter');
  expect(await unreached()).toEqual([]);
});

test('a hint’s note opens when its mark or its field gets the focus, and closes on Esc', async () => {
  await open('hint');
  expect(await seen('.note'), 'its field has the focus').toBe(1);
  const onMark = `(() => { ${OURS} return active()?.className ?? ''; })()`;
  for (let n = 0; n < 40 && (await page.evaluate(onMark)) !== 'mk'; n++) await page.keyboard.press('Tab');
  await expect.poll(() => seen('.note')).toBe(1);
  await page.keyboard.press('Escape');
  await expect.poll(() => seen('.note')).toBe(0);
  await page.keyboard.press('Enter');
  await expect.poll(() => seen('.note')).toBe(1);
  await page.keyboard.press('Tab');
  await page.waitForTimeout(300);
  expect(await page.evaluate(`(() => { ${OURS} return nameOf(active()); })()`)).toBe('a 看原文');
  expect(await seen('.note')).toBe(1);
});

test('the popup leads to one’s own record by keys', async () => {
  await open('popup-recognised');

  await tabTo('我的留痕');
  await page.keyboard.press('Enter');

  expect(await said('open')).toEqual([['open', '#/mine']]);
});

test('the queue is filtered, judged several at once and taken back by keys; typing stays where it is typed', async () => {
  await open('queue-list');
  await page.waitForSelector('.queue tbody th');
  const shown = async (): Promise<number> =>
    Number(/\d+/.exec((await page.locator('.queuemain .filters [role=status]').innerText()).replace(/,/g, ''))?.[0]);
  const all = await shown();

  // The gravest are judged one by one only.
  for (const key of ['x', 'j', 'x', '2']) await page.keyboard.press(key);
  await expect.poll(() => page.locator('.toast').getByText('最重等级').count()).toBe(1);
  await page.keyboard.press('Escape');

  await page.keyboard.press('f');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect.poll(shown).toBeLessThan(all);
  const light = await shown();
  expect(await page.evaluate('document.activeElement.type')).toBe('checkbox');

  for (const key of ['j', 'x', 'Shift+J', 'Shift+J', '2']) await page.keyboard.press(key);
  await expect.poll(() => page.locator('dialog .bulk li').count()).toBe(3);
  await tabTo('逐条写入判定');
  await page.keyboard.press('Enter');
  await expect.poll(shown).toBe(light - 3);
  await page.keyboard.press('z');
  await expect.poll(shown).toBe(light);

  await page.keyboard.press('/');
  await page.keyboard.type('恒泰12', { delay: 30 });
  expect(await page.evaluate('document.activeElement.value')).toBe('恒泰12');
  await expect.poll(shown).toBe(0);
  for (const _ of '12') await page.keyboard.press('Backspace');
  await expect.poll(async () => (await shown()) > 0 && (await shown()) < light).toBe(true);
  await tabTo('存为视图');
  await page.keyboard.press('Enter');
  await page.keyboard.type('恒泰');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.tabs').getByText('恒泰').count()).toBe(1);

  await tabTo('去掉条件');
  await page.keyboard.press('Enter');
  await page.keyboard.press('?');
  await expect.poll(() => page.locator('dialog .keysheet').count()).toBe(1);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('dialog').count()).toBe(0);
});
