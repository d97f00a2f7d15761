// @ts-check
// 综合管理: expenses, purchases and their contracts, vehicles, fines of staff, appointments.
import { fen } from '../../invented.mjs';
import { pick } from './credit.mjs';

/** @type {import('../app.mjs').Area} */
export const office = {
  seed: (w) => {
    const expense = { module: 'expense', label: '费用报销', status: '待报销', org: '城关信用社', minutesNo: '', handler: 'liujia', kind: '办公用品' };
    const purchase = { module: 'purchase', label: '采购管理', status: '待申请', applicant: '', supervisor: '', approver: '', org: '综合部' };
    const deal = { module: 'purchase-contract', label: '采购合同', status: '待签订', tenderNo: '', project: 'XM2026-07', projectName: '营业网点改造', signed: w.today };
    const car = { module: 'vehicle', label: '车辆费用', status: '待报销', tank: 60, litres: '', exceptionNo: '', driver: '马小舟' };
    const fine = { module: 'fine', label: '罚款收缴', status: '待收缴', channel: '银行代收', ground: '', basis: '员工违规行为处理办法' };
    const post = { module: 'appoint', label: '任免公示', status: '待提交', publishFrom: w.day(-9), publishTo: w.day(-2), supervised: '是' };
    return [
      { ...expense, id: 'BX2026110801', vendor: '云岭县满天星五金商行', amount: 86000, invoices: '25330000001', reason: '办公耗材' },
      { ...expense, id: 'BX2026110802', vendor: '云岭县木棉花酒店', amount: 500000, invoices: '25330000002', reason: '业务培训住宿', kind: '培训费' },
      { ...expense, id: 'BX2026110803', vendor: '云岭万花筒文化传媒有限公司', amount: 1280000, invoices: '25330000003', reason: '宣传用品', minutesNo: '云联社纪〔2026〕18号', kind: '宣传费' },
      { ...expense, id: 'BX2026110804', vendor: '云岭万花筒文化传媒有限公司', amount: 298000, invoices: '25330000004', reason: '展板制作', kind: '宣传费' },
      { ...expense, id: 'BX2026110805', vendor: '云岭万花筒文化传媒有限公司', amount: 299900, invoices: '25330000004', reason: '展板安装', kind: '宣传费' },
      { ...purchase, id: 'CG2026110901', item: '点钞机', quantity: 6, amount: 2340000 },
      { ...purchase, id: 'CG2026110902', item: '保险柜', quantity: 2, amount: 1860000, status: '待监督', applicant: 'liujia' },
      { ...purchase, id: 'CG2026110903', item: '办公电脑', quantity: 20, amount: 9600000, status: '待审批', applicant: 'huangbo', supervisor: 'zhangwen' },
      { ...purchase, id: 'CG2026110904', item: '监控设备', quantity: 1, amount: 12500000, status: '待审批', applicant: 'liujia', supervisor: '' },
      { ...deal, id: 'CH2026111001', vendor: '云岭县青禾建材有限公司', amount: 180000000, tenderNo: '云招〔2026〕15号' },
      { ...deal, id: 'CH2026111002', vendor: '云岭县飞来石石材有限公司', amount: 420000000 },
      { ...deal, id: 'CH2026111003', vendor: '云岭县满天星五金商行', amount: 8500000, project: 'XM2026-09', projectName: '档案室修缮' },
      { ...deal, id: 'CH2026111004', vendor: '云岭县三颗星电器商行', amount: 395000000, project: 'XM2026-09', projectName: '档案室修缮' },
      { ...car, id: 'CL2026111101', plate: '云练A0001', vendor: 'WX001 云岭县蓝鲸汽车修理厂', amount: 128000, kind: '维修' },
      { ...car, id: 'CL2026111102', plate: '云练A0002', vendor: 'WX099 路边快修', amount: 236000, kind: '维修' },
      { ...car, id: 'CL2026111103', plate: '云练A0001', vendor: 'JY001 云岭加油站', amount: 61000, kind: '加油', litres: 72 },
      { ...car, id: 'CL2026111104', plate: '云练A0003', vendor: 'JY001 云岭加油站', amount: 41000, kind: '加油', litres: 52 },
      { ...fine, id: 'FK2026111201', person: '员工甲(工号0417)', amount: 50000 },
      { ...fine, id: 'FK2026111202', person: '员工乙(工号0233)', amount: 100000, channel: '经办人收现' },
      { ...fine, id: 'FK2026111203', person: '员工丙(工号0519)', amount: 20000, channel: '经办人收现', ground: '偏远网点无代收机构' },
      { ...fine, id: 'FK2026111204', person: '员工丁(工号0102)', amount: 80000, channel: '线上缴款' },
      { ...post, id: 'RM2026111301', person: '刘佳', position: '城关信用社副主任' },
      { ...post, id: 'RM2026111302', person: '张雯', position: '营业部会计主管', publishFrom: w.day(-3), publishTo: w.day(-1) },
      { ...post, id: 'RM2026111303', person: '郭昕', position: '票据中心副经理', publishTo: w.day(2) },
      { ...post, id: 'RM2026111304', person: '黄波', position: '联社信贷部经理', supervised: '否' },
    ];
  },
  verbs: {
    'POST /api/expense/submit': { action: 'expense.submit', from: ['待报销'], ids: ({ body }) => [body.expenseNo], change: (c, { body, me }) => Object.assign(c, { status: '已提交', operator: me.id, amount: fen(body.amount), vendor: body.vendor, minutesNo: body.minutesNo, invoices: body.invoiceNos }) },
    'POST /api/expense/create': {
      action: 'expense.create', from: ['新建'],
      create: ({ body, me, serial }) => ({ module: 'expense', label: '费用报销', status: '新建', id: `BX20261109${String(serial).padStart(2, '0')}`, org: '城关信用社', handler: me.id, kind: body.kind || '办公用品', vendor: body.vendor ?? '', amount: fen(body.amount), invoices: body.invoiceNos ?? '', minutesNo: body.minutesNo ?? '', reason: body.reason ?? '' }),
      change: (c) => Object.assign(c, { status: '待报销' }),
    },
    'POST /api/purchase/apply': { action: 'purchase.apply', from: ['待申请'], change: (c, { me }) => Object.assign(c, { status: '待监督', applicant: me.id }) },
    'POST /api/purchase/supervise': { action: 'purchase.supervise', from: ['待监督'], change: (c, { me }) => Object.assign(c, { status: '待审批', supervisor: me.id }) },
    'POST /api/purchase/approve': { action: 'purchase.approve', from: ['待审批'], change: (c, { me }) => Object.assign(c, { status: '已审批', approver: me.id }) },
    'POST /api/purchase/contract': { action: 'contract.sign', from: ['待签订'], change: (c, { body }) => Object.assign(c, { status: '已签订', tenderNo: body.tenderNo, amount: fen(body.amount) }) },
    'POST /api/vehicle/expense': { action: 'vehicle.expense', from: ['待报销'], change: (c, { body }) => Object.assign(c, { status: '已报销', ...pick(body, ['vendor', 'litres', 'exceptionNo']) }) },
    'POST /api/fine/collect': { action: 'fine.collect', from: ['待收缴'], change: (c, { body, me }) => Object.assign(c, { status: '已收缴', operator: me.id, channel: body.channel, ground: body.ground }) },
    'POST /api/appoint/submit': { action: 'appoint.submit', from: ['待提交'], change: (c, { body }) => Object.assign(c, { status: '已提交', ...pick(body, ['publishFrom', 'publishTo', 'supervised']) }) },
  },
};
