// @ts-check
import { dialog, toast } from '../widgets.js';
import { h } from '../dom.js';
import { perform, section } from '../page.js';

/** @typedef {import('../page.js').Page} Page */

const YES_NO = ['是', '否'];

/** @type {import('../widgets.js').Field[]} */
const borrower = [
  { label: '借款人', key: 'borrower' },
  { label: '证件号码', key: 'idNo' },
  { label: '联系电话', key: 'phone' },
  { label: '贷款品种', key: 'product' },
  { label: '经办机构', key: 'org' },
  { label: '结算账号', key: 'account' },
];

/** @type {Page} */
const approve = {
  key: 'approve',
  group: 'credit',
  route: '/m/credit/approve',
  title: '贷款审批',
  open: '审批',
  columns: [
    { label: '审批编号', key: 'id' },
    { label: '借款人', key: 'borrower' },
    { label: '申请金额(元)', key: 'amount', as: 'money' },
    { label: '关联组', key: 'group' },
    { label: '调查人', key: 'investigator', as: 'person' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    { title: '客户信息', fields: borrower },
    {
      title: '申请信息',
      fields: [
        { label: '申请金额', key: 'amount', as: 'yuan' },
        { label: '年利率(%)', key: 'rate' },
        { label: '期限(月)', key: 'term' },
        { label: '贷款用途', key: 'purpose' },
        { label: '关联组编号', key: 'group' },
        { label: '本级审批权限', key: 'limit', as: 'yuan' },
        { label: '调查人', key: 'investigator', as: 'person' },
        { label: '审查人', key: 'reviewer', as: 'person' },
        { label: '审批人', key: 'approver', as: 'person' },
        { label: '审批意见', key: 'opinion', edit: 'area', wide: true },
      ],
    },
  ],
  actions: [
    {
      label: '同意',
      when: ['待审批'],
      via: 'fetch',
      target: 'POST /api/loan/approve',
      body: (r, v) => ({ ids: [r.id], opinion: v.opinion }),
      confirm: (r) => `确认同意 ${r.borrower} 的贷款申请?`,
    },
    {
      label: '否决',
      look: 'plain',
      when: ['待审批'],
      via: 'fetch',
      target: 'POST /api/loan/reject',
      body: (r) => ({ ids: [r.id] }),
      confirm: () => '确认否决该申请?',
    },
  ],
  bulk: {
    label: '批量同意',
    kind: 'div',
    when: ['待审批'],
    via: 'fetch',
    target: 'POST /api/loan/approve',
    body: (records) => ({ ids: records.map((/** @type {any} */ r) => r.id), opinion: '批量同意' }),
    confirm: (records) =>
      `共选中 ${records.length} 笔,合计 ¥${(records.reduce((/** @type {number} */ s, /** @type {any} */ r) => s + r.amount, 0) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })},确认批量同意?`,
    confirmKind: 'span',
  },
};

/** @type {import('../widgets.js').Field[]} */
const terms = [
  { label: '合同金额', key: 'amount', as: 'yuan' },
  { label: '年利率(%)', key: 'rate', edit: 'text' },
  { label: '合同起始日', key: 'from', edit: 'date' },
  { label: '合同到期日', key: 'to', edit: 'date' },
  { label: '签订日期', key: 'signed', edit: 'date' },
  { label: '贷款用途', key: 'purpose', edit: 'text' },
  { label: '担保方式/担保人', key: 'guarantor', edit: 'text' },
  { label: '还款方式', key: 'repay', edit: ['按季结息', '等额本息', '到期还本'] },
  { label: '空白合同', key: 'blank' },
];

/** @type {Page} */
const contract = {
  key: 'contract',
  group: 'credit',
  route: '/m/credit/contract',
  title: '借款合同签订',
  open: '签订',
  columns: [
    { label: '合同编号', key: 'id' },
    { label: '借款人', key: 'borrower' },
    { label: '合同金额(元)', key: 'amount', as: 'money' },
    { label: '签订日期', key: 'signed' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    { title: '客户信息', fields: borrower },
    { title: '合同要素', fields: terms },
  ],
  actions: [
    {
      label: '合同签订',
      when: ['待签订'],
      via: 'fetch',
      target: 'POST /api/contract/sign',
      body: (r, v) => ({
        id: r.id,
        rate: v.rate,
        from: v.from,
        to: v.to,
        signed: v.signed,
        purpose: v.purpose,
        guarantor: v.guarantor,
        repay: v.repay,
      }),
      confirm: (r) => `确认与 ${r.borrower} 签订合同?`,
      confirmKind: 'div',
    },
  ],
};

/** @type {Page} */
const disburse = {
  key: 'disburse',
  group: 'credit',
  route: '/m/credit/disburse',
  title: '放款',
  open: '放款',
  columns: [
    { label: '借据编号', key: 'id' },
    { label: '借款人', key: 'borrower' },
    { label: '放款金额(元)', key: 'amount', as: 'money' },
    { label: '收款人', key: 'payee' },
    { label: '受托支付', key: 'entrusted' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    { title: '客户信息', fields: borrower },
    {
      title: '合同信息',
      fields: [
        { label: '合同编号', key: 'contractNo' },
        { label: '放款金额', key: 'amount', as: 'yuan' },
        { label: '年利率(%)', key: 'rate' },
        { label: '合同起始日', key: 'from' },
        { label: '合同到期日', key: 'to' },
        { label: '签订日期', key: 'signed' },
        { label: '贷款用途', key: 'purpose' },
        { label: '担保方式/担保人', key: 'guarantor' },
        { label: '还款方式', key: 'repay' },
        { label: '空白合同', key: 'blank' },
        { label: '贷款卡号', key: 'card' },
        { label: '开卡方式', key: 'cardBy' },
      ],
    },
    {
      title: '支付信息',
      fields: [
        { label: '收款人户名', key: 'payee', edit: 'text' },
        { label: '收款人证件号码', key: 'payeeId', edit: 'text' },
        { label: '收款账号', key: 'payeeAccount', edit: 'text' },
        { label: '受托支付', key: 'entrusted', edit: YES_NO },
      ],
    },
  ],
  actions: [
    {
      label: '确认放款',
      kind: 'div',
      when: ['待放款'],
      via: 'xhr',
      target: 'POST /api/loan/disburse',
      optimistic: true,
      body: (r, v) => ({ loanId: r.id, payee: v.payee, payeeAccount: v.payeeAccount, entrusted: v.entrusted }),
      confirm: (r) => `借据 ${r.id} 放款后不可撤销,是否继续?`,
    },
  ],
};

/** @type {Page} */
const postloan = {
  key: 'postloan',
  group: 'credit',
  route: '/m/credit/postloan',
  title: '贷后检查',
  tall: true,
  columns: [
    { label: '借据编号', key: 'id' },
    { label: '借款人', key: 'borrower' },
    { label: '证件号码', key: 'idNo' },
    { label: '贷款余额(元)', key: 'amount', as: 'money' },
    { label: '所在村', key: 'village' },
    { label: '放款日期', key: 'paid' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '检查登记',
      fields: [
        { label: '借据编号', key: 'id' },
        { label: '借款人', key: 'borrower' },
        { label: '贷款余额', key: 'amount', as: 'yuan' },
        { label: '检查结论', key: 'result', edit: ['正常', '关注', '预警'] },
        { label: '检查记录', key: 'note', edit: 'area', wide: true },
      ],
    },
  ],
  actions: [],
  rowAction(record, refresh) {
    if (record.status !== '待检查') return h('span', null, record.result);
    return h('span', { class: 'link', onclick: () => inspect(record, refresh) }, '登记检查');
  },
};

/** The record form stands in a dialog; the loan's number is in the request's path. @param {any} record @param {() => void} refresh */
async function inspect(record, refresh) {
  /** @type {Record<string, string>} */
  const values = {};
  const content = section(postloan.sections[0], { ...record, result: '正常' }, values, true, () => {});
  const yes = await dialog('贷后检查登记', content, {
    ok: '提 交',
    wide: true,
    before: () => (values.note.trim() ? '' : '请填写检查记录'),
  });
  if (!yes) return;
  await perform(
    {
      label: '提交',
      when: [],
      via: 'fetch',
      target: `PUT /api/postloan/${record.id}/inspections`,
      body: () => ({ result: values.result, note: values.note }),
    },
    record,
    values,
  );
  refresh();
}

/** @type {Page} */
const inquiry = {
  key: 'inquiry',
  group: 'inquiry',
  route: '/m/inquiry/query',
  title: '征信查询',
  columns: [
    { label: '查询编号', key: 'id' },
    { label: '被查询人', key: 'name' },
    { label: '证件号码', key: 'idNo' },
    { label: '查询原因', key: 'reason' },
    { label: '授权书编号', key: 'consentNo' },
    { label: '操作员', key: 'operator', as: 'person' },
    { label: '日期', key: 'at' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '查询条件',
      fields: [
        { label: '被查询人姓名', key: 'name', edit: 'text' },
        { label: '证件号码', key: 'idNo', edit: 'text' },
        { label: '查询原因', key: 'reason', edit: ['贷款审批', '贷后管理', '其他'] },
        { label: '授权书编号', key: 'consentNo', edit: 'text' },
        { label: '贷款申请编号', key: 'appId', edit: 'text' },
      ],
    },
  ],
  actions: [],
  rowAction: () => h('span', { class: 'link', onclick: () => toast('报告仅供练习,无内容', 'info') }, '查看报告'),
  top: (refresh) => queryForm(refresh),
};

/** @param {() => void} refresh */
function queryForm(refresh) {
  /** @type {Record<string, string>} */
  const values = {};
  const form = h(
    'form',
    { class: 'inline-form' },
    section(inquiry.sections[0], { reason: '贷款审批' }, values, true, () => {}),
    h('button', { class: 'btn btn-primary', type: 'submit' }, '查询征信'),
    h('button', { class: 'btn btn-plain', type: 'reset' }, '重置'),
  );
  form.onsubmit = async (e) => {
    e.preventDefault();
    if (!values.name.trim() || !values.idNo.trim()) return toast('请填写姓名和证件号码', 'bad');
    await perform(
      {
        label: '查询征信',
        when: [],
        via: 'xhr',
        target: 'POST /api/inquiry/query',
        body: () => ({
          name: values.name,
          idNo: values.idNo,
          reason: values.reason,
          consentNo: values.consentNo,
          appId: values.appId,
        }),
      },
      {},
      values,
    );
    refresh();
  };
  return form;
}

export const creditPages = [approve, contract, disburse, postloan, inquiry];
