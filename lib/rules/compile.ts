import type { Expr, Operator, Rule } from '@/lib/model';
import { FUNCTIONS } from './functions';
import { isNum, negate } from './number';
import { arithmetic, compareValues, equal, membership } from './operators';
import { fixed, isTight, oneOf, wordsOf } from './plain';
import { tableEntry } from './scope';
import type { Scope } from './scope';
import { COST, ERROR, FIELD, isEmpty, isTable, isUnknown, keyOf, NOT_READ, unknown } from './value';
import type { Unknown, Value } from './value';

/** A tree as one function of its scope: made once, run at every act. Never throws. */
export type Run = (scope: Scope) => Value;

/** No condition a person wrote is nested deeper; the parser refuses at 60. */
const DEEPEST = 200;
const ready = new WeakMap<Expr, Run>();

/** The function of a tree. It costs as many steps as the tree has parts, and those of a list test once more an entry. */
export function compiled(expr: Expr): Run {
  const kept = ready.get(expr);
  if (kept) return kept;
  const run = compile(expr);
  ready.set(expr, run);
  return run;
}

/** The same for one rule, whose parameters without dates are written into it. */
export function compile(expr: Expr, rule?: Pick<Rule, 'params'>): Run {
  const { run, size } = make(expr, { rule, depth: 0 });
  return (scope) => (spend(scope, size) ? run(scope) : unknown(COST));
}

interface Place {
  rule: Pick<Rule, 'params'> | undefined;
  depth: number;
}

const names = new Map<string, string>();

/** Ten thousand rules name the same thirty fields: one copy of a name is found by its address, not letter by letter. */
function oneCopy(name: string): string {
  const kept = names.get(name);
  if (kept === undefined) names.set(name, name);
  return kept ?? name;
}

/** False when the act's steps are used up. */
function spend(scope: Scope, steps: number): boolean {
  scope.left -= steps;
  return scope.left >= 0;
}

export function asTruth(value: Value): boolean | Unknown {
  if (typeof value === 'boolean' || isUnknown(value)) return value;
  return unknown(isEmpty(value) ? FIELD : ERROR);
}

/** `size`: parts of the tree. `cost`: how long it may take, for doing the cheap tests first. */
interface Part {
  run: Run;
  size: number;
  cost: number;
  /** Of a part that is the same at every act. */
  value?: Value;
  /** Of a part that is a field and no more. */
  field?: string;
}

const constant = (value: Value): Part => ({ run: () => value, size: 1, cost: 1, value });
const leaf = (run: Run): Part => ({ run, size: 1, cost: 2 });
const node = (run: Run, parts: readonly Part[], cost = 2): Part => ({
  run,
  size: parts.reduce((sum, p) => sum + p.size, 1),
  cost: parts.reduce((sum, p) => sum + p.cost, cost),
});

function make(expr: Expr, { rule, depth }: Place): Part {
  if (depth > DEEPEST) return constant(unknown(COST));
  const of = (inner: Expr): Part => make(inner, { rule, depth: depth + 1 });
  const value = fixed(expr, rule);
  if (value !== undefined || expr.op === 'lit' || expr.op === 'num') return constant(value ?? null);
  switch (expr.op) {
    case 'field': {
      const id = oneCopy(expr.id);
      return { ...leaf((scope) => scope.field(id)), field: id };
    }
    case 'param': {
      const { id } = expr;
      return leaf((scope) => scope.param(id));
    }
    case 'fact': {
      const { id } = expr;
      return leaf((scope) => scope.fact(id));
    }
    case 'var': {
      const { id } = expr;
      return leaf((scope) => (Object.hasOwn(scope.vars, id) ? (scope.vars[id] ?? null) : unknown(ERROR)));
    }
    case 'list': {
      const items = expr.items.map(of);
      return node((scope) => items.map((item) => item.run(scope)), items);
    }
    case 'index': {
      const list = of(expr.of);
      const key = of(expr.key);
      return node((scope) => entryOf(list.run(scope), key.run(scope)), [list, key]);
    }
    case 'call':
      return call(expr.fn, expr.args.map(of));
    case 'exists':
      return over(of(expr.list), expr.as, of(expr.body), true);
    case 'all':
      return over(of(expr.list), expr.as, of(expr.body), false);
    case '&&':
      return join(flat(expr, '&&').map(of), false);
    case '||':
      return join(flat(expr, '||').map(of), true);
    default:
      return operate(expr.op, expr.args.map(of));
  }
}

/** `a && b && c` is parsed as pairs. */
const flat = (expr: Expr, op: '&&' | '||'): Expr[] =>
  expr.op === op ? expr.args.flatMap((arg) => flat(arg, op)) : [expr];

/**
 * `settles` true: or. false: and. One settling part decides; else unknown parts keep it open (strong Kleene). Their order
 * does not matter, so the cheap ones go first.
 */
function join(parts: Part[], settles: boolean): Part {
  const runs = [...parts].sort((a, b) => a.cost - b.cost).map((p) => p.run);
  return node((scope) => {
    let why = 0;
    for (let i = 0; i < runs.length; i++) {
      const value = runs[i]?.(scope) ?? null;
      if (value === settles) return settles;
      if (typeof value !== 'boolean') why |= whyOf(value);
    }
    return why ? unknown(why) : !settles;
  }, parts);
}
function whyOf(value: Value): number {
  const t = asTruth(value);
  return typeof t === 'boolean' ? 0 : t.why;
}

