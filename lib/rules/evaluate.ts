import type { Expr, Operator } from '@/lib/model';
import { arithmetic, compareValues, equal, membership } from './operators';
import { FUNCTIONS } from './functions';
import { negate, numberOf, isNum } from './number';
import type { Scope } from './scope';
import { tableEntry } from './scope';
import { COST, ERROR, FIELD, isEmpty, isTable, isUnknown, NOT_READ, unknown } from './value';
import type { Unknown, Value } from './value';

/** Runs a checked tree. Never throws; what cannot be told is `unknown` with its reasons. */
export function evaluate(expr: Expr, scope: Scope): Value {
  if (scope.left-- <= 0) return unknown(COST);
  switch (expr.op) {
    case 'lit': return expr.value;
    case 'num': return numberOf(expr.text) ?? unknown(ERROR);
    case 'field': return scope.field(expr.id);
    case 'param': return scope.param(expr.id);
    case 'fact': return scope.fact(expr.id);
    case 'var': return Object.hasOwn(scope.vars, expr.id) ? (scope.vars[expr.id] ?? null) : unknown(ERROR);
    case 'list': return expr.items.map((item) => evaluate(item, scope));
    case 'index': return entryOf(evaluate(expr.of, scope), evaluate(expr.key, scope));
    case 'call': return call(expr.fn, expr.args, scope);
    case 'exists': return over(expr, scope, true);
    case 'all': return over(expr, scope, false);
    default: return operate(expr.op, expr.args, scope);
  }
}

/** The truth of a condition: true, false, or why it is unknown. */
export function truth(expr: Expr, scope: Scope): boolean | Unknown {
  return asTruth(evaluate(expr, scope));
}

function asTruth(value: Value): boolean | Unknown {
  if (typeof value === 'boolean' || isUnknown(value)) return value;
  return unknown(isEmpty(value) ? FIELD : ERROR);
}

const not = (t: boolean | Unknown): boolean | Unknown => (typeof t === 'boolean' ? !t : t);

/** `settles` true: or. false: and. One settling part decides; else unknown parts keep it open (strong Kleene). */
function join(parts: Iterable<boolean | Unknown>, settles: boolean): boolean | Unknown {
  let why = 0;
  for (const part of parts) {
    if (part === settles) return settles;
    if (typeof part !== 'boolean') why |= part.why;
  }
  return why ? unknown(why) : !settles;
}

function* truths(parts: Expr[], scope: Scope): Generator<boolean | Unknown> {
  for (const part of parts) yield truth(part, scope);
}

function over(expr: { list: Expr; as: string; body: Expr }, scope: Scope, settles: boolean): Value {
  const list = evaluate(expr.list, scope);
  if (isUnknown(list)) return list;
  const items = list === null ? [] : isTable(list) ? Object.keys(list.of) : Array.isArray(list) ? list : undefined;
  if (!items) return unknown(ERROR);
  const outer = scope.vars;
  function* each(source: Value[]): Generator<boolean | Unknown> {
    for (const item of source) {
      scope.vars = { ...outer, [expr.as]: item };
      yield truth(expr.body, scope);
    }
  }
  const result = join(each(items), settles);
  scope.vars = outer;
  return result;
}

function choose(args: Expr[], scope: Scope): Value {
  const [test, yes, no] = args;
  if (!test || !yes || !no) return unknown(ERROR);
  const t = truth(test, scope);
  if (typeof t === 'boolean') return evaluate(t ? yes : no, scope);
  const a = evaluate(yes, scope);
  const b = evaluate(no, scope);
  return equal(a, b) === true ? a : t;
}

function operate(op: Operator, args: Expr[], scope: Scope): Value {
  const [left, right] = args;
  if (op === '&&') return join(truths(args, scope), false);
  if (op === '||') return join(truths(args, scope), true);
  if (op === '?:') return choose(args, scope);
  if (!left) return unknown(ERROR);
  if (op === '!') return not(truth(left, scope));
  const a = evaluate(left, scope);
  if (op === 'neg') return isNum(a) ? negate(a) : isUnknown(a) ? a : isEmpty(a) ? NOT_READ : unknown(ERROR);
  if (!right) return unknown(ERROR);
  const b = evaluate(right, scope);
  switch (op) {
    case '==': return equal(a, b);
    case '!=': return not(equal(a, b));
    case 'in': return membership(a, b);
    case '<': case '<=': case '>': case '>=': return compareValues(op, a, b);
    default: return arithmetic(op, a, b);
  }
}

function call(name: string, args: Expr[], scope: Scope): Value {
  const fn = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  return fn ? fn(args.map((arg) => evaluate(arg, scope)), scope) : unknown(ERROR);
}

function entryOf(of: Value, key: Value): Value {
  if (isUnknown(of)) return of;
  if (isUnknown(key)) return key;
  if (isEmpty(key)) return NOT_READ;
  if (isTable(of)) return tableEntry(of.of, String(key));
  return Array.isArray(of) && typeof key === 'number' ? (of[key] ?? null) : unknown(ERROR);
}
