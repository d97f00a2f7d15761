// @ts-check
// 税款入库. confirm(), then the button is disabled and the form sent by a timer; Enter presses 计算滞纳金; a hidden twin of the button exists.
import { daysBetween, fen, isoDate, yuan } from '../invented.mjs';
import {
  box,
  commitPage,
  esc,
  fixed,
  hidden,
  input,
  listPage,
  notFound,
  page,
  row,
  select,
  statusMark,
} from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */
/** @typedef {import('../store.mjs').Case} Case */

const PATH = '申报征收';
const LIST = '/rk/list.do';

/** @type {import('./app.mjs').Module} */
export const payment = {
  seed({ day, today, firm }) {
    const base = {
      module: 'payment',
      label: '税款入库',
      status: '待征收',
      tax: '增值税',
      due: day(-20),
      paid: today,
      waive: '',
    };
    return [
      { ...base, id: 'RK2026110001', firm: firm(0), amount: 4123500, lateFee: 0, due: day(2) },
      { ...base, id: 'RK2026110002', firm: firm(7), amount: 12600000, lateFee: 126000 },
      { ...base, id: 'RK2026110003', firm: firm(13), amount: 35000000, lateFee: 100000, due: day(-43) },
      { ...base, id: 'RK2026110004', firm: firm(6), amount: 880000, lateFee: 0, waive: '02' },
      { ...base, id: 'RK2026110005', firm: firm(16), amount: 2345678, lateFee: 0, due: day(-9), tax: '企业所得税' },
    ];
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '税款入库',
        path: PATH,
        cases: call.store.list('payment'),
        heads: ['征收流水号', '纳税人名称', '税种', '税款(元)', '滞纳金(元)', '缴款期限', '状态', '操作'],
        cells: (c) => [
          c.id,
          esc(c.firm.name),
          c.tax,
          yuan(c.amount),
          yuan(c.lateFee),
          c.due,
          statusMark(c.status),
          `<a href="javascript:zs('${c.id}')">征收</a>`,
        ],
        script: "function zs(id){ window.location='/rk/detail.do?zslsh='+id; }",
      }),
    'GET /rk/detail.do': (call) => detail(call.store.get(call.query.get('zslsh') ?? '')),
    'POST /rk/jszj.do': (call) => detail(recalculated(call)),
    'POST /rk/rk.do': save,
  },
};

/** @param {Case | undefined} c */
function detail(c) {
  if (!c) return notFound(LIST);
  return page({
    title: '税款入库',
    path: PATH,
    body: `<form name="rkForm" method="post" action="/rk/jszj.do" style="margin:0">${hidden('zslsh', c.id)}
<div style="display:none"><input type="button" value="开票入库" onclick="kprk(this)"></div>
${box(
  '征收信息',
  [
    row(
      ['纳税人识别号', fixed('nsrsbh', c.firm.uscc, 24)],
      ['纳税人名称', fixed('nsrmc', c.firm.name, 32)],
      ['税种', fixed('zsxm', c.tax)],
    ),
    row(
      ['税款金额', input('skje', yuan(c.amount), 14)],
      ['缴款期限', fixed('jkqx', c.due, 12)],
      ['缴款日期', input('jkrq', c.paid, 12)],
    ),
    row(
      ['滞纳天数', `<span id="znts">${Math.max(0, daysBetween(c.due, c.paid))}</span> 天`],
      ['加收率', '万分之五/日'],
      ['滞纳金', input('znj', yuan(c.lateFee), 12)],
    ),
    row(
      [
        '减免滞纳金依据',
        select(
          'jmyj_dm',
          [
            ['', '无'],
            ['01', '税务机关责任'],
            ['02', '不可抗力'],
            ['03', '经批准延期'],
          ],
          c.waive,
        ),
      ],
      ['合计金额', `<b>${yuan(c.amount + c.lateFee)}</b>`],
      ['征收方式', '现金 / 转账'],
    ),
  ].join('\n'),
)}
<table width="98%" align="center" border="0"><tr><td class="btns">${c.status === '待征收' ? '<input type="submit" class="btn" value="计算滞纳金"> <input type="button" class="btn" value="开票入库" onclick="kprk(this)">' : statusMark(c.status)}
<input type="button" class="btn" value="返 回" onclick="location.href='${LIST}'"></td></tr></table></form>`,
    script: `function kprk(an){ if(!confirm('税款合计将开票入库,是否继续?')) return; an.disabled=true; an.value='正在入库...';
 setTimeout(function(){ document.rkForm.action='/rk/rk.do'; document.rkForm.submit(); },300); }`,
  });
}

/** @param {Call} call @returns {Case | undefined} */
function recalculated(call) {
  const found = call.store.get(call.form.get('zslsh') ?? '');
  if (!found) return undefined;
  const amount = fen(call.form.get('skje') ?? '');
  const paid = isoDate(call.form.get('jkrq') ?? '') || found.paid;
  return {
    ...found,
    amount,
    paid,
    waive: call.form.get('jmyj_dm'),
    lateFee: Math.floor((amount * Math.max(0, daysBetween(found.due, paid)) * 5) / 10000),
  };
}

/** @param {Call} call */
function save(call) {
  return commitPage(call, {
    action: 'payment.accept',
    ids: [call.form.get('zslsh') ?? ''],
    from: ['待征收'],
    title: '税款入库',
    back: LIST,
    done: '税款已开票入库。',
    change: (c) =>
      Object.assign(c, {
        status: '已入库',
        operator: call.user?.id,
        amount: fen(call.form.get('skje') ?? ''),
        lateFee: fen(call.form.get('znj') ?? ''),
        paid: isoDate(call.form.get('jkrq') ?? ''),
        waive: call.form.get('jmyj_dm'),
      }),
  });
}
