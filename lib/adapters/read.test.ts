// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import type { FieldReading, FieldSpec, Locator, PageBriefing, ReadFrom } from '@/lib/model';
import { locate } from './locate';
import { readField } from './read';
import type { ReadScope } from './read';
import { recognise } from './recognise';
import { formRequest, parseRequest, requestFits } from './request';
import { snapshot } from './snapshot';
import { clickHit, submitHit } from './triggers';

const t = (zh: string): { zh: string; en: string } => ({ zh, en: zh });
const at = Date.parse('2026-11-22T02:00:00Z');
function scopeOf(html: string, more: Partial<ReadScope> & { press?: string } = {}): ReadScope {
  document.body.innerHTML = html;
  const { press, ...rest } = more;
  return {
    doc: document,
    url: new URL('http://bank.local/p/7?case=Q1#/loan/L9?tab=2'),
    at,
    control: press ? document.querySelector(press) : null,
    ...rest,
  };
}
const read = (
  type: FieldSpec['type'],
  from: ReadFrom[],
  scope: ReadScope,
  more: Partial<FieldReading> = {},
  spec: Partial<FieldSpec> = {},
): unknown => {
  const { reading } = readField({ type, label: t('x'), ...spec }, { from, ...more }, scope);
  return reading.kind === 'read' ? reading.value : reading.reason;
};
const ids = (locator: Locator, scope: ReadScope): string[] => locate(locator, scope).map((f) => f.el.id);

describe('controls are found', () => {
  test.each<[string, string, Locator, string[]]>([
    ['by label[for]', '<label for="a">申请金额：</label><input id="a">', { label: '申请金额' }, ['a']],
    ['by a wrapping label', '<label>* 申请金额 <input id="a"></label>', { label: '申请金额' }, ['a']],
    ['by aria-labelledby', '<b id="l">申请金额</b><input id="a" aria-labelledby="l">', { label: '申请金额' }, ['a']],
    ['by placeholder', '<input id="a" placeholder="申请金额">', { label: '申请金额' }, ['a']],
    [
      'by a label that names nothing',
      '<div><label>申请金额</label><div><input id="a"></div></div>',
      { label: '申请金额' },
      ['a'],
    ],
    [
      'by the cell on the left',
      '<table><tr><td>申请金额：</td><td><input id="a"></td></tr></table>',
      { cell: '申请金额' },
      ['a'],
    ],
    [
      'by the header above',
      '<table><tr><th>编号</th><th>申请金额</th></tr><tr><td>1</td><td id="a">5</td></tr></table>',
      { cell: '申请金额' },
      ['a'],
    ],
    ['by dt and dd', '<dl><dt>申请金额</dt><dd id="a">5</dd></dl>', { cell: '申请金额' }, ['a']],
    ['by a pair of blocks', '<div><div>申请金额</div><div id="a">5</div></div>', { cell: '申请金额' }, ['a']],
    [
      'by the text of a button',
      '<button id="a"><i></i> 审 批 </button><button id="b">退回</button>',
      { role: 'button', text: '审批' },
      ['a'],
    ],
    ['by the value of an input', '<input type="button" id="a" value="批量同意">', { text: '批量同意' }, ['a']],
    [
      'by a fake button',
      '<div id="a" onclick="f()">放款</div><div id="b">放款</div>',
      { role: 'button', text: '放款' },
      ['a'],
    ],
    [
      'but hidden duplicates are passed over',
      '<button style="display:none" id="b" name="ok"></button><button id="a" name="ok"></button>',
      { name: 'ok' },
      ['a'],
    ],
    [
      'and hidden inputs only when asked for',
      '<input type="hidden" id="a" name="k">',
      { name: 'k', hidden: true },
      ['a'],
    ],
    ['by odd ids', '<input id="a&quot;]b">', { id: 'a"]b' }, ['a"]b']],
  ])('%s', (_say, html, locator, found) => {
    expect(ids(locator, scopeOf(html))).toEqual(found);
  });

  test('inside the row, the form and the dialog of the pressed control', () => {
    const html =
      '<form id="f1"><input name="x" id="a"><button id="p1"></button></form><form><input name="x" id="b"></form><table><tr><td class="n" id="c"></td><td><a id="p2"></a></td></tr><tr><td class="n" id="d"></td></tr></table>';
    expect(ids({ name: 'x', within: '$form' }, scopeOf(html, { press: '#p1' }))).toEqual(['a']);
    expect(ids({ css: '.n', within: '$row' }, scopeOf(html, { press: '#p2' }))).toEqual(['c']);
    expect(ids({ css: '.n', within: '$row' }, scopeOf(html))).toEqual([]);
  });
  test('inside open shadow roots', () => {
    const scope = scopeOf('<x-app></x-app>');
    const root = document.querySelector('x-app')?.attachShadow({ mode: 'open' });
    if (root) root.innerHTML = '<input id="a" name="amt">';
    expect(ids({ name: 'amt', shadow: 'x-app' }, scope)).toEqual(['a']);
    expect(ids({ name: 'amt' }, scope)).toEqual([]);
  });
});

