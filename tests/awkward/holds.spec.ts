import { expect, test } from '@playwright/test';
import { startBench } from './bench';
import { fields } from './zoo/constructs';
import { startServer } from './server';

let bench: Awaited<ReturnType<typeof startBench>>;
test.beforeAll(async () => {
  bench = await startBench();
});
test.afterAll(async () => {
  await bench.close();
});

const POST = `fetch('/do',{method:'POST',body:'a=1'})`;

test.describe('history is asked of the worker', () => {
  const html = `${fields('1000', 'H1')}<button id="go" onclick="${POST}">放款</button>`;

  test('nothing in it: the act waits unseen and goes on, once', async () => {
    await bench.open(html);
    await bench.tellWorker('setDelay', 100);
    await bench.page.click('#go');
    await bench.settle();
    expect(bench.posted).toHaveLength(1);
    await expect(bench.dialog()).toHaveCount(0);
    expect((await bench.heard('act.decide')).map((h) => h.body.mode)).toEqual(['paused']);
  });
  test('asked at the pointer-down already: the press goes through as it is', async () => {
    await bench.open(html.replace('onclick="', 'onclick="window.trusted=event.isTrusted;'));
    await bench.page.hover('#go');
    await bench.page.mouse.down();
    await bench.settle(300);
    await bench.page.mouse.up();
    await bench.settle();
    expect(bench.posted).toHaveLength(1);
    expect(await bench.page.evaluate('trusted')).toBe(true);
    expect((await bench.heard('act.decide')).map((h) => h.body.mode)).toEqual(['passing']);
  });
  test('something in it: the act is held', async () => {
    await bench.open(html);
    await bench.tellWorker('setHistory', true);
    await bench.page.click('#go');
    await expect(bench.dialog()).toContainText('second_person');
    expect(bench.posted).toEqual([]);
  });
  test('too late: a rule that asks for a second person becomes a checklist that says so', async () => {
    await bench.open(html);
    await bench.tellWorker('setDelay', 6000);
    await bench.page.click('#go');
    await expect(bench.dialog()).toContainText('checklist');
    await expect(bench.dialog()).toContainText('未能');
    expect(bench.posted).toEqual([]);
    expect(
      (await bench.heard('gap.report')).flatMap((h) => h.body.gaps as { reason: string }[]).map((g) => g.reason),
    ).toContain('verdict_late');
  });
});

test('a button in one frame that submits the form of another is one act', async () => {
  bench.serve(
    '/p/bar',
    `<!doctype html><button id="go" onclick="parent.frames.main.document.forms[0].submit()">放款</button>`,
  );
  bench.serve('/p/main', `<!doctype html><form method="post" action="/do" target="_self">${fields('600000')}</form>`);
  const from = (name: string) => ({ from: [{ name, frame: 'main' }, { name }] });
  await bench.open(
    '<frameset rows="60,*"><frame name="bar" src="/p/bar"><frame name="main" src="/p/main"></frameset>',
    {},
    { fields: { amount: from('amount'), case_id: from('case_id') } },
  );
  await bench.settle(600);

  await bench.page.frame('bar')?.click('#go');
  await expect(bench.dialog()).toBeVisible();
  await bench.answer('on');
  await bench.settle(800);

  expect(bench.posted).toHaveLength(1);
  const events = await bench.events();
  expect(events).toHaveLength(1);
  expect(events[0]?.fields.amount).toMatchObject({ value: 60_000_000 });
});

test('a frame too small for the dialog has it drawn by the top frame', async () => {
  bench.serve('/p2', `<!doctype html>${fields('600000')}<button id="go" onclick="${POST}">放款</button>`);
  await bench.open('<iframe name="f" src="/p2" width="400" height="120"></iframe>');
  await bench.settle(300);

  await bench.page.frame('f')?.click('#go');
  await expect(bench.dialog()).toBeVisible();
  await expect(bench.dialog(bench.page.frame('f') ?? undefined)).toHaveCount(0);
  await bench.answer('on');
  await bench.settle();

  expect(bench.posted).toHaveLength(1);
});

