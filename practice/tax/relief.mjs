// @ts-check
// 减免审批. form.submit() from script; the verb is a hidden field; Enter presses 试算; a batch button on the list.
import { capitalYuan, chineseDate, fen, yuan } from '../invented.mjs';
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
/** @typedef {import('../store.mjs').Case} Case */

const PATH = '文书审批';
const LIST = '/jm/list.do';
/** @type {[string, string][]} */
const KINDS = [
  ['0101', '困难减免'],
  ['0102', '小微企业减免'],
  ['0103', '灾害减免'],
  ['0104', '再就业减免'],
];

/** @type {import('./app.mjs').Module} */
export const relief = {
  seed({ day, firm }) {
    const base = {
      module: 'relief',
      label: '减免审批',
      status: '待审批',
      acceptor: 'wangmin',
      reviewer: 'liqiang',
      approver: '',
      kind: '0102',
      tax: '增值税',
      base: 200000000,
      rate: 3,
      from: day(-325),
      to: day(-24),
      policyTo: day(400),
      required: 4,
      present: 4,
    };
    return [
      { ...base, id: 'JM2026110001', docNo: '云税减批〔2026〕1101号', firm: firm(0), amount: 3600000 },
      {
        ...base,
        id: 'JM2026110002',
        docNo: '云税减批〔2026〕1102号',
        firm: firm(1),
        amount: 4850000,
        required: 5,
        present: 3,
      },
      {
        ...base,
        id: 'JM2026110003',
        docNo: '云税减批〔2026〕1103号',
        firm: firm(2),
        amount: 1200000,
        acceptor: 'chenjing',
      },
      {
        ...base,
        id: 'JM2026110004',
        docNo: '云税减批〔2026〕1104号',
        firm: firm(3),
        amount: 85000000,
        base: 3400000000,
        kind: '0101',
        tax: '企业所得税',
        policyTo: day(-90),
      },
      {
        ...base,
        id: 'JM2026110005',
        docNo: '云税减批〔2026〕1105号',
        firm: firm(0),
        amount: 2400000,
        from: day(-120),
        to: day(-24),
      },
      {
        ...base,
        id: 'JM2026110006',
        docNo: '云税减批〔2026〕1106号',
        firm: firm(0),
        amount: 1500000,
        kind: '0104',
        tax: '城镇土地使用税',
      },
      { ...base, id: 'JM2026110007', docNo: '云税减批〔2026〕1107号', firm: firm(4), amount: 900000 },
      {
        ...base,
        id: 'JM2026110008',
        docNo: '云税减批〔2026〕1108号',
        firm: firm(5),
        amount: 2000000,
        reviewer: '',
        acceptor: 'liqiang',
      },
    ];
  },
  routes: {
    [`GET ${LIST}`]: list,
    'GET /jm/detail.do': (call) => detail(call.store.get(call.query.get('lcslid') ?? '')),
    'POST /jm/save.do': save,
    'POST /jm/batch.do': (call) =>
      commitPage(call, {
        action: 'relief.approve',
        ids: call.form.getAll('lcslid'),
        from: ['待审批'],
        title: '减免批量审批',
        back: LIST,
        done: `本次共审批通过 ${call.form.getAll('lcslid').length} 户`,
        change: (c) => Object.assign(c, { status: '已审批', approver: call.user?.id, opinion: '同意(批量)' }),
      }),
  },
};

/** @param {Call} call */
function list(call) {
  return listPage(call, {
    title: '减免审批',
    path: PATH,
    cases: call.store.list('relief'),
    heads: [
      '<input type="checkbox" onclick="qx(this)">',
      '文书流水号',
      '文书号',
      '纳税人名称',
      '减免类型',
      '减免税额(元)',
      '受理人',
      '状态',
      '操作',
    ],
    cells: (c) => [
      c.status === '待审批' ? `<input type="checkbox" name="lcslid" value="${c.id}">` : '',
      c.id,
      c.docNo,
      esc(c.firm.name),
      KINDS.find(([k]) => k === c.kind)?.[1] ?? '',
      yuan(c.amount),
      nameOf(c.acceptor),
      statusMark(c.status),
      `<a href="javascript:openWs('${c.id}')">${c.status === '待审批' ? '审批' : '查看'}</a>`,
    ],
    before: '<form name="plForm" method="post" action="/jm/batch.do" style="margin:0">',
    after: '<center><input type="button" class="btn" value="批量同意" onclick="plty()"></center></form>',
    script: `function openWs(id){ location.href='/jm/detail.do?lcslid='+id; }
function qx(o){ var e=document.plForm.elements; for(var i=0;i<e.length;i++) if(e[i].name=='lcslid') e[i].checked=o.checked; }
function plty(){ var n=0,e=document.plForm.elements; for(var i=0;i<e.length;i++) if(e[i].name=='lcslid'&&e[i].checked) n++;
 if(n==0){alert('请先选择要审批的文书!');return;}
 if(!confirm('确定批量同意所选 '+n+' 份文书吗?')) return; document.plForm.submit(); }`,
  });
}

