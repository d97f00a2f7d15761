import type { Expr, FactSpec, FieldSpec, Param } from '@/lib/model';
import { dayNumber } from '@/lib/rules/days';
import { didYouMean, finding } from './problem';
import type { Finding } from './problem';
import { SIGNATURES } from './signatures';
import type { Signature } from './signatures';
import { ANY, comparable, fits, isNumber, isTextual, listOf, nameOf, typeOfField, typeOfParam } from './types';
import type { Ty } from './types';

/** What a condition may name. `act`: the fields of the act (`t.x`) while a fact looks at another event. */
export interface Names {
  fields: Record<string, FieldSpec>;
  act?: Record<string, FieldSpec>;
  params: Record<string, Param>;
  facts: Record<string, Ty> /** for messages */;
  action: string;
}
type Vars = Record<string, Ty>;

/** Type of a tree, and all that is wrong with it. */
export function checkTree(tree: Expr, names: Names): { type: Ty; findings: Finding[] } {
  const findings: Finding[] = [];
  const say = (expr: Expr, code: string, zh: string, en: string, mend?: Finding['mend']): Ty => {
    findings.push(finding(code, zh, en, { at: expr.at, ...(mend ? { mend } : {}) }));
    return ANY;
  };
  const own = <T>(record: Record<string, T>, key: string): T | undefined =>
    Object.hasOwn(record, key) ? record[key] : undefined;

  function typeOf(expr: Expr, vars: Vars): Ty {
    switch (expr.op) {
      case 'lit':
        return typeof expr.value === 'boolean'
          ? { t: 'bool' }
          : typeof expr.value === 'string'
            ? { t: 'word', value: expr.value }
            : ANY;
      case 'num':
        return { t: 'literal' };
      case 'field':
        return field(expr);
      case 'param': {
        const param = own(names.params, expr.id);
        return param
          ? typeOfParam(param)
          : say(
              expr,
              'unknown_param',
              `没有参数 params.${expr.id}`,
              `there is no params.${expr.id}`,
              didYouMean(expr.id, Object.keys(names.params)),
            );
      }
      case 'fact':
        return (
          own(names.facts, expr.id) ??
          say(
            expr,
            'unknown_fact',
            `没有佐证 facts.${expr.id}`,
            `there is no facts.${expr.id}`,
            didYouMean(expr.id, Object.keys(names.facts)),
          )
        );
      case 'var':
        return own(vars, expr.id) ?? ANY;
      case 'list':
        return listOf(
          expr.items
            .map((item) => typeOf(item, vars))
            .reduce<Ty>((all, ty, i) => (i === 0 ? widen(ty) : comparable(all, ty) ? all : ANY), ANY),
        );
      case 'index':
        return index(expr, vars);
      case 'call':
        return call(expr, vars);
      case 'exists':
      case 'all':
        return over(expr, vars);
      default:
        return operation(expr, vars);
    }
  }

  function field(expr: Extract<Expr, { op: 'field' }>): Ty {
    const isAct = expr.id.startsWith('t.');
    const id = isAct ? expr.id.slice(2) : expr.id;
    const fields = isAct ? names.act : names.fields;
    if (!fields) return say(expr, 'no_trigger', 't. 只能在佐证里用', 't. is for facts only');
    const spec = own(fields, id);
    if (spec) return typeOfField(spec);
    return say(
      expr,
      'unknown_field',
      `${names.action} 没有字段 ${id}`,
      `${names.action} has no field ${id}`,
      didYouMean(id, Object.keys(fields)),
    );
  }

  function index(expr: Extract<Expr, { op: 'index' }>, vars: Vars): Ty {
    const of = typeOf(expr.of, vars);
    const key = typeOf(expr.key, vars);
    if (of.t === 'any') return ANY;
    if (of.t === 'table') {
      if (!isTextual(key))
        return say(expr.key, 'wrong_type', '对照表要用文字或选项作键', 'a table is read by a text or a choice');
      const missing = key.t === 'enum' ? key.values.filter((v) => !of.keys.includes(v)) : [];
      if (key.t === 'enum' && missing.length === key.values.length)
        say(expr.key, 'no_such_key', '对照表里没有这些选项', 'the table has none of these choices', {
          zh: `键:${of.keys.join('、')}`,
          en: `keys: ${of.keys.join(', ')}`,
        });
      return of.of;
    }
    if (of.t === 'list')
      return fits(key, 'num')
        ? of.of
        : say(expr.key, 'wrong_type', '列表要用序号(从 0 起)', 'a list is read by place, from 0');
    return say(expr.of, 'wrong_type', `${nameOf(of).zh} 不能取下标`, `${nameOf(of).en} has no entries`);
  }

  function over(expr: Extract<Expr, { op: 'exists' | 'all' }>, vars: Vars): Ty {
    const list = typeOf(expr.list, vars);
    if (list.t !== 'list' && list.t !== 'table' && list.t !== 'any')
      say(expr.list, 'wrong_type', `${expr.op} 要用在列表上`, `${expr.op} is for lists`);
    const item: Ty = list.t === 'list' ? list.of : list.t === 'table' ? { t: 'text' } : ANY;
    needBool(expr.body, { ...vars, [expr.as]: item });
    return { t: 'bool' };
  }

  function needBool(expr: Expr, vars: Vars): void {
    const ty = typeOf(expr, vars);
    if (ty.t !== 'bool' && ty.t !== 'any')
      say(
        expr,
        'not_a_test',
        `这里要一个判断，得到的是${nameOf(ty).zh}`,
        `a test is wanted here, this is ${nameOf(ty).en}`,
      );
  }

  function call(expr: Extract<Expr, { op: 'call' }>, vars: Vars): Ty {
    const signature = own(SIGNATURES, expr.fn);
    const types = expr.args.map((arg) => typeOf(arg, vars));
    if (!signature)
      return say(
        expr,
        'unknown_function',
        `没有函数 ${expr.fn}()`,
        `there is no function ${expr.fn}()`,
        didYouMean(expr.fn, Object.keys(SIGNATURES)),
      );
    const wanted = expand(signature, types.length);
    if (!wanted)
      return say(expr, 'wrong_arguments', `${expr.fn} 的参数个数不对`, `wrong number of arguments for ${expr.fn}`, {
        zh: `${expr.fn}(${signature.args.join(', ')}):${signature.say.zh}`,
        en: `${expr.fn}(${signature.args.join(', ')}): ${signature.say.en}`,
      });
    types.forEach((ty, i) => {
      const want = wanted[i] ?? 'any';
      const arg = expr.args[i];
      if (arg && ty.t === 'word' && (want === 'date' || want === 'day') && dayNumber(ty.value) !== undefined) return;
      if (arg && !fits(ty, want))
        say(
          arg,
          'wrong_type',
          `${expr.fn} 的第 ${i + 1} 个参数要 ${want},得到${nameOf(ty).zh}`,
          `argument ${i + 1} of ${expr.fn} must be ${want}, not ${nameOf(ty).en}`,
        );
    });
    if (expr.fn === 'same' && types[0] && types[1] && !comparable(types[0], types[1]))
      say(expr, 'wrong_type', '两者不是同类', 'the two are of different kinds');
    return signature.result === 'same'
      ? (types.find((t) => t.t === 'money') ?? types[0] ?? ANY)
      : asType(signature.result);
  }

  function operation(expr: Extract<Expr, { args: Expr[]; op: string }>, vars: Vars): Ty {
    const [a, b, c] = expr.args;
    if (!a) return ANY;
    if (expr.op === '&&' || expr.op === '||' || expr.op === '!') {
      for (const arg of expr.args) needBool(arg, vars);
      return { t: 'bool' };
    }
    const left = typeOf(a, vars);
    if (expr.op === 'neg')
      return isNumber(left) ? left : say(a, 'wrong_type', '只有数能取负', 'only numbers can be negated');
    if (!b) return ANY;
    if (expr.op === '?:') {
      needBool(a, vars);
      const yes = typeOf(b, vars);
      return c && !comparable(yes, typeOf(c, vars))
        ? say(expr, 'wrong_type', '两个结果不是同类', 'the two results are of different kinds')
        : yes;
    }
    const right = typeOf(b, vars);
    if (expr.op === 'in') return member(expr, left, right);
    if (['+', '-', '*', '/'].includes(expr.op)) return sum(expr, left, right);
    compare(expr, a, b, left, right);
    return { t: 'bool' };
  }

  function member(expr: Expr, item: Ty, list: Ty): Ty {
    const of: Ty | undefined =
      list.t === 'list' ? list.of : list.t === 'table' ? { t: 'text' } : list.t === 'any' ? ANY : undefined;
    if (!of) say(expr, 'wrong_type', 'in 的右边要是列表', 'the right side of in must be a list');
    else if (!comparable(item, of))
      say(
        expr,
        'wrong_type',
        `${nameOf(item).zh} 不会在${nameOf(of).zh}的列表里`,
        `${nameOf(item).en} is never in a list of ${nameOf(of).en}`,
      );
    return { t: 'bool' };
  }

  function sum(expr: Expr & { op: string }, left: Ty, right: Ty): Ty {
    if (expr.op === '+' && isTextual(left) && isTextual(right) && left.t !== 'any') return { t: 'text' };
    if (!isNumber(left) || !isNumber(right))
      return say(
        expr,
        'wrong_type',
        `${nameOf(left).zh} 与 ${nameOf(right).zh} 不能 ${expr.op}`,
        `${nameOf(left).en} and ${nameOf(right).en} cannot be joined by ${expr.op}`,
        left.t === 'date' || right.t === 'date'
          ? { zh: '日期用 daysBetween、addDays、addMonths', en: 'for dates use daysBetween, addDays, addMonths' }
          : undefined,
      );
    if (expr.op === '*')
      return left.t === 'money' || right.t === 'money'
        ? { t: 'money' }
        : left.t === 'num' || right.t === 'num'
          ? { t: 'num' }
          : { t: 'figure' };
    if (expr.op === '/')
      return left.t === 'money' && right.t !== 'money'
        ? { t: right.t === 'figure' || right.t === 'any' ? 'figure' : 'money' }
        : { t: 'figure' };
    return (
      moneyMix(expr, left, right) ??
      (left.t === 'money' || right.t === 'money'
        ? { t: 'money' }
        : left.t === 'num'
          ? left
          : right.t === 'literal'
            ? left
            : right)
    );
  }

  /** Money beside a bare number: fen or yuan? Refused, but for 0. */
  function moneyMix(expr: Expr, left: Ty, right: Ty): Ty | undefined {
    const other = left.t === 'money' ? right : right.t === 'money' ? left : undefined;
    if (
      other?.t === 'literal' &&
      !('args' in expr && expr.args.some((arg) => arg.op === 'num' && Number(arg.text) === 0))
    )
      return say(expr, 'money_literal', '金额不能和不带单位的数比', 'money beside a bare number', {
        zh: '写 yuan(5000)',
        en: 'write yuan(5000)',
      });
    return other?.t === 'num'
      ? say(expr, 'money_number', '金额和普通数不同类', 'money and a plain number are of different kinds')
      : undefined;
  }

  function compare(expr: Expr & { op: string }, a: Expr, b: Expr, left: Ty, right: Ty): void {
    if (moneyMix(expr, left, right)) return;
    if (!comparable(left, right)) {
      say(
        expr,
        'wrong_type',
        `${nameOf(left).zh} 与 ${nameOf(right).zh} 不能比较`,
        `${nameOf(left).en} cannot be compared with ${nameOf(right).en}`,
      );
      return;
    }
    const ordered = !['==', '!='].includes(expr.op);
    if (ordered && ![left, right].every((ty) => isNumber(ty) || ['date', 'datetime', 'word'].includes(ty.t)))
      say(expr, 'not_ordered', `${nameOf(left).zh} 没有大小之分`, `${nameOf(left).en} has no order`);
    for (const [word, other, at] of [
      [left, right, a],
      [right, left, b],
    ] as const) {
      if (word.t === 'word' && other.t === 'enum' && !other.values.includes(word.value))
        say(
          at,
          'unknown_choice',
          `没有选项 ${word.value}`,
          `there is no choice ${word.value}`,
          didYouMean(word.value, other.values),
        );
    }
  }

  const type = typeOf(tree, {});
  return { type, findings };
}

