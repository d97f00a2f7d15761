import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFolder } from '@/tools/hulan/sources';
import {
  assess,
  byWorkload,
  composite,
  concentration,
  countsAt,
  exercisesAMonth,
  exposure,
  frequencyCoefficient,
  highwayInfo,
  highwayPoint,
  highwayWarning,
  impactOfAmount,
  isGapShown,
  isRankable,
  latency,
  matrixGrade,
  modeOf,
  postValue,
  probabilityGrade,
  ranked,
  ratioToStaff,
  riskValue,
  rounded,
  severityGrade,
  unitIndex,
  warningLine,
  yearlyProposals,
  zoneOf,
} from '.';

const scoring = buildFolder('common').pack?.scoring;
if (!scoring) throw new Error('the common pack sets the figures of scoring');
const { luoyang, grading, warningLine: line, riskValue: risk, unitIndex: index, assessment } = scoring;

const point = (D: number, T: number, R: number, C: number, impact: number, frequency: number) => ({
  discretion: D,
  transparency: T,
  reviewability: R,
  constraint: C,
  impact,
  frequency,
});
const at = (date: string): number => Date.parse(`${date}T10:00:00+08:00`);

describe('the four-dimension score', () => {
  it.each([
    ['a fixed quota set by one person', point(5, 4, 3, 4, 1.3, 1.1), 22.88],
    ['de-registration with arrears', point(3, 3, 3, 3, 1.4, 0.9), 15.12],
    ['the least', point(1, 1, 1, 1, 0.8, 0.8), 2.56],
    ['the greatest', point(5, 5, 5, 5, 1.5, 1.2), 36],
  ])('of %s is exact', (_, scored, score) => {
    expect(composite(scored)).toBe(score);
  });

  it('ties in decimals, where binary fractions differ', () => {
    expect(5 * 0.8 * 1.2).not.toBe(5 * 1.2 * 0.8);
    expect(composite(point(2, 1, 1, 1, 0.8, 1.2))).toBe(composite(point(1, 2, 1, 1, 1.2, 0.8)));
  });

  it.each([
    [0, 0.8],
    [0.99, 0.8],
    [1, 0.9],
    [4.99, 0.9],
    [5, 1],
    [20, 1],
    [20.01, 1.1],
    [100, 1.1],
    [100.5, 1.2],
  ])('takes %d exercises a month for the coefficient %d', (aMonth, value) => {
    expect(frequencyCoefficient(aMonth, luoyang)).toBe(value);
  });

  it.each([
    [999_999, 0.8],
    [1_000_000, 1],
    [9_999_999, 1],
    [10_000_000, 1.2],
    [99_999_999, 1.2],
    [100_000_000, 1.5],
  ])('takes %d fen at risk in a bank for the impact %d', (fen, impact) => {
    expect(impactOfAmount(fen, luoyang.bankImpact)).toBe(impact);
  });
});

describe('how often a power is exercised', () => {
  const acts = (date: string, operator: string, n: number) =>
    Array.from({ length: n }, () => ({ at: at(date), operator }));

  it('is counted over twelve full months, by active months and operators', () => {
    const exercises = [
      ...acts('2024-03-05', 'a', 30),
      ...acts('2024-05-06', 'b', 10),
      ...acts('2025-03-02', 'a', 99),
      ...acts('2024-02-28', 'a', 99),
    ];

    expect(exercisesAMonth(exercises, at('2025-03-10'))).toBe(40 / 2 / 2);
  });

  it('is not measured where no month was active', () => {
    expect(exercisesAMonth([], at('2025-03-10'))).toBeUndefined();
  });
});