test('a small frame of another origin is let go by a last click in it, which the page can open a window with', async () => {
  const outer = await startServer();
  bench.serve(
    '/p2',
    `<!doctype html>${fields('600000')}<button id="go" onclick="window.open('/p3');${POST}">放款</button>`,
  );
  await bench.open('');
  outer.serve('/', `<!doctype html><iframe name="f" src="${bench.origin}/p2" width="400" height="120"></iframe>`);
  await bench.page.goto(outer.origin);
  await bench.settle(300);
  const frame = bench.page.frame('f') ?? undefined;
  await frame?.click('#go');
  await expect(bench.dialog(bench.page)).toBeVisible();
  await bench.answer('on', bench.page);

  await expect(frame?.locator('hulan-test .go-on') ?? bench.dialog()).toHaveText('继续');
  expect(bench.posted).toEqual([]);
  const popup = bench.page.waitForEvent('popup');
  await frame?.click('hulan-test .go-on');
  await (await popup).close();
  await expect.poll(() => bench.posted.length).toBe(1);
  outer.close();

  expect(await bench.heard('gap.report')).toEqual([]);
  expect((await bench.heard('act.ending')).map(({ body }) => body.ending)).toContain('released');
});

test('several rows in one commit are one event with an item each', async () => {
  const row = (id: string, yuan: string, checked: boolean): string =>
    `<tr class="r"><td><input type="checkbox" ${checked ? 'checked' : ''}></td><td>${id}</td><td>${yuan}</td></tr>`;
  await bench.open(
    `<table><tr><th></th><th>编号</th><th>金额（元）</th></tr>${row('A', '1,000.00', true)}${row('B', '9,000,000', false)}${row('C', '700,000', true)}</table><button id="go" onclick="${POST}">批量</button>`,
    {
      rows: { css: 'tr.r', selected: 'input:checked' },
      fields: { case_id: { from: [{ column: '编号' }] }, amount: { from: [{ column: '金额(*)' }] } },
    },
  );

  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  await bench.answer('on');
  await bench.settle();

  expect(bench.posted).toHaveLength(1);
  const events = await bench.events();
  expect(events).toHaveLength(1);
  expect(events[0]?.items).toMatchObject([
    { case_id: { value: 'A' }, amount: { value: 100_000 } },
    { case_id: { value: 'C' }, amount: { value: 70_000_000 } },
  ]);
});

test('a button in an open shadow root is held and pressed again there', async () => {
  await bench.open(
    `<x-app></x-app><script>customElements.define('x-app',class extends HTMLElement{connectedCallback(){const r=this.attachShadow({mode:'open'});r.innerHTML='${fields('600000').replace(/"/g, '')}<button id=go>放款</button>';r.getElementById('go').onclick=()=>${POST.replace(/'/g, '`')}}})</script>`,
    { triggers: [{ click: { id: 'go' } }, { request: { method: 'POST', path: '/do' } }] },
    {
      fields: {
        amount: { from: [{ name: 'amount', shadow: 'x-app' }] },
        case_id: { from: [{ name: 'case_id', shadow: 'x-app' }] },
      },
    },
  );

  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  expect(bench.posted).toEqual([]);
  await bench.answer('on');
  await bench.settle();
  expect(bench.posted).toHaveLength(1);
  expect(await bench.events()).toHaveLength(1);
});

test("the page's own question after the press belongs to the same act", async () => {
  await bench.open(
    `${fields('1000')}<button id="go" onclick="q.hidden=false">放款</button><div id="q" hidden>确定?<button id="ok" onclick="${POST}">确定</button></div>`,
    { triggers: [{ click: { id: 'go' } }, { click: { id: 'ok' } }, { request: { method: 'POST', path: '/do' } }] },
  );

  await bench.page.click('#go');
  await bench.settle(800);
  await bench.page.click('#ok');
  await bench.settle();

  expect(bench.posted).toHaveLength(1);
  expect(await bench.events()).toHaveLength(1);
});

test('values changed in between make it a second act, judged by itself', async () => {
  await bench.open(
    `${fields('1000')}<button id="go" onclick="void 0">放款</button><form action="/do" method="post"></form><button id="later" onclick="${POST}">x</button>`,
    {
      triggers: [{ click: { id: 'go' } }, { request: { method: 'POST', path: '/do' } }],
    },
  );

  await bench.page.click('#go');
  await bench.page.fill('[name=amount]', '600000');
  await bench.page.click('#later');

  await expect(bench.dialog()).toBeVisible();
  expect(bench.posted).toEqual([]);
});

