// @ts-check
// 处罚决定. The form goes into a hidden frame; its answer calls a function of the page. The notified amount stands in capitals only.
import { capitalYuan, chineseDate, fen, yuan } from '../invented.mjs';
import { nameOf } from '../people.mjs';
import {
  box,
  esc,
  handlersRow,
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

const PATH = '行政处罚';
const LIST = '/cfjd/list.do';

/** @type {import('./app.mjs').Module} */
export const decide = {
  seed({ day, firm }) {
    const base = {
      module: 'penalty-decide',
      label: '处罚决定',
      status: '待决定',
      acceptor: 'zhaogang',
      reviewer: 'lvfang',
      approver: '',
      party: 'entity',
      minutesNo: '',
      defenceNo: '',
      heard: '',
      waived: '否',
    };
    return [
      { ...base, id: 'CJ2026110001', docNo: '云税罚决〔2026〕41号', firm: firm(13), notice: 500000, amount: 500000 },
      {
        ...base,
        id: 'CJ2026110002',
        docNo: '云税罚决〔2026〕42号',
        firm: firm(5),
        notice: 2000000,
        amount: 1200000,
        heard: day(-20),
      },
      { ...base, id: 'CJ2026110003', docNo: '云税罚决〔2026〕43号', firm: firm(18), notice: 6000000, amount: 6000000 },
      {
        ...base,
        id: 'CJ2026110004',
        docNo: '云税罚决〔2026〕44号',
        firm: firm(3),
        notice: 3500000,
        amount: 2800000,
        minutesNo: '云税审纪〔2026〕9号',
        defenceNo: '陈〔2026〕12号',
        heard: day(-15),
      },
      {
        ...base,
        id: 'CJ2026110005',
        docNo: '云税罚决〔2026〕45号',
        firm: firm(11),
        notice: 4200000,
        amount: 4200000,
        heard: day(-3),
        reviewer: 'chenjing',
      },
    ];
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '处罚决定',
        path: PATH,
        cases: call.store.list('penalty-decide'),
        heads: ['案件编号', '决定书文号', '当事人', '告知罚款额', '决定罚款额(元)', '状态', '操作'],
        cells: (c) => [
          c.id,
          c.docNo,
          esc(c.firm.name),
          capitalYuan(c.notice),
          yuan(c.amount),
          statusMark(c.status),
          `<a href="/cfjd/detail.do?ajbh=${c.id}">办理</a>`,
        ],
      }),
    'GET /cfjd/detail.do': detail,
    'POST /cfjd/jd.do': save,
  },
};

/** @param {Call} call */
function detail(call) {
  const c = call.store.get(call.query.get('ajbh') ?? '');
  if (!c) return notFound(LIST);
  return page({
    title: '处罚决定',
    path: PATH,
    body: `${taxpayerBox(c)}<form name="jdForm" method="post" action="/cfjd/jd.do" target="saveFrame" style="margin:0">${hidden('ajbh', c.id)}
${box(
  '处罚决定',
  [
    row(
      ['案件编号', c.id],
      ['决定书文号', c.docNo],
      [
        '当事人类型',
        select(
          'dsrlx',
          [
            ['entity', '单位'],
            ['person', '个人'],
          ],
          c.party,
        ),
      ],
    ),
    row(
      ['告知书拟罚款额', capitalYuan(c.notice)],
      ['决定罚款额(元)', input('jdje', yuan(c.amount), 14)],
      ['听证告知送达日', c.heard ? chineseDate(c.heard) : '&nbsp;'],
    ),
    row(
      ['集体审议纪要号', input('jybh', c.minutesNo, 22)],
      ['陈述申辩材料号', input('sbclh', c.defenceNo, 18)],
      ['已放弃听证', c.waived],
    ),
    handlersRow(c, nameOf),
    row(['决定意见', `<textarea name="jdyj" cols="80" rows="3">事实清楚,证据确凿,适用法律正确。</textarea>`, 5]),
  ].join('\n'),
)}
<table width="98%" align="center" border="0"><tr><td class="btns" id="czan">${c.status === '待决定' ? '<span class="lnkbtn" style="cursor:pointer" onclick="zcjd()">作出决定</span>' : statusMark(c.status)}
<input type="button" class="btn" value="返 回" onclick="location.href='${LIST}'"></td></tr></table></form>
<iframe name="saveFrame" src="about:blank" width="0" height="0" frameborder="0"></iframe>`,
    script: `function zcjd(){ document.jdForm.submit(); }
function bcwc(ok,ts){ alert(ts); if(ok) location.reload(); }`,
  });
}

/** @param {Call} call */
function save(call) {
  const entry = call.store.commit({
    action: 'penalty.decide',
    ids: [call.form.get('ajbh') ?? ''],
    user: call.user?.id ?? '',
    from: ['待决定'],
    request: requestOf(call),
    change: (c) =>
      Object.assign(c, {
        status: '已决定',
        approver: call.user?.id,
        amount: fen(call.form.get('jdje') ?? ''),
        minutesNo: call.form.get('jybh'),
        defenceNo: call.form.get('sbclh'),
      }),
  });
  return `<html><body><script>parent.bcwc(${entry.accepted},"${entry.accepted ? '处罚决定已作出!' : entry.why}");</script></body></html>`;
}