describe('tiers of a power tree', () => {
  const tree = (scores: number[]) => scores.map((n, i) => ({ id: i, ...point(1, 1, 1, 1, n / 4, 1) }));
  const tiers = (scores: number[], cut: Parameters<typeof ranked>[1] = luoyang.cut) =>
    ranked(tree(scores), cut).map((r) => r.tier);
  const count = (list: string[], tier: string) => list.filter((t) => t === tier).length;

  it('are ten high, ten low, the rest general', () => {
    const list = tiers(Array.from({ length: 55 }, (_, i) => 100 - i));

    expect([count(list, 'high'), count(list, 'general'), count(list, 'low')]).toEqual([10, 35, 10]);
  });

  it('are thirds in a list under thirty', () => {
    const list = tiers(Array.from({ length: 29 }, (_, i) => 100 - i));

    expect([count(list, 'high'), count(list, 'low')]).toEqual([9, 9]);
  });

  it('take a share where the bureau says so', () => {
    expect(
      count(
        tiers(
          Array.from({ length: 55 }, (_, i) => 100 - i),
          { share: 0.2 },
        ),
        'high',
      ),
    ).toBe(11);
  });

  it('send a tie at a cut to the higher tier whole, at both ends', () => {
    const scores = Array.from({ length: 40 }, (_, i) => 100 - i);
    scores[10] = 91;
    scores[30] = scores[29] ?? 0;
    const list = tiers(scores);

    expect([count(list, 'high'), count(list, 'low')]).toEqual([11, 9]);
  });

  it('share the better rank among equals', () => {
    expect(ranked(tree([9, 8, 8, 7]), luoyang.cut).map((r) => r.rank)).toEqual([1, 2, 2, 4]);
  });

  it('never put a lower score above a higher one', () => {
    const order = ['high', 'general', 'low'];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 60 }), (scores) => {
        const places = tiers(scores).map((t) => order.indexOf(t));
        expect(places).toEqual([...places].sort());
      }),
    );
  });
});

describe('grades by probability and severity', () => {
  it.each([
    [3, 3, 3],
    [1, 2, 2],
    [1, 1, 1],
    [1, 3, 2],
    [3, 1, 2],
    [2, 1, 1],
    [2, 2, 2],
    [2, 3, 3],
    [3, 2, 3],
  ] as const)('p%d s%d is grade %d', (p, s, grade) => {
    expect(matrixGrade(p, s, grading.matrix)).toBe(grade);
  });

  it('find four incidents in 1,600 approvals and 60,000 yuan in the middle', () => {
    const p = probabilityGrade({ incidents: 4, exercises: 1600 }, grading.probability);
    const s = severityGrade(6_000_000, 'none', grading.severity);

    expect([p, s]).toEqual([2, 2]);
  });

  it.each([
    [0, 1000, 1],
    [1, 1000, 2],
    [10, 1000, 2],
    [11, 1000, 3],
  ])('%d incidents in %d are p%d', (incidents, exercises, p) => {
    expect(probabilityGrade({ incidents, exercises }, grading.probability)).toBe(p);
  });

  it('ask a panel where there is too little to count, and take its median', () => {
    expect(probabilityGrade({ incidents: 5, exercises: 99, panel: [3, 1, 2] }, grading.probability)).toBe(2);
    expect(probabilityGrade({ incidents: 5, exercises: 99 }, grading.probability)).toBeUndefined();
  });

  it.each([
    [999_999, 'none', 1],
    [1_000_000, 'none', 2],
    [10_000_000, 'none', 2],
    [10_000_001, 'none', 3],
    [1, 'repairable', 1],
    [1, 'costly', 2],
    [1, 'lost', 3],
  ] as const)('%d fen with a right that is %s are s%d', (fen, right, s) => {
    expect(severityGrade(fen, right, grading.severity)).toBe(s);
  });
});

describe('the highway bureau', () => {
  it.each([
    [3, 2, 2, 3],
    [3, 3, 1, 2],
    [2, 2, 1, 1],
    [3, 2, 1, 2],
  ] as const)('grades a point %d × %d × %d as %d', (w, f, p, grade) => {
    expect(highwayPoint(w, f, p, grading.highwayPoint)).toBe(grade);
  });

  it.each([
    ['as the matrix says', {}, 2],
    ['one more when it is due in two working days', { dueInWorkdays: 2 }, 3],
    ['no more when it is due in three', { dueInWorkdays: 3 }, 2],
    ['one more when money leaves today', { moneyLeavesToday: true }, 3],
    ['three for a proven breach', { probability: 1, severity: 1, breachProven: true }, 3],
    ['never over three', { probability: 3, severity: 3, moneyLeavesToday: true }, 3],
  ] as const)('grades information %s', (_, given, grade) => {
    expect(
      highwayInfo({ probability: 2, severity: 2, moneyLeavesToday: false, breachProven: false, ...given }, grading),
    ).toBe(grade);
  });

  it.each([
    [false, false, false, undefined],
    [true, false, false, 1],
    [true, true, false, 2],
    [true, false, true, 3],
    [true, true, true, 3],
  ])('warns by a table: fired %s, complaint %s, grave %s → %s', (ruleFired, complaintLinked, graveResult, level) => {
    expect(highwayWarning({ ruleFired, complaintLinked, graveResult })).toBe(level);
  });
});

