// @ts-check
// 申报受理. Two ways to one action: the page, and 快速受理 in the row of the list, whose request carries the number alone.
import { isoDate, yuan } from '../invented.mjs';
import {
  box,
  commitPage,
  esc,
  hidden,
  input,
  listPage,
  notFound,
  page,
  radios,
  row,
  select,
  statusMark,
} from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */

const PATH = '申报征收';
const LIST = '/sb/list.do';

/** @type {import('./app.mjs').Module} */
export const filing = {
  seed({ day, today, firm }) {
    const base = {
      module: 'filing',
      label: '申报受理',
      status: '待受理',
      tax: '增值税',
      period: `${day(-35).slice(0, 7)}`,
      due: day(-4),
      filed: day(-5),
      receipt: today,
      penalty: 'none',
      reason: '',
    };
    return [
      { ...base, id: 'SB2026110001', firm: firm(0), amount: 4123500, due: day(4), filed: day(-1) },
      { ...base, id: 'SB2026110002', firm: firm(1), amount: 2388000, filed: day(-1) },
      { ...base, id: 'SB2026110003', firm: firm(2), amount: 615000, filed: day(-1), receipt: day(-6) },
      { ...base, id: 'SB2026110004', firm: firm(4), amount: 88000, filed: day(-2), penalty: 'warn' },
      { ...base, id: 'SB2026110005', firm: firm(9), amount: 142000, due: day(4), filed: today },
      { ...base, id: 'SB2026110006', firm: firm(12), amount: 530000, filed: day(0) },
    ];
  },
  routes: {
    [`GET ${LIST}`]: list,
    'GET /sb/detail.do': detail,
    'POST /sb/sl.do': save,
    'POST /sb/kssl.do': (call) =>
      commitPage(call, {
        action: 'filing.accept',
        ids: [call.form.get('sbxh') ?? ''],
        from: ['待受理'],
        title: '申报受理',
        back: LIST,
        done: '申报已受理。',
        change: (c) => Object.assign(c, { status: '已受理', operator: call.user?.id, receipt: call.today }),
      }),
  },
};

/** @param {Call} call */
function list(call) {
  return listPage(call, {
    title: '申报受理',
    path: PATH,
    cases: call.store.list('filing'),
    heads: [
      '申报序号',
      '纳税人识别号',
      '纳税人名称',
      '税种',
      '所属期',
      '应纳税额(元)',
      '申报期限',
      '申报日期',
      '状态',
      '操作',
    ],
    cells: (c) => [
      c.id,
      c.firm.uscc,
      esc(c.firm.name),
      c.tax,
      c.period,
      yuan(c.amount),
      c.due,
      c.filed,
      statusMark(c.status),
      c.status === '待受理'
        ? `<a href="/sb/detail.do?sbxh=${c.id}">受理</a> <a href="#" onclick="kssl('${c.id}');return false">快速受理</a>`
        : `<a href="/sb/detail.do?sbxh=${c.id}">查看</a>`,
    ],
    after: `<form name="ksForm" method="post" action="/sb/kssl.do">${hidden('sbxh', '')}</form>`,
    script: 'function kssl(id){ document.ksForm.sbxh.value=id; document.ksForm.submit(); }',
  });
}

/** @param {Call} call */
function detail(call) {
  const c = call.store.get(call.query.get('sbxh') ?? '');
  if (!c) return notFound(LIST);
  return page({
    title: '申报受理',
    path: PATH,
    body: `<form name="slForm" method="post" action="/sb/sl.do" style="margin:0">${hidden('sbxh', c.id)}
${box(
  '申报信息',
  [
    row(
      ['纳税人识别号', `<label for="sbh">${c.firm.uscc}</label>`],
      ['纳税人名称', esc(c.firm.name)],
      ['申报序号', c.id],
    ),
    row(['税种', c.tax], ['所属期', c.period], ['应纳税额(元)', yuan(c.amount)]),
    row(['申报期限', c.due], ['申报日期', c.filed], ['受理日期', input('slrq', c.receipt, 12)]),
    row(
      [
        '逾期处理',
        radios(
          'yqcl',
          [
            ['none', '不处理'],
            ['warn', '责令改正'],
            ['fine', '罚款'],
          ],
          c.penalty,
        ),
        3,
      ],
      [
        '不处理原因',
        select(
          'bclyy_dm',
          [
            ['', '--请选择--'],
            ['01', '首违不罚'],
            ['02', '不可抗力'],
            ['03', '系统故障'],
          ],
          c.reason,
        ),
      ],
    ),
  ].join('\n'),
)}
<table width="98%" align="center" border="0"><tr><td class="btns">${c.status === '待受理' ? '<input type="submit" class="btn" value="受 理"> <input type="reset" class="btn" value="重 置">' : statusMark(c.status)}
<input type="button" class="btn" value="返 回" onclick="history.back()"></td></tr></table></form>`,
  });
}

/** @param {Call} call */
function save(call) {
  return commitPage(call, {
    action: 'filing.accept',
    ids: [call.form.get('sbxh') ?? ''],
    from: ['待受理'],
    title: '申报受理',
    back: LIST,
    done: '申报已受理。',
    change: (c) =>
      Object.assign(c, {
        status: '已受理',
        operator: call.user?.id,
        receipt: isoDate(call.form.get('slrq') ?? ''),
        penalty: call.form.get('yqcl'),
        reason: call.form.get('bclyy_dm'),
      }),
  });
}
