// Views as the watcher would hand them over, one for every state of the reminder. Names and numbers are invented.
import type { ChipView, HintView, Hit, HoldView, LevelMark, Matter, Person } from '@/lib/model';

export const WARNING: LevelMark = { mark: 'yellow', word: '关注' };
export const STOP: LevelMark = { mark: 'red', word: '警示' };
/** As a draft's author sees it. */
const TRIED = '草稿 · 仅本机预览';
const NOTE: LevelMark = { mark: 'blue', word: '提示' };
const HOUR = 3_600_000;

const people: Person[] = [
  { id: 'qh-031', name: '李文博', posts: ['credit-review'], unit: '城关信用社' },
  { id: 'qh-044', name: '何静', posts: ['credit-review'], unit: '风险合规部' },
];

const deferral: Hit = {
  rule: 'deferral-twice',
  ruleVersion: 4,
  level: { mark: 'orange', word: '警示' },
  sentence: '恒泰建材一年内第二次申请缓缴，且未附银行账户对账单。',
  because: '距上次缓缴 < 12 个月，且 对账单附件 < 1',
  facts: [
    { label: '上次缓缴', actual: '2026-03-16 至 06-15，距今 5 个月', expected: '不少于 12 个月', bad: true },
    { label: '对账单附件', actual: '0 份', expected: '不少于 1 份', bad: true, field: 'statements' },
    { label: '应纳税额', actual: '486,200.00 元', bad: false },
  ],
  checks: [],
  reasons: [],
  sources: [
    { title: '《税收征收管理法》', article: '第三十一条', href: 'https://www.example.org/law', checked: false },
    { title: '《税收征收管理法实施细则》', article: '第四十一、四十二条', checked: true },
  ],
  deadline: {
    at: Date.now() + 6 * 24 * HOUR + 3.5 * HOUR,
    from: Date.now() - 14 * 24 * HOUR,
    label: '11 月 26 日 17:30 前作出决定',
  },
};
const checks = [
  { id: 'funds', text: '当期货币资金扣除应付职工工资、社会保险费后，不足以缴纳税款' },
  { id: 'in-time', text: '申请在缴款期限届满前提出（11-06 申请，11-16 届满）' },
  { id: 'statements', text: '已查看全部银行存款账户的对账单' },
];
const reasons = [
  { id: 'offline', text: '对账单已线下核验' },
  { id: 'supplement', text: '纳税人正在补正' },
  { id: 'approved', text: '上级已有批复' },
  { id: 'wrong', text: '提醒与实际不符', wrongRule: true },
];

const MATTER: Matter = { action: 'deferral.approve', subject: { kind: 'read', value: 'YQ-2026-118' } };
const base: HoldView = {
  matter: MATTER,
  id: 'ev-00000001',
  language: 'zh',
  title: '动作已暂停',
  notDone: '申请尚未上报',
  hits: [deferral],
  ask: 'checklist',
  need: { checks, reason: 'none', reasons: [] },
  backLabel: '返回修改',
  continueLabel: '核对无误，继续',
  notes: [],
};
const contract: Hit = {
  rule: 'contract-blank',
  ruleVersion: 2,
  level: STOP,
  sentence: '合同金额、签订日期均为空，放款后补填合同属空白合同放款。',
  because: '合同金额 为空 或 签订日期 为空',
  facts: [
    { label: '合同金额', actual: '空', bad: true },
    { label: '合同签订日期', actual: '空', expected: '不晚于放款日', bad: true },
  ],
  checks: [],
  reasons: [],
  sources: [
    { title: '本社风险点库 一·（一）·1·(3)“签订空白借款合同”', checked: true, href: 'https://www.example.org/points' },
  ],
};
const second: HoldView = {
  ...base,
  title: '放款已暂停',
  notDone: '资金尚未划出',
  ask: 'second_person',
  continueLabel: '双人确认并放款',
  backLabel: '返回补录合同',
  hits: [
    contract,
    { ...deferral, level: WARNING, sentence: '借款人收款卡由本笔客户经理代办开立。', deadline: undefined },
  ],
  need: {
    checks: checks.slice(0, 2),
    reason: 'text10',
    reasons: [
      { id: 'signed', text: '合同原件已签，系统补录中' },
      { id: 'wrong', text: '提醒与实际不符', wrongRule: true },
    ],
    second: { posts: ['credit-review'], postNames: '信贷审查岗', candidates: people },
  },
};
const english: HoldView = {
  ...base,
  language: 'en',
  title: 'Paused',
  notDone: 'The request has not been sent',
  backLabel: 'Go back and change',
  continueLabel: 'Give reason and continue',
  ask: 'justification',
  hits: [
    {
      ...deferral,
      level: { mark: 'orange', word: 'Warning' },
      sentence: 'Hengtai asks for deferral a second time within a year, without bank statements.',
      facts: [
        { label: 'Last deferral', actual: '5 months ago', expected: 'at least 12 months', bad: true },
        { label: 'Statements', actual: '0', expected: 'at least 1', bad: true },
      ],
      sources: [
        { title: 'Tax Collection Law', article: 'Art. 31', href: 'https://www.example.org/law', checked: false },
      ],
      deadline: deferral.deadline && { ...deferral.deadline, label: 'decide by 26 Nov, 17:30' },
    },
  ],
  need: {
    checks: [
      { id: 'a', text: 'Funds less wages and social insurance do not cover the tax' },
      { id: 'b', text: 'Applied before the term ended (6 Nov, term 16 Nov)' },
    ],
    reason: 'pick',
    reasons: [
      { id: 'x', text: 'Statements seen offline' },
      { id: 'y', text: 'Being supplemented' },
      { id: 'w', text: 'The reminder does not fit the facts', wrongRule: true },
    ],
  },
};
const HOSTILE = '<img src=x onerror="document.title=\'run\'"><b>恒泰</b>\u202Egnp.exe\u202C';

