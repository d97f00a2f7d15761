// @ts-check
import '../bill-form.js';
import { dialog, toast } from '../widgets.js';
import { perform } from '../page.js';

/** @typedef {import('../page.js').Page} Page */
/** @typedef {import('../page.js').Action} Action */

/** @param {string} target @param {(r: any, v: any) => unknown} body @returns {Action} */
const rpc = (target, body) => ({ label: target, when: [], via: 'rpc', target, body });
const byNumber = (/** @type {any} */ r) => ({ bizNo: r.id, billNo: r.billNo });

/** @type {Page} */
const discount = {
  key: 'discount',
  group: 'bill',
  rpc: true,
  route: '/m/bill/discount',
  title: '票据贴现',
  columns: [
    { label: '业务编号', key: 'id' },
    { label: '票据号码', key: 'billNo' },
    { label: '贴现申请人', key: 'applicant' },
    { label: '票面金额(元)', key: 'amount', as: 'money' },
    { label: '查询状态', key: 'inquiry' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [],
  actions: [],
  custom: billForm,
};

/** @param {import('../page.js').View} view */
function billForm({ record, refresh }) {
  const form = /** @type {any} */ (document.createElement('bill-form'));
  form.record = record;
  const listen = (/** @type {string} */ event, /** @type {Action} */ action, /** @type {string} */ question) =>
    form.addEventListener(event, async (/** @type {CustomEvent} */ e) => {
      if (question && !(await dialog('贴现提交', question, { kind: 'span' }))) return;
      await perform(action, record, e.detail);
      refresh();
    });
  listen(
    'bill-submit',
    rpc('discount.submit', (r, v) => ({
      ...byNumber(r),
      rate: v.quoteRate,
      exceptionNo: v.exceptionNo,
      invoiceNos: v.invoices,
      examiners: v.examiners,
      followupNo: v.followup,
    })),
    `票据 ${record.billNo} 提交贴现,是否继续?`,
  );
  listen('bill-inquiry', rpc('inquiry.send', byNumber), '');
  listen('bill-reply', rpc('inquiry.reply', byNumber), '');
  listen('bill-summons', rpc('summons.check', byNumber), '');
  form.addEventListener('bill-calc', (/** @type {CustomEvent} */ e) =>
    toast(`贴现利息约 ¥${((record.amount / 100) * (Number(e.detail.quoteRate) / 100) * 0.42).toFixed(2)}`, 'info'),
  );
  return form;
}

/** @type {Page} */
const carry = {
  key: 'carry',
  group: 'bill',
  rpc: true,
  route: '/m/bill/carry',
  title: '携票外出登记',
  columns: [
    { label: '登记编号', key: 'id' },
    { label: '目的地', key: 'to' },
    { label: '票据金额(元)', key: 'amount', as: 'money' },
    { label: '携票人', key: 'carriers', as: 'person' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '外出信息',
      fields: [
        { label: '登记编号', key: 'id' },
        { label: '外出日期', key: 'date' },
        { label: '目的地', key: 'to' },
        { label: '票据张数', key: 'bills' },
        { label: '票据金额', key: 'amount', as: 'yuan' },
        { label: '交通工具', key: 'vehicle' },
        { label: '携票人', key: 'carriers', edit: 'text', hint: '员工号,以逗号分隔' },
      ],
    },
  ],
  actions: [
    {
      label: '登记外出',
      kind: 'span',
      when: ['待登记'],
      via: 'rpc',
      target: 'trip.register',
      body: (r, v) => ({ tripId: r.id, carriers: v.carriers }),
      confirm: (r) => `确认登记 ${r.id} 携票外出?`,
    },
  ],
};

/** @type {Page} */
const collect = {
  key: 'collect',
  group: 'bill',
  rpc: true,
  route: '/m/bill/collect',
  title: '托收寄送',
  columns: [
    { label: '业务编号', key: 'id' },
    { label: '票据号码', key: 'billNo' },
    { label: '付款行', key: 'payer' },
    { label: '票面金额(元)', key: 'amount', as: 'money' },
    { label: '到期日', key: 'maturity' },
    { label: '状态', key: 'status', as: 'status' },
  ],
  sections: [
    {
      title: '托收信息',
      fields: [
        { label: '票据号码', key: 'billNo' },
        { label: '付款行', key: 'payer' },
        { label: '票面金额', key: 'amount', as: 'yuan' },
        { label: '到期日', key: 'maturity' },
        { label: '寄送方式', key: 'mail', edit: ['特快专递', '挂号信', '普通信函'] },
        { label: '联系电话', key: 'phone', edit: 'text' },
        { label: '付款行地址', key: 'address', edit: 'text', wide: true },
      ],
    },
  ],
  actions: [
    {
      label: '寄送登记',
      when: ['待寄送'],
      via: 'rpc',
      target: 'collect.send',
      body: (r, v) => ({ bizNo: r.id, mailType: v.mail, address: v.address, phone: v.phone }),
    },
  ],
};

export const billPages = [discount, carry, collect];
