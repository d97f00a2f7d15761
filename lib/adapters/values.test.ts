import { describe, expect, test } from 'vitest';
import { dateOf, datetimeOf } from './date';
import { ageAt, bankCardOk, identityOf, kindOf, residentIdOk, usccOk } from './identity';
import { maskText } from './mask';
import { moneyOf } from './money';
import { bare, fold, glob, matchesLabel } from './text';

const money = (text: string, ...more: [('yuan' | 'wan' | 'fen')?, string?]): number | null =>
  moneyOf(fold(text), ...more);

describe('money is read to fen', () => {
  test.each<[string, number | null, string]>([
    ['850000', 85_000_000, 'bare'],
    ['850,000.00', 85_000_000, 'grouped'],
    ['¥850,000.00', 85_000_000, 'sign'],
    ['￥ 1,234.5', 123_450, 'full-width sign'],
    ['１，２３４．５０', 123_450, 'full-width digits'],
    ['85万元', 85_000_000, 'ten thousands'],
    ['1.2345亿元', 12_345_000_000, 'hundred millions'],
    ['0.01元', 1, 'one fen'],
    ['-1,000.00', -100_000, 'negative'],
    ['(1,000.00)', -100_000, "accountant's negative"],
    ['−5', -500, 'minus sign'],
    ['12345 分', 12_345, 'fen'],
    ['850,000.00 元整', 85_000_000, 'words behind'],
    ['贰万元整', 2_000_000, 'capitals'],
    ['人民币壹拾伍万叁仟元伍角', 15_300_050, 'capitals with jiao'],
    ['捌拾伍万元整', 85_000_000, 'capitals'],
    ['壹亿零伍拾元零叁分', 10_000_005_003, 'with gaps'],
    ['拾伍元', 1_500, 'a place that begins'],
    ['零元整', 0, 'nothing'],
    ['壹万零仟零佰零拾元整', 1_000_000, 'every place of a form'],
    ['一亿二千万元', 12_000_000_000, 'hundred millions and ten thousands'],
    ['万元', null, 'a unit by itself'],
    ['百元', null, 'a unit by itself'],
    ['0.001', null, 'finer than a fen'],
    ['1,000 / 2,000', null, 'two figures'],
    ['1,00', null, 'odd groups'],
    ['abc', null, 'words'],
    ['12.3.4', null, 'a version'],
    ['9'.repeat(20), null, 'too large'],
  ])('%s → %s (%s)', (text, fen) => {
    expect(money(text)).toBe(fen);
  });

  test('the unit of the adapter counts for bare figures, the sign on the page wins, a label may carry it', () => {
    expect(money('85', 'wan')).toBe(85_000_000);
    expect(money('85元', 'wan')).toBe(8_500);
    expect(money('85', 'yuan', '金额(万元)')).toBe(85_000_000);
    expect(money('85', 'yuan', '万元')).toBe(85_000_000);
  });
});

test.each<[string, string | null, ('ymd' | 'mdy' | 'dmy')?]>([
  ['2026-11-22', '2026-11-22'],
  ['2026/1/2', '2026-01-02'],
  ['2026.11.22', '2026-11-22'],
  ['20261122', '2026-11-22'],
  ['2026年11月22日', '2026-11-22'],
  ['2026 年 1 月 2 日', '2026-01-02'],
  ['22 November 2026', '2026-11-22'],
  ['Nov 22, 2026', '2026-11-22'],
  ['11/22/2026', '2026-11-22'],
  ['03/04/2026', null],
  ['03/04/2026', '2026-03-04', 'mdy'],
  ['03/04/2026', '2026-04-03', 'dmy'],
  ['2026-02-30', null],
  ['2026-11-22 10:30:00', '2026-11-22'],
  ['soon', null],
  ['2026', null],
])('date %s → %s', (text, day, order) => {
  expect(dateOf(text, order)).toBe(day);
});

test('a time of day is of Asia/Shanghai unless it says otherwise', () => {
  expect(datetimeOf('2026-11-22 10:30')).toBe(Date.parse('2026-11-22T02:30:00Z'));
  expect(datetimeOf('2026-11-22T10:30:00Z')).toBe(Date.parse('2026-11-22T10:30:00Z'));
  expect(datetimeOf('2026年11月22日 9时5分')).toBe(Date.parse('2026-11-22T01:05:00Z'));
});

describe('identity numbers', () => {
  test('check digits tell real numbers from typing errors', () => {
    expect(residentIdOk('11010519491231002X')).toBe(true);
    expect(residentIdOk('110105194912310021')).toBe(false);
    expect(residentIdOk('110105194913310021')).toBe(false);
    expect(residentIdOk('130503670401001')).toBe(true);
    expect(usccOk('91350100M000100Y43')).toBe(true);
    expect(usccOk('91350100M000100Y44')).toBe(false);
    expect(bankCardOk('6222020200112233445')).toBe(bankCardOk('6222 0202 0011 2233 445'.replace(/ /g, '')));
    expect(bankCardOk('4111111111111111')).toBe(true);
    expect(bankCardOk('4111111111111112')).toBe(false);
  });
  test('the kind is told by the check digits', () => {
    expect(
      ['11010519491231002X', '91350100M000100Y43', '13800138000', '4111111111111111', '12345'].map(kindOf),
    ).toEqual(['resident_id', 'uscc', 'phone', 'bank_card', 'unknown']);
  });
  test('age is completed on the birthday in Shanghai', () => {
    expect(ageAt('11010519491231002X', Date.parse('2026-12-30T15:00:00Z'))).toBe(76);
    expect(ageAt('11010519491231002X', Date.parse('2026-12-30T16:00:00Z'))).toBe(77);
  });
  test('what travels shows neither the birthday nor the order number', () => {
    const { identity, raw } = identityOf('110105 19491231 002x', 'resident_id', 0);
    expect(identity).toMatchObject({ kind: 'resident_id', masked: '110***********002X', valid: true });
    expect(raw).toBe('11010519491231002X');
  });
  test('free text loses the numbers of persons and keeps the others', () => {
    expect(maskText('身份证11010519491231002X，电话13800138000，卡号4111 1111 1111 1111，文号2026110001')).toBe(
      '身份证110***********002X，电话138****8000，卡号4111********1111，文号2026110001',
    );
  });
});

test('patterns stand for any characters and never go wild', () => {
  expect(glob('*.pl', 'drafts.pl')).toBe(true);
  expect(glob('a*b*c', 'aXbYc')).toBe(true);
  expect(glob('a*b*c', 'aXcYb')).toBe(false);
  expect(glob('ab*ba', 'aba')).toBe(false);
  expect(glob(`${'*a'.repeat(30)}*`, 'a'.repeat(29))).toBe(false);
});
test('labels are compared without their marks', () => {
  expect(bare(' ＊ 减免税额： ')).toBe('减免税额');
  expect(matchesLabel('减免税额', '* 减 免 税 额 :')).toBe(true);
  expect(matchesLabel('金额(*)', '金额（万元）：')).toBe(true);
});