describe("a post's warning line", () => {
  const peers = [2, 3, 5, 4, 6, 3, 2, 4, 5, 3, 4, 7];

  it('is mean and two deviations of the peers', () => {
    expect(rounded(warningLine({ peers }, line), 4)).toBe(7.0748);
  });

  it('is what was set by hand, before all else', () => {
    expect(warningLine({ byHand: 5, peers }, line)).toBe(5);
  });

  it('is never under three, and nine where there are too few posts', () => {
    expect(warningLine({ peers: [0, 0, 0, 0, 0, 0, 0, 1] }, line)).toBe(3);
    expect(warningLine({ peers, posts: 7 }, line)).toBe(9);
    expect(warningLine({}, line)).toBe(9);
  });

  it('is passed by two middle and two light flags, and near from six tenths on', () => {
    const value = postValue({ 2: 2, 1: 2 }, line.weights);
    const limit = warningLine({ peers }, line);

    expect(value).toBe(8);
    expect([
      zoneOf(value, limit, line.nearFrom),
      zoneOf(4.25, limit, line.nearFrom),
      zoneOf(4.24, limit, line.nearFrom),
    ]).toEqual(['over', 'near', 'safe']);
    expect(zoneOf(limit, limit, line.nearFrom)).toBe('over');
  });

  it('counts each flag once in its thirty days, the moment thirty days back outside', () => {
    const now = at('2025-03-31');
    const flags = [
      { id: 'a', severity: 3, at: now },
      { id: 'a', severity: 3, at: now },
      { id: 'b', severity: 1, at: now - 30 * 86_400_000 },
      { id: 'c', severity: 1, at: now - 30 * 86_400_000 + 1 },
      { id: 'd', severity: 2, at: now + 1 },
    ];

    expect(countsAt(flags, now, line.windowDays)).toEqual({ 3: 1, 1: 1 });
  });

  it('weighs a value by the work done, and not where there was little', () => {
    expect(byWorkload(8, 200, [100, 50, 300], line.fewestActions)).toBe(4);
    expect(byWorkload(8, 29, [100], line.fewestActions)).toBeUndefined();
  });
});

describe('the four indicators of Chongqing', () => {
  it('count problems in a thousand exercises', () => {
    expect(exposure(9, 7500)).toBe(1.2);
    expect(exposure(9, 0)).toBeUndefined();
  });

  it('take the median and the ninetieth percentile of latency by nearest rank', () => {
    expect(latency([20, 35, 60, 90, 400])).toEqual({ median: 60, p90: 400 });
    expect(latency([])).toBeUndefined();
  });

  it('measure concentration over the categories offered', () => {
    expect(rounded(concentration([12, 5, 2, 1], 4, risk.fewestProblems) ?? 0, 5)).toBe(0.24667);
    expect(rounded(concentration([8, 6, 4, 2], 4, risk.fewestProblems) ?? 0)).toBe(0.07);
    expect(concentration([10, 0], 2, risk.fewestProblems)).toBe(1);
    expect(concentration([5, 4], 2, risk.fewestProblems)).toBeUndefined();
  });

  it('set a share beside the share of staff', () => {
    expect(ratioToStaff(0.4, 0.2)).toBe(2);
    expect(ratioToStaff(0.4, 0)).toBeUndefined();
  });

  it('weigh into a risk value', () => {
    const value = riskValue({ exposure: 1.2, latencyMedian: 60, category: 0.24667, personnel: 0.06667 }, risk);

    expect(rounded(value)).toBe(19.64);
    expect(riskValue({ exposure: 99, latencyMedian: 999, category: 1, personnel: 1 }, risk)).toBe(100);
  });

  it.each([
    ['green under 30', 29.99, {}, 1],
    ['yellow from 30', 30, {}, 2],
    ['yellow under 60', 59.99, {}, 2],
    ['red from 60', 60, {}, 3],
    ['red with a confirmed grave breach', 0, { graveBreachConfirmed: true }, 3],
    ['at least yellow with a confirmed sign', 0, { signConfirmed: true }, 2],
    ['raised by people', 0, { judgedAtLeast: 3 }, 3],
    ['never lowered by people', 70, { judgedAtLeast: 1 }, 3],
  ] as const)('are %s', (_, value, known, mode) => {
    expect(modeOf(value, { graveBreachConfirmed: false, signConfirmed: false, ...known }, risk)).toBe(mode);
  });
});

