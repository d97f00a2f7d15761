import { describe, expect, it } from 'vitest';
import { buildFolder } from '@/tools/hulan/sources';
import { changeAlarm, changeOf, historyAlarm, jumpsUp, limitAlarm, pChart, percent, rounded, worse } from '.';

const rates = buildFolder('common').pack?.scoring?.rates;
if (!rates) throw new Error('the common pack sets the figures of scoring');
const spec = (id: string) => {
  const found = [...rates.collection, ...rates.inspection].find((rate) => rate.id === id);
  if (!found) throw new Error(`no rate ${id}`);
  return found;
};
const year = (share: number, whole: number) =>
  Array.from({ length: 12 }, () => ({ part: Math.round(share * whole), whole }));

describe('the collection rates', () => {
  it('are ten, and four of inspection, each with a side that alarms', () => {
    expect([rates.collection.length, rates.inspection.length]).toEqual([10, 4]);
    expect(
      [...rates.collection, ...rates.inspection].filter((r) => r.lower === undefined && r.upper === undefined),
    ).toEqual([]);
  });

  it('are shares in percent, none of nothing', () => {
    expect([percent(374, 400), percent(1, 0)]).toEqual([93.5, undefined]);
  });

  it('give the change of a balance, and the amount itself where it began with nothing', () => {
    expect([changeOf(200, 150), changeOf(0, 70)]).toEqual([{ percent: -25 }, { amount: 70 }]);
  });
});

describe('limits', () => {
  it('hold the limit itself inside', () => {
    expect(limitAlarm(95, [], spec('filing'))).toBe('none');
    expect(limitAlarm(94.99, [], spec('filing'))).toBe('yellow');
  });

  it('turn red beyond half the width of the band', () => {
    expect(limitAlarm(92.5, [], spec('filing'))).toBe('yellow');
    expect(limitAlarm(92.49, [], spec('filing'))).toBe('red');
    expect(limitAlarm(100.5, [], spec('treasury'))).toBe('yellow');
    expect(limitAlarm(101.6, [], spec('treasury'))).toBe('red');
  });

  it('turn red in the third period running on the same side', () => {
    expect(limitAlarm(94, [94, 94], spec('filing'))).toBe('red');
    expect(limitAlarm(94, [94], spec('filing'))).toBe('yellow');
    expect(limitAlarm(94, [94, 96], spec('filing'))).toBe('yellow');
    expect(limitAlarm(101, [96, 96], spec('treasury'))).toBe('yellow');
  });
});

describe('the history of a rate', () => {
  it('draws its lines at two and three deviations', () => {
    expect(rounded(pChart(0.96, 400, 2).lower, 5)).toBe(0.9404);
    expect(rounded(pChart(0.96, 400, 3).lower, 5)).toBe(0.93061);
    expect(pChart(0.99, 40, 3).upper).toBe(1);
    expect(pChart(0.01, 40, 3).lower).toBe(0);
  });

  it('is yellow at 374 of 400 and red at 371', () => {
    const before = year(0.96, 400);

    expect(historyAlarm({ part: 374, whole: 400 }, before, 'low', rates)).toBe('yellow');
    expect(historyAlarm({ part: 371, whole: 400 }, before, 'low', rates)).toBe('red');
    expect(historyAlarm({ part: 378, whole: 400 }, before, 'low', rates)).toBe('none');
  });

  it('alarms only on the side that is named', () => {
    const before = year(0.5, 400);

    expect(historyAlarm({ part: 260, whole: 400 }, before, 'low', rates)).toBe('none');
    expect(historyAlarm({ part: 260, whole: 400 }, before, 'high', rates)).toBe('red');
    expect(historyAlarm({ part: 260, whole: 400 }, before, 'both', rates)).toBe('red');
    expect(historyAlarm({ part: 140, whole: 400 }, before, 'both', rates)).toBe('red');
  });

  it('says nothing of fewer than thirty cases', () => {
    expect(historyAlarm({ part: 1, whole: 29 }, year(0.96, 400), 'low', rates)).toBe('too_few');
    expect(worse('too_few', 'red')).toBe('too_few');
  });

  it('shows a jump on the good side', () => {
    expect(jumpsUp({ part: 400, whole: 400 }, year(0.9, 400), 'low', rates)).toBe(true);
    expect(jumpsUp({ part: 365, whole: 400 }, year(0.9, 400), 'low', rates)).toBe(false);
  });

  it('takes mean and deviation for a signed change', () => {
    const before = [1, -1, 2, -2, 1, -1, 2, -2, 1, -1, 2, -2];

    expect(changeAlarm(2, before, 'high', rates)).toBe('none');
    expect(changeAlarm(4, before, 'high', rates)).toBe('yellow');
    expect(changeAlarm(6, before, 'high', rates)).toBe('red');
    expect(changeAlarm(-6, before, 'high', rates)).toBe('none');
    expect(changeAlarm(-6, before, 'both', rates)).toBe('red');
  });

  it('lets the worse of both tests count: filing at 93.5 % is yellow by both', () => {
    expect(
      worse(
        limitAlarm(93.5, [], spec('filing')),
        historyAlarm({ part: 374, whole: 400 }, year(0.96, 400), 'low', rates),
      ),
    ).toBe('yellow');
    expect(worse('yellow', 'red')).toBe('red');
  });
});
