// What a rule would say is known while the clerk still types: beside the field, without moving anything of the page.
import { expect, test } from '@playwright/test';
import { look } from '../support/surface';
import { startBench } from './bench';

let bench: Awaited<ReturnType<typeof startBench>>;
test.beforeAll(async () => {
  bench = await startBench();
});
test.afterAll(async () => {
  await bench.close();
});

const FORM = `<table border="1"><tr><td>金额</td><td><input name="amount" id="a" value="1000" style="width:200px"></td><td>编号</td><td><input name="case_id" value="A1"></td></tr></table>
  <p>说明</p><button id="go" onclick="fetch('/do',{method:'POST'})">放款</button>`;
/** Where every element of the page stands, and how far it scrolls. */
const layout = (): Promise<unknown> =>
  bench.page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.scrollHeight,
    ...[...document.body.querySelectorAll('*')].map((el) => Object.values(el.getBoundingClientRect().toJSON())),
  ]);
const marks = (): ReturnType<typeof look> => look(bench.page, '.spot .mk');

test('a hint comes while typing, stands at its field, moves nothing, and goes when the value is mended', async () => {
  await bench.open(FORM);
  await bench.tellWorker('setReal', true);
  await bench.settle(700);
  const before = await layout();

  await bench.page.locator('#a').selectText();
  await bench.page.keyboard.type('600000');

  await expect.poll(async () => (await marks()).length).toBe(1);
  const [mark] = await marks();
  const field = await bench.page.locator('#a').boundingBox();
  expect(
    Math.abs((mark?.y ?? 0) + (mark?.height ?? 0) / 2 - ((field?.y ?? 0) + (field?.height ?? 0) / 2)),
  ).toBeLessThan(8);
  expect(await layout()).toEqual(before);

  await bench.page.locator('#a').fill('2000');

  await expect.poll(async () => (await marks()).length).toBe(0);
  expect(await layout()).toEqual(before);
  expect(bench.posted).toEqual([]);
  expect(await bench.events()).toEqual([]);
});

test('half a character of an input method says nothing; the whole one does', async () => {
  await bench.open(FORM);
  await bench.tellWorker('setReal', true);
  await bench.settle(700);
  const before = await layout();
  const keys = await bench.context.newCDPSession(bench.page);
  await bench.page.locator('#a').selectText();

  await keys.send('Input.imeSetComposition', { text: '600000', selectionStart: 6, selectionEnd: 6 });
  await bench.settle(900);
  expect(await marks()).toEqual([]);
  await keys.send('Input.insertText', { text: '600000' });

  await expect.poll(async () => (await marks()).length).toBe(1);
  expect(await bench.page.inputValue('#a')).toBe('600000');
  expect(await layout()).toEqual(before);
});