describe('a field is read', () => {
  test('when its sources agree, and is ambiguous when they do not', () => {
    const html =
      '<label for="a">金额</label><input id="a" name="amt" value="1,000.00"><p>金额大写:<b id="w">壹仟元整</b></p>';
    expect(read('money', [{ name: 'amt' }, { label: '金额' }, { id: 'w' }], scopeOf(html))).toBe(100_000);
    expect(read('money', [{ name: 'amt' }, { id: 'w' }], scopeOf(html.replace('壹仟', '贰仟')))).toBe('ambiguous');
  });
  test('as empty only where it was found and is empty', () => {
    expect(read('money', [{ name: 'amt' }], scopeOf('<input name="amt">'))).toBe(null);
    expect(read('money', [{ name: 'amt' }], scopeOf(''))).toBe('no_element');
    expect(read('money', [{ name: 'amt' }], scopeOf('<input name="amt" value="about a thousand">'))).toBe('not_parsed');
    expect(read('money', [{ name: 'amt' }], scopeOf('<input name="amt" value="1"><input name="amt" value="2">'))).toBe(
      'ambiguous',
    );
    expect(read('text', [{ name: 'amt' }], scopeOf(`<textarea name="amt">${'长'.repeat(6000)}</textarea>`))).toBe(
      'too_long',
    );
    expect(read('money', [{ body: { form: 'amt' } }], scopeOf(''))).toBe('no_source');
  });
  test('with the unit that stands in its label or behind it', () => {
    expect(
      read(
        'money',
        [{ cell: '金额*' }],
        scopeOf('<table><tr><td>金额（万元）：</td><td><input value="85"></td></tr></table>'),
      ),
    ).toBe(85_000_000);
    expect(read('money', [{ name: 'a' }], scopeOf('<input name="a" value="85"> 万元'))).toBe(85_000_000);
  });
  test('from selects, radios and checkboxes by what is chosen', () => {
    expect(
      read(
        'enum',
        [{ name: 'k' }],
        scopeOf('<select name="k"><option value="01">信用</option><option value="02" selected>抵押</option></select>'),
        {},
        { values: { credit: t('信用'), mortgage: t('抵押') } },
      ),
    ).toBe('mortgage');
    expect(
      read(
        'enum',
        [{ name: 'k' }],
        scopeOf('<select name="k"><option value="02" selected>抵押</option></select>'),
        { map: { '02': 'mortgage' } },
        { values: { mortgage: t('按揭') } },
      ),
    ).toBe('mortgage');
    expect(
      read(
        'enum',
        [{ name: 'k' }],
        scopeOf(
          '<label><input type="radio" name="k" value="1">是</label><label><input type="radio" name="k" value="0" checked>否</label>',
        ),
        { map: { 否: 'no', 是: 'yes' } },
        {},
      ),
    ).toBe('no');
    expect(read('bool', [{ name: 'k' }], scopeOf('<input type="checkbox" name="k" checked>'))).toBe(true);
    expect(
      read(
        'enum',
        [{ name: 'k' }],
        scopeOf('<select name="k"><option value="">请选择</option></select>'),
        {},
        { values: { a: t('甲') } },
      ),
    ).toBe(null);
  });
  test('from the pressed row under a table header, with spans', () => {
    const html =
      '<table><thead><tr><th>编号</th><th colspan="2">借款人</th><th>金额(元)</th></tr></thead><tbody><tr><td>A1</td><td>张</td><td>三</td><td>1,000.00</td><td><a class="p">放款</a></td></tr><tr><td>A2</td><td>李</td><td>四</td><td>2,000.00</td><td><a id="p">放款</a></td></tr></tbody></table>';
    const scope = scopeOf(html, { press: '#p' });
    expect([read('id', [{ column: '编号' }], scope), read('money', [{ column: '金额*' }], scope)]).toEqual([
      'A2',
      200_000,
    ]);
  });
  test('from the address, the title, constants and words around it', () => {
    const scope = scopeOf('<h1 id="h">合同 HT-7 详情</h1>');
    document.title = '放款 - 张三';
    expect(read('id', [{ url: { query: 'case' } }], scope)).toBe('Q1');
    expect(read('id', [{ url: { path: 1 } }], scope)).toBe('7');
    expect(read('id', [{ url: { hash: 1 } }], scope)).toBe('L9');
    expect(read('id', [{ url: { hashQuery: 'tab' } }], scope)).toBe('2');
    expect(read('text', [{ title: true, after: '- ' }], scope)).toBe('张三');
    expect(read('id', [{ id: 'h', after: '合同', before: '详情' }], scope)).toBe('HT-7');
    expect(read('id', [{ id: 'h', after: '合同', before: ';' }], scope)).toMatch(/^HT-7/);
    expect(read('id', [{ id: 'h', after: '借据' }], scope)).toBe('no_element');
    expect(
      read('int', [{ css: 'li.file', count: true }], scopeOf('<li class="file"></li><li class="file"></li>')),
    ).toBe(2);
    expect(read('int', [{ id: 'x', absent: true } as never], scope, { absent: true })).toBe(null);
  });
  test('from the request that is the act, the last of a key given twice', () => {
    const form = scopeOf('', {
      request: parseRequest({ method: 'POST', url: 'http://x/a?k=1&k=2', text: 'amt=1&amt=%EF%BC%92' }),
    });
    const json = scopeOf('', {
      request: parseRequest({ method: 'POST', url: 'http://x/a', text: '{"params":[[7],{"amount":"12.50"}]}' }),
    });
    expect(read('money', [{ body: { form: 'amt' } }], form)).toBe(200);
    expect(read('id', [{ body: { query: 'k' } }], form)).toBe('2');
    expect(read('money', [{ body: { json: '/params/1/amount' } }], json)).toBe(1250);
    expect(read('ids', [{ body: { json: '/params/0' } }], json)).toEqual(['7']);
    expect(read('id', [{ body: { json: '/params/9' } }], json)).toBe('no_element');
  });
  test('from every entry of a list in the request', () => {
    const scope = scopeOf('', {
      request: parseRequest({
        method: 'POST',
        url: 'http://x/a',
        text: '[{"op":"pay","id":7,"sum":"1.00"},{"op":"pay","id":8,"sum":"2.00"}]',
      }),
    });
    expect(read('ids', [{ body: { json: '/*/id' } }], scope)).toEqual(['7', '8']);
    expect(read('id', [{ body: { json: '/*/id' } }], scope)).toBe('ambiguous');
  });
  test('from a request in a notation of its own, between two words', () => {
    const scope = scopeOf('', {
      request: parseRequest({
        method: 'POST',
        url: 'http://x/a',
        text: '<call><verb>pay</verb><je>1,200.00</je></call>',
      }),
    });
    expect(read('money', [{ body: { text: true }, after: '<je>', before: '</je>' }], scope)).toBe(120_000);
    expect(read('money', [{ body: { text: true }, after: '<amount>' }], scope)).toBe('no_element');
  });
  test('from no request where there is none', () => {
    expect(read('money', [{ body: { text: true } }], scopeOf(''))).toBe('no_source');
  });
  test('never as an identity number itself', () => {
    const scope = scopeOf('<input name="id" value="11010519491231002X"><textarea name="n">电话13800138000</textarea>');
    expect(
      JSON.stringify(
        readField({ type: 'identity', label: t('x') }, { from: [{ name: 'id' }], identity: 'resident_id' }, scope)
          .reading,
      ),
    ).not.toContain('19491231');
    expect(read('text', [{ name: 'n' }], scope)).toBe('电话138****8000');
  });
});

