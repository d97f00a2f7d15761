import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { buildPack } from '.';
import type { Published } from '.';
import type { Problem } from './problem';
import { ACTION, buildTexts, HEAD, RULE } from '@/tests/support/packs';

/** What stands in the folder of the pack `trial`; each check is met by one of these. */
type Files = Record<string, string>;
const rule = (condition: string, more = ''): Files => ({
  'pack.yaml': HEAD('trial'),
  'actions/a.yaml': ACTION,
  'rules/trial-rule.yaml': RULE(condition, more),
});
const plain = (more: string): Files => rule('amount > yuan(5)', more);
const changed = (from: string, to: string): Files => ({
  ...rule('amount > yuan(5)'),
  'rules/trial-rule.yaml': RULE('amount > yuan(5)').replace(from, to),
});
const adapter = (page: string): Files => ({
  ...rule('amount > yuan(5)'),
  'adapters/oa.yaml': `id: oa\nversion: 1\ntitle: { zh: 办公, en: oa }\nsystem: oa\nhosts: ['oa.example']\npages:\n  - ${page}\n`,
});
const cases = (text: string): Files => ({ ...rule('amount > yuan(5)'), 'rules/trial-rule.cases.yaml': text });
const kase = (fields: string, action = 'expense.submit'): string =>
  `- say: it\n  fires: true\n  events: [{ action: ${action}, ts: 2024-03-05, fields: ${fields} }]\n`;
const dated = (spans: string): Files => rule('people > params.m', `params: { m: { dated: [${spans}] } }`);
const span = (from: string, to: string, source = 'law'): string =>
  `{ from: '${from}', to: '${to}', value: 3, source: '${source}' }`;
const PUBLISHED: Published = {
  rules: {
    'trial-rule': { pack: 'other', version: 3, title: '别的' },
    'gone-rule': { pack: 'trial', version: 1, title: '没了' },
  },
};

