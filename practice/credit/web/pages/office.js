// @ts-check
import { h } from '../dom.js';
import { perform, section } from '../page.js';
import { button, dialog } from '../widgets.js';

/** @typedef {import('../page.js').Page} Page */

/** @type {Page} */
const card = {
  key: 'card',
  group: 'counter',
  route: '/m/counter/card',
  title: '代理开卡',
  open: '开卡',
  columns: [
    { label: '申请编号', key: 'id' },
    { label: '客户姓名', key: 'client' },
    { label: '证件号码', key: 'clientId' },
    { label: '代理人', key: 'agent' },
    { label: '卡种', key: 'kind' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '客户信息',
      fields: [
        { label: '客户姓名', key: 'client' },
        { label: '证件号码', key: 'clientId' },
        { label: '联系电话', key: 'phone' },
        { label: '卡种', key: 'kind' },
        { label: '预制卡号', key: 'cardNo' },
      ],
    },
    {
      title: '代理人信息',
      fields: [
        { label: '代理人姓名', key: 'agent', edit: 'text' },
        { label: '代理人证件号码', key: 'agentId', edit: 'text' },
        { label: '与客户关系', key: 'relation', edit: ['亲属', '同村', '单位经办'] },
        { label: '代理人已代办卡数', key: 'agentCards' },
      ],
    },
  ],
  actions: [
    {
      label: '确认开卡',
      when: ['待开卡'],
      via: 'fetch',
      target: 'POST /api/card/open',
      body: (r, v) => ({ id: r.id, agentName: v.agent, agentIdNo: v.agentId, relation: v.relation }),
      confirm: (r) => `确认为 ${r.client} 开卡?`,
    },
    {
      label: '本人激活',
      look: 'plain',
      when: ['已开卡'],
      via: 'fetch',
      target: 'POST /api/card/confirm',
      body: (r) => ({ id: r.id }),
    },
  ],
};

/** @type {import('../widgets.js').Field[]} */
const expenseFields = [
  { label: '收款单位', key: 'vendor', edit: 'text' },
  { label: '报销金额', key: 'amount', as: 'money', edit: 'text' },
  { label: '发票号码', key: 'invoices', edit: 'text' },
  { label: '会议纪要编号', key: 'minutesNo', edit: 'text' },
  { label: '费用类别', key: 'kind', edit: ['办公用品', '培训费', '宣传费', '差旅费'] },
  { label: '报销事由', key: 'reason', edit: 'text', wide: true },
];

/** @type {Page} */
const expense = {
  key: 'expense',
  group: 'office',
  route: '/m/office/expense',
  title: '费用报销',
  open: '报销',
  columns: [
    { label: '报销单号', key: 'id' },
    { label: '收款单位', key: 'vendor' },
    { label: '金额(元)', key: 'amount', as: 'money' },
    { label: '会议纪要编号', key: 'minutesNo' },
    { label: '经办人', key: 'handler', as: 'person' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '报销信息',
      fields: [
        { label: '报销单号', key: 'id' },
        { label: '报销部门', key: 'org' },
        { label: '经办人', key: 'handler', as: 'person' },
        ...expenseFields,
      ],
    },
  ],
  actions: [
    {
      label: '提交报销',
      when: ['待报销'],
      via: 'fetch',
      target: 'POST /api/expense/submit',
      body: (r, v) => ({
        expenseNo: r.id,
        vendor: v.vendor,
        amount: v.amount,
        invoiceNos: v.invoices,
        minutesNo: v.minutesNo,
        kind: v.kind,
        reason: v.reason,
      }),
    },
  ],
  top: (refresh) =>
    h('div', { class: 'bar' }, button({ label: '新增报销单', look: 'plain', press: () => newExpense(refresh) })),
};

/** @param {() => void} refresh */
async function newExpense(refresh) {
  /** @type {Record<string, string>} */
  const values = {};
  const content = section({ title: '报销信息', fields: expenseFields }, {}, values, true, () => {});
  if (
    !(await dialog('新增报销单', content, {
      ok: '保 存',
      wide: true,
      before: () => (values.vendor.trim() ? '' : '请填写收款单位'),
    }))
  )
    return;
  await perform(
    {
      label: '保存',
      when: [],
      via: 'fetch',
      target: 'POST /api/expense/create',
      body: () => ({
        vendor: values.vendor,
        amount: values.amount,
        invoiceNos: values.invoices,
        minutesNo: values.minutesNo,
        kind: values.kind,
        reason: values.reason,
      }),
    },
    {},
    values,
  );
  refresh();
}

/** @type {Page} */
const purchase = {
  key: 'purchase',
  group: 'office',
  route: '/m/office/purchase',
  title: '采购管理',
  columns: [
    { label: '采购编号', key: 'id' },
    { label: '采购物品', key: 'item' },
    { label: '预算金额(元)', key: 'amount', as: 'money' },
    { label: '申请人', key: 'applicant', as: 'person' },
    { label: '监督人', key: 'supervisor', as: 'person' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '采购信息',
      fields: [
        { label: '采购编号', key: 'id' },
        { label: '采购物品', key: 'item' },
        { label: '数量', key: 'quantity' },
        { label: '预算金额', key: 'amount', as: 'yuan' },
        { label: '申请人', key: 'applicant', as: 'person' },
        { label: '监督人', key: 'supervisor', as: 'person' },
        { label: '审批人', key: 'approver', as: 'person' },
      ],
    },
  ],
  actions: [
    {
      label: '提交申请',
      when: ['待申请'],
      via: 'fetch',
      target: 'POST /api/purchase/apply',
      body: (r) => ({ id: r.id }),
    },
    {
      label: '监督确认',
      when: ['待监督'],
      via: 'fetch',
      target: 'POST /api/purchase/supervise',
      body: (r) => ({ id: r.id }),
    },
    {
      label: '审批通过',
      kind: 'span',
      when: ['待审批'],
      via: 'fetch',
      target: 'POST /api/purchase/approve',
      body: (r) => ({ id: r.id }),
      confirm: (r) => `确认审批采购 ${r.item}?`,
    },
  ],
};