const page = (over: Partial<PageBriefing['page']>): PageBriefing => ({
  stamp: '1',
  adapter: { id: 'a', version: 1, system: 's' },
  rules: [],
  scheme: { id: 's', version: 1, kind: 'warning', title: t('x'), ordered: true, levels: [] },
  calendar: { id: 'c', version: 1, title: t('x'), from: '08:00', to: '18:00', holidays: [], swapWork: [] },
  actions: [
    {
      key: 'loan.pay',
      title: t('x'),
      effect: { what: t('x'), done: t('x') },
      fields: {
        case_id: { type: 'id', label: t('x') },
        amount: { type: 'money', label: t('x') },
        payee: { type: 'identity', label: t('x') },
        payer: { type: 'identity', label: t('x') },
      },
    },
  ],
  page: { id: 'p', title: t('x'), when: { has: [], not: [] }, fields: {}, actions: [], ...over },
});

test('a bulk act has one set of readings for each selected row', () => {
  const scope = scopeOf(
    '<table><tr><th></th><th>编号</th><th>金额</th></tr><tr class="r"><td><input type="checkbox" checked></td><td>A</td><td>1</td></tr><tr class="r"><td><input type="checkbox"></td><td>B</td><td>2</td></tr><tr class="r"><td><input type="checkbox" checked></td><td>C</td><td>3</td></tr></table><button id="go"></button>',
    { press: '#go' },
  );
  const brief = page({});
  const action = {
    action: 'loan.pay',
    triggers: [{ click: { id: 'go' } }],
    rows: { css: 'tr.r', selected: 'input:checked' },
    fields: { case_id: { from: [{ column: '编号' }] }, amount: { from: [{ column: '金额' }] } },
  };
  const [spec] = brief.actions;
  if (!spec) throw new Error('no action');

  const shot = snapshot(brief, action, spec, scope);

  expect(shot.items).toMatchObject([
    { case_id: { value: 'A' }, amount: { value: 100 } },
    { case_id: { value: 'C' }, amount: { value: 300 } },
  ]);
  expect(shot.fields.payee).toEqual({ kind: 'unread', reason: 'no_source' });
});

