import { expect, test } from '@playwright/test';
import { startBench } from './bench';
import { fields } from './zoo/constructs';

let bench: Awaited<ReturnType<typeof startBench>>;
test.beforeAll(async () => {
  bench = await startBench();
});
test.afterAll(async () => {
  await bench.close();
});

/** Tells by the title what came of it. */
const XHR = `var x=new XMLHttpRequest();x.open('POST','/do');x.onload=function(){document.title='done'};x.onerror=function(){document.title='failed'};x.send('a=1')`;

test('a small amount passes untouched and is told once', async () => {
  await bench.open(`${fields('1,000')}<button id="go" onclick="window.trusted=event.isTrusted;${XHR}">放款</button>`);

  await bench.page.click('#go');
  await bench.settle();

  expect(bench.posted).toHaveLength(1);
  expect(await bench.page.evaluate('trusted')).toBe(true);
  expect(await bench.events()).toHaveLength(1);
});

test('the flagged field is told to the hold where it stands, so that it stays lit', async () => {
  await bench.open(`${fields('600000')}<button id="go" onclick="${XHR}">放款</button>`);
  const { x, y, width, height } = await bench.page
    .locator('[name=amount]')
    .evaluate((el) => el.getBoundingClientRect().toJSON());

  await bench.page.click('#go');
  await expect(bench.dialog()).toHaveAttribute('data-lit', JSON.stringify([{ x, y, width, height }]));
  await bench.answer('back');
});

test('a control in a menu that closes under the dialog is lit no more; the dialog stands, and going on finds it', async () => {
  await bench.open(
    `${fields('600000')}<style>#menu>div{display:none}#menu:hover>div{display:block}</style>
    <div id="menu" style="width:120px">操作<div><button id="go" onclick="${XHR}">放款</button></div></div>`,
  );

  await bench.page.hover('#menu');
  await bench.page.click('#go');
  // Under a modal dialog nothing is hovered: the menu may have closed before anybody looks.
  await expect(bench.dialog()).toBeVisible();
  await bench.page.mouse.move(700, 500);
  await expect(bench.dialog()).toHaveAttribute('data-anchored', 'false');
  await expect(bench.dialog()).toBeVisible();
  await bench.answer('on');

  await expect.poll(() => bench.posted.length).toBe(1);
});

test('a double click is one act', async () => {
  await bench.open(`${fields('600000')}<button id="go" onclick="${XHR}">放款</button>`);

  await bench.page.dblclick('#go');
  await expect(bench.dialog()).toHaveCount(1);
  await bench.answer('on');
  await bench.settle();

  expect(await bench.events()).toHaveLength(1);
  expect(bench.posted).toHaveLength(1);
});

test('a second click after the commit is a second act', async () => {
  await bench.open(`${fields('1000')}<button id="go" onclick="${XHR}">放款</button>`);

  await bench.page.click('#go');
  await bench.settle(900);
  await bench.page.click('#go');
  await bench.settle();

  expect(await bench.events()).toHaveLength(2);
  expect(bench.posted).toHaveLength(2);
});

test('a page that refuses a replayed press is let go by the clerk’s own next press, once', async () => {
  await bench.open(`${fields('600000')}<button id="go" onclick="if(event.isTrusted){${XHR}}">放款</button>`, {
    triggers: [{ click: { id: 'go' }, release: 'repeat' }, { request: { method: 'POST', path: '/do*' } }],
  });

  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  await bench.answer('on');
  await expect(bench.page.locator('hulan-test .tell')).toContainText('请再按一次');
  expect(bench.posted).toEqual([]);
  await bench.page.click('#go');
  await expect.poll(() => bench.posted.length).toBe(1);
  await bench.page.click('#go');

  await expect(bench.dialog()).toBeVisible();
  expect(bench.posted).toHaveLength(1);
  expect(await bench.events()).toHaveLength(2);
});

