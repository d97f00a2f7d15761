// w2ui, of the technique of ExtJS and under a permissive licence (ExtJS itself is GPL or bought): component objects that draw their
// own table rows, a locked part beside a scrolled one, rows drawn only while in sight, headers in tables of their own, a tool bar,
// drawn combo boxes and a message box. What is learnt on it holds for ExtJS 3 to 7 in its kind, not in its class names.
import { w2confirm, w2form, w2grid } from 'w2ui/w2ui-2.0.es6.js';
import 'w2ui/w2ui-2.0.css';
import { answered, kinds, loan, rows } from './bureau.mjs';

const main = document.body.appendChild(document.createElement('main'));
main.innerHTML =
  '<div id="form" style="width:600px;height:200px"></div><div id="grid" style="width:800px;height:300px"></div>';
const asked = (yes) =>
  w2confirm({ msg: '确定放款?', title: '提示', btn_yes: { text: '确定' }, btn_no: { text: '取消' } }).yes(yes);
const send = (body) => {
  const x = new XMLHttpRequest();
  x.open('POST', '/do');
  x.setRequestHeader('content-type', 'application/json');
  x.onload = answered;
  x.send(JSON.stringify(body));
};
const list = kinds.map(({ value, text }) => ({ id: value, text }));

const form = new w2form({
  box: '#form',
  name: 'loan',
  fields: [
    { field: 'amount', type: 'text', html: { label: '金额' } },
    { field: 'case_id', type: 'text', html: { label: '编号' } },
    { field: 'kind', type: 'list', html: { label: '种类' }, options: { items: list } },
  ],
  record: { amount: loan.amount, case_id: loan.case_id, kind: list.find(({ id }) => id === loan.kind) },
  actions: { 放款: () => asked(() => send({ ...form.record, kind: form.record.kind.id })) },
});

// More than can be drawn: only the rows in sight are in the document.
const more = Array.from({ length: 500 }, (_, i) => ({ id: `X${i}`, name: '丁公司', amount: '2,000.00' }));
const grid = new w2grid({
  box: '#grid',
  name: 'loans',
  multiSelect: true,
  show: { selectColumn: true, toolbar: true, footer: true, toolbarSearch: false, toolbarReload: false },
  columns: [
    { field: 'id', text: '编号', size: '90px', frozen: true },
    { field: 'name', text: '客户', size: '200px' },
    { field: 'amount', text: '金额(元)', size: '200px' },
  ],
  toolbar: {
    items: [{ type: 'button', id: 'many', text: '批量放款' }],
    onClick: ({ target }) => {
      if (target === 'many') asked(() => send({ ids: grid.getSelection().map((recid) => grid.get(recid).id) }));
    },
  },
  records: [...rows, ...more].map((row, recid) => ({ recid: recid + 1, ...row })),
});
