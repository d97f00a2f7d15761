// @ts-check
// 延期缴纳. Fields named `submit` and `action` clobber the form; the verb is nothing but the pressed button's value; Enter commits.
import { addMonths, isoDate, yuan } from '../invented.mjs';
import { nameOf } from '../people.mjs';
import {
  box,
  commitPage,
  esc,
  fixed,
  handlersRow,
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

const PATH = '文书审批';
const LIST = '/hj/list.do';
/** @type {[string, string][]} */
const LEVELS = [
  ['1', '税务所'],
  ['2', '县局分局'],
  ['3', '县级税务局'],
  ['4', '市级税务局'],
  ['5', '省级税务局'],
];

/** @type {import('./app.mjs').Module} */
export const deferral = {
  seed({ day, months, firm }) {
    const base = {
      module: 'deferral',
      label: '延期缴纳',
      status: '待审批',
      acceptor: 'wangmin',
      reviewer: 'liqiang',
      approver: '',
      tax: '增值税',
      due: day(-8),
      level: '5',
      cash: 21345000,
      wages: 9680000,
      insurance: 3127000,
      reason: '货款回收周期延长,当期货币资金不足',
    };
    return [
      {
        ...base,
        id: 'HJ2026110001',
        docNo: '云税延批〔2026〕001号',
        firm: firm(6),
        amount: 18650000,
        to: months(day(-8), 2),
      },
      { ...base, id: 'HJ2026110002', docNo: '云税延批〔2026〕002号', firm: firm(0), amount: 48620000, to: day(96) },
      {
        ...base,
        id: 'HJ2026110003',
        docNo: '云税延批〔2026〕003号',
        firm: firm(7),
        amount: 9200000,
        to: months(day(-8), 3),
        level: '3',
      },
      {
        ...base,
        id: 'HJ2026110004',
        docNo: '云税延批〔2026〕004号',
        firm: firm(8),
        amount: 5600000,
        to: months(day(-8), 5),
        level: '4',
        acceptor: 'chenjing',
      },
      {
        ...base,
        id: 'HJ2026110005',
        docNo: '云税延批〔2026〕005号',
        firm: firm(9),
        amount: 3080000,
        to: months(day(-8), 4),
        status: '待提交',
        reviewer: '',
      },
      {
        ...base,
        id: 'HJ2026110006',
        docNo: '云税延批〔2026〕006号',
        firm: firm(10),
        amount: 7715000,
        to: months(day(-8), 1),
        status: '待提交',
        reviewer: '',
      },
    ];
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '延期缴纳税款审批',
        path: PATH,
        cases: call.store.list('deferral'),
        heads: ['文书流水号', '文书号', '纳税人名称', '税种', '延期税额(元)', '缴款期限', '申请延期至', '状态', '操作'],
        cells: (c) => [
          c.id,
          c.docNo,
          esc(c.firm.name),
          c.tax,
          yuan(c.amount),
          c.due,
          c.to,
          statusMark(c.status),
          `<a href="/hj/detail.do?lcslid=${c.id}">办理</a>`,
        ],
      }),
    'GET /hj/detail.do': (call) => detail(call.store.get(call.query.get('lcslid') ?? '')),
    'POST /hj/detail.do': save,
  },
};

/** @param {Case | undefined} c @param {string} [note] */
function detail(c, note = '') {
  if (!c) return notFound(LIST);
  const verbs = { 待提交: ['提交审批'], 待审批: ['同 意', '不同意'] }[c.status] ?? [];
  const buttons = [...verbs, ...(verbs.length ? ['试算期限'] : [])]
    .map((v) => `<input type="submit" name="submit" class="btn" value="${v}">`)
    .join(' ');
  return page({
    title: '延期缴纳税款审批',
    path: PATH,
    body: `<form name="form1" method="post" action="/hj/detail.do" style="margin:0">
${hidden('action', 'hjsp')}${hidden('lcslid', c.id)}
${box(
  '纳税人信息',
  [
    row(['纳税人识别号', fixed('nsrsbh', c.firm.uscc, 24)], ['纳税人名称', fixed('nsrmc', c.firm.name, 34)]),
    row(
      ['法定代表人', fixed('fddbr', c.firm.legalPerson)],
      ['身份证件号码', fixed('sfzjhm', c.firm.legalPersonId, 24)],
    ),
  ].join('\n'),
)}
${box(
  '延期申请',
  [
    row(
      ['文书号', fixed('wsh', c.docNo, 24)],
      ['税种', fixed('zsxm', c.tax)],
      ['延期税额(元)', input('yqse', yuan(c.amount), 14)],
    ),
    row(
      ['原缴款期限', fixed('jkqx', c.due, 12)],
      ['申请延期至', input('yqz', c.to, 12)],
      ['审批机关级次', select('spjc', LEVELS, c.level)],
    ),
    row(
      ['货币资金余额', fixed('hbzj', yuan(c.cash), 14)],
      ['应付职工工资', fixed('yfgz', yuan(c.wages), 14)],
      ['应付社会保险费', fixed('yfsb', yuan(c.insurance), 14)],
    ),
    row(['申请理由', input('sqly', c.reason, 80), 5]),
    handlersRow(c, nameOf),
    row(['审批意见', input('spyj', c.opinion ?? '同意延期', 80), 5]),
  ].join('\n'),
)}
<table width="98%" align="center" border="0"><tr><td class="btns"><span class="tip">${note}</span> ${buttons || statusMark(c.status)}
<input type="button" class="btn" value="返 回" onclick="location.href='${LIST}'"></td></tr></table></form>`,
  });
}

/** @param {Call} call */
function save(call) {
  const id = call.form.get('lcslid') ?? '';
  const verb = (call.form.get('submit') ?? '').replace(/\s/g, '');
  const typed = {
    to: isoDate(call.form.get('yqz') ?? ''),
    level: call.form.get('spjc'),
    opinion: call.form.get('spyj'),
  };
  if (verb === '提交审批') {
    return commitPage(call, {
      action: 'deferral.submit',
      ids: [id],
      from: ['待提交'],
      title: '延期缴纳税款审批',
      back: LIST,
      done: '已提交审批。',
      change: (c) => Object.assign(c, typed, { status: '待审批', reviewer: call.user?.id }),
    });
  }
  if (verb === '同意' || verb === '不同意') {
    return commitPage(call, {
      action: verb === '同意' ? 'deferral.approve' : 'deferral.refuse',
      ids: [id],
      from: ['待审批'],
      title: '延期缴纳税款审批',
      back: LIST,
      done: `审批意见:${verb}。`,
      change: (c) =>
        Object.assign(c, typed, { status: verb === '同意' ? '已批准' : '已驳回', approver: call.user?.id }),
    });
  }
  const found = call.store.get(id);
  return detail(found && { ...found, ...typed }, found ? `按三个月计算,最迟可延至 ${addMonths(found.due, 3)}。` : '');
}
