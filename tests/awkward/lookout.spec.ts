import { expect, test } from '@playwright/test';
import { inEveryWorld } from '@/tests/support/isolated';
import { startBench } from './bench';

let bench: Awaited<ReturnType<typeof startBench>>;
test.beforeAll(async () => {
  bench = await startBench();
});
test.afterAll(async () => {
  await bench.close();
});

const FORM = '<input name="amount" value="600000"><input name="case_id" value="A1">';
const PAGE = `${FORM}<button id="go" onclick="fetch('/do',{method:'POST',body:'a=1'})">放款</button>`;
const SOON = { timeout: 5_000 };
/** Paths of the frames in which the reader stands. */
const readers = async (): Promise<string[]> =>
  (await inEveryWorld<string>(bench.page, "globalThis.__hulanDoor?.isEntered() ? location.pathname : ''")).filter(
    Boolean,
  );
/** The page anew, with a reader that takes its time. */
async function withReaderIn(ms: number, html = PAGE): Promise<void> {
  await bench.open(html);
  await bench.tellWorker('setReader', ms);
  await bench.page.reload();
}

test('the reader comes into the recognised frame, and into no other of the same system', async () => {
  bench.serve('/menu', '<a href="/p">菜单</a>');

  await bench.open(`${PAGE}<iframe src="/menu"></iframe><iframe src="/menu?2"></iframe>`);

  await expect.poll(readers, SOON).toEqual(['/p']);
  expect(await bench.heard('reader.call')).toHaveLength(1);
});

test('a page that draws itself later is recognised then', async () => {
  await bench.open(`<div id="app"></div>`, {}, { when: { url: { path: '/p*' }, has: [{ name: 'amount' }], not: [] } });
  await bench.settle();
  expect(await readers()).toEqual([]);

  await bench.page.evaluate((html) => {
    const app = document.querySelector('#app');
    if (app) app.innerHTML = html;
  }, PAGE);
  await bench.page.click('#go');

  await expect(bench.dialog()).toBeVisible();
  expect(bench.posted).toEqual([]);
});

test('a press while the reader is on its way waits for it and is held', async () => {
  await withReaderIn(500);

  await bench.page.click('#go');

  await expect(bench.dialog()).toBeVisible();
  expect(bench.posted).toEqual([]);
  expect((await bench.events()).map((e) => e.action)).toEqual(['loan.disburse']);
});

const SENDS = [
  ['fetch', `fetch('/do',{method:'POST',body:'a=1'})`],
  ['fetch of a Request', `fetch(new Request('/do',{method:'POST',body:'a=1'}))`],
  ['form.submit()', `document.forms[0].submit()`],
  ['a submit by script', `document.forms[0].requestSubmit()`],
];
for (const [note = '', sends = ''] of SENDS)
  test(`what a press that waited for the reader sends by ${note} is held, though the press itself is no act`, async () => {
    await withReaderIn(
      500,
      `<form method="post" action="/do">${FORM}</form><button id="other" onclick="${sends}">x</button>`,
    );

    await bench.page.click('#other');

    await expect(bench.dialog()).toBeVisible();
    expect(bench.posted).toEqual([]);
    await bench.answer('on');
    await expect.poll(() => bench.posted.length, SOON).toBe(1);
    expect(await bench.events()).toHaveLength(1);
  });

test('a reader that does not come delays one press; the next goes at once, and it is told when the reader is here', async () => {
  await withReaderIn(60_000);
  await bench.page.click('#go');
  await expect.poll(() => bench.posted.length, SOON).toBe(1);

  await bench.page.click('#go');
  await bench.settle(100);
  expect(bench.posted).toHaveLength(2);

  await bench.tellWorker('setReader', 0);
  await bench.settle(2_100);
  await bench.page.hover('#go');
  await bench.page.mouse.down();
  await expect.poll(readers, SOON).toEqual(['/p']);
  expect(JSON.stringify(await bench.heard('gap.report'))).toContain('briefing_late');
  await bench.page.mouse.up();
  await expect(bench.dialog()).toBeVisible();
});
