// @ts-check
// 定期定额核定. Amounts in 万元; a link for a button; confirm() before form.submit(); toolbar above and below.
import { fen, wan, yuan } from '../invented.mjs';
import {
  box,
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
} from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */
/** @typedef {import('../store.mjs').Case} Case */

const PATH = '文书审批';
const LIST = '/de/list.do';

/** @type {import('./app.mjs').Module} */
export const quota = {
  seed({ day, firm }) {
    const base = {
      module: 'quota',
      label: '定额核定',
      status: '待核定',
      threshold: 10000000,
      from: day(8),
      to: day(372),
      minutesNo: '',
      attendees: '',
      proofs: 0,
      reason: '',
    };
    return [
      {
        ...base,
        id: 'DE2026110001',
        firm: firm(9),
        previous: 12000000,
        median: 11800000,
        amount: 12500000,
        minutesNo: '云税会纪〔2026〕31号',
        attendees: 5,
        proofs: 2,
      },
      {
        ...base,
        id: 'DE2026110002',
        firm: firm(12),
        previous: 23500000,
        median: 21000000,
        amount: 9800000,
        minutesNo: '云税会纪〔2026〕31号',
        attendees: 5,
      },
      { ...base, id: 'DE2026110003', firm: firm(14), previous: 8600000, median: 9000000, amount: 8800000 },
      {
        ...base,
        id: 'DE2026110004',
        firm: firm(19),
        previous: 15000000,
        median: 14200000,
        amount: 14000000,
        minutesNo: '云税会纪〔2026〕32号',
        attendees: 2,
        proofs: 1,
      },
      {
        ...base,
        id: 'DE2026110005',
        firm: firm(4),
        previous: 0,
        median: 10100000,
        amount: 9950000,
        minutesNo: '云税会纪〔2026〕32号',
        attendees: 4,
        proofs: 3,
      },
    ];
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '定期定额核定',
        path: PATH,
        cases: call.store.list('quota'),
        heads: [
          '文书流水号',
          '纳税人识别号',
          '纳税人名称',
          '原定额(万元/月)',
          '核定额(万元/月)',
          '会议纪要编号',
          '状态',
          '操作',
        ],
        cells: (c) => [
          c.id,
          c.firm.uscc,
          esc(c.firm.name),
          c.previous ? wan(c.previous) : '',
          wan(c.amount),
          esc(c.minutesNo),
          statusMark(c.status),
          `<a href="/de/detail.do?lcslid=${c.id}">核定</a>`,
        ],
      }),
    'GET /de/detail.do': (call) => detail(call.store.get(call.query.get('lcslid') ?? '')),
    'POST /de/hd.do': save,
    'POST /de/cs.do': (call) => detail(merge(call)),
  },
};

/** @param {Case | undefined} c @returns {string} */
function detail(c) {
  if (!c) return notFound(LIST);
  const toolbar =
    c.status === '待核定'
      ? `<a class="lnkbtn" href="javascript:cs()">测 算</a> <a class="lnkbtn" href="javascript:void(0)" onclick="hdtj()">核定提交</a> <a class="lnkbtn" href="${LIST}">返 回</a>`
      : `${statusMark(c.status)} <a class="lnkbtn" href="${LIST}">返 回</a>`;
  return page({
    title: '定期定额核定',
    path: PATH,
    body: `<table width="98%" align="center" border="0"><tr><td class="btns" align="right">${toolbar}</td></tr></table>
${taxpayerBox(c)}
<form name="hdForm" id="hdForm" method="post" action="/de/hd.do" style="margin:0">${hidden('lcslid', c.id)}${hidden('nsrsbh', c.firm.uscc)}
${box(
  '核定信息(金额单位:万元)',
  [
    row(
      ['原核定月销售额', c.previous ? wan(c.previous) : '&nbsp;'],
      ['同行业中位数', wan(c.median)],
      ['起征点(元)', yuan(c.threshold)],
    ),
    row(
      ['月用电量(度)', input('ydl', c.power ?? '', 10)],
      ['从业人数', input('cyrs', c.staff ?? '', 6)],
      ['核定月销售额', `${input('hdxse', wan(c.amount), 10)} 万元`],
    ),
    row(
      ['执行期起', `<input type="text" name="zxqq" class="txt" size="12" value="${c.from}">`],
      ['执行期止', `<input type="text" name="zxqz" class="txt" size="12" value="${c.to}">`],
      ['佐证资料份数', input('zzzl', c.proofs, 4)],
    ),
    row(
      ['会议纪要编号', input('hyjybh', c.minutesNo, 24)],
      ['参会人数', input('chrs', c.attendees, 4)],
      [
        '调整方式',
        select(
          'tzfs',
          [
            ['01', '定期调整'],
            ['02', '申请调整'],
            ['03', '临时调整'],
          ],
          '01',
        ),
      ],
    ),
    row(['核定理由', input('hdly', c.reason, 80), 5]),
  ].join('\n'),
)}</form>
<table width="98%" align="center" border="0"><tr><td class="btns">${toolbar}</td></tr></table>`,
    script: `function cs(){ hdForm.action='/de/cs.do'; hdForm.submit(); }
function hdtj(){ var f=document.getElementById('hdForm'); if(num(f.hdxse.value)<=0){alert('核定月销售额必须大于零!');return;}
 if(confirm('核定月销售额 '+f.hdxse.value+' 万元,确定提交吗?')){ f.action='/de/hd.do'; f.submit(); } }`,
  });
}

/** What was typed, not yet kept. @param {Call} call @returns {Case | undefined} */
function merge(call) {
  const found = call.store.get(call.form.get('lcslid') ?? '');
  if (!found) return undefined;
  const power = Number(call.form.get('ydl'));
  const amount = power ? Math.round(power * 4.2 * 100) * 10 : fen(call.form.get('hdxse') ?? '') * 10000;
  return { ...found, ...typedIn(call), amount };
}

/** @param {Call} call */
function typedIn(call) {
  return {
    amount: Math.round(Number(call.form.get('hdxse')) * 1_000_000),
    minutesNo: call.form.get('hyjybh') ?? '',
    attendees: call.form.get('chrs') ?? '',
    proofs: Number(call.form.get('zzzl')),
    from: call.form.get('zxqq') ?? '',
    to: call.form.get('zxqz') ?? '',
    reason: call.form.get('hdly') ?? '',
    power: call.form.get('ydl'),
    staff: call.form.get('cyrs'),
  };
}

/** @param {Call} call */
function save(call) {
  return commitPage(call, {
    action: 'quota.submit',
    ids: [call.form.get('lcslid') ?? ''],
    from: ['待核定'],
    title: '定期定额核定',
    back: LIST,
    done: '定额核定已提交。',
    change: (c) => Object.assign(c, typedIn(call), { status: '已核定', operator: call.user?.id }),
  });
}
