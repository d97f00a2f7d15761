import type { ActionEvent, ActionSpec, Calendar, FieldSpec, LevelScheme, Reading } from '@/lib/model';
import { parseCel } from '@/lib/packs/build/cel';
import { indexRules, judge, weighAct } from '@/lib/rules';
import type { JudgeInput, PackedRule } from '@/lib/rules';
import type { PlainEvent, PlainValue } from './events';
import {
  ACTIONS,
  actionKey,
  AMOUNTS,
  CODES,
  COUNTS,
  DATES,
  FIELDS,
  KINDS,
  LISTS,
  NUMBERS,
  PEOPLE,
  TEXTS,
} from './predicates';
import type { PlainRule, Predicate } from './predicates';

const text = (word: string) => ({ zh: word, en: word });

function specOf(id: string): FieldSpec {
  const label = text(id);
  if (AMOUNTS.includes(id)) return { type: 'money', label };
  if (COUNTS.includes(id)) return { type: 'int', label };
  if (KINDS.includes(id))
    return { type: 'enum', label, values: Object.fromEntries(CODES.map((code) => [code, text(code)])) };
  if (PEOPLE.includes(id)) return { type: 'id', label };
  if (DATES.includes(id)) return { type: 'date', label };
  if (TEXTS.includes(id)) return { type: 'text', label };
  if (LISTS.includes(id)) return { type: 'ids', label };
  return { type: NUMBERS.includes(id) ? 'identity' : 'bool', label };
}
const FIELD_SPECS = Object.fromEntries(FIELDS.map((id) => [id, specOf(id)]));
export const ACTION_SPECS: ActionSpec[] = Array.from({ length: ACTIONS }, (_, n) => ({
  key: actionKey(n),
  title: text(`act ${n}`),
  effect: { what: text('它'), done: text('办结') },
  fields: FIELD_SPECS,
}));
export const CALENDAR: Calendar = {
  id: 'bench',
  version: 1,
  title: text('bench'),
  from: '09:00',
  to: '17:00',
  holidays: [],
  swapWork: [],
};
export const SCHEME: LevelScheme = {
  id: 'bench',
  version: 1,
  kind: 'warning',
  title: text('bench'),
  ordered: true,
  levels: [
    { key: 'grave', severity: 1, label: text('grave'), short: text('grave'), mark: 'red', defaultAsk: 'checklist' },
  ],
};

/** Thresholds stand in `params`, as they do in packs: a lower unit may tighten them. */
function celOf(predicate: Predicate, n: number): string {
  switch (predicate.is) {
    case 'above':
      return `${predicate.field} > params.p${n}`;
    case 'below':
      return `${predicate.field} < params.p${n}`;
    case 'equals':
      return `${predicate.field} == ${JSON.stringify(predicate.value)}`;
    case 'among':
      return `${predicate.field} in ${JSON.stringify(predicate.values)}`;
    case 'same':
      return `${predicate.field} == ${predicate.other}`;
    case 'exceeds':
      return `${predicate.field} > ${predicate.other}`;
    case 'days':
      return `daysBetween(${predicate.from}, ${predicate.to}) > ${predicate.more}`;
    case 'listed':
      return `${predicate.field} in ${predicate.list}`;
    case 'valid':
      return `valid(${predicate.field})`;
    case 'invalid':
      return `!valid(${predicate.field})`;
    case 'contains':
      return `${predicate.field}.contains(${JSON.stringify(predicate.part)})`;
    case 'yes':
      return predicate.field;
    case 'no':
      return `!${predicate.field}`;
  }
}

/** A rule as a built pack carries it: checked tree, text, parameters. */
export function packedRule(rule: PlainRule): PackedRule {
  const condition = rule.predicates.map(celOf).join(' && ');
  const parsed = parseCel(condition);
  if (!('tree' in parsed)) throw new Error(`${rule.id}: ${condition}: ${parsed.problem.code}`);
  const params = Object.fromEntries(
    rule.predicates.flatMap((p, n) => (p.is === 'above' || p.is === 'below' ? [[`p${n}`, { value: p.value }]] : [])),
  );
  return {
    id: rule.id,
    version: 1,
    title: text(rule.id),
    status: 'active',
    riskPoints: [],
    on: [rule.action],
    when: 'before',
    scope: 'local',
    level: 'grave',
    condition: { text: condition, tree: parsed.tree },
    facts: {},
    params,
    let: {},
    sentence: text('金额 {amount_0} 元，请核对'),
    shows: [],
    checks: [],
    reasons: [],
    sources: [],
    pack: 'bench',
  };
}

function readingOf(id: string, value: PlainValue): Reading {
  if (NUMBERS.includes(id))
    return {
      kind: 'read',
      value: { kind: 'resident_id', masked: '4103**********0012', valid: value === true, same: [] },
    };
  return { kind: 'read', value };
}
export const actionEvent = (event: PlainEvent): ActionEvent => ({
  id: event.id,
  action: event.action,
  system: 'bench',
  adapter: { id: 'bench', version: 1 },
  page: 'bench',
  at: Date.UTC(2026, 5, 1),
  signals: ['click'],
  fields: Object.fromEntries(Object.entries(event.values).map(([id, value]) => [id, readingOf(id, value)])),
});

/** The rule library ready to judge; the index is ours. `rules` are as they come out of a verified pack. */
export function loadOurs(rules: readonly PackedRule[]) {
  const index = indexRules(rules, ACTION_SPECS);
  const inputOf = (event: ActionEvent): JudgeInput => ({
    event,
    rules: index.rulesFor(event.action),
    scheme: SCHEME,
    calendar: CALENDAR,
    actions: ACTION_SPECS,
  });
  return {
    /** What the page asks at the click: is there anything to hold, to await, to decide? */
    weigh: (event: ActionEvent) => weighAct(inputOf(event)),
    /** The verdict with its flags' texts, as the worker journals it. */
    judge: (event: ActionEvent) => judge(inputOf(event)),
  };
}