/** @param {Case | undefined} c */
function detail(c) {
  if (!c) return notFound(LIST);
  const open = c.status === '待审批';
  const form = `<form name="spForm" method="post" action="/jm/save.do" style="margin:0">
${hidden('lcslid', c.id)}${hidden('czlx', '')}${hidden('zsxm_dm', c.tax)}
${box(
  '减免申请信息',
  [
    row(['文书号', c.docNo], ['减免类型', select('jmlx_dm', KINDS, c.kind)], ['税种', c.tax]),
    row(['所属期起', chineseDate(c.from)], ['所属期止', chineseDate(c.to)], ['政策有效期止', chineseDate(c.policyTo)]),
    row(
      ['计税依据', input('jsyj', yuan(c.base), 16, 'style="text-align:right"')],
      ['减征率(%)', input('jzl', c.rate, 6)],
      ['减免税额', input('jmse', yuan(c.amount), 16, 'style="text-align:right"')],
    ),
    row(['金额大写', `<span id="dxje">${capitalYuan(c.amount)}</span>`, 5]),
    row(
      ['应附资料', `${hidden('yffs', c.required)}${c.required} 份`],
      ['已附资料', `${input('yifs', c.present, 4)} 份`],
      ['资料清单', '<a href="javascript:alert(\'资料清单请见纸质档案\')">查看清单</a>'],
    ),
    handlersRow(c, nameOf),
  ].join('\n'),
)}
${box('审批意见', row(['意见内容', `<textarea name="spyj" cols="70" rows="3">${esc(c.opinion ?? '情况属实,拟同意减免。')}</textarea>`, 5]))}
<table width="98%" align="center" border="0"><tr><td class="btns">${
    open
      ? `<input type="submit" class="btn" value="试 算" onclick="document.spForm.czlx.value='js'">
<input type="button" class="btn" value="审批通过" onclick="tj('ty')"> <input type="button" class="btn" value="退回补正" onclick="tj('th')">`
      : `<b>${statusMark(c.status)}</b>`
  }
<input type="button" class="btn" value="返 回" onclick="location.href='${LIST}'"></td></tr></table></form>`;
  return page({
    title: '减免审批',
    path: PATH,
    body: taxpayerBox(c) + form,
    script: `function tj(lx){ var f=document.spForm; if(trim(f.spyj.value)==''){alert('请填写审批意见!');f.spyj.focus();return false;} f.czlx.value=lx; f.submit(); }`,
  });
}

/** One address for three verbs: after 试算 the page stays under /jm/save.do, without its case number. @param {Call} call */
function save(call) {
  const id = call.form.get('lcslid') ?? '';
  const verb = call.form.get('czlx');
  const amount = fen(call.form.get('jmse') ?? '');
  if (verb === 'ty') {
    return commitPage(call, {
      action: 'relief.approve',
      ids: [id],
      from: ['待审批'],
      title: '减免审批',
      back: LIST,
      done: '减免审批已通过。',
      change: (c) =>
        Object.assign(c, {
          status: '已审批',
          approver: call.user?.id,
          amount,
          present: Number(call.form.get('yifs')),
          opinion: call.form.get('spyj'),
        }),
    });
  }
  if (verb === 'th') {
    return commitPage(call, {
      action: 'relief.return',
      ids: [id],
      from: ['待审批'],
      title: '减免审批',
      back: LIST,
      done: '文书已退回补正。',
      change: (c) => Object.assign(c, { status: '已退回', opinion: call.form.get('spyj') }),
    });
  }
  const found = call.store.get(id);
  const base = fen(call.form.get('jsyj') ?? '');
  const rate = Number(call.form.get('jzl'));
  return detail(
    found && {
      ...found,
      base,
      rate,
      amount: Math.round((base * rate) / 100),
      present: Number(call.form.get('yifs')),
      opinion: call.form.get('spyj'),
    },
  );
}
