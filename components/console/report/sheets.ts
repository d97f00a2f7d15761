// The report as tables: behind the charts, and as sheets of a workbook. Numbers stay numbers.
import type { ReportView } from '@/lib/messages/office-views';
import type { Language, MonthReport } from '@/lib/model';
import type { Say } from '@/components/texts';
import type { ReportKey } from '@/components/texts/zh/report';
import type { Sheet } from '../queue/api';

export type R = Say<ReportKey>;
export interface On {
  report: MonthReport;
  words: ReportView['words'];
  r: R;
  language: Language;
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

export const wordsOf = {
  risk: ({ words }: On, id: string): string => words.risk[id] ?? (id || '—'),
  post: ({ words }: On, id: string): string => words.post[id] ?? (id || '—'),
  rule: ({ words }: On, id: string): string => words.rule[id] ?? id,
};

export const exposureSheet = ({ report, r }: On): Sheet => ({
  name: r('exposure'),
  head: [r('month1'), r('value')],
  rows: report.exposure.map((m) => [m.month, m.value === undefined ? r('few') : round(m.value, 2)]),
});

export const latencyWord = (upTo: number | undefined, r: R): string =>
  upTo === 0
    ? r('latency.0')
    : upTo === 3
      ? r('latency.3')
      : upTo === 10
        ? r('latency.10')
        : upTo === 30
          ? r('latency.30')
          : r('latency.more');
export const latencySheet = ({ report, r }: On): Sheet => ({
  name: r('latency'),
  head: [r('days'), r('n')],
  rows: (report.latency?.steps ?? []).map((s) => [latencyWord(s.upTo, r), s.n]),
});

export const categorySheet = (on: On): Sheet => ({
  name: on.r('category'),
  head: [on.r('risk'), on.r('n')],
  rows: on.report.categories.map((c) => [wordsOf.risk(on, c.id), c.n]),
});
export const postSheet = (on: On): Sheet => ({
  name: on.r('post'),
  head: [on.r('col.post'), on.r('n')],
  rows: on.report.posts.map((c) => [wordsOf.post(on, c.id), c.n]),
});

export function heatSheet(on: On): Sheet {
  const { posts, risks, cells } = on.report.heat;
  return {
    name: on.r('h2'),
    head: [on.r('col.post'), ...risks.map((id) => wordsOf.risk(on, id)), on.r('total')],
    rows: posts.map((post, i) => {
      const row = cells[i] ?? [];
      return [wordsOf.post(on, post), ...row, row.reduce((sum, n) => sum + n, 0)];
    }),
  };
}

export type RateWord = 'none' | 'low' | 'high' | 'few' | 'no_data';
export const rateWord = ({ alarm, value, lower }: MonthReport['rates'][number]): RateWord =>
  alarm === 'no_data' || value === undefined
    ? 'no_data'
    : alarm === 'too_few'
      ? 'few'
      : alarm === 'none'
        ? 'none'
        : lower !== undefined && value < lower
          ? 'low'
          : 'high';
export const rateJudged = (word: RateWord, r: R): string =>
  word === 'no_data' ? r('rate.none') : r(`rate.alarm.${word}`);
export const limitsText = ({ lower, upper }: MonthReport['rates'][number], r: R): string =>
  lower === undefined
    ? r('rate.atMost', { upper: upper ?? 100 })
    : upper === undefined
      ? r('rate.atLeast', { lower })
      : r('rate.between', { lower, upper });
export const ratesSheet = ({ report, words, r }: On): Sheet => ({
  name: r('h3'),
  head: [r('rate'), r('rate.now'), r('rate.limits'), r('rate.judge')],
  rows: report.rates.map((rate) => [
    words.rate[rate.id]?.title ?? rate.id,
    rate.value === undefined ? r('rate.none') : round(rate.value, 2),
    limitsText(rate, r),
    rateJudged(rateWord(rate), r),
  ]),
});

export const unitsSheet = ({ report, r }: On): Sheet => ({
  name: r('h4'),
  head: [r('place'), r('unit'), r('per'), r('flags'), r('acts')],
  rows: report.units.map((u) => [
    u.place ?? '—',
    u.unit,
    u.perHundred === undefined ? r('unit.few') : round(u.perHundred, 2),
    u.flags,
    u.acts,
  ]),
});

export const ruleAct = (rule: MonthReport['rules'][number], r: R): string =>
  rule.isTooOften ? r('rule.change') : rule.fired < 10 ? r('rule.few') : r('rule.keep');
export const rulesSheet = (on: On): Sheet => ({
  name: on.r('h5'),
  head: [on.r('rule'), on.r('fired'), on.r('share'), on.r('falseAlarms'), on.r('act')],
  rows: on.report.rules.map((rule) => [
    wordsOf.rule(on, rule.rule),
    rule.fired,
    round(rule.wentOn / rule.fired, 3),
    `${rule.falseAlarms} / ${rule.judged}`,
    ruleAct(rule, on.r),
  ]),
});

export const allSheets = (on: On): Sheet[] => [
  exposureSheet(on),
  latencySheet(on),
  categorySheet(on),
  postSheet(on),
  heatSheet(on),
  ratesSheet(on),
  unitsSheet(on),
  rulesSheet(on),
];
