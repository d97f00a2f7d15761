// What a worker would answer to our own pages. Names and numbers are invented.
import type {
  CaseView,
  FlagDetailView,
  FlagLine,
  FlagsView,
  HostsView,
  MineView,
  PeopleView,
  PopupView,
  SecondView,
} from '@/lib/messages/views';
import { OVERLAYS } from './day-views';
import type { LevelMark } from '@/lib/model';

const NOTE: LevelMark = { mark: 'blue', word: '提示' };
const CARE: LevelMark = { mark: 'yellow', word: '关注' };
const WARN: LevelMark = { mark: 'red', word: '警示' };
const AT = Date.UTC(2026, 10, 20, 6, 31, 8);
const LONG = '恒泰建材有限公司'.repeat(60);

const line = (seq: number, more: Partial<FlagLine> = {}): FlagLine => ({
  seq,
  at: AT - seq * 3_700_000,
  action: 'deferral.approve',
  actionTitle: '缓缴审核',
  subject: '恒泰建材有限公司',
  level: CARE,
  severity: 2,
  ask: 'justification',
  rule: 'deferral-twice',
  sentence: '一年内再次申请缓缴，未附银行账户对账单',
  more: 0,
  clerk: '陈思远',
  answer: 'continue',
  answerText: '说明理由后继续',
  endingText: '已提交',
  ...more,
});
export const LINES: FlagLine[] = [
  line(41, {
    level: WARN,
    severity: 3,
    sentence: '减免税 48.6 万元，受理与审核为同一人',
    clerk: '吴海',
    subject: '德润食品厂',
    actionTitle: '减免税审批',
    more: 2,
    answerText: '第二人确认',
  }),
  line(38),
  line(37, {
    level: NOTE,
    severity: 1,
    sentence: '本岗位办理时限：收到申请之日起 20 日内作出决定',
    answer: 'acknowledge',
    answerText: '知道了',
  }),
  line(35, {
    answer: 'back',
    answerText: '返回修改',
    endingText: '未提交',
    sentence: '双定税额下调 22%，同行业中位数为 -3%',
    subject: '永丰商贸',
  }),
  line(30, { answer: 'unanswered', answerText: '', subject: LONG, sentence: LONG, clerk: LONG }),
  ...Array.from({ length: 9 }, (_, i) => line(20 - i, { level: i % 3 ? CARE : NOTE })),
];
export const FLAGS: FlagsView = {
  language: 'zh',
  lines: LINES,
  next: 9,
  total: 64,
  filters: {
    levels: [
      { severity: 3, mark: WARN },
      { severity: 2, mark: CARE },
      { severity: 1, mark: NOTE },
    ],
    rules: [
      { id: 'deferral-twice', title: '一年内再次缓缴' },
      { id: 'same-person', title: '受理与审核为同一人' },
    ],
  },
};