test.each([
  ['已选 2 行', 0, false, 'all that is chosen is drawn'],
  ['已选 5 行', 3, true, 'three lie out of sight'],
  ['', 0, true, 'the page does not say how many'],
  ['已选 1 行', 0, true, 'the page counts fewer than are there'],
])('a grid that says “%s” has %i rows out of sight: %s (%s)', (said, unseen, degraded) => {
  const row = (id: string): string =>
    `<tr class="r"><td><input type="checkbox" checked></td><td>${id}</td><td>1</td></tr>`;
  const scope = scopeOf(
    `<table><tr><th></th><th>编号</th><th>金额</th></tr>${row('A')}${row('B')}</table><p id="n">${said}</p><button id="go"></button>`,
    { press: '#go' },
  );
  const brief = page({});
  const action = {
    action: 'loan.pay',
    triggers: [{ click: { id: 'go' } }],
    rows: { css: 'tr.r', selected: 'input:checked', told: { id: 'n', after: '已选', before: '行' } },
    fields: {
      case_id: { from: [{ column: '编号' }] },
      amount: { from: [{ column: '金额', sum: true as const }] },
    },
  };
  const [spec] = brief.actions;
  if (!spec) throw new Error('no action');

  const shot = snapshot(brief, action, spec, scope);

  expect(shot.items?.map((item) => item.case_id?.kind)).toEqual(['read', 'read', ...Array(unseen).fill('unread')]);
  expect(shot.degraded).toBe(degraded);
  expect(shot.fields.amount?.kind).toBe(degraded ? 'unread' : 'read');
});

test.each([
  ['3', 400, 2],
  ['三', 'not_parsed', 2],
])('figures of the selected rows of a bulk act are added up, or not told at all', (third, total, count) => {
  const row = (amount: string, checked: string): string =>
    `<tr class="r"><td><input type="checkbox" ${checked}></td><td>${amount}</td></tr>`;
  const scope = scopeOf(
    `<table><tr><th></th><th>金额</th></tr>${row('1', 'checked')}${row('2', '')}${row(third, 'checked')}</table><button id="go"></button>`,
    { press: '#go' },
  );
  const action = {
    action: 'loan.pay',
    triggers: [{ click: { id: 'go' } }],
    rows: { css: 'tr.r', selected: 'input:checked' },
    fields: {
      amount: { from: [{ column: '金额', sum: true as const }] },
      case_id: { from: [{ column: '金额', count: true as const }] },
    },
  };
  const [spec] = page({}).actions;
  if (!spec) throw new Error('no action');

  const { fields } = snapshot(page({}), action, spec, scope);

  expect(fields.amount).toMatchObject(typeof total === 'number' ? { value: total } : { reason: total });
  expect(fields.case_id).toMatchObject({ value: String(count) });
});

