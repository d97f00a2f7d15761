import type {
  ActionEvent,
  ActionSpec,
  FieldSpec,
  FieldValue,
  Identity,
  Param,
  ParamValue,
  Readings,
  Rule,
} from '@/lib/model';
import type { Office } from './calendar';
import { dateOf, dayNumber } from './days';
import { fraction, fromNumber } from './number';
import { ERROR, FIELD, HISTORY, NOT_READ, unknown } from './value';
import type { Value } from './value';

/** A figure of history: exact, or known only to lie between two bounds (`hi` null: none), or a fraction. */
export type FactScalar =
  | number
  | string
  | boolean
  | null
  | string[]
  | Identity
  | { lo: FactNumber; hi: FactNumber | null }
  | { n: string; d: string }
  | { unknown: true };
type FactNumber = number | { n: string; d: string };
/** `evidence`: journal sequence numbers the figure rests on. */
export interface FactValue {
  value: FactScalar;
  evidence?: number[];
}
export type FactAnswer = Record<string, FactValue> | 'unknown';

/** All a condition may look at. `left` is the number of steps it may still take. */
export interface Scope {
  at: number;
  action: string;
  office: Office;
  field(id: string): Value;
  /** Does the action declare this field at all? */
  declares(id: string): boolean;
  param(id: string): Value;
  fact(id: string): Value;
  vars: Record<string, Value>;
  /** Event looked at inside a fact's `where` or `value`. */
  past?: { at: number; action: string; openedAt?: number };
  left: number;
}

const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const isWhole = (v: FieldValue): boolean => Number.isSafeInteger(v);
const isText = (v: FieldValue): boolean => typeof v === 'string';
const isPerson = (v: FieldValue | string | Identity): boolean =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

const FITS: Record<FieldSpec['type'], (value: FieldValue, spec: FieldSpec) => boolean> = {
  text: isText,
  id: isText,
  money: isWhole,
  int: isWhole,
  datetime: isWhole,
  number: Number.isFinite,
  bool: (v) => typeof v === 'boolean',
  date: (v) => typeof v === 'string' && dayNumber(v) !== undefined,
  enum: (v, spec) => typeof v === 'string' && (!spec.values || Object.hasOwn(spec.values, v)),
  identity: isPerson,
  ids: (v) => Array.isArray(v) && v.every((entry) => typeof entry === 'string'),
  identities: (v) => Array.isArray(v) && v.every(isPerson),
};

/** A reading's value in the evaluator's terms; what does not fit its declared type was not read. */
function fromReading(id: string, value: FieldValue, spec: FieldSpec | undefined): Value {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return null;
  if (spec && !FITS[spec.type](value, spec)) return Array.isArray(value) && !value.length ? null : NOT_READ;
  if (typeof value === 'number') return fromNumber(value) ?? NOT_READ;
  if (Array.isArray(value))
    return value.map((entry) => (typeof entry === 'string' ? entry : { k: 'who', field: id, of: entry }));
  return typeof value === 'object' ? { k: 'who', field: id, of: value } : value;
}

export function readField(fields: Readings, action: ActionSpec | undefined, id: string): Value {
  const reading = own(fields, id);
  const spec = action && own(action.fields, id);
  if (reading?.kind === 'read') return fromReading(id, reading.value, spec);
  return spec?.optional ? null : NOT_READ;
}

const paramValue = (value: ParamValue): Value => {
  if (typeof value === 'number') return fromNumber(value) ?? unknown(ERROR);
  if (Array.isArray(value)) return value.map(paramValue);
  return typeof value === 'object' && value !== null ? { k: 'table', of: value } : value;
};
/** One entry of a table by key; null when it has none. */
export const tableEntry = (table: Record<string, unknown>, key: string): Value =>
  paramValue((own(table, key) ?? null) as ParamValue);

function inForce(
  dated: NonNullable<Param['dated']>,
  at: number,
  otherwise: ParamValue | undefined,
): ParamValue | undefined {
  const today = dateOf(at);
  const found = dated.find((d) => (!d.from || d.from <= today) && (!d.to || today <= d.to));
  return found ? found.value : otherwise;
}

