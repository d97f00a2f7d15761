// @ts-check
// Loans: approval, contract, pay-out, inspection, credit report.
/** @typedef {import('../app.mjs').Sent} Sent */

/** @param {import('../app.mjs').World} w @param {number} n */
function loanBase(w, n) {
  const who = w.person(n);
  return {
    borrower: who.name,
    idNo: who.idNo,
    phone: who.phone,
    account: who.account,
    product: '农户小额信用贷款',
    org: '城关信用社',
  };
}

/** @param {import('../app.mjs').World} w */
function approvals(w) {
  const base = {
    module: 'approve',
    label: '贷款审批',
    status: '待审批',
    investigator: 'liujia',
    reviewer: 'zhangwen',
    approver: '',
    group: '',
    purpose: '购买农资',
    rate: 5.85,
    term: 12,
    limit: 30000000,
  };
  return [
    { ...base, ...loanBase(w, 1), id: 'SP2026110101', amount: 8000000 },
    { ...base, ...loanBase(w, 2), id: 'SP2026110102', amount: 28000000, group: 'GL0031' },
    { ...base, ...loanBase(w, 3), id: 'SP2026110103', amount: 26500000, group: 'GL0031', purpose: '流动资金' },
    { ...base, ...loanBase(w, 4), id: 'SP2026110104', amount: 12000000, investigator: 'huangbo' },
    { ...base, ...loanBase(w, 5), id: 'SP2026110105', amount: 5000000, purpose: '购买农机' },
    { ...base, ...loanBase(w, 6), id: 'SP2026110106', amount: 29000000, group: 'GL0031', purpose: '扩大经营' },
  ];
}

/** @param {import('../app.mjs').World} w */
function contracts(w) {
  const base = {
    module: 'contract',
    label: '合同签订',
    status: '待签订',
    rate: '5.8500',
    from: w.today,
    to: w.months(w.today, 12),
    signed: w.today,
    purpose: '购买农资',
    guarantor: '信用',
    repay: '按季结息',
    blank: '否',
  };
  return [
    { ...base, ...loanBase(w, 11), id: 'HT2026110201', amount: 8000000 },
    { ...base, ...loanBase(w, 12), id: 'HT2026110202', amount: 15000000, rate: '', purpose: '', blank: '是' },
    { ...base, ...loanBase(w, 13), id: 'HT2026110203', amount: 20000000, guarantor: '', repay: '等额本息' },
    { ...base, ...loanBase(w, 14), id: 'HT2026110204', amount: 4500000, signed: '' },
  ];
}

/** @param {import('../app.mjs').World} w */
function disbursements(w) {
  const make = (/** @type {number} */ n, /** @type {string} */ id, /** @type {object} */ more) => {
    const loan = loanBase(w, n);
    return {
      module: 'disburse',
      label: '放款',
      status: '待放款',
      ...loan,
      id,
      contractNo: `HT20261103${id.slice(-2)}`,
      amount: 10000000,
      rate: '5.8500',
      from: w.today,
      to: w.months(w.today, 12),
      signed: w.day(-2),
      purpose: '购买农资',
      guarantor: '信用',
      repay: '按季结息',
      blank: '否',
      payee: loan.borrower,
      payeeId: loan.idNo,
      payeeAccount: loan.account,
      entrusted: '否',
      card: loan.account,
      cardBy: '本人',
      ...more,
    };
  };
  const seller = w.firm(16);
  const other = w.person(40);
  return [
    make(21, 'JJ2026110301', {}),
    make(22, 'JJ2026110302', { amount: 85000000, rate: '', purpose: '——', blank: '是' }),
    make(23, 'JJ2026110303', { amount: 5000000, payee: other.name, payeeId: other.idNo, payeeAccount: other.account }),
    make(24, 'JJ2026110304', {
      amount: 12000000,
      payee: seller.name,
      payeeId: seller.uscc,
      payeeAccount: seller.account,
      entrusted: '是',
    }),
    make(25, 'JJ2026110305', { amount: 3000000, cardBy: '代理' }),
    make(26, 'JJ2026110306', { amount: 6600000, guarantor: '____', signed: '0000-00-00', blank: '是' }),
    make(27, 'JJ2026110307', { amount: 5000000, payee: other.name, payeeId: other.idNo, payeeAccount: other.account }),
  ];
}