export const HOLDS: Record<string, HoldView> = {
  checklist: base,
  justification: {
    ...base,
    ask: 'justification',
    continueLabel: '说明理由并继续',
    need: { checks, reason: 'pick', reasons },
    draft: '工行、农行两户对账单已于 11-18 现场核验。',
  },
  second,
  'second-nobody': {
    ...second,
    need: { ...second.need, second: { posts: ['credit-review'], postNames: '信贷审查岗', candidates: [] } },
  },
  stop: { ...second, ask: 'stop', need: { checks: [], reason: 'none', reasons: [] } },
  notes: { ...base, notes: ['历史记录未能读取，按需核对办理。', '字段“对账单附件”未能读取：所在框架不可访问。'] },
  many: {
    ...second,
    ask: 'justification',
    continueLabel: '说明理由并继续',
    hits: [
      contract,
      ...Array.from({ length: 5 }, (_, i) => ({ ...deferral, rule: `rule-${i}`, level: i % 2 ? WARNING : NOTE })),
    ],
    need: {
      checks: [
        ...checks,
        ...checks.map((c) => ({ ...c, id: `${c.id}-2` })),
        ...checks.map((c) => ({ ...c, id: `${c.id}-3` })),
      ],
      reason: 'text10',
      reasons,
    },
  },
  long: {
    ...base,
    title: '动作已暂停'.repeat(40),
    hits: [
      {
        ...deferral,
        rule: 'r'.repeat(64),
        sentence: '恒泰建材有限公司'.repeat(80),
        facts: [
          { label: '纳税人名称'.repeat(20), actual: 'A'.repeat(10_000_000), expected: 'B'.repeat(5000), bad: true },
        ],
      },
    ],
    need: { ...base.need, checks: [{ id: 'x', text: 'x'.repeat(900) }] },
    backLabel: '返回修改'.repeat(30),
    continueLabel: '继续'.repeat(60),
  },
  hostile: {
    ...base,
    hits: [
      {
        ...deferral,
        sentence: HOSTILE,
        facts: [{ label: HOSTILE, actual: HOSTILE, expected: HOSTILE, bad: true }],
        sources: [{ title: HOSTILE, href: 'javascript:alert(1)', checked: false }],
      },
    ],
  },
  draft: {
    ...base,
    hits: [
      { ...deferral, level: { mark: 'orange', word: '警示', draft: TRIED } },
      { ...contract, level: { ...STOP, draft: TRIED } },
      { ...contract, rule: 'in-force' },
    ],
    notes: ['规则尚未发布，不作为预警记录'],
  },
  english,
  overdue: {
    ...base,
    hits: [
      {
        ...deferral,
        deadline: { at: Date.now() - 6 * HOUR, from: Date.now() - 20 * 24 * HOUR, label: '动作仍暂停，不会自动继续' },
      },
    ],
  },
};

export const CHIP: ChipView = {
  language: 'zh',
  level: WARNING,
  matter: MATTER,
  open: false,
  items: [
    {
      id: 'a',
      level: WARNING,
      sentence: '上次缓缴 6 月 15 日到期，距今 5 个月，属一年内再次申请。',
      todo: '核对上次缓缴税款是否已缴清',
      needsAck: true,
      source: {
        title: '《税收征收管理法》',
        article: '第三十一条',
        href: 'https://www.example.org/law',
        checked: true,
      },
    },
    {
      id: 'b',
      level: WARNING,
      sentence: '申请延至 2027-02-27，距原缴款期限超过三个月。',
      needsAck: true,
      field: 'until',
      source: { title: '《税收征收管理法》', article: '第三十一条', checked: false },
    },
    {
      id: 'c',
      level: NOTE,
      sentence: '本岗位办理时限：收到申请之日起 20 日内作出决定。',
      needsAck: false,
      deadline: { at: Date.now() + 2 * 24 * HOUR, from: Date.now() - 18 * 24 * HOUR, label: '11 月 26 日' },
    },
  ],
};
const tried = (level: LevelMark): LevelMark => ({ ...level, draft: TRIED });
export const TRIED_CHIP: ChipView = {
  ...CHIP,
  level: tried(WARNING),
  items: CHIP.items.map((item, i) => (i === 1 ? item : { ...item, level: tried(item.level) })),
};
export const HINT: HintView = {
  id: 'h1',
  language: 'zh',
  field: 'until',
  level: WARNING,
  text: '距原期限 103 天，上限为三个月，最迟 2027-02-16。',
  matter: MATTER,
  source: { title: '《税收征收管理法》', article: '第三十一条', href: 'https://www.example.org/law', checked: true },
};
export const TRIED_HINT: HintView = { ...HINT, level: tried(WARNING) };
