// @ts-check
// 发票领用. A synchronous XMLHttpRequest, as these systems loved them; 领用历史 reads by the same address.
import { nameOf } from '../people.mjs';
import {
  box,
  esc,
  hidden,
  input,
  listPage,
  notFound,
  page,
  requestOf,
  row,
  select,
  statusMark,
  taxpayerBox,
} from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */

const PATH = '发票管理';
const LIST = '/fp/list.do';
/** @type {[string, string][]} */
const KINDS = [
  ['01', '增值税专用发票'],
  ['04', '增值税普通发票'],
  ['11', '卷式发票'],
];

/** @type {import('./app.mjs').Module} */
export const invoice = {
  seed({ day, firm }) {
    const base = { module: 'invoice', label: '发票领用', status: '待发放', kind: '01', acceptor: 'wangmin' };
    return [
      { ...base, id: 'FP2026110001', firm: firm(3), opened: day(-2300), average: 48, quantity: 50 },
      { ...base, id: 'FP2026110002', firm: firm(18), opened: day(-41), average: 0, quantity: 300 },
      { ...base, id: 'FP2026110003', firm: firm(17), opened: day(-900), average: 12, quantity: 120 },
      { ...base, id: 'FP2026110004', firm: firm(12), opened: day(-1500), average: 200, quantity: 200, kind: '11' },
    ];
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '发票领用',
        path: PATH,
        cases: call.store.list('invoice'),
        heads: ['申请流水号', '纳税人识别号', '纳税人名称', '发票种类', '申请份数', '状态', '操作'],
        cells: (c) => [
          c.id,
          c.firm.uscc,
          esc(c.firm.name),
          KINDS.find(([k]) => k === c.kind)?.[1] ?? '',
          String(c.quantity),
          statusMark(c.status),
          `<a href="/fp/detail.do?lsh=${c.id}">发放</a>`,
        ],
      }),
    'GET /fp/detail.do': detail,
    'POST /fp/ajax.do': ajax,
  },
};

/** @param {Call} call */
function detail(call) {
  const c = call.store.get(call.query.get('lsh') ?? '');
  if (!c) return notFound(LIST);
  return page({
    title: '发票领用',
    path: PATH,
    body: `${taxpayerBox(c)}<form name="lyForm" onsubmit="return false" style="margin:0">${hidden('lsh', c.id)}${hidden('kyrq', c.opened)}
${box(
  '领用信息',
  [
    row(['申请流水号', c.id], ['发票种类', select('fpzl_dm', KINDS, c.kind)], ['开业日期', c.opened]),
    row(
      ['近三月月均用量', `${c.average} 份`],
      ['本次发放份数', `${input('ffsl', c.quantity, 6)} 份`],
      ['受理人', `${nameOf(c.acceptor)}(${c.acceptor})`],
    ),
  ].join('\n'),
)}
<table width="98%" align="center" border="0"><tr><td class="btns"><span id="czqy">${c.status === '待发放' ? '<input type="button" class="btn" value="发 放" onclick="ff()">' : statusMark(c.status)}</span>
<input type="button" class="btn" value="领用历史" onclick="ls()"> <input type="button" class="btn" value="返 回" onclick="location.href='${LIST}'"></td></tr></table></form><div id="jg" align="center" class="tip"></div>`,
    script: `function tb(cs){ var x=new XMLHttpRequest(); x.open('POST','/fp/ajax.do',false); x.setRequestHeader('Content-Type','application/x-www-form-urlencoded; charset=UTF-8'); x.send(cs); return x.responseText; }
function ff(){ var f=document.lyForm; var r=tb('method=fffp&lsh='+f.lsh.value+'&fpzl_dm='+f.fpzl_dm.value+'&ffsl='+encodeURIComponent(f.ffsl.value)).split('|');
 document.getElementById('jg').innerHTML=r[1]; if(r[0]=='1') document.getElementById('czqy').innerHTML='<font color="#008000">已发放</font>'; }
function ls(){ document.getElementById('jg').innerHTML=tb('method=cxls&lsh='+document.lyForm.lsh.value).split('|')[1]; }`,
  });
}

/** Answers "1|text" or "0|text". @param {Call} call */
function ajax(call) {
  const id = call.form.get('lsh') ?? '';
  if (call.form.get('method') !== 'fffp') return `1|近三个月月均用量 ${call.store.get(id)?.average ?? 0} 份`;
  const entry = call.store.commit({
    action: 'invoice.allot',
    ids: [id],
    user: call.user?.id ?? '',
    from: ['待发放'],
    request: requestOf(call),
    change: (c) =>
      Object.assign(c, { status: '已发放', quantity: Number(call.form.get('ffsl')), kind: call.form.get('fpzl_dm') }),
  });
  return entry.accepted ? '1|发票发放成功!' : `0|${entry.why}`;
}
