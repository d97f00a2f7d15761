import type {
  ActionEvent,
  ActionSpec,
  Calendar,
  Condition,
  Expr,
  FieldType,
  FieldValue,
  LevelScheme,
  Readings,
  Rule,
} from '@/lib/model';
import { parseCel } from '@/lib/packs/build/cel';
import { scopeOf } from '@/lib/rules/scope';
import type { FactAnswer, Scope } from '@/lib/rules/scope';
import type { PackedRule } from '@/lib/rules/weigh';

/** Builders for tests: only the values that matter stand in a test. */

export const OFFICE: Calendar = {
  id: 'cn',
  version: 1,
  title: { zh: '历', en: 'calendar' },
  from: '08:30',
  to: '17:30',
  holidays: ['2024-02-12', '2024-05-01'],
  swapWork: ['2024-02-04', '2024-02-18'],
};

const level = (
  key: string,
  severity: number,
  defaultAsk: LevelScheme['levels'][number]['defaultAsk'],
): LevelScheme['levels'][number] => ({
  key,
  severity,
  label: { zh: key, en: key },
  short: { zh: key, en: key },
  mark: 'blue',
  defaultAsk,
});
export const SCHEME: LevelScheme = {
  id: 'three',
  version: 1,
  kind: 'warning',
  title: { zh: '三级', en: 'three' },
  ordered: true,
  levels: [level('note', 1, 'notice'), level('caution', 2, 'acknowledge'), level('warning', 3, 'justification')],
};

export function anAction(fields: Record<string, FieldType>, more: Partial<ActionSpec> = {}): ActionSpec {
  return {
    key: 'expense.submit',
    title: { zh: '报销', en: 'expense' },
    effect: { what: { zh: '单', en: 'it' }, done: { zh: '提交', en: 'sent' } },
    fields: Object.fromEntries(
      Object.entries(fields).map(([id, type]) => [id, { type, label: { zh: `${id}栏`, en: `the ${id}` } }]),
    ),
    ...more,
  };
}

export const readings = (values: Record<string, FieldValue>): Readings =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { kind: 'read', value }]));

/** Shanghai wall time → epoch ms. */
export const at = (wall: string): number => Date.parse(`${wall.replace(' ', 'T')}+08:00`);

export function anEvent(values: Record<string, FieldValue>, more: Partial<ActionEvent> = {}): ActionEvent {
  return {
    id: 'event-0001',
    action: 'expense.submit',
    system: 'oa',
    adapter: { id: 'oa', version: 1 },
    page: 'form',
    at: at('2024-03-05 10:00'),
    fields: readings(values),
    signals: ['click'],
    ...more,
  };
}

export function tree(text: string): Expr {
  const parsed = parseCel(text);
  if ('problem' in parsed) throw new Error(`${text}: ${parsed.problem.message.en}`);
  return parsed.tree;
}
export const condition = (text: string): Condition => ({ text, tree: tree(text) });

export function aRule(text: string, more: Partial<PackedRule> = {}): PackedRule {
  return {
    id: 'trial',
    version: 1,
    pack: 'trial',
    title: { zh: '试', en: 'trial' },
    status: 'active',
    riskPoints: [],
    on: ['expense.submit'],
    when: 'before',
    scope: 'local',
    level: 'caution',
    condition: condition(text),
    facts: {},
    params: {},
    let: {},
    sentence: { zh: '金额 {amount}', en: 'amount {amount}' },
    shows: [],
    checks: [],
    reasons: [],
    sources: [],
    ...more,
  };
}

/** What a condition may look at, from plain values; a name that is not there was not read. */
export function aScope(
  values: Record<string, FieldValue>,
  more: {
    types?: Record<string, FieldType>;
    params?: Rule['params'];
    facts?: FactAnswer;
    at?: number;
    action?: ActionSpec;
  } = {},
): Scope {
  const event = anEvent(values, more.at === undefined ? {} : { at: more.at });
  return scopeOf({
    event,
    fields: event.fields,
    rule: { params: more.params ?? {} },
    action: more.action ?? anAction(more.types ?? {}),
    office: OFFICE,
    facts: more.facts ?? {},
  });
}