test('a press that acts at the button’s going down is held then, and let go once', async () => {
  await bench.open(`${fields('600000')}<div id="go" onmousedown="${XHR}">放款</div>`, {
    triggers: [{ click: { id: 'go' }, on: 'mousedown' }, { request: { method: 'POST', path: '/do*' } }],
  });

  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  expect(bench.posted).toEqual([]);
  await bench.answer('on');
  await expect.poll(() => bench.posted.length).toBe(1);

  expect(await bench.events()).toHaveLength(1);
});

test('a synchronous request is refused once and goes through when pressed again', async () => {
  await bench.open(
    `${fields('600000')}<button id="other" onclick="var x=new XMLHttpRequest();x.open('POST','/do',false);try{x.send('a')}catch(e){document.title=e.name}">放款</button>`,
  );

  await bench.page.click('#other');
  await expect(bench.dialog()).toBeVisible();
  expect(await bench.page.title()).toBe('NetworkError');
  await bench.answer('on');
  await bench.settle();
  await bench.page.click('#other');
  await bench.settle();

  expect(bench.posted).toHaveLength(1);
  expect(await bench.events()).toHaveLength(1);
});

test('values changed while the dialog stood are judged afresh', async () => {
  await bench.open(`${fields('600000')}<button id="go" onclick="${XHR}">放款</button>`);

  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  await bench.page.evaluate(() => {
    const el = document.querySelector<HTMLInputElement>('[name=amount]');
    if (el) el.value = '900000';
  });
  await bench.answer('on');
  await bench.settle();

  await expect(bench.dialog()).toBeVisible();
  expect(bench.posted).toEqual([]);
  await bench.answer('on');
  await bench.settle();
  expect(bench.posted).toHaveLength(1);
  expect((await bench.events()).map((e) => e.fields.amount)).toMatchObject([
    { value: 60_000_000 },
    { value: 90_000_000 },
  ]);
});

test('a control drawn anew under the dialog is found again', async () => {
  await bench.open(`${fields('600000')}<p><button id="go" onclick="${XHR}">放款</button></p>`);

  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  await bench.page.evaluate(() => {
    const p = document.querySelector('p');
    if (p) p.innerHTML = String(p.innerHTML);
  });
  await bench.answer('on');
  await bench.settle();

  expect(bench.posted).toHaveLength(1);
});

test('a control that is gone is told and journalled, and nothing is sent', async () => {
  await bench.open(`${fields('600000')}<p><button id="go" onclick="${XHR}">放款</button></p>`);

  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  await bench.page.evaluate(() => document.querySelector('p')?.remove());
  await bench.answer('on');
  await bench.settle();

  expect(bench.posted).toEqual([]);
  await expect(bench.page.locator('hulan-test .tell')).toContainText('页面已变化');
  expect((await bench.heard('act.ending')).at(-1)?.body).toMatchObject({
    ending: 'release_failed',
    detail: 'control_gone',
  });
});

test('capture survives document.open and document.write', async () => {
  await bench.open(
    `<script>setTimeout(function(){document.open();document.write(${JSON.stringify(`${fields('600000')}<button id="go" onclick="${XHR.replace(/'/g, '&#39;')}">放款</button>`)});document.close()},100)</script>`,
  );

  await bench.page.waitForSelector('#go');
  await bench.settle(300);
  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  expect(bench.posted).toEqual([]);
});

test('a worker that does not answer keeps nobody from working', async () => {
  await bench.open(`${fields('600000')}<button id="go" onclick="${XHR}">放款</button>`);
  await bench.page.hover('#go');
  await bench.page.mouse.down();
  await bench.settle(200);
  await bench.worker.evaluate(() => (globalThis as unknown as { setDeaf(b: boolean): void }).setDeaf(true));
  await bench.page.mouse.up();
  await expect(bench.dialog()).toBeVisible();
  await bench.answer('on');
  await bench.settle(2000);

  expect(bench.posted).toHaveLength(1);
});
