// A month of an invented county for the gallery, reckoned by the real report; papers and samples beside it.
import type { PaperLine, ReportView, SamplesView } from '@/lib/messages/office-views';
import type { RateSpec } from '@/lib/model';
import { annexOf, monthReport } from '@/lib/review';

const AT = Date.UTC(2026, 10, 20, 6, 31, 8);
const DAY = 86_400_000;
const POSTS = ['税收管理员', '办税服务厅岗', '稽查检查岗', '综合采购岗', '法制审理岗'];
const RISKS = ['税额核定', '处罚裁量', '缓缴', '减免税', '发票', '稽查结论', '采购', '欠税', '退税'];
const UNITS = [
  '税源管理一科',
  '税源管理二科',
  '办税服务厅',
  '稽查局',
  '法制股',
  '综合股',
  '城关分局（含开发区、物流园、东关三个征收点）',
];
const RULES = ['期满未催缴', '代办人多次代开', '重复缓缴缺对账单', '税额下调超 15%', '听证期内处罚', '受理审核同一人'];
const HEAT = [
  [24, 6, 3, 2, 8, 0, 0, 5, 1],
  [2, 8, 0, 1, 22, 0, 0, 1, 7],
  [0, 11, 0, 0, 2, 9, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 10, 0, 0],
  [0, 5, 0, 3, 0, 2, 0, 0, 0],
];
const FIRED = [12, 29, 17, 41, 16, 3];
const WENT_ON = [11, 26, 8, 17, 3, 0];
const RATES: [string, string, number | undefined, number | undefined, number, number][] = [
  ['registration', '税务登记率', 98, undefined, 986, 1000],
  ['filing', '依期申报率', 95, undefined, 931, 1000],
  ['treasury', '入库率', 97, 100, 992, 1000],
  ['late-fee', '滞纳金加收率', 95, 100, 914, 1000],
  ['arrears', '欠税增减率', -50, 5, 0, 0],
  ['accuracy', '申报准确率', 95, undefined, 0, 0],
  ['opening', '立案率', 80, 100, 18, 20],
  ['closing', '结案率', 90, undefined, 0, 0],
  ['penalty', '处罚率', 70, 100, 60, 110],
  ['changed', '复议变更（撤销）率', undefined, 20, 0, 0],
];
const t = (what: string, a: string, n: number, b = '') => ({ what, desk: 'd1', a, b, n });

function aReport(over: { acts?: number } = {}) {
  const limits = (lower: number | undefined, upper: number | undefined) => ({
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
  });
  return monthReport({
    month: '2026-10',
    profile: 'hulan-default@1',
    tallies: [
      ...UNITS.map((unit, i) => t('acts', unit, [812, 943, 1900, 458, 370, 256, 12][i] ?? over.acts ?? 0)),
      ...UNITS.map((unit, i) => t('flags', unit, [49, 51, 41, 22, 10, 10, 1][i] ?? 0)),
      t('severity', '1', 97),
      t('severity', '2', 59),
      t('severity', '3', 27 + (over.acts ? 1 : 0)),
      ...HEAT.flatMap((row, p) => row.map((n, r) => t('heat', POSTS[p] ?? '', n, RISKS[r] ?? ''))),
      ...RULES.map((rule, i) => t('rule', rule, FIRED[i] ?? 0)),
      ...RULES.map((rule, i) => t('answer', rule, (WENT_ON[i] ?? 0) + (over.acts && i === 2 ? 1 : 0), 'continue')),
      ...RULES.map((rule, i) => t('verdict', rule, (FIRED[i] ?? 0) >> 2, i % 2 ? 'normal' : 'false_alarm')),
      t('problem', UNITS[0] ?? '', 20 + (over.acts ? 2 : 0)),
      ...[12, 5, 2, 1].map((n, i) => t('problem-risk', RISKS[i] ?? '', n)),
      ...[11, 5, 3, 1].map((n, i) => t('problem-post', POSTS[i] ?? '', n)),
      ...[0, 0, 0, 1, 2, 2, 3, 4, 6, 12, 18, 47].map((d) => t('latency', String(d), 1)),
    ],
    before: Array.from({ length: 11 }, (_, i) => ({
      month: i < 2 ? `2025-${11 + i}` : `2026-${String(i - 1).padStart(2, '0')}`,
      acts: 4_000 + i * 37,
      problems: 10 + ((i * 7) % 9),
    })),
    unitsBefore: UNITS.flatMap((unit, i) => [
      t('acts', unit, 900),
      t('flags', unit, [48, 40, 20, 41, 28, 30, 0][i] ?? 0),
    ]),
    reported: Object.fromEntries(RATES.flatMap(([id, , , , part, whole]) => (whole ? [[id, { part, whole }]] : []))),
    ratesBefore: { 'late-fee': [92, 91] },
    rates: RATES.map(
      ([id, title, lower, upper]) => ({ id, title: { zh: title, en: title }, ...limits(lower, upper) }) as RateSpec,
    ),
    categories: 12,
    posts: 9,
    fewestProblems: 10,
    fewestCases: 30,
  });
}