test('two fields with the same number name each other; the raw numbers stand apart', () => {
  const scope = scopeOf('<input name="a" value="11010519491231002X"><input name="b" value="110105 19491231002x">');
  const brief = page({ fields: { payee: { from: [{ name: 'a' }] }, payer: { from: [{ name: 'b' }] } } });
  const [spec] = brief.actions;
  if (!spec) throw new Error('no action');

  const shot = snapshot(brief, { action: 'loan.pay', triggers: [{ click: { id: 'x' } }], fields: {} }, spec, scope);

  expect(shot.fields.payee).toMatchObject({ value: { same: ['payer'], kind: 'resident_id' } });
  expect(shot.raw).toEqual({ payee: ['11010519491231002X'], payer: ['11010519491231002X'] });
  expect(JSON.stringify(shot.fields)).not.toContain('19491231');
});

test('forms whose fields are called action, id, submit and method are read all the same', () => {
  document.body.innerHTML =
    '<form method="post" action="/save.do"><input name="action" value="approve"><input name="method" value="x"><input name="id" value="7"><input name="submit" value="y"><input name="elements"><button id="b" name="action" value="calc">试算</button></form>';
  const form = document.querySelector('form'),
    button = document.querySelector('#b');
  if (!form || !button) throw new Error('no form');
  const scope = { doc: document };
  const brief = page({
    actions: [
      { action: 'loan.pay', fields: {}, triggers: [{ submit: { action: '/save.do', fields: { action: 'approve' } } }] },
    ],
  });

  expect(formRequest(form, null, 'http://x/')).toMatchObject({ method: 'POST', url: 'http://localhost:3000/save.do' });
  expect(submitHit(brief, form, null, scope)?.action.action).toBe('loan.pay');
  // The button's own value is the last of the key, and means something else.
  expect(submitHit(brief, form, button, scope)).toBe(null);
});

test('a request is matched by any entry of a list, and by its text', () => {
  const list = parseRequest({ method: 'POST', url: 'http://x/a', text: '[{"op":"look"},{"op":"pay"}]' });
  const xml = parseRequest({ method: 'POST', url: 'http://x/a', text: '<call>\n <verb>pay</verb></call>' });

  expect(requestFits({ json: { '/*/op': 'pay' } }, list)).toBe(true);
  expect(requestFits({ json: { '/*/op': 'drop' } }, list)).toBe(false);
  expect(requestFits({ text: '*<verb>pay</verb>*' }, xml)).toBe(true);
  expect(requestFits({ text: '<verb>pay</verb>' }, xml)).toBe(false);
  expect(requestFits({ text: '*' }, parseRequest({ method: 'POST', url: 'http://x/a' }))).toBe(false);
});

test('requests are matched by method, path, query and body', () => {
  const sent = parseRequest({
    method: 'post',
    url: 'http://x/hulan/',
    text: '{"method":"model.account.payment.approve","params":[[1],{}]}',
  });
  expect(requestFits({ method: 'POST', path: '/hulan/*', json: { '/method': '*.payment.approve' } }, sent)).toBe(true);
  expect(requestFits({ json: { '/method': '*.payment.read' } }, sent)).toBe(false);
  expect(requestFits({ json: { '/nothing': '*' } }, sent)).toBe(false);
  expect(
    requestFits(
      { form: { action: 'approve' } },
      parseRequest({ method: 'POST', url: 'http://x/', text: 'action=list&action=approve' }),
    ),
  ).toBe(true);
});

test('a click on the icon of a button is a click on the button', () => {
  document.body.innerHTML = '<button id="go"><svg></svg><b>放款</b></button>';
  const inner = document.querySelector('b');
  const brief = page({
    actions: [{ action: 'loan.pay', fields: {}, triggers: [{ click: { role: 'button', text: '放款' } }] }],
  });
  const path = [inner, inner?.parentElement].filter((e): e is HTMLElement => !!e);
  expect(clickHit(brief, path, 'click', { doc: document })?.control?.id).toBe('go');
});

