import { expect, test } from '@playwright/test';
import { startBench } from './bench';

let bench: Awaited<ReturnType<typeof startBench>>;
test.beforeAll(async () => {
  bench = await startBench();
});
test.afterAll(async () => {
  await bench.close();
});

const POST = `fetch('/do',{method:'POST',body:'a=1'})`;
const SMALL = '<input id="small" name="amount" value="1000"><input name="case_id" value="A1">';

test.describe('the event says what stands there at the click, not at the pointer-down', () => {
  const CHANGES = [
    ['a value the page fills in', `document.querySelector('#small').value = '600000'`],
    ['another element under the name', `small.name = 'x'; large.name = 'amount'; large.className = ''`],
    [
      'an element made invisible and another shown',
      `small.className = 'off'; large.name = 'amount'; large.className = ''`,
    ],
    ['a field drawn anew', `small.outerHTML = '<input name="amount" value="600000">'`],
  ];
  for (const [note = '', change = ''] of CHANGES)
    test(note, async () => {
      await bench.open(
        `<style>.off { visibility: hidden }</style>${SMALL}<input id="large" class="off" name="y" value="600000">
        <button id="go" onmousedown="${change.replaceAll('"', '&quot;')}" onclick="${POST}">放款</button>`,
      );
      await bench.settle();

      await bench.page.click('#go', { delay: 50 });

      await expect(bench.dialog()).toBeVisible();
      expect((await bench.events())[0]?.fields.amount).toMatchObject({ value: 60_000_000 });
    });
});

test('an act that passes is told though the page goes away in its click', async () => {
  bench.serve('/next', '<p>next</p>');
  await bench.open(`${SMALL}<button id="go" onclick="location.href = '/next'">放款</button>`);
  await bench.settle();

  await bench.page.click('#go');
  await bench.page.waitForURL('**/next');

  await expect
    .poll(async () => (await bench.events()).map((event) => event.fields.amount))
    .toMatchObject([{ value: 100_000 }]);
});

test('an act that passes is told before its commit', async () => {
  await bench.open(`${SMALL}<button id="go" onclick="${POST}">放款</button>`);
  await bench.settle();

  await bench.page.click('#go');
  await expect.poll(() => bench.posted.length).toBe(1);
  await bench.settle();

  const told = (await bench.heard()).map((h) => h.name).filter((name) => name.startsWith('act.'));
  expect(told.filter((name) => name !== 'act.preview')).toEqual(['act.decide', 'act.ending']);
});
