// @ts-check
// 票据. Every call of this area goes to /api/rpc.

/** @param {import('../app.mjs').World} w */
function discounts(w) {
  const make = (
    /** @type {string} */ id,
    /** @type {number} */ firm,
    /** @type {number} */ serial,
    /** @type {object} */ more,
  ) => ({
    module: 'discount',
    label: '票据贴现',
    status: '待贴现',
    id,
    billNo: `1030599820261${String(60003140 + serial).padStart(8, '0')}`,
    applicant: w.firm(firm).name,
    applicantUscc: w.firm(firm).uscc,
    capital: 500000000,
    drawer: w.firm((firm + 4) % 20).name,
    drawerType: '普通',
    acceptor: '云岭县北斗商业银行营业部',
    acceptorId: '313999800017',
    acceptorLevel: '市级',
    amount: 50000000,
    issue: w.day(-20),
    maturity: w.months(w.today, 5),
    quoteRate: '1.8500',
    floorRate: '1.8000',
    exceptionNo: '',
    inquiry: '已查复',
    replyResult: '正常',
    replyDate: w.day(-1),
    replySource: '本行',
    replyText: '该票据真实,未挂失止付',
    followup: '',
    examiners: 'guoxin,zhangwen',
    device: '通过',
    invoices: `2590100${serial + 1000}`,
    summons: '',
    summonsAt: '',
    ...more,
  });
  return [
    make('TX2026110501', 3, 0, { summons: '无', summonsAt: w.today }),
    make('TX2026110502', 5, 7, { inquiry: '未查询', replyResult: '', replyDate: '', replyText: '', replySource: '' }),
    make('TX2026110503', 15, 12, { examiners: 'guoxin', device: '', quoteRate: '1.7500' }),
    make('TX2026110504', 16, 21, {
      replyText: '该票他行已查询,请注意',
      replySource: '本行',
      summons: '无',
      summonsAt: w.today,
    }),
    make('TX2026110505', 17, 101, {
      amount: 120000000,
      acceptorLevel: '县级',
      acceptor: '云岭县青石支行',
      acceptorId: '313999800023',
      capital: 10000000,
      invoices: '',
    }),
    make('TX2026110506', 17, 102, {
      amount: 150000000,
      acceptorLevel: '县级',
      acceptor: '云岭县青石支行',
      acceptorId: '313999800023',
      capital: 10000000,
      invoices: '25901001000',
    }),
    make('TX2026110507', 17, 103, {
      amount: 135000000,
      acceptorLevel: '县级',
      acceptor: '云岭县青石支行',
      acceptorId: '313999800023',
      capital: 10000000,
    }),
  ];
}

/** @type {import('../app.mjs').Area} */
export const bill = {
  seed: (w) => {
    const trip = {
      module: 'carry',
      label: '携票外出',
      status: '待登记',
      date: w.today,
      carriers: 'guoxin,zhangwen',
      vehicle: '公务车',
      bills: 6,
    };
    const send = {
      module: 'collect',
      label: '托收寄送',
      status: '待寄送',
      mail: '特快专递',
      address: '云岭市北斗路1号北斗商业银行票据中心',
      phone: '0399-5512345',
      maturity: w.day(3),
    };
    return [
      ...discounts(w),
      { ...trip, id: 'XP2026110601', to: '云岭市北斗商业银行', amount: 320000000 },
      { ...trip, id: 'XP2026110602', to: '云岭市票据中心', amount: 85000000, carriers: 'guoxin' },
      { ...trip, id: 'XP2026110603', to: '云岭市北斗商业银行', amount: 120000000, carriers: 'zhangwen,zhangwen' },
      { ...trip, id: 'XP2026110604', to: '云岭市票据中心', amount: 45000000 },
      { ...send, id: 'TS2026110701', billNo: '103059982026160002001', payer: '北斗商业银行', amount: 120000000 },
      {
        ...send,
        id: 'TS2026110702',
        billNo: '103059982026160002002',
        payer: '青石支行',
        amount: 60000000,
        mail: '挂号信',
      },
      {
        ...send,
        id: 'TS2026110703',
        billNo: '103059982026160002003',
        payer: '北斗商业银行',
        amount: 38000000,
        phone: '',
      },
      {
        ...send,
        id: 'TS2026110704',
        billNo: '103059982026160002004',
        payer: '柳溪支行',
        amount: 22000000,
        address: '',
        mail: '普通信函',
      },
    ];
  },
  verbs: {},
  rpc: {
    'discount.submit': {
      action: 'discount.submit',
      from: ['待贴现'],
      ids: ({ body }) => [body.bizNo],
      change: (c, { body, me }) =>
        Object.assign(c, { status: '已贴现', operator: me.id, quoteRate: body.rate, invoices: body.invoiceNos }),
    },
    'inquiry.send': {
      action: 'inquiry.send',
      from: ['待贴现'],
      ids: ({ body }) => [body.bizNo],
      change: (c) => Object.assign(c, { inquiry: '已发查询' }),
    },
    'inquiry.reply': {
      action: 'inquiry.reply',
      from: ['待贴现'],
      ids: ({ body }) => [body.bizNo],
      change: (c, { today }) =>
        Object.assign(c, {
          inquiry: '已查复',
          replyResult: '正常',
          replyDate: today,
          replyText: '该票据真实,未挂失止付',
          replySource: '本行',
        }),
    },
    'summons.check': {
      action: 'summons.check',
      from: ['待贴现'],
      ids: ({ body }) => [body.bizNo],
      change: (c, { today }) => Object.assign(c, { summons: '无', summonsAt: today }),
    },
    'trip.register': {
      action: 'resale.trip',
      from: ['待登记'],
      ids: ({ body }) => [body.tripId],
      change: (c, { body }) => Object.assign(c, { status: '已登记', carriers: body.carriers }),
    },
    'collect.send': {
      action: 'collect.send',
      from: ['待寄送'],
      ids: ({ body }) => [body.bizNo],
      change: (c, { body }) =>
        Object.assign(c, { status: '已寄送', mail: body.mailType, address: body.address, phone: body.phone }),
    },
  },
};