test('a page is recognised whole, half or not at all', () => {
  document.body.innerHTML = '<h1>减免审批</h1>';
  const adapter = { id: 'a', version: 1, system: 's', hosts: ['*.tax.local'] };
  const index = (has: Locator[]) => ({
    stamp: '',
    language: 'zh' as const,
    systems: [{ adapter, requests: [], pages: [{ id: 'p', when: { url: { path: '/jm/*' }, has, not: [] } }] }],
  });
  const place = (url: string) => ({ doc: document, frame: '', url: new URL(url) });
  expect(recognise(place('http://a.tax.local/jm/x'), index([{ text: '减免审批' }]))).toMatchObject({
    kind: 'page',
    page: 'p',
    missing: [],
  });
  expect(recognise(place('http://a.tax.local/jm/x'), index([{ text: '减免审批' }, { name: 'amt' }]))).toMatchObject({
    kind: 'page',
    missing: ['amt'],
  });
  expect(recognise(place('http://a.tax.local/other'), index([]))).toMatchObject({ kind: 'none', system: { adapter } });
  expect(recognise(place('http://b.local/jm/x'), index([]))).toEqual({ kind: 'none' });
});

describe('a column is read', () => {
  const at = (html: string, header: string): unknown =>
    read('text', [{ column: header }], scopeOf(html, { press: '#p' }));
  const two = '<tr><th rowspan="2">编号</th><th colspan="2">金额</th></tr><tr><th>申请</th><th>批准</th></tr>';

  test.each<[string, string, string, unknown]>([
    [
      'under a header of two rows',
      `<table><thead>${two}</thead><tr><td>A1</td><td>5</td><td id="p">6</td></tr></table>`,
      '批准',
      '6',
    ],
    [
      'beside a cell that reaches down',
      '<table><tr><th>户</th><th>额</th><th>费</th></tr><tr><td rowspan="2">甲</td><td>1</td><td>2</td></tr><tr><td>3</td><td id="p">4</td></tr></table>',
      '费',
      '4',
    ],
    [
      'from a table of headers above',
      '<div><table><tr><td>编号</td><td>额</td></tr></table><table><tr><td>A1</td><td id="p">7</td></tr></table></div>',
      '额',
      '7',
    ],
    [
      'as unread where a table of headers has other columns',
      '<div><table><tr><td>编号</td><td>额</td></tr></table><table><tr><td>x</td><td>y</td><td>A1</td><td id="p">7</td></tr></table></div>',
      '额',
      'no_element',
    ],
    [
      'as unread under the header of another grid',
      '<div><table><tr><th>额</th></tr><tr><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr><tr><td>4</td></tr></table><table><tr><td id="p">7</td></tr></table></div>',
      '额',
      'no_element',
    ],
    [
      'as ambiguous where two headers say the same',
      '<table><tr><th>额</th><th>额</th></tr><tr><td>1</td><td id="p">2</td></tr></table>',
      '额',
      'ambiguous',
    ],
    [
      'by its index where cells stand in another order',
      '<div role="grid"><div role="row"><b role="columnheader" aria-colindex="1">户</b><b role="columnheader" aria-colindex="2">额</b></div><div role="row"><i role="gridcell" aria-colindex="2" id="p">9</i><i role="gridcell" aria-colindex="1">甲</i></div></div>',
      '额',
      '9',
    ],
  ])('%s', (_say, html, header, value) => {
    expect(at(html, header)).toBe(value);
  });
});

test('a drawn select is read by the choice that stands beside its empty input', () => {
  const drawn = (shown: string): string =>
    `<div><label for="k">种类</label><div><div class="x"><span><input role="combobox" id="k" value=""></span><span>${shown}</span></div></div></div>`;
  expect(read('text', [{ label: '种类' }], scopeOf(drawn('抵押')))).toBe('抵押');
  expect(read('text', [{ label: '种类' }], scopeOf(drawn('请选择种类')))).toBe(null);
  expect(read('text', [{ label: '种类' }], scopeOf(drawn('')))).toBe(null);
});
