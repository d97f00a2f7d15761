// Every practised action once, with a case that trips a rule where there is one: what the tour plays and what no test may forget.
import type { CreditSystem } from './credit';
import type { SystemName } from './practice';
import type { TaxSystem } from './tax';

export interface Clerk {
  tax: TaxSystem;
  credit: CreditSystem;
}
export interface Act {
  action: string;
  title: string;
  system: SystemName;
  /** Log-in name. */
  who: string;
  /** The case, or '' where the act makes a new one. */
  id: string;
  /** What the journal knows the matter by, where that is not the case's number. */
  subject?: string;
  play(clerk: Clerk, id: string): Promise<unknown>;
}

const tax = (
  action: string,
  title: string,
  who: string,
  id: string,
  play: (tax: TaxSystem, id: string) => Promise<unknown>,
): Act => ({ action, title, system: 'tax', who, id, play: (clerk, each) => play(clerk.tax, each) });
const credit = (
  action: string,
  title: string,
  who: string,
  id: string,
  play: (credit: CreditSystem, id: string) => Promise<unknown>,
  subject?: string,
): Act => ({ action, title, system: 'credit', who, id, subject, play: (clerk, each) => play(clerk.credit, each) });

export const ACTS: Act[] = [
  tax('relief.approve', '减免审批', 'chenjing', 'JM2026110002', (t, id) => t.approveRelief(id)),
  tax('deferral.approve', '延期缴纳审批', 'zhougp', 'HJ2026110003', (t, id) => t.approveDeferral(id)),
  tax('quota.submit', '定期定额核定', 'liqiang', 'DE2026110002', (t, id) => t.submitQuota(id)),
  tax('refund.pay', '退税办理', 'zhougp', 'TS2026110005', (t, id) => t.payRefund(id)),
  tax('penalty.submit', '处罚意见', 'zhaogang', 'CF2026110002', (t, id) => t.submitPenalty(id)),
  tax('penalty.decide', '处罚决定', 'zhougp', 'CJ2026110002', (t, id) => t.decidePenalty(id)),
  tax('invoice.allot', '发票领用', 'wangmin', 'FP2026110002', (t, id) => t.allotInvoices(id)),
  tax('deregister.submit', '注销登记', 'wangmin', 'ZX2026110002', (t, id) => t.deregister(id)),
  tax('filing.accept', '申报受理', 'wangmin', 'SB2026110002', (t, id) => t.acceptFiling(id)),
  tax('payment.accept', '税款入库', 'wangmin', 'RK2026110003', (t, id) => t.acceptPayment(id)),
  tax('target.remove', '选案撤出', 'zhaogang', 'XA2026110002', (t, id) => t.removeTarget(id)),
  tax('case.assign', '案件分派', 'zhaogang', 'AJ2026110002', (t, id) => t.assignCase(id)),
  tax('case.stage', '案件流转', 'zhaogang', 'LZ2026110002', (t, id) => t.moveCase(id)),
  tax('registration.approve', '登记核准', 'zhougp', 'DJ2026110002', (t, id) => t.approveRegistration(id)),
  credit('loan.approve', '贷款审批', 'huangbo', 'SP2026110101', (c, id) => c.act('/m/credit/approve', id, '同意')),
  credit('loan.sign', '借款合同签订', 'huangbo', 'HT2026110202', (c, id) =>
    c.act('/m/credit/contract', id, '合同签订'),
  ),
  credit('loan.disburse', '放款', 'huangbo', 'JJ2026110302', (c, id) => c.disburse(id)),
  credit('loan.inspect', '贷后检查', 'huangbo', 'DH20260000001', (c, id) => c.inspect(id)),
  credit('creditreport.query', '征信查询', 'huangbo', '', (c) => c.inquire('沈半夏', '139981199902165054')),
  credit('card.open', '代理开卡', 'huangbo', 'KK2026110404', (c, id) => c.act('/m/counter/card', id, '确认开卡')),
  credit('discount.submit', '票据贴现', 'huangbo', 'TX2026110502', (c, id) => c.discount(id)),
  credit('resale.trip', '携票外出登记', 'huangbo', 'XP2026110602', (c, id) => c.act('/m/bill/carry', id, '登记外出')),
  credit(
    'collect.send',
    '托收寄送',
    'huangbo',
    'TS2026110704',
    (c, id) => c.act('/m/bill/collect', id, '寄送登记'),
    '103059982026160002004',
  ),
  credit('expense.submit', '费用报销', 'huangbo', 'BX2026110802', (c, id) => c.submitExpense(id)),
  credit('purchase.approve', '采购审批', 'huangbo', 'CG2026110903', (c, id) =>
    c.act('/m/office/purchase', id, '审批通过'),
  ),
  credit(
    'contract.sign',
    '采购合同签订',
    'huangbo',
    'CH2026111002',
    (c, id) => c.act('/m/office/purchase-contract', id, '合同签订'),
    'XM2026-07',
  ),
  credit(
    'vehicle.expense',
    '车辆费用',
    'huangbo',
    'CL2026111102',
    (c, id) => c.act('/m/office/vehicle', id, '提交'),
    '云练A0002',
  ),
  credit('fine.collect', '违规罚款收缴', 'huangbo', 'FK2026111202', (c, id) => c.act('/m/office/fine', id, '确认收缴')),
  credit('appoint.submit', '任免公示', 'huangbo', 'RM2026111302', (c, id) =>
    c.act('/m/office/appoint', id, '提交任免'),
  ),
];