function over(list: Part, as: string, body: Part, settles: boolean): Part {
  return node(
    (scope) => {
      const value = list.run(scope);
      if (isUnknown(value)) return value;
      const items =
        value === null ? [] : isTable(value) ? Object.keys(value.of) : Array.isArray(value) ? value : undefined;
      if (!items) return unknown(ERROR);
      const outer = scope.vars;
      let why = 0;
      for (const item of items) {
        if (!spend(scope, body.size)) {
          why |= COST;
          break;
        }
        scope.vars = { ...outer, [as]: item };
        const found = body.run(scope);
        if (found === settles) {
          scope.vars = outer;
          return settles;
        }
        why |= whyOf(found);
      }
      scope.vars = outer;
      return why ? unknown(why) : !settles;
    },
    [list, body],
    100,
  );
}

function call(name: string, args: Part[]): Part {
  const fn = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!fn) return node(() => unknown(ERROR), args);
  const [a, b] = args.map((arg) => arg.run);
  if (a && args.length === 1) return node((scope) => fn([a(scope)], scope), args, 10);
  if (a && b && args.length === 2) return node((scope) => fn([a(scope), b(scope)], scope), args, 20);
  return node(
    (scope) =>
      fn(
        args.map((arg) => arg.run(scope)),
        scope,
      ),
    args,
    20,
  );
}

function entryOf(of: Value, key: Value): Value {
  if (isUnknown(of)) return of;
  if (isUnknown(key)) return key;
  if (isEmpty(key)) return NOT_READ;
  if (isTable(of)) return tableEntry(of.of, keyOf(key));
  return Array.isArray(of) && typeof key === 'number' ? (of[key] ?? null) : unknown(ERROR);
}

const not = (t: boolean | Unknown): boolean | Unknown => (typeof t === 'boolean' ? !t : t);
const negated = (a: Value): Value => (isNum(a) ? negate(a) : isUnknown(a) ? a : isEmpty(a) ? NOT_READ : unknown(ERROR));

function operate(op: Exclude<Operator, '&&' | '||'>, parts: Part[]): Part {
  const [left, right, third] = parts;
  if (!left) return constant(unknown(ERROR));
  const { run: a } = left;
  if (op === '!') return node((s) => not(asTruth(a(s))), parts);
  if (op === 'neg') return node((s) => negated(a(s)), parts);
  if (!right) return constant(unknown(ERROR));
  const { run: b } = right;
  switch (op) {
    case '?:':
      return third ? choose(left, right, third) : constant(unknown(ERROR));
    case '==':
      return node(testOf(same, left, right), parts);
    case '!=':
      return node(
        testOf((x, y) => not(same(x, y)), left, right),
        parts,
      );
    case 'in':
      return memberOf(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return node(testOf(ORDER[op], left, right), parts);
    default:
      return node((s) => arithmetic(op, a(s), b(s)), parts);
  }
}

type Test = (x: Value, y: Value) => boolean | Unknown;

/** A test of two parts. Most ask a field about a written value or another field: those look by themselves. */
function testOf(test: Test, { field, run: a }: Part, { field: other, value, run: b }: Part): Run {
  if (field !== undefined && value !== undefined) return (s) => test(s.field(field), value);
  if (field !== undefined && other !== undefined) return (s) => test(s.field(field), s.field(other));
  return (s) => test(a(s), b(s));
}

/** Two plain numbers or texts, as most operands are, are compared on the spot; all else goes the long way. */
const ORDER: Record<'<' | '<=' | '>' | '>=', Test> = {
  '<': (x, y) => (typeof x === 'number' && typeof y === 'number' ? x < y : compareValues('<', x, y)),
  '<=': (x, y) => (typeof x === 'number' && typeof y === 'number' ? x <= y : compareValues('<=', x, y)),
  '>': (x, y) => (typeof x === 'number' && typeof y === 'number' ? x > y : compareValues('>', x, y)),
  '>=': (x, y) => (typeof x === 'number' && typeof y === 'number' ? x >= y : compareValues('>=', x, y)),
};

function same(x: Value, y: Value): boolean | Unknown {
  if (typeof x === 'number' && typeof y === 'number') return x === y;
  return isTight(x) && isTight(y) ? x === y : equal(x, y);
}

function memberOf(left: Part, right: Part): Part {
  const words = wordsOf(right.value);
  if (!words)
    return node(
      testOf((x, y) => oneOf(x, y) ?? membership(x, y), left, right),
      [left, right],
      10,
    );
  return node(
    testOf((x, y) => (isTight(x) ? words.has(x) : membership(x, y)), left, right),
    [left, right],
  );
}

function choose(test: Part, yes: Part, no: Part): Part {
  return node(
    (scope) => {
      const t = asTruth(test.run(scope));
      if (typeof t === 'boolean') return (t ? yes : no).run(scope);
      const a = yes.run(scope);
      return equal(a, no.run(scope)) === true ? a : t;
    },
    [test, yes, no],
  );
}