export const FLAG: FlagDetailView = {
  kind: 'flag',
  language: 'zh',
  seq: 41,
  at: AT,
  event: 'ev-00000041',
  action: 'deferral.approve',
  actionTitle: '缓缴审核',
  system: '税收征收管理系统',
  page: '延期缴纳税款申请审核',
  adapter: 'practice-tax',
  subject: '恒泰建材有限公司',
  clerk: '陈思远',
  degraded: true,
  held: false,
  mode: 'held',
  dwellMs: 192_000,
  fields: [
    { id: 'tax', label: '税种 / 税额', value: '增值税 486,200.00 元' },
    { id: 'due', label: '原缴款期限', value: '2026-11-16' },
    { id: 'until', label: '申请延至', value: '2027-02-16' },
    { id: 'statements', label: '对账单附件', value: '0 份', flagged: true },
    { id: 'last', label: '上次缓缴', value: '2026-03-16 至 06-15', flagged: true },
    { id: 'payer', label: '法定代表人', value: '周**', personal: true },
    { id: 'old', label: '联系电话', value: '', erasedAt: AT + 86_400_000, personal: true },
    { id: 'bank', label: '开户行', value: '', unread: '所在框架不可访问' },
  ],
  items: [],
  fired: [
    {
      rule: 'deferral-twice',
      ruleVersion: 4,
      pack: 'tax',
      title: '一年内再次缓缴',
      level: { mark: 'orange', word: '警示' },
      ask: 'justification',
      askText: '说明理由后继续',
      sentence: '恒泰建材一年内第二次申请缓缴，且未附银行账户对账单。',
      because: '距上次缓缴到期 < 12 个月，且 对账单附件 < 1',
      facts: [
        { label: '距上次缓缴到期', actual: '5 个月 5 天', expected: '不少于 12 个月', bad: true },
        { label: '对账单附件', actual: '0 份', expected: '不少于 1 份', bad: true },
        { label: '申请时间', actual: '2026-11-06', bad: false },
      ],
      sources: [
        { title: '《税收征收管理法》', article: '第三十一条', href: 'https://www.example.org/law', checked: false },
      ],
      evidence: [12, 19],
      eased: '历史只含本机记录',
    },
  ],
  undetermined: [{ rule: 'peer-median', title: '低于同行业中位数', why: '历史记录未能读取', fields: ['行业', '税额'] }],
  shown: [
    {
      seq: 42,
      at: AT,
      surface: 'hold',
      text: '警示 · 说明理由后继续\n动作已暂停，申请尚未上报\n恒泰建材一年内第二次申请缓缴，且未附银行账户对账单。\n请核对 3',
      textVersion: '4.9kQ2xZ',
      visibleMs: 46_000,
      receipt: '已见',
    },
  ],
  answers: [
    {
      seq: 43,
      at: AT + 46_000,
      kind: 'continue',
      text: '说明理由后继续',
      checks: ['当期货币资金不足以缴纳税款', '申请在缴款期限届满前提出', '已查看全部银行存款账户的对账单'],
      reason: '对账单已线下核验',
      reasonText: '工行、农行两户对账单已于 11-18 现场核验，原件存 2026 缓缴卷第 31 号。',
      second: { name: '李文博', post: '审核岗', way: '本机口令', at: AT + 40_000 },
    },
  ],
  endings: [{ seq: 44, at: AT + 47_000, text: '已提交' }],
  gaps: [{ seq: 45, at: AT, reason: 'undetermined_history', text: '规则“低于同行业中位数”未能判断：历史记录未能读取' }],
  timeline: [
    { seq: 39, at: AT - 192_000, text: '打开申请审核页', tone: 'plain' },
    { seq: 41, at: AT, text: '点“审核通过并上报”，被暂停', tone: 'flag' },
    { seq: 45, at: AT, text: '一条规则未能判断', tone: 'gap' },
    { seq: 43, at: AT + 46_000, text: '说明理由并继续', tone: 'plain' },
    { seq: 44, at: AT + 47_000, text: '页面提交成功', tone: 'plain' },
  ],
  proof: {
    state: 'ok',
    seq: 41,
    size: 18_204,
    root: '9f3a0b7c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70c1e7',
    leaf: 'b204aa17c5d6e7f8091a2b3c4d5e6f7088d0',
    sentence: '本条与写入时一致，且在本机记录树中。',
    erased: [{ part: '联系电话', at: AT + 86_400_000 }],
  },
};

export const MINE: MineView = {
  others: [
    { seq: 12, at: AT - 7_200_000, text: '答今日一卡（2026-11-20）' },
    { seq: 2, at: AT - 9_000_000, text: '开始班次' },
    { seq: 1, at: AT - 9_060_000, text: '用口令登录本机' },
  ],
  language: 'zh',
  clerk: { id: 'qh-017', name: '陈思远', unit: '税源管理二科', posts: ['审核岗'], from: 'page' },
  total: 26,
  next: 3,
  kept: [
    '办理的动作、时间与规则所需的字段；个人信息单独存放，可依规删除。',
    '看到的提醒原文、停留时间、核对与理由。',
    '不记录：页面其他内容、键盘输入、屏幕画面。',
  ],
  lines: LINES.slice(0, 5).map((l) => ({
    seq: l.seq,
    at: l.at,
    actionTitle: l.actionTitle,
    subject: l.subject,
    flags: l.seq === 35 ? 0 : 1,
    level: l.level,
    sentence: l.sentence,
    answerText: l.answerText,
    endingText: l.endingText,
    recorded: ['税种', '税额', '申请延至', '对账单附件'],
    rules: [{ id: l.rule, title: '一年内再次缓缴' }],
    notes:
      l.seq === 38
        ? [
            { seq: 50, at: l.at + 60_000, kind: 'statement' as const, text: '对账单已线下核验，原件存卷。' },
            {
              seq: 51,
              at: l.at + 90_000,
              kind: 'report' as const,
              rule: '一年内再次缓缴',
              text: '上次缓缴已于 3 月撤销，不应计入。',
              became: { at: l.at + 86_400_000, text: '已核查，有结论' },
            },
          ]
        : [],
  })),
};
export const PEOPLE: PeopleView = {
  language: 'zh',
  signedIn: 'qh-017',
  pageLogin: 'chensy',
  people: [
    { id: 'qh-017', name: '陈思远', posts: ['review'], unit: '税源管理二科', postNames: '审核岗', hasPin: true },
    { id: 'qh-031', name: '李文博', posts: ['review'], unit: '法制科', postNames: '审核岗、法制员', hasPin: true },
    { id: 'qh-044', name: '何静', posts: ['discipline'], unit: '纪检组', postNames: '纪检监察员', hasPin: false },
  ],
};
export const HOSTS: HostsView = {
  watched: ['http://tax.qinghe.example/*'],
  missing: ['http://credit.qinghe.example/*', 'http://expense.qinghe.example:8080/*'],
  systems: [
    {
      adapter: 'tax-practice',
      title: '税收征收管理系统',
      figures: [
        { figure: 'pages', seen: 412, of: 430, share: 0.95, before: 0.96, looks: [], dropped: false },
        { figure: 'fields', seen: 2890, of: 3700, share: 0.55, before: 0.78, looks: [], dropped: true },
        { figure: 'commits', seen: 96, of: 96, share: 1, before: 1, looks: [], dropped: false },
      ],
      faults: [],
    },
  ],
  refused: [{ file: 'local.json', sentence: '规则 deferral-twice：条件中的字段 amout 不存在。' }],
};

