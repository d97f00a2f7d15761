/**
 * What everybody in the simulated town knows to be the rule of the house, from the sources the catalogue is taken from. Honest
 * clerks keep to it and others step round it. Windows, counts, shares and speeds of warning rules are known to nobody here.
 */
export const LAW = {
  /** 五千元以上支出须上会 (洛阳市国税局内控机制). */
  meetingFromFen: 500_000,
  /** 滞纳金每日万分之五. */
  lateFeeADay: 0.0005,
  /** 缓缴最长三个月. */
  deferralMonths: 3,
  /** 当场罚款上限. */
  simpleFineFen: { person: 20_000, entity: 300_000 },
  /** A hearing may be asked for from here on. */
  hearingFromFen: { person: 200_000, entity: 1_000_000 },
  hearingTermDays: 5,
  tenderFromFen: 400_000_000,
  publicityDays: 5,
  /** Authority of the outlet's director over one borrower. */
  directorLimitFen: 30_000_000,
  /** 代理人在同一银行最多三张. */
  agentCards: 3,
  /** Monthly turnover under which no tax is due. */
  thresholdFen: 3_000_000,
  shops: ['WX001', 'JY001'],
} as const;