const same = (list: readonly string[]): Record<string, string> => Object.fromEntries(list.map((x) => [x, x]));

export function reportView(language: 'zh' | 'en', isEmpty: boolean): ReportView {
  const words: ReportView['words'] = {
    unit: '清河县税务局',
    rule: same(RULES),
    risk: same(RISKS),
    post: same(POSTS),
    severity: {
      '1': { mark: 'blue', word: '提示' },
      '2': { mark: 'yellow', word: '关注' },
      '3': { mark: 'red', word: '警示' },
    },
    rate: Object.fromEntries(
      RATES.map(([id, title]) => [
        id,
        { title, numerator: `${title}分子`, denominator: `${title}分母`, isSeen: false },
      ]),
    ),
    profile: '通用处置办法',
  };
  if (isEmpty) return { language, months: [], annex: [], words };
  const report = aReport();
  return {
    language,
    months: ['2026-11', '2026-10', '2026-09'],
    report,
    sealed: { at: AT, by: '何静', sha256: '41c0d2b7Qk9ae2ZZ0pPq8sXf3mC1uV7yR5tB2nH6jL4', seq: 312 },
    annex: annexOf(report, aReport({ acts: 31 })),
    words,
  };
}

export const PAPERS: PaperLine[] = [
  {
    seq: 18,
    at: AT,
    number: '云岭县税务局廉提〔2026〕31号',
    title: '廉政风险提醒书',
    matter: 'desk1/1',
    to: '陈思远',
    by: '何静',
  },
  { seq: 12, at: AT - 3 * DAY, number: '云岭县税务局廉督〔2026〕4号', title: '整改通知书', matter: 'desk1/41' },
];

export const samplesView = (isEmpty: boolean): SamplesView => ({
  plans: [
    {
      id: 'yearly',
      title: '高风险单位每年至少检查一次',
      share: 0.2,
      atLeast: 1,
      of: 'units',
      pool: isEmpty ? 0 : 7,
      isDue: true,
    },
    { id: 'recheck', title: '年度抽查', share: 0.1, atLeast: 1, of: 'matters', pool: 14, isDue: false },
  ],
  draws: isEmpty
    ? []
    : [
        {
          seq: 90,
          at: AT,
          by: '何静',
          plan: 'recheck',
          title: '年度抽查',
          of: 'matters',
          seed: '048217',
          from: AT - 300 * DAY,
          until: AT,
          pool: 14,
          again: 'same',
          items: [
            { item: 'desk1/1', sentence: '一年内再次缓缴，未附银行账户对账单' },
            {
              item: 'desk1/41',
              sentence: '听证告知后第 2 日即作出处罚决定',
              checked: { at: AT, by: '何静', found: 'right', text: '卷宗齐全，说明属实。' },
            },
          ],
        },
      ],
});
