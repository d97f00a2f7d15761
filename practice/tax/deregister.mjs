// @ts-check
// 注销登记. An <input type=image> sends the form (with tj.x, tj.y); what is still open stands in a table, by row.
import { yuan } from '../invented.mjs';
import {
  box,
  commitPage,
  esc,
  hidden,
  listPage,
  notFound,
  page,
  row,
  select,
  statusMark,
  taxpayerBox,
} from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */

const PATH = '登记管理';
const LIST = '/zx/list.do';

/** @type {import('./app.mjs').Module} */
export const deregister = {
  seed({ day, firm }) {
    const base = {
      module: 'deregister',
      label: '注销登记',
      status: '待核准',
      tax: 0,
      lateFee: 0,
      fine: 0,
      stock: 0,
      openCase: '否',
      unfiled: 0,
      acceptor: 'wangmin',
    };
    return [
      { ...base, id: 'ZX2026110001', firm: firm(8), applied: day(-2) },
      { ...base, id: 'ZX2026110002', firm: firm(7), applied: day(-2), tax: 1260000, lateFee: 18900 },
      { ...base, id: 'ZX2026110003', firm: firm(10), applied: day(-1), stock: 25 },
      { ...base, id: 'ZX2026110004', firm: firm(6), applied: day(-1), openCase: '是', unfiled: 2 },
    ];
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '注销登记',
        path: PATH,
        cases: call.store.list('deregister'),
        heads: ['申请流水号', '纳税人识别号', '纳税人名称', '申请日期', '状态', '操作'],
        cells: (c) => [
          c.id,
          c.firm.uscc,
          esc(c.firm.name),
          c.applied,
          statusMark(c.status),
          `<a href="/zx/detail.do?lsh=${c.id}">办理</a>`,
        ],
      }),
    'GET /zx/detail.do': detail,
    'POST /zx/hz.do': (call) =>
      commitPage(call, {
        action: 'deregister.submit',
        ids: [call.form.get('lsh') ?? ''],
        from: ['待核准'],
        title: '注销登记',
        back: LIST,
        done: '注销登记已核准。',
        change: (c) =>
          Object.assign(c, { status: '已注销', operator: call.user?.id, reason: call.form.get('zxyy_dm') }),
      }),
  },
};

/** @param {Call} call */
function detail(call) {
  const c = call.store.get(call.query.get('lsh') ?? '');
  if (!c) return notFound(LIST);
  const item = (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ unit) =>
    `<tr><td>${name}</td><td class="num">${value}</td><td>${unit}</td></tr>`;
  return page({
    title: '注销登记',
    path: PATH,
    body: `${taxpayerBox(c)}<form name="zxForm" method="post" action="/zx/hz.do" style="margin:0">${hidden('lsh', c.id)}
${box(
  '注销申请',
  row(
    ['申请流水号', c.id],
    ['申请日期', c.applied],
    [
      '注销原因',
      select(
        'zxyy_dm',
        [
          ['1', '解散'],
          ['2', '歇业'],
          ['3', '迁移'],
        ],
        '2',
      ),
    ],
  ),
)}
<table width="98%" align="center" border="0" cellspacing="0" cellpadding="0"><tr><td class="sec">未办结事项</td></tr></table>
<table width="98%" align="center" class="lst" id="wbj" border="1" cellspacing="0" bordercolor="#9DB5CF"><tr><th>事项</th><th>数量/金额</th><th>单位</th></tr>
${item('欠缴税款', yuan(c.tax), '元')}${item('欠缴滞纳金', yuan(c.lateFee), '元')}${item('未缴罚款', yuan(c.fine), '元')}${item('欠税合计', yuan(c.tax + c.lateFee + c.fine), '元')}
${item('结存发票', String(c.stock), '份')}${item('未办结案件', c.openCase, '')}${item('未申报期数', String(c.unfiled), '期')}</table>
<table width="98%" align="center" border="0"><tr><td class="btns">${c.status === '待核准' ? '<input type="image" name="tj" src="/images/zxtj.svg" alt="提交注销" title="提交注销" align="absmiddle">' : statusMark(c.status)}
<a href="${LIST}"><img src="/images/fh.svg" border="0" alt="返回" align="absmiddle"></a></td></tr></table></form>`,
  });
}
