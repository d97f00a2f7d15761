// @ts-check
// 处罚意见. A real <button> whose onclick validates; amount in figures and, computed on blur, in capitals; 暂存 is a second submit button.
import { capitalYuan, fen, yuan } from '../invented.mjs';
import { nameOf } from '../people.mjs';
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
  taxpayerBox,
} from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */

const PATH = '行政处罚';
const LIST = '/cf/list.do';
/** @type {[string, string][]} */
const OFFENCES = [
  ['C01', '未按期办理纳税申报'],
  ['C02', '未按规定开具发票'],
  ['C03', '虚开发票'],
  ['C04', '编造虚假计税依据'],
  ['C05', '偷税'],
];

/** @type {import('./app.mjs').Module} */
export const penalty = {
  seed({ firm }) {
    const base = {
      module: 'penalty',
      label: '处罚意见',
      status: '待提交',
      code: 'C02',
      procedure: 'normal',
      party: 'entity',
      min: 200000,
      max: 1000000,
      reason: '',
      baseAmount: 5000000,
    };
    return [
      {
        ...base,
        id: 'CF2026110001',
        docNo: '云税罚〔2026〕61号',
        firm: firm(13),
        amount: 500000,
        reason: '违法情节一般,主动配合检查,按中档处罚。',
      },
      { ...base, id: 'CF2026110002', docNo: '云税罚〔2026〕62号', firm: firm(17), amount: 220000, reason: '情节较轻' },
      {
        ...base,
        id: 'CF2026110003',
        docNo: '云税罚〔2026〕63号',
        firm: firm(14),
        amount: 200000,
        min: 0,
        max: 200000,
        code: 'C01',
        procedure: 'simple',
      },
      {
        ...base,
        id: 'CF2026110004',
        docNo: '云税罚〔2026〕64号',
        firm: firm(14),
        amount: 180000,
        min: 0,
        max: 200000,
        code: 'C01',
        procedure: 'simple',
      },
      {
        ...base,
        id: 'CF2026110005',
        docNo: '云税罚〔2026〕65号',
        firm: firm(18),
        amount: 6000000,
        min: 5000000,
        max: 50000000,
        code: 'C03',
        baseAmount: 42000000,
        reason: '首次违法且已补缴税款并作进项转出,建议按低档处理。',
      },
    ];
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '处罚意见',
        path: PATH,
        cases: call.store.list('penalty'),
        heads: ['案件编号', '文书号', '纳税人名称', '违法行为', '拟罚款额(元)', '程序', '状态', '操作'],
        cells: (c) => [
          c.id,
          c.docNo,
          esc(c.firm.name),
          OFFENCES.find(([k]) => k === c.code)?.[1] ?? '',
          yuan(c.amount),
          c.procedure === 'simple' ? '简易' : '一般',
          statusMark(c.status),
          `<a href="/cf/detail.do?ajbh=${c.id}">办理</a>`,
        ],
      }),
    'GET /cf/detail.do': detail,
    'POST /cf/tj.do': save,
  },
};

/** @param {Call} call */
function detail(call) {
  const c = call.store.get(call.query.get('ajbh') ?? '');
  if (!c) return notFound(LIST);
  return page({
    title: '处罚意见',
    path: PATH,
    body: `${taxpayerBox(c)}<form name="cfForm" method="post" action="/cf/tj.do" style="margin:0">
${hidden('ajbh', c.id)}${hidden('cfxx', c.min)}${hidden('cfsx', c.max)}
${box(
  '违法事实及处罚意见',
  [
    row(['案件编号', c.id], ['文书号', c.docNo], ['违法行为', select('wfxw_dm', OFFENCES, c.code)]),
    row(
      ['涉税金额(元)', yuan(c.baseAmount)],
      ['裁量幅度(元)', `<span class="fdxx">${yuan(c.min)}</span> 至 <span class="fdsx">${yuan(c.max)}</span>`],
      [
        '当事人类型',
        radios(
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
      [
        '处罚程序',
        radios(
          'cfcx',
          [
            ['simple', '简易'],
            ['normal', '一般'],
          ],
          c.procedure,
        ),
      ],
      [
        '罚款金额(元)',
        input('fkje', yuan(c.amount), 14, `onblur="document.getElementById('fkdx').innerHTML=dx(num(this.value))"`),
      ],
      ['金额大写', `<span id="fkdx">${capitalYuan(c.amount)}</span>`],
    ),
    row(['裁量理由', `<textarea name="clly" cols="80" rows="3">${esc(c.reason)}</textarea>`, 5]),
  ].join('\n'),
)}
<table width="98%" align="center" border="0"><tr><td class="btns">${
      c.status === '待提交'
        ? `<button type="submit" class="btn" name="cz" value="zc">暂 存</button>
<button type="submit" class="btn" name="cz" value="tj" onclick="return jy()">提交审核</button>`
        : statusMark(c.status)
    }
<input type="button" class="btn" value="返 回" onclick="location.href='${LIST}'"></td></tr></table></form>
<table width="98%" align="center"><tr><td class="pg">承办人:${nameOf(call.user?.id ?? '')}</td></tr></table>`,
    script: `function jy(){ if(num(document.cfForm.fkje.value)<=0){ alert('罚款金额必须大于零!'); return false; } return true; }`,
  });
}

/** @param {Call} call */
function save(call) {
  const id = call.form.get('ajbh') ?? '';
  const typed = {
    amount: fen(call.form.get('fkje') ?? ''),
    code: call.form.get('wfxw_dm'),
    procedure: call.form.get('cfcx'),
    party: call.form.get('dsrlx'),
    reason: call.form.get('clly'),
  };
  if (call.form.get('cz') !== 'tj') {
    return commitPage(call, {
      action: 'penalty.draft',
      ids: [id],
      from: ['待提交'],
      title: '处罚意见',
      back: LIST,
      done: '已暂存。',
      change: (c) => Object.assign(c, typed),
    });
  }
  return commitPage(call, {
    action: 'penalty.submit',
    ids: [id],
    from: ['待提交'],
    title: '处罚意见',
    back: LIST,
    done: '处罚意见已提交审核。',
    change: (c) => Object.assign(c, typed, { status: '已提交', operator: call.user?.id }),
  });
}