export const POPUP: PopupView = {
  language: 'zh',
  mayTeach: true,
  deadlines: OVERLAYS.items?.deadlines.slice(1, 3) ?? [],
  desk: 'QH-0217',
  clerk: MINE.clerk,
  page: {
    kind: 'recognised',
    adapter: 'practice-tax',
    system: '税收征收管理系统',
    page: '延期缴纳税款申请审核',
    fieldsNamed: 12,
    fieldsRead: 12,
    anchorsMissing: [],
  },
  today: { acts: 26, flags: 4, waiting: 2 },
  flags: LINES.slice(0, 3),
  packs: [{ id: 'tax', version: 3, title: '税务', rules: 41, adapters: 1 }],
  refused: [],
  hostsMissing: [],
  journal: { entries: 18_204, state: 'ok' },
  reach: 'notice',
  know: [],
  gaps: [],
};
export const POPUPS: Record<string, PopupView> = {
  recognised: POPUP,
  out: { ...POPUP, page: { kind: 'out' }, flags: [] },
  'not-allowed': {
    ...POPUP,
    page: { kind: 'not_allowed', host: 'credit.qinghe.example' },
    hostsMissing: HOSTS.missing,
    flags: [],
  },
  degraded: {
    ...POPUP,
    page: {
      kind: 'degraded',
      adapter: 'practice-tax',
      system: '税收征收管理系统',
      page: '延期缴纳税款申请审核',
      fieldsNamed: 12,
      fieldsRead: 7,
      anchorsMissing: ['#until'],
    },
    gaps: [{ seq: 7, at: AT, reason: 'page_degraded', text: '页面与适配不完全相符' }],
  },
  unrecognised: {
    ...POPUP,
    clerk: undefined,
    page: {
      kind: 'unrecognised',
      adapter: 'practice-tax',
      system: '税收征收管理系统',
      fieldsNamed: 0,
      fieldsRead: 0,
      anchorsMissing: [],
    },
  },
  refused: { ...POPUP, refused: [{ file: 'tax.json', sentence: '税务规则包 v4：第 12 条规则的条件无法解析。' }] },
  failing: { ...POPUP, journal: { entries: 18_204, state: 'failing', since: AT } },
  unreachable: {
    ...POPUP,
    desk: '',
    today: { acts: 0, flags: 0, waiting: 0 },
    flags: [],
    deadlines: [],
    reach: 'page',
    journal: { entries: 0, state: 'unreachable' },
    know: [
      {
        kind: 'unreachable',
        mark: 'orange',
        sentence: '本机留痕打不开，提醒照常',
        more: '留痕先另存，打开后补记。请重启浏览器；仍打不开请告知管理员',
      },
    ],
  },
  long: {
    ...POPUP,
    clerk: { name: LONG, unit: LONG, posts: [], from: 'page' },
    flags: LINES.slice(4, 5),
    page: {
      kind: 'recognised',
      adapter: 'a',
      system: LONG,
      page: LONG,
      fieldsNamed: 1,
      fieldsRead: 1,
      anchorsMissing: [],
    },
  },
};
export const SECOND: SecondView = {
  kind: 'ask',
  language: 'zh',
  ticket: 't-1',
  until: Date.now() + 582_000,
  actionTitle: '确认放款',
  subject: '孙** · QH-2026-1183',
  clerk: '赵一鸣',
  chosen: 'qh-031',
  flags: [
    {
      level: WARN,
      sentence: '合同金额、签订日期均为空，放款后补填合同属空白合同放款。',
      facts: [
        { label: '合同金额', actual: '空', bad: true },
        { label: '合同签订日期', actual: '空', expected: '不晚于放款日', bad: true },
      ],
      sources: [{ title: '《农户贷款业务操作流程》', checked: true }],
    },
  ],
  candidates: PEOPLE.people.slice(1),
};
export const CASE: CaseView = {
  kind: 'case',
  language: 'zh',
  subject: '恒泰建材有限公司',
  deadlines: OVERLAYS.items?.deadlines.slice(3) ?? [],
  stages: LINES.slice(1, 4).map(({ seq, at, actionTitle, level, sentence, answerText, endingText }) => ({
    seq,
    at,
    actionTitle,
    flags: 1,
    level,
    sentence,
    answerText,
    ...(endingText ? { endingText } : {}),
  })),
};
