import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { alike } from '../merge';
import { readPack } from '../read';
import { packText } from '.';
import { ACTION, buildTexts, HEAD, RULE } from '@/tests/support/packs';

const build = (condition: string, more = '') =>
  buildTexts('trial', {
    'pack.yaml': HEAD('trial'),
    'actions/a.yaml': ACTION,
    'rules/trial-rule.yaml': RULE(condition, more),
  });
const errors = (condition: string, more = '') => build(condition, more).problems.filter((p) => p.severity === 'error');

describe('a condition that cannot be right is refused with its place', () => {
  it.each([
    ['amont > yuan(5)', 'unknown_field', 'a slip of the pen'],
    ['amount > 500', 'money_literal', 'fen or yuan?'],
    ['amount > people', 'money_number', 'money beside a head count'],
    ['amount == "5"', 'wrong_type', 'a figure beside a text'],
    ['minutes_no == null', 'null_literal', 'emptiness is asked with empty()'],
    ['kind == "drink"', 'unknown_choice', 'a choice the field does not have'],
    ['due - 3 > today()', 'wrong_type', 'days are counted with functions'],
    ['amount', 'not_a_test', 'a figure is no test'],
    ['amount > params.least', 'unknown_param', 'a parameter nobody declared'],
    ['facts.n > 1', 'unknown_fact', 'a fact nobody declared'],
    ['has(amount)', 'not_offered', 'not of our subset'],
    ['amount % 2 == 0', 'not_offered', 'not of our subset'],
    ['minutes_no.matches("a+")', 'unknown_function', 'native regular expressions can hang'],
    ['officers.exists(a, officers.exists(b, a == b))', 'nested_list_test', 'cost without bound'],
    ['payee > "a"', 'not_ordered', 'identities have no order'],
    ['empty(amount, people)', 'wrong_arguments', 'one argument'],
    ['金额 > yuan(5)', 'cel_syntax', 'fields are written by id'],
    ['amount >', 'cel_syntax', 'half a comparison'],
    ['age(minutes_no) > 3', 'wrong_type', 'age is of identities'],
    ['"x" in amount', 'wrong_type', 'money is no list'],
  ])('%s → %s (%s)', (condition, code) => {
    const found = errors(`|-\n  ${condition}`);

    expect(found.map((p) => p.code)).toContain(code);
    expect(found[0]?.file).toBe('packs/trial/rules/trial-rule.yaml');
    expect(found[0]?.line).toBe(7);
  });

  it('points at the word at fault, in a plain and in a folded text', () => {
    const [plain] = errors('amount > yuan(5) && mintes_no == "a"');
    const source = RULE('>-\n  amount > yuan(5)\n  && mintes_no == "a"');
    const [folded] = errors('>-\n  amount > yuan(5)\n  && mintes_no == "a"');

    expect(RULE('amount > yuan(5) && mintes_no == "a"').slice(...(plain?.range ?? [0, 0]))).toBe('mintes_no');
    expect(source.slice(...(folded?.range ?? [0, 0]))).toBe('mintes_no');
    expect(folded?.line).toBe(8);
    expect(plain?.mend?.en).toBe('did you mean minutes_no');
  });
});

describe('a condition that is right builds', () => {
  it.each([
    'amount >= yuan(5000) && empty(minutes_no)',
    'amount > 0 && people * 2 > 3',
    'kind == "meal" || kind in ["fuel"]',
    'daysBetween(due, today()) > 3 && due < "2026-01-01"',
    'officers.exists(o, o == no) && distinct(officers) < 2',
    'same(no, minutes_no) || !valid(payee)',
    '(empty(no) ? minutes_no : no) == "x"',
    'minutes_no.contains("他行") && chars(minutes_no) < 20',
  ])('%s', (condition) => {
    expect(errors(`|-\n  ${condition}`)).toEqual([]);
  });

  it('carries the text, the tree and the wording', () => {
    const rule = build('amount >= yuan(5000) && empty(minutes_no)').pack?.rules[0];

    expect(rule?.condition.text).toBe('amount >= yuan(5000) && empty(minutes_no)');
    expect(rule?.condition.say?.zh).toBe('金额 ≥ 5,000.00 元，且 纪要 为空');
  });

  it('gives the same bytes for the same sources', () => {
    const [one, two] = [build('amount > 0').pack, build('amount > 0').pack];

    expect(one && packText(one)).toBe(two && packText(two));
  });

  it('is handed out without the places in its conditions’ texts, and is the same pack all the same', () => {
    const { pack } = build('amount > 0 && empty(minutes_no)');
    if (!pack) throw new Error('it builds');
    const read = readPack(packText(pack));

    expect(packText(pack)).not.toContain('"at":[');
    expect(read.ok && alike(read.pack, pack)).toBe(true);
    expect(alike({ ...pack, version: 9 }, pack)).toBe(false);
  });
});