const widen = (ty: Ty): Ty => (ty.t === 'word' ? { t: 'text' } : ty);
const asType = (word: string): Ty =>
  word === 'bool' || word === 'num' || word === 'money' || word === 'date' || word === 'datetime' || word === 'text'
    ? { t: word }
    : ANY;

/** Types wanted of `count` arguments; undefined when there may not be so many. */
function expand({ args }: Signature, count: number): string[] | undefined {
  const least = args.filter((a) => !/[?*]$/.test(a)).length;
  const last = args.at(-1);
  const most = last?.endsWith('*') ? Number.POSITIVE_INFINITY : args.length;
  if (count < least || count > most) return undefined;
  return Array.from({ length: count }, (_, i) => (args[i] ?? last ?? 'any').replace(/[?*]$/, ''));
}

/** Type of a fact's figure. */
export function typeOfFact(kind: FactSpec['kind'], value: Ty | undefined): Ty {
  switch (kind) {
    case 'count':
    case 'distinct':
    case 'streak':
    case 'overlap':
    case 'open':
    case 'share':
      return { t: 'figure' };
    case 'sequence':
    case 'absence':
      return { t: 'bool' };
    case 'last':
    case 'first':
      return value ?? { t: 'datetime' };
    default:
      return value ?? { t: 'figure' };
  }
}
