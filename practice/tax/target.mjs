// @ts-check
// 选案撤出. The taxpayer stands in mainFrame; the form is in an iframe within it, with <button> and onsubmit.
import { nameOf, taxOthers, taxPeople } from '../people.mjs';
import {
  commitPage,
  esc,
  hidden,
  input,
  listPage,
  notFound,
  page,
  row,
  select,
  statusMark,
  taxpayerBox,
  box,
} from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */

const PATH = '税务稽查';
const LIST = '/xa/list.do';

/** @type {import('./app.mjs').Module} */
export const target = {
  seed({ day, firm }) {
    const base = {
      module: 'target',
      label: '选案撤出',
      status: '已选中',
      selector: 'sunli',
      approver: 'zhougp',
      reason: '',
      chosen: day(-12),
      source: '风险扫描',
    };
    return [
      { ...base, id: 'XA2026110001', firm: firm(11), reason: '同一事项已由上级稽查局立案' },
      { ...base, id: 'XA2026110002', firm: firm(17), approver: '' },
      { ...base, id: 'XA2026110003', firm: firm(13), selector: 'zhaogang', reason: '重复选案' },
      {
        ...base,
        id: 'XA2026110004',
        firm: firm(18),
        selector: '',
        source: '随机抽取',
        approver: 'zhaogang',
        reason: '企业已迁出',
      },
    ].map((c) => ({ ...c, status: '待处理' }));
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '选案撤出',
        path: PATH,
        cases: call.store.list('target'),
        heads: ['案源编号', '纳税人识别号', '纳税人名称', '案源', '选案人', '选案日期', '状态', '操作'],
        cells: (c) => [
          c.id,
          c.firm.uscc,
          esc(c.firm.name),
          c.source,
          c.selector ? nameOf(c.selector) : '',
          c.chosen,
          statusMark(c.status),
          `<a href="/xa/detail.do?aybh=${c.id}">撤出</a>`,
        ],
      }),
    'GET /xa/detail.do': (call) => {
      const c = call.store.get(call.query.get('aybh') ?? '');
      if (!c) return notFound(LIST);
      return page({
        title: '选案撤出',
        path: PATH,
        body: `${taxpayerBox(c)}${box('案源信息', row(['案源编号', `<span id="aybh">${c.id}</span>`], ['案源类别', c.source], ['选案日期', c.chosen]))}
<br><iframe name="opFrame" src="/xa/op.do?aybh=${c.id}" width="98%" height="180" frameborder="0" style="margin-left:1%"></iframe>`,
      });
    },
    'GET /xa/op.do': operation,
    'POST /xa/cc.do': (call) =>
      commitPage(call, {
        action: 'target.remove',
        ids: [call.form.get('aybh') ?? ''],
        from: ['待处理'],
        title: '选案撤出',
        back: LIST,
        done: '已撤出选案清单。',
        change: (c) =>
          Object.assign(c, {
            status: '已撤出',
            remover: call.user?.id,
            approver: call.form.get('pzr_dm'),
            reason: call.form.get('ccyy'),
          }),
      }).replace('onclick="location.href=', 'onclick="parent.location.href='),
  },
};

/** @param {Call} call */
function operation(call) {
  const c = call.store.get(call.query.get('aybh') ?? '');
  if (!c) return notFound(LIST);
  /** @type {[string, string][]} */
  const approvers = [
    ['', '--请选择--'],
    ...[...taxPeople, ...taxOthers].map((p) => /** @type {[string, string]} */ ([p.id, p.name])),
  ];
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><link href="/style/main.css" rel="stylesheet" type="text/css"><script src="/js/common.js"></script></head>
<body class="main"><form name="ccForm" method="post" action="/xa/cc.do" style="margin:0" onsubmit="return check(this)">${hidden('aybh', c.id)}${hidden('xary_dm', c.selector)}${hidden('ccry_dm', call.user?.id)}
${box('撤出办理', row(['选案人', c.selector ? `${nameOf(c.selector)}(${c.selector})` : '&nbsp;'], ['撤出人', `${call.user?.name}(${call.user?.id})`], ['批准人', select('pzr_dm', approvers, c.approver)]) + row(['撤出原因', input('ccyy', c.reason, 80), 5]))}
<table width="98%" align="center" border="0"><tr><td class="btns">${c.status === '待处理' ? '<button class="btn">确认撤出</button>' : statusMark(c.status)}</td></tr></table></form>
<script>function check(f){ return confirm('撤出后该户不再列入本期检查计划,确认撤出?'); }</script></body></html>`;
}