describe('everything else in a source is checked too', () => {
  it.each([
    ['colour: red', 'unknown_word', 'a word nobody knows'],
    ['ask: shout', 'unknown_word', 'an ask that is none'],
    ['ask: second_person', 'no_second_person', 'nobody named who may confirm'],
    ['secondPerson: { posts: [astronaut] }', 'unknown_post', 'a post nobody holds'],
    ['dedupe: [nothing]', 'unknown_field', 'a field that is not there'],
    [
      'deadline: { from: amount, days: 3, unit: workday, label: { zh: 期, en: due } }',
      'wrong_type',
      'a term from an amount',
    ],
    ["let: { x: 'amount + due' }", 'wrong_type', 'money and a date'],
    ["shows: [{ label: { zh: 甲, en: a }, actual: '{nothing}' }]", 'unknown_placeholder', 'a placeholder for nothing'],
    ['facts: { n: { kind: sum, key: [no] } }', 'missing', 'a sum of nothing'],
    ['facts: { n: { kind: count, of: [loan.pay] } }', 'unknown_action', 'an action nobody declared'],
  ])('%s → %s (%s)', (more, code) => {
    expect(errors('amount > 0', more).map((p) => p.code)).toContain(code);
  });

  it('refuses a sentence over forty characters', () => {
    const { problems } = buildTexts('trial', {
      'pack.yaml': HEAD('trial'),
      'actions/a.yaml': ACTION,
      'rules/trial-rule.yaml': RULE('amount > 0').replace('金额 {amount}', '字'.repeat(41)),
    });

    expect(problems.map((p) => p.code)).toContain('text_too_long');
  });

  it('refuses the same id twice, naming the first place', () => {
    const { problems } = buildTexts('trial', {
      'pack.yaml': HEAD('trial'),
      'actions/a.yaml': ACTION,
      'rules/a.yaml': RULE('amount > 0'),
      'rules/b.yaml': RULE('amount > 0'),
    });

    expect(problems.find((p) => p.code === 'duplicate_id')).toMatchObject({
      file: 'packs/trial/rules/b.yaml',
      message: { en: 'trial-rule stands twice, first in packs/trial/rules/a.yaml' },
    });
  });

  it('refuses a wildcard that reaches no action with the fields of its condition', () => {
    const rule = RULE('empty(stamp)').replace('[expense.submit]', "['*.submit']");
    const { problems } = buildTexts('trial', {
      'pack.yaml': HEAD('trial'),
      'actions/a.yaml': ACTION,
      'rules/trial-rule.yaml': rule,
    });

    expect(problems.map((p) => p.code)).toContain('reaches_nothing');
  });
});

describe('the examples of docs/pack-format.md', () => {
  const text = readFileSync(fileURLToPath(new URL('../../../docs/pack-format.md', import.meta.url)), 'utf8');
  const files: Record<string, Record<string, string>> = { oa: {}, erp: { 'pack.yaml': HEAD('erp') } };
  for (const [, above, body] of text.matchAll(/(`packs\/[^`\n]+`\n)?```yaml\n([\s\S]*?)```/g)) {
    const path = /packs\/([a-z]+)\/([^`\n ]+)/.exec(above ?? body?.split('\n')[0] ?? '');
    const pack = path?.[1] ? files[path[1]] : undefined;
    if (pack && path?.[2] && body) pack[path[2]] = body;
  }

  it.each(['oa', 'erp'])('build without an error: %s', (name) => {
    const { pack, problems } = buildTexts(name, files[name] ?? {});

    expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
    expect(pack?.adapters).toHaveLength(1);
    expect(pack?.rules).toHaveLength(1);
  });
});