/** The value in force on the local day of the act. */
export function paramOf(rule: Pick<Rule, 'params'>, id: string, at: number): Value {
  const param = own(rule.params, id);
  if (!param) return unknown(ERROR);
  const value = param.dated ? inForce(param.dated, at, param.value) : param.value;
  return value === undefined ? unknown(ERROR) : paramValue(value);
}

const factNumber = (n: FactNumber) =>
  typeof n === 'number' ? (fromNumber(n) ?? 0) : fraction(BigInt(n.n), BigInt(n.d));

export function factOf(answer: FactAnswer, id: string): Value {
  const fact = answer === 'unknown' ? undefined : own(answer, id);
  if (!fact) return unknown(HISTORY);
  const { value } = fact;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' ? (fromNumber(value) ?? unknown(FIELD)) : value;
  if (Array.isArray(value)) return value;
  if ('unknown' in value) return unknown(FIELD);
  if ('lo' in value)
    return { k: 'span', lo: factNumber(value.lo), hi: value.hi === null ? null : factNumber(value.hi) };
  if ('n' in value) return factNumber(value);
  return { k: 'who', field: `facts.${id}`, of: value };
}

export const STEPS = 20_000;

/** What the engine itself knows of an act stands in for fields of these names that no adapter reads. */
export function measured(event: Pick<ActionEvent, 'login' | 'dwellMs' | 'pageChars'>, id: string): Value | undefined {
  if (id === 'dwell_ms' && event.dwellMs !== undefined) return event.dwellMs;
  if (id === 'page_chars' && event.pageChars !== undefined) return event.pageChars;
  return id === 'operator_id' && event.login ? event.login : undefined;
}

/** What the rules of one act share; each field is read once. */
export type ActScope = Pick<Scope, 'at' | 'action' | 'office' | 'field' | 'declares'>;

interface ActInput {
  event: ActionEvent;
  fields: Readings;
  action: ActionSpec | undefined;
  office: Office;
}

export function actScope({ event, fields, action, office }: ActInput): ActScope {
  const values = new Map<string, Value>();
  const readNow = (id: string): Value => {
    const isRead = own(fields, id)?.kind === 'read';
    return (isRead ? undefined : measured(event, id)) ?? readField(fields, action, id);
  };
  return {
    at: event.at,
    action: event.action,
    office,
    field: (id) => {
      const kept = values.get(id);
      if (kept !== undefined) return kept;
      const value = readNow(id);
      values.set(id, value);
      return value;
    },
    declares: (id) => Boolean(action && Object.hasOwn(action.fields, id)),
  };
}

const NO_VARS: Scope['vars'] = {};

/** The act as one rule sees it. */
export const ruleScope = (act: ActScope, rule: Pick<Rule, 'params'>, facts: FactAnswer): Scope => ({
  at: act.at,
  action: act.action,
  office: act.office,
  field: act.field,
  declares: act.declares,
  param: (id) => paramOf(rule, id, act.at),
  fact: (id) => factOf(facts, id),
  vars: NO_VARS,
  left: STEPS,
});

export type Probe = (rule: Pick<Rule, 'params'>, facts: FactAnswer) => Scope;

/** One scope that shows the act to one rule after the other; what it gave before is void. */
export function probeOf(act: ActScope): Probe {
  let asking: Pick<Rule, 'params'> = { params: {} };
  let answer: FactAnswer = 'unknown';
  const scope = ruleScope(act, asking, answer);
  scope.param = (id) => paramOf(asking, id, act.at);
  scope.fact = (id) => factOf(answer, id);
  return (rule, facts) => {
    asking = rule;
    answer = facts;
    scope.left = STEPS;
    return scope;
  };
}

export const scopeOf = (input: ActInput & { rule: Pick<Rule, 'params'>; facts: FactAnswer }): Scope =>
  ruleScope(actScope(input), input.rule, input.facts);