/** @type {Page} */
const purchaseContract = {
  key: 'purchase-contract',
  group: 'office',
  route: '/m/office/purchase-contract',
  title: '采购合同签订',
  open: '签订',
  columns: [
    { label: '合同编号', key: 'id' },
    { label: '项目编号', key: 'project' },
    { label: '项目名称', key: 'projectName' },
    { label: '供应商', key: 'vendor' },
    { label: '合同金额(万元)', key: 'amount', as: 'wan' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '合同信息',
      fields: [
        { label: '合同编号', key: 'id' },
        { label: '项目编号', key: 'project' },
        { label: '项目名称', key: 'projectName' },
        { label: '供应商', key: 'vendor' },
        { label: '合同金额', key: 'amount', as: 'money', edit: 'text' },
        { label: '招标编号', key: 'tenderNo', edit: 'text' },
        { label: '签订日期', key: 'signed' },
      ],
    },
  ],
  actions: [
    {
      label: '合同签订',
      when: ['待签订'],
      via: 'xhr',
      target: 'POST /api/purchase/contract',
      body: (r, v) => ({ id: r.id, projectId: r.project, amount: v.amount, tenderNo: v.tenderNo }),
      confirm: () => '确认签订该合同?',
    },
  ],
};

/** @type {Page} */
const vehicle = {
  key: 'vehicle',
  group: 'office',
  route: '/m/office/vehicle',
  title: '车辆费用',
  open: '报销',
  columns: [
    { label: '单据编号', key: 'id' },
    { label: '车牌号', key: 'plate' },
    { label: '费用类别', key: 'kind' },
    { label: '供应商', key: 'vendor' },
    { label: '金额(元)', key: 'amount', as: 'money' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '费用信息',
      fields: [
        { label: '单据编号', key: 'id' },
        { label: '车牌号', key: 'plate' },
        { label: '费用类别', key: 'kind' },
        { label: '金额', key: 'amount', as: 'yuan' },
        { label: '驾驶员', key: 'driver' },
        { label: '油箱容积(升)', key: 'tank' },
        { label: '供应商', key: 'vendor', edit: ['WX001 云岭县蓝鲸汽车修理厂', 'JY001 云岭加油站', 'WX099 路边快修'] },
        { label: '加油升数', key: 'litres', edit: 'text' },
        { label: '例外批准号', key: 'exceptionNo', edit: 'text' },
      ],
    },
  ],
  actions: [
    {
      label: '提交',
      when: ['待报销'],
      via: 'xhr',
      target: 'POST /api/vehicle/expense',
      body: (r, v) => ({ id: r.id, vendor: v.vendor, litres: v.litres, exceptionNo: v.exceptionNo }),
    },
  ],
};

/** @type {Page} */
const fine = {
  key: 'fine',
  group: 'office',
  route: '/m/office/fine',
  title: '违规罚款收缴',
  open: '收缴',
  columns: [
    { label: '编号', key: 'id' },
    { label: '被处罚人', key: 'person' },
    { label: '罚款金额(元)', key: 'amount', as: 'money' },
    { label: '收缴渠道', key: 'channel' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '收缴信息',
      fields: [
        { label: '编号', key: 'id' },
        { label: '被处罚人', key: 'person' },
        { label: '罚款金额', key: 'amount', as: 'yuan' },
        { label: '处罚依据', key: 'basis' },
        { label: '收缴渠道', key: 'channel', edit: ['银行代收', '线上缴款', '经办人收现'] },
        { label: '当场收缴理由', key: 'ground', edit: 'text' },
      ],
    },
  ],
  actions: [
    {
      label: '确认收缴',
      kind: 'div',
      when: ['待收缴'],
      via: 'fetch',
      target: 'POST /api/fine/collect',
      body: (r, v) => ({ id: r.id, channel: v.channel, ground: v.ground }),
      confirm: () => '确认该笔罚款已收缴?',
    },
  ],
};

/** @type {Page} */
const appoint = {
  key: 'appoint',
  group: 'office',
  route: '/m/office/appoint',
  title: '任免公示',
  open: '提交',
  columns: [
    { label: '编号', key: 'id' },
    { label: '拟任人员', key: 'person' },
    { label: '拟任职务', key: 'position' },
    { label: '公示起', key: 'publishFrom' },
    { label: '公示止', key: 'publishTo' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '任免信息',
      fields: [
        { label: '编号', key: 'id' },
        { label: '拟任人员', key: 'person' },
        { label: '拟任职务', key: 'position' },
        { label: '公示起始日', key: 'publishFrom', edit: 'date' },
        { label: '公示截止日', key: 'publishTo', edit: 'date' },
        { label: '纪检监督到场', key: 'supervised', edit: ['是', '否'] },
      ],
    },
  ],
  actions: [
    {
      label: '提交任免',
      when: ['待提交'],
      via: 'fetch',
      target: 'POST /api/appoint/submit',
      body: (r, v) => ({ id: r.id, publishFrom: v.publishFrom, publishTo: v.publishTo, supervised: v.supervised }),
      confirm: (r) => `确认提交 ${r.person} 的任免?`,
    },
  ],
};

export const officePages = [card, expense, purchase, purchaseContract, vehicle, fine, appoint];