describe("a unit's index", () => {
  const period = {
    tasksDone: 46,
    tasksPlanned: 50,
    staff: 40,
    faults: { 1: 6, 2: 2 },
    lateReports: 1,
    improvements: 2,
  };

  it('follows goals, faults and improvements', () => {
    expect(rounded(unitIndex(period, index) ?? 0)).toBe(16.03);
  });

  it('counts a fault that was told half', () => {
    const told = unitIndex({ ...period, faults: { 1: 6 }, selfReported: { 2: 2 } }, index) ?? 0;
    const hidden = unitIndex(period, index) ?? 0;

    expect(rounded(hidden - told, 6)).toBe(4.5);
  });

  it('is full goals where nothing was planned, and not measured without staff', () => {
    expect(
      unitIndex({ ...period, tasksPlanned: 0, tasksDone: 0, faults: {}, lateReports: 0, improvements: 0 }, index),
    ).toBe(0);
    expect(unitIndex({ ...period, staff: 0 }, index)).toBeUndefined();
  });

  it('stays between 0 and 100', () => {
    expect(unitIndex({ ...period, faults: {}, lateReports: 0, tasksDone: 50, improvements: 9 }, index)).toBe(0);
    expect(unitIndex({ ...period, faults: { 3: 999 }, tasksDone: 0, improvements: 0 }, index)).toBe(100);
  });

  it('ranks no unit of which little was seen', () => {
    expect([isRankable(0.6, 5, index), isRankable(0.59, 5, index), isRankable(1, 0, index)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('the assessment in four grades', () => {
  it.each([
    [[23, 21, 18, 20], false, 'good'],
    [[25, 25, 25, 8], false, 'pass'],
    [[20, 20, 20, 0], false, 'pass'],
    [[25, 25, 20, 20], false, 'excellent'],
    [[25, 25, 20, 19.99], false, 'good'],
    [[25, 20, 15, 14.99], false, 'pass'],
    [[25, 20, 10, 4.99], false, 'fail'],
    [[25, 25, 25, 10], false, 'good'],
    [[25, 25, 25, 25], true, 'fail'],
    [[20, 20, 9, 0], false, 'fail'],
  ] as const)('of %j with a grave case %s is %s', (areas, grave, result) => {
    expect(assess(areas, grave, assessment).result).toBe(result);
  });

  it('shows a gap of more than fifteen', () => {
    expect([isGapShown(90, 75, assessment), isGapShown(90, 74.9, assessment)]).toEqual([false, true]);
  });
});

describe('the yearly cycle', () => {
  const quota = { id: 'quota', ...point(5, 4, 3, 4, 1.3, 1.1) };
  const year = (n: number) => Array.from({ length: n }, () => ({ at: at('2024-06-03'), operator: 'a' }));

  it('proposes a new coefficient with both scores, and changes nothing', () => {
    const seen = new Map([['quota', { exercises: year(120), confirmedProblems: 0, lateReports: 2 }]]);

    expect(yearlyProposals([quota], seen, at('2025-01-05'), luoyang)).toEqual([
      {
        point: quota,
        aMonth: 120,
        frequency: { set: 1.1, measured: 1.2 },
        score: { before: 22.88, after: 24.96 },
        reasons: ['frequency', 'late_reports'],
      },
    ]);
  });

  it('proposes nothing where nothing was measured or nothing differs', () => {
    const same = new Map([['quota', { exercises: year(50), confirmedProblems: 0, lateReports: 0 }]]);

    expect(yearlyProposals([quota], new Map(), at('2025-01-05'), luoyang)).toEqual([]);
    expect(yearlyProposals([quota], same, at('2025-01-05'), luoyang)).toEqual([]);
  });
});

describe('rounding for display', () => {
  it.each([
    [1.005, 1.01],
    [2.675, 2.68],
    [-1.005, -1],
    [22.88, 22.88],
    [19.639999, 19.64],
    [1e-9, 0],
  ])('shows %d as %d', (value, shown) => {
    expect(rounded(value)).toBe(shown);
  });
});
