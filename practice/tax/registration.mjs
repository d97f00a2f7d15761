// @ts-check
// 登记核准. requestSubmit-like: the page's own script clicks a hidden submit button (a click that no hand made).
import { nameOf } from '../people.mjs';
import {
  box,
  commitPage,
  esc,
  handlersRow,
  hidden,
  input,
  listPage,
  notFound,
  page,
  row,
  statusMark,
  taxpayerBox,
} from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */

const PATH = '登记管理';
const LIST = '/dj/list.do';

/** @type {import('./app.mjs').Module} */
export const registration = {
  seed({ day, firm }) {
    const base = {
      module: 'registration',
      label: '登记核准',
      status: '待核准',
      acceptor: 'wangmin',
      reviewer: 'liqiang',
      approver: '',
      kind: '一般纳税人登记',
      needsVisit: '是',
      visitNo: '',
      visitors: '',
      applied: day(-3),
    };
    return [
      { ...base, id: 'DJ2026110001', firm: firm(18), visitNo: '实核〔2026〕77号', visitors: 'liqiang,hemiao' },
      { ...base, id: 'DJ2026110002', firm: firm(17) },
      { ...base, id: 'DJ2026110003', firm: firm(19), visitNo: '实核〔2026〕79号', visitors: 'liqiang' },
      { ...base, id: 'DJ2026110004', firm: firm(12), kind: '变更登记', needsVisit: '否' },
    ];
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '登记核准',
        path: PATH,
        cases: call.store.list('registration'),
        heads: ['申请流水号', '纳税人识别号', '纳税人名称', '登记类型', '须实地核查', '状态', '操作'],
        cells: (c) => [
          c.id,
          c.firm.uscc,
          esc(c.firm.name),
          c.kind,
          c.needsVisit,
          statusMark(c.status),
          `<a href="/dj/detail.do?lsh=${c.id}">核准</a>`,
        ],
      }),
    'GET /dj/detail.do': detail,
    'POST /dj/hz.do': (call) =>
      commitPage(call, {
        action: 'registration.approve',
        ids: [call.form.get('lsh') ?? ''],
        from: ['待核准'],
        title: '登记核准',
        back: LIST,
        done: '登记已核准。',
        change: (c) =>
          Object.assign(c, {
            status: '已核准',
            approver: call.user?.id,
            visitNo: call.form.get('hcwsh'),
            visitors: call.form.get('hcry'),
          }),
      }),
  },
};

/** @param {Call} call */
function detail(call) {
  const c = call.store.get(call.query.get('lsh') ?? '');
  if (!c) return notFound(LIST);
  return page({
    title: '登记核准',
    path: PATH,
    body: `${taxpayerBox(c)}<form name="djForm" method="post" action="/dj/hz.do" style="margin:0">${hidden('lsh', c.id)}
${box(
  '登记信息',
  [
    row(['申请流水号', c.id], ['登记类型', c.kind], ['申请日期', c.applied]),
    row(
      ['须实地核查', c.needsVisit],
      ['核查文书号', input('hcwsh', c.visitNo, 22)],
      ['核查人员', input('hcry', c.visitors, 22)],
    ),
    handlersRow(c, nameOf),
  ].join('\n'),
)}
<input type="submit" id="zztj" value="提交" style="display:none">
<table width="98%" align="center" border="0"><tr><td class="btns">${c.status === '待核准' ? `<table align="center" border="0" cellspacing="0" cellpadding="0"><tr><td class="lnkbtn" style="cursor:pointer" onclick="document.getElementById('zztj').click()">核准登记</td></tr></table>` : statusMark(c.status)}
<br><input type="button" class="btn" value="返 回" onclick="location.href='${LIST}'"></td></tr></table></form>`,
  });
}
