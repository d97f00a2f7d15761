import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '@/lib/model';
import { evaluate } from './evaluate';
import { OFFICE, aScope, anAction, at, tree } from '@/tests/support/rules';
import { isUnknown } from './value';
import type { Value } from './value';

const run = (text: string, scope = aScope({})): Value | 'unknown' => {
  const value = evaluate(tree(text), scope);
  return isUnknown(value) ? 'unknown' : value;
};

describe('figures are exact', () => {
  it.each<[string, boolean | 'unknown', string]>([
    ['0.1 + 0.2 == 0.3', true, 'binary floating point says no'],
    ['1.05 * 100 == 105', true, 'a rate of hundredths'],
    ['floor(123456.0 * 37 * 0.0005) == 2283', true, 'late fee to whole fen'],
    ['1 / 3 * 3 == 1', true, 'a share is not rounded'],
    ['9007199254740991 + 2 == 9007199254740993', true, 'past what a double holds'],
    ['900719925474099 * 900719925474099 > 0', true, 'a product past it'],
    ['-7 / 2 == -3.5', true, 'no whole division'],
    ['floor(-3.5) == -4', true, 'downwards, not towards 0'],
    ['max(1, 2.5, 2) == 2.5', true, ''],
    ['yuan(5000) == 500000', true, 'fen'],
    ['1 / 0 == 1', 'unknown', 'no base'],
  ])('%s is %s %s', (text, expected) => {
    expect(run(text)).toBe(expected);
  });

  it('agree with big integers on sums and products of decimals', () => {
    const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat(6));

    fc.assert(
      fc.property(decimal, decimal, ([m, i], [n, j]) => {
        const text = (v: bigint, places: number): string => {
          const digits = String(v < 0n ? -v : v).padStart(places + 1, '0');
          return `(${v < 0n ? '-' : ''}${places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits})`;
        };
        const [a, b] = [text(m, i), text(n, j)];
        const sum = text(m * 10n ** BigInt(6 - i) + n * 10n ** BigInt(6 - j), 6);
        expect(run(`${a} + ${b} == ${sum}`)).toBe(true);
        expect(run(`${a} * ${b} == ${text(m * n, i + j)}`)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('three values', () => {
  const scope = aScope(
    { yes: true, no: false, gap: '', amount: 5, name: ' u07 ' },
    { types: { gap: 'text', amount: 'money', name: 'id', later: 'text' } },
  );

  it.each<[string, boolean | 'unknown', string]>([
    ['no && lost', false, 'false decides'],
    ['lost && no', false, 'from either side'],
    ['yes || lost', true, 'true decides'],
    ['yes && lost', 'unknown', ''],
    ['no || lost', 'unknown', ''],
    ['!lost', 'unknown', ''],
    ['lost == lost', 'unknown', 'unread is equal to nothing'],
    ['empty(lost)', 'unknown', 'unread is not empty'],
    ['empty(gap)', true, ''],
    ['gap == "x"', 'unknown', 'an empty operand'],
    ['gap != "x"', 'unknown', 'an empty operand'],
    ['!empty(gap) && gap == "x"', false, 'asked first'],
    ['known(lost)', false, 'has two answers only'],
    ['lost ? 1 == 1 : 2 == 2', true, 'whatever it held'],
    ['lost ? amount == 5 : amount == 6', 'unknown', ''],
    ['name == "u07"', true, 'outer spaces do not matter'],
    ['name == "U07"', false, 'case does'],
    ['amount in [1, lost, 5]', true, 'found already'],
    ['amount in [1, lost]', 'unknown', 'might be it'],
  ])('%s is %s %s', (text, expected) => {
    expect(run(text, scope)).toBe(expected);
  });

  it('keep the laws of De Morgan and of double negation, whatever was not read', () => {
    const values = fc.record({
      a: fc.option(fc.boolean(), { nil: undefined }),
      b: fc.option(fc.boolean(), { nil: undefined }),
    });

    fc.assert(
      fc.property(values, ({ a, b }) => {
        const s = aScope({ ...(a === undefined ? {} : { a }), ...(b === undefined ? {} : { b }) });
        expect(run('!(a && b)', s)).toBe(run('!a || !b', s));
        expect(run('!(a || b)', s)).toBe(run('!a && !b', s));
        expect(run('!!a', s)).toBe(run('a', s));
      }),
    );
  });

  it('never lets a value that was not read turn a verdict round', () => {
    const texts = ['a && (b || c)', '(a ? b : c) || !a', '[a, b].exists(x, x) && c', 'a == b || c'];
    const bool = fc.option(fc.boolean(), { nil: undefined });

    fc.assert(
      fc.property(fc.constantFrom(...texts), bool, bool, bool, fc.boolean(), (text, a, b, c, fill) => {
        const some = {
          ...(a === undefined ? {} : { a }),
          ...(b === undefined ? {} : { b }),
          ...(c === undefined ? {} : { c }),
        };
        const partial = run(text, aScope(some));
        const whole = run(text, aScope({ a: a ?? fill, b: b ?? fill, c: c ?? fill }));
        expect(partial === 'unknown' || partial === whole).toBe(true);
      }),
    );
  });

  it.each<[string, boolean | 'unknown']>([
    ['relief ', true],
    ['other', false],
    ['constructor', false],
  ])('a table is asked by the word without the spaces around it: %j is a key: %j', (kind, isKey) => {
    const s = aScope({ kind }, { params: { limit: { value: { relief: 7 } } } });

    expect([run('kind in params.limit', s), run('params.limit[kind] == 7', s)]).toEqual([isKey, isKey || 'unknown']);
  });

  it('know a range as far as it matters', () => {
    const facts = { n: { value: { lo: 2, hi: 4 } }, sum: { value: { lo: 100, hi: null } } };
    const s = aScope({}, { facts });

    expect([run('facts.n >= 2', s), run('facts.n >= 3', s), run('facts.n > 4', s), run('facts.n == 5', s)]).toEqual([
      true,
      'unknown',
      false,
      false,
    ]);
    expect([
      run('facts.sum >= 100', s),
      run('facts.sum > 100', s),
      run('facts.sum * 2 >= 200', s),
      run('facts.sum + 1 < 50', s),
    ]).toEqual([true, 'unknown', true, false]);
  });
});

describe('days', () => {
  const s = (wall: string) => aScope({ due: '2024-02-10' }, { at: at(wall), types: { due: 'date' } });

  it.each<[string, boolean | 'unknown', string]>([
    ['addMonths("2024-08-31", 3) == "2024-11-30"', true, 'the last day of a shorter month'],
    ['addMonths("2024-01-31", 1) == "2024-02-29"', true, 'leap year'],
    ['addMonths("2025-01-31", 1) == "2025-02-28"', true, ''],
    ['daysBetween(due, "2024-03-01") == 20', true, 'over a leap day'],
    ['today() == "2024-03-05"', true, 'local day of 00:30'],
    ['workdaysBetween("2024-02-01", "2024-02-05") == 3', true, 'Friday, the swapped Sunday and Monday'],
    ['isWorkday("2024-02-12")', false, 'a holiday'],
    ['isWorkday("2024-02-18")', true, 'a swapped Sunday'],
    ['addWorkdays("2024-02-09", 1) == "2024-02-13"', true, 'past a weekend and a holiday'],
    ['daysBetween("1000-01-01", "9999-12-31") > 0', true, 'far ends'],
    ['workdaysBetween("1000-01-01", "9999-12-31") > 0', 'unknown', 'further than anybody counts'],
  ])('%s is %s %s', (text, expected) => {
    expect(run(text, s('2024-03-05 00:30'))).toBe(expected);
  });

  it.each<[string, boolean | 'unknown', string]>([
    ['2024-03-05 08:30:00.000', true, 'from itself is inside'],
    ['2024-03-05 08:29:59.999', false, 'a millisecond before'],
    ['2024-03-05 17:29:59.999', true, ''],
    ['2024-03-05 17:30:00.000', false, 'to itself is outside'],
    ['2024-02-12 10:00', false, 'a holiday'],
    ['2024-02-18 10:00', true, 'a swapped Sunday'],
    ['2024-03-03 10:00', false, 'a Sunday'],
  ])('%s is within working hours: %s %s', (wall, expected) => {
    expect(run('inOffice()', s(wall))).toBe(expected);
  });

  it('keeps the holidays of the calendar where a pack gives other hours only', () => {
    expect(run("inOffice('09:00', '12:00')", s('2024-02-12 10:00'))).toBe(false);
    expect(run("inOffice('09:00', '12:00')", s('2024-03-05 08:45'))).toBe(false);
    expect(run("inOffice('09:00', '12:00', [])", s('2024-02-12 10:00'))).toBe(true);
  });

  it('adding working days counts back to the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 19_000, max: 21_000 }), fc.integer({ min: 1, max: 60 }), (day, n) => {
        const from = new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(run(`workdaysBetween("${from}", addWorkdays("${from}", ${n})) == ${n}`)).toBe(true);
      }),
      { numRuns: 200 },
    );
    expect(OFFICE.swapWork).toHaveLength(2);
  });
});

describe('fields, lists and people', () => {
  const action = anAction({
    amount: 'money',
    purpose: 'text',
    rate: 'number',
    officers: 'ids',
    trial: 'ids',
    selector: 'id',
    payee: 'identity',
    payer: 'identity',
  });
  const who = (masked: string, same: string[] = []) => ({
    kind: 'resident_id' as const,
    masked,
    valid: true,
    age: 40,
    same,
  });

  it.each<[string, Record<string, FieldValue>, boolean | 'unknown', string]>([
    ['blank(field("amount"))', { amount: 0 }, true, 'zero'],
    ['blank(purpose)', { purpose: ' —— ' }, true, 'dashes'],
    ['blank(purpose)', { purpose: '0.00' }, true, 'zeros'],
    ['blank(purpose)', { purpose: '10' }, false, 'ten is no blank'],
    ['blank(purpose)', {}, 'unknown', 'unread'],
    ['empty(field("stamp"))', {}, true, 'a field the action does not have'],
    ['distinct(officers) < 2', { officers: ['u1', ' u1 ', ''] }, true, 'one officer twice'],
    ['size(officers) == 0', { officers: [] }, true, 'an empty list counts 0'],
    ['anyShared(selector, officers, trial)', { selector: 'u1', officers: ['u2'], trial: ['u3', 'u1'] }, true, ''],
    ['anyShared(selector, officers, trial)', { officers: ['u2'], trial: ['u2'] }, true, 'enough was read'],
    [
      'anyShared(selector, officers, trial)',
      { officers: ['u2'], trial: ['u3'] },
      'unknown',
      'the selector might be one',
    ],
    ['officers == trial', { officers: ['a', 'b'], trial: ['b', 'a', 'a'] }, true, 'lists are sets'],
    [
      'same(payee, payer)',
      { payee: who('1***2', ['payer']), payer: who('1***2', ['payee']) },
      true,
      'as the reader saw',
    ],
    ['payee == payer', { payee: who('1***2'), payer: who('1***2') }, false, 'a masked form proves nothing'],
    ['age(payee) >= 40 && kind(payee) == "resident_id" && valid(payee)', { payee: who('x') }, true, ''],
    ['near(purpose, "他行", "查", 4)', { purpose: '他行一二三四查' }, true, 'four between'],
    ['near(purpose, "他行", "查", 4)', { purpose: '他行一二三四五查' }, false, 'five between'],
    ['chars(purpose) == 2', { purpose: ' 𠀀a ' }, true, 'code points without outer spaces'],
    ['normalName(purpose) == normalName("ａ（b） C")', { purpose: 'A〔B〕c' }, true, ''],
    ['amount > 3', { amount: 'five' }, 'unknown', 'a figure that is none was not read'],
  ])('%s with %o is %s %s', (text, values, expected) => {
    expect(run(text, aScope(values, { action }))).toBe(expected);
  });
});

describe('cost', () => {
  it('gives up as unknown after its steps', () => {
    const many = `[${Array.from({ length: 150 }, () => '1').join(', ')}]`;
    const scope = aScope({});
    scope.left = 200;
    const value = evaluate(tree(`${many}.all(x, x + 1 + 1 + 1 > 0)`), scope);

    expect(isUnknown(value) && value.why).toBe(4);
  });
});