/** @param {import('../app.mjs').World} w */
function inspections(w) {
  return Array.from({ length: 2000 }, (_, i) => {
    const who = w.person(100 + i);
    return {
      module: 'postloan',
      label: '贷后检查',
      status: '待检查',
      id: `DH${String(20260000001 + i)}`,
      borrower: who.name,
      idNo: who.idNo,
      amount: 1000000 + ((i * 37) % 290) * 100000,
      paid: w.day(-20 - (i % 60)),
      village: `${['青石', '柳溪', '槐荫', '白沙', '桃源'][i % 5]}村`,
      note: '',
      result: '',
    };
  });
}

/** @param {import('../app.mjs').World} w */
function inquiries(w) {
  return [51, 52, 53, 54].map((n, i) => {
    const who = w.person(n);
    return {
      module: 'inquiry',
      label: '征信查询',
      status: '已查询',
      id: `CX202611000${i + 1}`,
      name: who.name,
      idNo: who.idNo,
      reason: '贷款审批',
      consentNo: `授〔2026〕${310 + i}号`,
      appId: `SQ2026${1101 + i}`,
      operator: 'liujia',
      at: w.day(-3 + (i % 2)),
    };
  });
}

/** @type {import('../app.mjs').Area} */
export const credit = {
  seed: (w) => [...approvals(w), ...contracts(w), ...disbursements(w), ...inspections(w), ...inquiries(w)],
  verbs: {
    'POST /api/loan/approve': {
      action: 'loan.approve',
      from: ['待审批'],
      ids: ({ body }) => body.ids,
      change: (c, { me, body }) => Object.assign(c, { status: '已批准', approver: me.id, opinion: body.opinion }),
    },
    'POST /api/loan/reject': {
      action: 'loan.reject',
      from: ['待审批'],
      ids: ({ body }) => body.ids,
      change: (c, { me }) => Object.assign(c, { status: '已否决', approver: me.id }),
    },
    'POST /api/contract/sign': {
      action: 'loan.sign',
      from: ['待签订'],
      change: (c, { body }) =>
        Object.assign(c, {
          status: '已签订',
          ...pick(body, ['amount', 'rate', 'from', 'to', 'signed', 'purpose', 'guarantor', 'repay']),
        }),
    },
    'POST /api/loan/disburse': {
      action: 'loan.disburse',
      from: ['待放款'],
      ids: ({ body }) => [body.loanId],
      change: (c, { me }) => Object.assign(c, { status: '已放款', operator: me.id }),
    },
    'PUT /api/postloan/:id/inspections': {
      action: 'loan.inspect',
      from: ['待检查'],
      ids: ({ id }) => [id],
      change: (c, { body, me }) =>
        Object.assign(c, { status: '已检查', note: body.note, result: body.result, operator: me.id }),
    },
    'POST /api/inquiry/query': {
      action: 'creditreport.query',
      from: ['查询中'],
      create: ({ body, me, today, serial }) => ({
        module: 'inquiry',
        label: '征信查询',
        status: '查询中',
        id: `CX202611${String(100 + serial).padStart(4, '0')}`,
        name: body.name,
        idNo: body.idNo,
        reason: body.reason,
        consentNo: body.consentNo,
        appId: body.appId,
        operator: me.id,
        at: today,
      }),
      change: (c) => Object.assign(c, { status: '已查询' }),
    },
  },
};

/** @param {any} from @param {string[]} keys */
export function pick(from, keys) {
  return Object.fromEntries(keys.filter((k) => from[k] !== undefined).map((k) => [k, from[k]]));
}