const CHECKS: Record<string, Files> = {
  yaml: changed('version: 1', 'version: [1'),
  unknown_word: plain('colour: red'),
  missing: changed('level: caution\n', ''),
  wrong_type: rule('amount == "5"'),
  wrong_form: changed('id: trial-rule', 'id: Trial_Rule'),
  too_long: plain(`local: { params: [${'a'.repeat(60)}] }`),
  too_short: changed('version: 1', 'version: 0'),
  cel_syntax: rule('amount >'),
  not_offered: rule('has(amount)'),
  null_literal: rule('minutes_no == null'),
  number_form: rule('people > 1e3'),
  no_member: rule('payee.name == "x"'),
  nested_list_test: rule('officers.exists(a, officers.exists(b, a == b))'),
  unknown_field: rule('amont > yuan(5)'),
  unknown_param: rule('people > params.m'),
  unknown_fact: rule('facts.n > 1'),
  unknown_function: rule('frobnicate(amount)'),
  wrong_arguments: rule('empty(amount, people)'),
  unknown_choice: rule('kind == "drink"'),
  no_such_key: rule('params.m[kind] > 3', 'params: { m: { value: { boat: 3 } } }'),
  money_literal: rule('amount > 500'),
  money_number: rule('amount > people'),
  not_ordered: rule('payee > "a"'),
  not_a_test: rule('amount'),
  no_trigger: rule('t.amount > yuan(5)'),
  unknown_action: plain('facts: { n: { kind: count, of: [loan.pay] } }'),
  reaches_nothing: changed('[expense.submit]', "['*.approve']"),
  unknown_level: changed('level: caution', 'level: purple'),
  unknown_risk_point: plain('riskPoints: [nowhere]'),
  unknown_post: plain('secondPerson: { posts: [astronaut] }'),
  no_second_person: plain('ask: second_person'),
  timer_without_tick: plain('when: timer'),
  text_too_long: changed('金额 {amount}', '字'.repeat(41)),
  accusing_word: changed('金额 {amount}', '涉嫌违规'),
  unknown_placeholder: changed('金额 {amount}', '金额 {nothing}'),
  unknown_format: changed('金额 {amount}', '金额 {amount:roman}'),
  duplicate_id: { ...rule('amount > yuan(5)'), 'rules/b.yaml': RULE('amount > yuan(6)') },
  id_differs: { ...rule('amount > yuan(5)'), 'pack.yaml': HEAD('another') },
  no_pack: { ...rule('amount > yuan(5)'), 'pack.yaml': `${HEAD('trial')}include: [common, lost]\n` },
  unknown_scheme: { ...rule('amount > yuan(5)'), 'pack.yaml': `${HEAD('trial')}scheme: none-such\n` },
  unknown_calendar: { ...rule('amount > yuan(5)'), 'pack.yaml': `${HEAD('trial')}calendar: none-such\n` },
  unknown_file: { ...rule('amount > yuan(5)'), 'odds/x.yaml': 'a: 1\n' },
  recognises_all: adapter('{ id: p, title: { zh: 页, en: page }, when: {}, actions: [] }'),
  case_without_rule: { ...rule('amount > yuan(5)'), 'rules/other.cases.yaml': kase('{ amount: 600 }') },
  missing_case: rule('amount > yuan(5)'),
  few_cases: rule('amount > yuan(5)'),
  no_boundary_case: { ...rule('people > 3'), 'rules/trial-rule.cases.yaml': kase('{ people: 4 }') },
  case_twice: cases(kase('{ amount: 600 }') + kase('{ amount: 600 }')),
  case_unknown_action: cases(kase('{ amount: 600 }', 'loan.pay')),
  case_unknown_field: cases(kase('{ amont: 600 }')),
  dead_condition: rule('amount > yuan(5) && amount < yuan(5)'),
  dead_branch: rule('people > 3 || (kind == "meal" && kind == "fuel")'),
  always_true: rule('people >= 3 || people < 4'),
  said_twice: rule('people > 3 && people > 3'),
  compared_with_itself: rule('people > people'),
  raise_without_effect: plain("raise: [{ if: 'people > 3', level: note }]"),
  unreachable_level: plain("raise: [{ if: 'amount < yuan(4)', level: warning, ask: stop }]"),
  unbounded_window: rule('facts.n > 3', 'facts: { n: { kind: count, key: [no] } }'),
  empty_window: rule('facts.n > 3', 'facts: { n: { kind: count, key: [no], window: 0d } }'),
  no_key: rule('facts.n > 3', 'facts: { n: { kind: count, window: 7d } }'),
  timer_not_growing: rule(
    'facts.n > 3',
    "facts: { n: { kind: open, of: [expense.submit], until: [expense.submit], key: [no], where: 'due == today()' } }",
  ),
  no_value: rule('people > params.m', 'params: { m: { label: { zh: 数, en: figure } } }'),
  dated_backwards: dated(span('2022-01-01', '2021-01-01')),
  dated_overlap: dated(`${span('2020-01-01', '2021-01-01')}, ${span('2021-01-01', '2022-01-01')}`),
  dated_gap: dated(`${span('2020-01-01', '2021-01-01')}, ${span('2021-02-01', '2022-01-01')}`),
  dated_without_source: dated(span('2020-01-01', '2021-01-01', ' ')),
  unused_param: plain('params: { m: { value: 3 } }'),
  unused_fact: plain('facts: { n: { kind: count, key: [no], window: 7d } }'),
  unused_let: plain("let: { x: 'amount + amount' }"),
  no_checks: plain('ask: checklist'),
  no_reasons: plain('ask: justification'),
  no_source: rule('amount > yuan(5)'),
  not_chinese: changed('金额 {amount}', 'amount {amount}'),
  not_english: changed('amount {amount}', '金额 {amount}'),
  same_rule: {
    ...rule('amount > yuan(5)'),
    'rules/b.yaml': RULE('amount > yuan(5)').replace('trial-rule', 'trial-two'),
  },
  cost_bound: rule(`officers.exists(o, ${Array.from({ length: 40 }, (_, i) => `o == "${i}"`).join(' || ')})`),
  relation_one_sided: {
    ...plain('riskPoints: [trial-point]'),
    'risk-points/p.yaml':
      'id: trial-point\ndomain: tax\npower: relief\ntree: enforcement\nposts: []\ntitle: { zh: 点, en: point }\nbehaviour: { zh: 行为, en: it }\nmeasures: []\nscores: { discretion: 1, transparency: 1, reviewability: 1, constraint: 1 }\nimpact: 1\nfrequency: 1\nseverity: 1\nsource: { title: { zh: 源, en: source } }\n',
  },
  id_reused: rule('amount > yuan(5)'),
  version_back: rule('amount > yuan(5)'),
  id_gone: rule('amount > yuan(5)'),
};

const found = (files: Files): Problem[] => [
  ...buildTexts('trial', files).problems,
  ...buildPack('trial', (name) => (name === 'trial' ? new Map(Object.entries(files)) : commonOf(name)), PUBLISHED)
    .problems,
];
const commonOf = (name: string): ReadonlyMap<string, string> | undefined => {
  if (name !== 'common') return undefined;
  const file = (path: string): [string, string] => [
    path,
    readFileSync(fileURLToPath(new URL(`../../../packs/common/${path}`, import.meta.url)), 'utf8'),
  ];
  return new Map(['pack.yaml', 'posts.yaml', 'levels/hulan-default.yaml', 'calendars/cn.yaml'].map(file));
};

it.each(Object.entries(CHECKS))('%s is found', (code, files) => {
  const problems = found(files);

  expect(problems.map((p) => p.code)).toContain(code);
  expect(problems.filter((p) => !p.mend?.zh || !p.mend.en)).toEqual([]);
});

const doc = readFileSync(fileURLToPath(new URL('../../../docs/pack-lint.md', import.meta.url)), 'utf8');
it('docs/pack-lint.md says of each how to mend it, and of no other', () => {
  const listed = [...doc.matchAll(/^\| `([a-z_]+)` \|/gm)].map((m) => m[1] ?? '');

  expect([...listed].sort()).toEqual(Object.keys(CHECKS).sort());
  expect(listed.length).toBeGreaterThanOrEqual(40);
});