test('a window the page opens in the released click is not blocked', async () => {
  await bench.open(`${fields('600000')}<button id="go" onclick="window.open('/p3');${POST}">放款</button>`);

  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  const popup = bench.page.waitForEvent('popup');
  await bench.answer('on');
  await (await popup).close();

  expect(await bench.heard('gap.report')).toEqual([]);
});

test('a page that goes away under the dialog leaves the answer open', async () => {
  await bench.open(`${fields('600000')}<button id="go" onclick="${POST}">放款</button>`);

  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  await bench.page.goto(`${bench.origin}/other`);
  await bench.settle();

  expect((await bench.heard('act.answer')).map((h) => h.body.answer)).toMatchObject([
    { kind: 'unanswered', why: 'navigated' },
  ]);
  expect((await bench.heard('act.ending')).map((h) => h.body.ending)).toEqual(['navigated']);
  expect(bench.posted).toEqual([]);
});

test('a harmless call to the same address passes untouched', async () => {
  await bench.open(
    `${fields('600000')}<button id="other" onclick="fetch('/do',{method:'POST',body:JSON.stringify({method:'read'})})">x</button>`,
    {
      triggers: [{ request: { method: 'POST', path: '/do', json: { '/method': 'pay' } } }],
    },
  );

  await bench.page.click('#other');
  await bench.settle();

  expect(bench.posted).toHaveLength(1);
  expect(await bench.events()).toEqual([]);
});

test('a beacon is refused once and passes when pressed again', async () => {
  await bench.open(
    `${fields('600000')}<button id="other" onclick="document.title=navigator.sendBeacon('/do','a=1')">x</button>`,
  );

  await bench.page.click('#other');
  await expect(bench.dialog()).toBeVisible();
  expect(await bench.page.title()).toBe('false');
  await bench.answer('on');
  await bench.settle();
  await bench.page.click('#other');
  await bench.settle();

  expect(await bench.page.title()).toBe('true');
  expect(bench.posted).toHaveLength(1);
});

test('a commit by a script while the page is still being parsed is held as well; too slow for that, it is told', async () => {
  await bench.open(`${fields('600000')}<script>${POST}</script>`);

  const isHeld = async (): Promise<boolean> => (await bench.dialog().count()) > 0 && bench.posted.length === 0;
  const isTold = async (): Promise<boolean> =>
    JSON.stringify(await bench.heard('gap.report')).includes('briefing_late') && bench.posted.length === 1;
  await expect.poll(async () => (await isHeld()) || (await isTold())).toBe(true);
});

test('a commit on a page that was not recognised is judged by its request', async () => {
  await bench.open(
    `${fields('600000')}<button id="other" onclick="fetch('/do?yuan=600000',{method:'POST'})">x</button>`,
    {},
    {
      when: { url: { path: '/elsewhere' }, has: [], not: [] },
      fields: { amount: { from: [{ body: { query: 'yuan' } }] }, case_id: { from: [{ name: 'case_id' }] } },
    },
  );

  await bench.page.click('#other');
  await expect(bench.dialog()).toBeVisible();
  await bench.answer('on');
  await bench.settle();

  expect(bench.posted).toHaveLength(1);
  expect((await bench.events())[0]).toMatchObject({ degraded: true, fields: { amount: { value: 60_000_000 } } });
});

test('hostile text is unread, and the page goes on', async () => {
  await bench.open(
    `<input name="amount" value="1000"><input name="case_id" id="c"><label>\u202e金额<img src=x onerror="document.title='run'"></label><script>document.getElementById('c').value='x'.repeat(1e7)</script><button id="go" onclick="${POST}">放款</button>`,
  );

  await bench.page.click('#go');
  await bench.settle(800);

  expect(bench.posted).toHaveLength(1);
  expect((await bench.events())[0]?.fields.case_id).toEqual({ kind: 'unread', reason: 'too_long' });
});

test('an extension reloaded under the dialog does nothing by itself; the next press goes through', async () => {
  await bench.open(`${fields('600000')}<button id="go" onclick="${POST}">放款</button>`);
  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();

  await bench.worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);

  await expect(bench.page.locator('hulan-test .tell')).toContainText('刷新', { timeout: 8000 });
  expect(bench.posted).toEqual([]);
  await bench.page.click('#go');
  await expect.poll(() => bench.posted.length).toBe(1);
});
