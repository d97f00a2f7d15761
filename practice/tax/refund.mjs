// @ts-check
// 退税办理. The commit is pressed in a window.open() window, which calls a function of its opener: no click happens in the frame that sends.
import { fen, yuan } from '../invented.mjs';
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
  select,
  statusMark,
  taxpayerBox,
} from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */

const PATH = '申报征收';
const LIST = '/ts/list.do';
/** @type {[string, string][]} */
const KINDS = [
  ['1', '误收多缴退税'],
  ['2', '留抵退税'],
  ['3', '出口退税'],
  ['4', '汇算清缴退税'],
];

/** @type {import('./app.mjs').Module} */
export const refund = {
  seed({ day, firm }) {
    const of = (/** @type {number} */ n) => ({
      firm: firm(n),
      accountName: firm(n).name,
      account: firm(n).account,
      bank: firm(n).bank,
    });
    const base = {
      module: 'refund',
      label: '退税办理',
      status: '待退库',
      acceptor: 'wangmin',
      reviewer: 'liqiang',
      approver: '',
      kind: '1',
      tax: '增值税',
      changedAt: '',
    };
    return [
      { ...base, ...of(3), id: 'TS2026110001', docNo: '云税退〔2026〕0081号', amount: 12385000 },
      {
        ...base,
        ...of(5),
        id: 'TS2026110002',
        docNo: '云税退〔2026〕0082号',
        amount: 8420000,
        accountName: '云岭县风筝贸易商行',
        kind: '2',
      },
      { ...base, ...of(11), id: 'TS2026110003', docNo: '云税退〔2026〕0083号', amount: 31500050, changedAt: day(-5) },
      {
        ...base,
        ...of(15),
        id: 'TS2026110004',
        docNo: '云税退〔2026〕0084号',
        amount: 2266000,
        kind: '4',
        tax: '企业所得税',
        accountName: ' 云岭县银杏叶药业有限公司',
      },
      {
        ...base,
        ...of(16),
        id: 'TS2026110005',
        docNo: '云税退〔2026〕0085号',
        amount: 670000,
        accountName: '麦穗',
        kind: '4',
      },
    ];
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '退税办理',
        path: PATH,
        cases: call.store.list('refund'),
        heads: ['文书流水号', '文书号', '纳税人名称', '退税类型', '退税金额(元)', '账户户名', '状态', '操作'],
        cells: (c) => [
          c.id,
          c.docNo,
          esc(c.firm.name),
          KINDS.find(([k]) => k === c.kind)?.[1] ?? '',
          yuan(c.amount),
          esc(c.accountName),
          statusMark(c.status),
          `<a href="#" onclick="location.href='/ts/detail.do?lcslid=${c.id}';return false">办理</a>`,
        ],
      }),
    'GET /ts/detail.do': (call) => detail(call),
    'GET /ts/yj.do': opinionWindow,
    'POST /ts/tk.do': save,
  },
};

/** @param {Call} call */
function detail(call) {
  const c = call.store.get(call.query.get('lcslid') ?? '');
  if (!c) return notFound(LIST);
  return page({
    title: '退税办理',
    path: PATH,
    body: `${taxpayerBox(c)}
<form name="tkForm" method="post" action="/ts/tk.do" style="margin:0" onsubmit="return false">${hidden('lcslid', c.id)}${hidden('blyj', '')}
${box(
  '退税信息',
  [
    row(['文书号', c.docNo], ['退税类型', select('tslx_dm', KINDS, c.kind)], ['税种', c.tax]),
    row(['退税金额(元)', input('tsje', yuan(c.amount), 16)], ['账户户名', input('zhmc', c.accountName, 30), 3]),
    row(['开户银行', input('khyh', c.bank, 34), 3], ['银行账号', input('yhzh', c.account, 24)]),
    row(['账户变更日期', c.changedAt || '&nbsp;'], ['退库渠道', '国库'], ['申请日期', call.today]),
    handlersRow(c, nameOf),
  ].join('\n'),
)}
<table width="98%" align="center" border="0"><tr><td class="btns">${c.status === '待退库' ? `<input type="button" class="btn" value="办理退库" onclick="blyjck()">` : statusMark(c.status)}
<input type="button" class="btn" value="返 回" onclick="location.href='${LIST}'"></td></tr></table></form>`,
    script: `function blyjck(){ window.open('/ts/yj.do?lcslid='+document.tkForm.lcslid.value,'yjwin','width=460,height=260,left=260,top=200'); }
function tktj(yj){ document.tkForm.blyj.value=yj; document.tkForm.submit(); }`,
  });
}

/** @param {Call} call */
function opinionWindow(call) {
  const c = call.store.get(call.query.get('lcslid') ?? '');
  if (!c) return notFound(LIST);
  return page({
    title: '填写办理意见',
    body: `<form name="yjForm" onsubmit="return false" style="margin:6px">${box('办理意见', row(['文书流水号', c.id]) + row(['意见', '<textarea name="yj" cols="44" rows="5">经审核,同意退库。</textarea>']))}
<center><br><input type="button" class="btn" value="确 定" onclick="qd()"> <input type="button" class="btn" value="取 消" onclick="window.close()"></center></form>`,
    script: `function qd(){ var yj=trim(document.yjForm.yj.value); if(yj==''){alert('请填写意见!');return;} window.opener.tktj(yj); window.close(); }`,
  });
}

/** @param {Call} call */
function save(call) {
  return commitPage(call, {
    action: 'refund.pay',
    ids: [call.form.get('lcslid') ?? ''],
    from: ['待退库'],
    title: '退税办理',
    back: LIST,
    done: '退库指令已发送国库。',
    change: (c) =>
      Object.assign(c, {
        status: '已退库',
        approver: call.user?.id,
        amount: fen(call.form.get('tsje') ?? ''),
        accountName: call.form.get('zhmc'),
        opinion: call.form.get('blyj'),
      }),
  });
}
