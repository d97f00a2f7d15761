// The widget libraries that bureaus' pages are made of, the real ones: a form with a drawn select, and a grid with a batch button.
// Each is taught by adapter data alone; the page's own question comes after ours.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Locator, PageAction, ReadFrom } from '@/lib/model';
import type { StrangeServer } from '../server';
import type { Construct } from './constructs';

const PAGES = fileURLToPath(new URL('pages/', import.meta.url));
const NAMES = ['easyui', 'layui', 'element', 'antd', 'w2ui'] as const;
type Name = (typeof NAMES)[number];

/** Bundles the pages and serves them with their styles; pictures and fonts are left out. */
export async function serveLibraries(servers: Pick<StrangeServer, 'serve'>[]): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: NAMES.map((name) => `${PAGES}${name}.mjs`),
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'chrome102',
    outdir: PAGES,
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: Object.fromEntries(['png', 'gif', 'svg', 'woff', 'woff2', 'ttf', 'eot'].map((ext) => [`.${ext}`, 'empty'])),
    logLevel: 'error',
  });
  for (const { path, text } of outputFiles) {
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    for (const { serve } of servers)
      serve(`/${path.slice(PAGES.length)}`, text, { 'content-type': `${type}; charset=utf-8` });
  }
}

const pageOf = (name: Name): string =>
  `${name === 'antd' ? '' : `<link rel="stylesheet" href="/${name}.css">`}<body></body><script src="/${name}.js"></script>`;

/** What an adapter says of a product. */
interface Taught {
  name: Name;
  say: string;
  /** The form's fields. */
  amount: ReadFrom[];
  case_id: ReadFrom[];
  kind: ReadFrom[];
  one: Locator;
  many: Locator;
  rows: NonNullable<PageAction['rows']>;
  /** css of the first and third row's boxes, and of the button that answers the page's own question. */
  boxes: [string, string];
  yes: string;
}

const label = (text: string): ReadFrom[] => [{ label: text }];
const TAUGHT: Taught[] = [
  {
    name: 'easyui',
    say: 'EasyUI',
    amount: [{ cell: '金额(元)' }, { name: 'amount', hidden: true }],
    case_id: [{ cell: '编号', within: '#ff' }],
    kind: [{ cell: '种类' }],
    one: { css: '.l-btn', text: '放款' },
    many: { css: '.l-btn', text: '批量放款' },
    rows: { css: '.datagrid-view2 .datagrid-body .datagrid-row', selected: '.datagrid-row-checked' },
    boxes: [
      '.datagrid-view1 .datagrid-body tr:nth-child(1) [type=checkbox]',
      '.datagrid-view1 .datagrid-body tr:nth-child(3) [type=checkbox]',
    ],
    yes: '.messager-button .l-btn >> nth=0',
  },
  {
    name: 'layui',
    say: 'layui',
    amount: [{ label: '金额' }, { name: 'amount' }],
    case_id: label('编号'),
    kind: label('种类'),
    one: { role: 'button', text: '放款' },
    many: { role: 'button', text: '批量放款' },
    rows: { css: '.layui-table-main tr', selected: '.layui-form-checked' },
    boxes: [
      '.layui-table-main tr:nth-child(1) .layui-form-checkbox',
      '.layui-table-main tr:nth-child(3) .layui-form-checkbox',
    ],
    yes: '.layui-layer-btn0',
  },
  {
    name: 'element',
    say: 'Element',
    amount: label('金额'),
    case_id: label('编号'),
    kind: label('种类'),
    one: { role: 'button', text: '放款' },
    many: { role: 'button', text: '批量放款' },
    rows: { css: '.el-table__body tr', selected: 'input:checked' },
    boxes: ['.el-table__body tr:nth-child(1) .el-checkbox', '.el-table__body tr:nth-child(3) .el-checkbox'],
    yes: '.el-message-box .el-button--primary',
  },
  {
    name: 'antd',
    say: 'Ant Design',
    amount: label('金额'),
    case_id: label('编号'),
    kind: label('种类'),
    one: { role: 'button', text: '放款' },
    many: { role: 'button', text: '批量放款' },
    rows: { css: '.ant-table-tbody tr.ant-table-row', selected: 'input:checked' },
    boxes: ['.ant-table-row:nth-child(2) [type=checkbox]', '.ant-table-row:nth-child(4) [type=checkbox]'],
    yes: '.ant-modal-confirm .ant-btn-primary',
  },
  {
    name: 'w2ui',
    say: 'w2ui, drawn as ExtJS draws',
    amount: label('金额'),
    case_id: label('编号'),
    kind: [{ name: 'kind', attr: 'data-selected' }],
    one: { role: 'button', text: '放款' },
    many: { css: '.w2ui-tb-button', text: '批量放款' },
    rows: {
      css: '.w2ui-grid-records .w2ui-record',
      selected: '.w2ui-selected',
      told: { css: '.w2ui-footer-left', before: ' selected' },
    },
    boxes: ['#grid_loans_cell_0_select', '#grid_loans_cell_2_select'],
    // Its question grows into its place; pressed before, it is hit somewhere else each time.
    yes: '.w2ui-popup:not(.animating) [name=yes]',
  },
];

const REQUEST = { request: { method: 'POST', path: '/do*' } };
const read = (value: string | number) => ({ kind: 'read', value });

const formOf = (t: Taught): Construct => ({
  say: `a form of ${t.say}`,
  html: pageOf(t.name),
  action: { triggers: [{ click: t.one }, REQUEST] },
  page: { fields: { amount: { from: t.amount }, case_id: { from: t.case_id }, kind: { from: t.kind } } },
  act: (page) =>
    page
      .getByText('放款', { exact: true })
      .or(page.getByText('放 款', { exact: true }))
      .click(),
  after: (page) => page.click(t.yes),
  expects: { fields: { amount: read(60_000_000), case_id: read('A1'), kind: read('抵押') } },
});
const gridOf = (t: Taught): Construct => ({
  say: `a batch of a grid of ${t.say}`,
  html: pageOf(t.name),
  action: {
    triggers: [{ click: t.many }, REQUEST],
    rows: t.rows,
    fields: { case_id: { from: [{ column: '编号' }] }, amount: { from: [{ column: '金额(元)' }] } },
  },
  page: { fields: {} },
  leads: t.boxes,
  act: (page) => page.getByText('批量放款').click(),
  after: (page) => page.click(t.yes),
  expects: {
    items: [
      { case_id: read('A1'), amount: read(100_000) },
      { case_id: read('C3'), amount: read(70_000_000) },
    ],
  },
});

const unread = { kind: 'unread', reason: 'no_element' };
/** The two ticked rows are no longer in the document when the button is pressed; the page's footer still counts them. */
const farOf = (t: Taught): Construct => {
  const near = gridOf(t);
  return {
    ...near,
    say: `a batch of rows that have scrolled out of a grid of ${t.say}`,
    history: true,
    act: async (page, at) => {
      await page.evaluate(`document.querySelector('.w2ui-grid-records').scrollTo(0, 8000)`);
      await page.locator(t.boxes[0]).waitFor({ state: 'detached' });
      await near.act?.(page, at);
    },
    expects: {
      items: [
        { case_id: unread, amount: unread },
        { case_id: unread, amount: unread },
      ],
    },
  };
};

export const LIBRARIES: Construct[] = TAUGHT.flatMap((t) => [
  formOf(t),
  gridOf(t),
  ...(t.name === 'w2ui' ? [farOf(t)] : []),
]);
