import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { MonthReport, ScoringSettings } from '@/lib/model';
import { annexOf, monthReport } from './report';
import type { MonthInput, Tallied } from './report';

const settings = ScoringSettings.parse(parse(readFileSync('packs/common/scoring.yaml', 'utf8')));
const t = (what: string, a: string, n: number, b = '', desk = 'd1'): Tallied => ({ what, desk, a, b, n });
const aMonth = (over: Partial<MonthInput> = {}): MonthInput => ({
  month: '2026-10',
  profile: 'hulan-default@1',
  tallies: [],
  before: [],
  unitsBefore: [],
  reported: {},
  ratesBefore: {},
  categories: 4,
  posts: 4,
  rates: settings.rates.collection,
  fewestProblems: settings.riskValue.fewestProblems,
  fewestCases: settings.rates.fewest,
  ...over,
});

describe('the month-end report', () => {
  it('of a month without acts says nothing rather than zero', () => {
    const report = monthReport(aMonth());

    expect(MonthReport.parse(report)).toEqual(report);
    expect(report.exposure).toEqual([{ month: '2026-10' }]);
    expect(report).not.toHaveProperty('latency');
    expect(report).not.toHaveProperty('categoryConcentration');
    expect(report.rates.every((rate) => rate.alarm === 'no_data' && rate.value === undefined)).toBe(true);
  });

  it('counts confirmed problems in a thousand acts, their days and how they gather, as the worked examples do', () => {
    const report = monthReport(
      aMonth({
        tallies: [
          t('acts', '一科', 7_000),
          t('acts', '二科', 500, '', 'd2'),
          t('problem', '一科', 9),
          ...[20, 35, 60, 90, 400].map((days) => t('latency', String(days), 1)),
          t('problem-risk', 'a', 12),
          t('problem-risk', 'b', 5),
          t('problem-risk', 'c', 2),
          t('problem-risk', 'd', 1),
          ...[8, 6, 4, 2].map((n, i) => t('problem-post', `p${i}`, n)),
        ],
      }),
    );

    expect(report.desks).toBe(2);
    expect(report.exposure.at(-1)?.value).toBeCloseTo(1.2);
    expect(report.latency).toEqual({
      median: 60,
      p90: 400,
      longest: 400,
      steps: [{ upTo: 0, n: 0 }, { upTo: 3, n: 0 }, { upTo: 10, n: 0 }, { upTo: 30, n: 1 }, { n: 4 }],
    });
    expect(report.categoryConcentration).toBeCloseTo(0.2467, 3);
    expect(report.postConcentration).toBeCloseTo(0.0667, 3);
  });

  it('places units by flags in a hundred acts, and a unit of few acts not at all', () => {
    const { units } = monthReport(
      aMonth({
        tallies: [
          t('acts', '大厅', 1_000),
          t('flags', '大厅', 40),
          t('acts', '一科', 100),
          t('flags', '一科', 6),
          t('acts', '新股', 5),
          t('flags', '新股', 5),
        ],
        unitsBefore: [t('acts', '大厅', 900), t('flags', '大厅', 90), t('acts', '一科', 90), t('flags', '一科', 1)],
      }),
    );

    expect(units.map(({ unit, perHundred, place, before }) => [unit, perHundred, place, before])).toEqual([
      ['一科', 6, 1, 2],
      ['大厅', 4, 2, 1],
      ['新股', undefined, undefined, undefined],
    ]);
  });

  it('holds a rule that clerks go past more than four times in five against the rule, from ten hits on', () => {
    const { rules } = monthReport(
      aMonth({
        tallies: [
          t('rule', 'often', 10),
          t('answer', 'often', 9, 'continue'),
          t('rule', 'line', 10),
          t('answer', 'line', 8, 'continue'),
          t('rule', 'few', 9),
          t('answer', 'few', 9, 'continue'),
          t('verdict', 'often', 2, 'false_alarm'),
          t('verdict', 'often', 1, 'normal'),
        ],
      }),
    );

    expect(rules.map(({ rule, isTooOften }) => [rule, isTooOften])).toEqual([
      ['few', false],
      ['often', true],
      ['line', false],
    ]);
    expect(rules[1]).toMatchObject({ falseAlarms: 2, judged: 3 });
  });

  it('holds reported rates against their limits, and leaves out those nobody reported', () => {
    const { rates } = monthReport(
      aMonth({
        reported: { filing: { part: 374, whole: 400 }, registration: { part: 9, whole: 10 } },
        ratesBefore: { filing: [93, 94] },
      }),
    );
    const of = (id: string) => rates.find((r) => r.id === id);

    expect(of('filing')).toMatchObject({ value: 93.5, lower: 95, alarm: 'red' });
    expect(of('registration')).toMatchObject({ value: 90, alarm: 'too_few' });
    expect(of('treasury')).toEqual({ id: 'treasury', lower: 97, upper: 100, alarm: 'no_data' });
  });

  it('adds desks up, in an order that does not depend on theirs', () => {
    const tallies = [t('heat', 'hall', 2, 'x'), t('heat', 'hall', 3, 'x', 'd2'), t('heat', 'tax', 9, 'y')];

    const report = monthReport(aMonth({ tallies }));

    expect(report.heat).toEqual({
      posts: ['tax', 'hall'],
      risks: ['y', 'x'],
      cells: [
        [9, 0],
        [0, 5],
      ],
    });
    expect(monthReport(aMonth({ tallies: [...tallies].reverse() }))).toEqual(report);
  });

  it('names in the annex what came in or was corrected after the seal, and nothing else', () => {
    const sealed = monthReport(aMonth({ tallies: [t('acts', '一科', 100), t('flags', '一科', 2), t('rule', 'r', 2)] }));
    const now = monthReport(
      aMonth({
        tallies: [
          t('acts', '一科', 120),
          t('flags', '一科', 2),
          t('rule', 'r', 2),
          t('answer', 'r', 1, 'continue'),
          t('acts', '二科', 40, '', 'd2'),
        ],
      }),
    );

    expect(annexOf(sealed, sealed)).toEqual([]);
    expect(annexOf(sealed, now)).toEqual([
      { what: 'acts', sealed: 100, now: 160 },
      { what: 'unit', id: '二科', now: 0 },
      { what: 'rule', id: 'r', sealed: 0, now: 1 },
    ]);
  });
});
