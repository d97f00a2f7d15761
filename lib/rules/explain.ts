import type { ActionSpec, Expr, FieldSpec, Language, Rule, Text } from '@/lib/model';
import { evaluate, truth } from './evaluate';
import { formatOf, show } from './fill';
import type { Format } from './fill';
import { fromNumber, multiply, numberOf } from './number';
import type { Scope } from './scope';
import { isUnknown } from './value';
import type { Value } from './value';
import { AND, FUNCTION_WORDS, NEGATED, OR, SIGNS } from './words';

/** What a rendering looks names up in. With a scope, figures stand in for parameter names. */
export interface Reader {
  rule: Pick<Rule, 'params'> & Partial<Pick<Rule, 'facts'>>;
  action: ActionSpec | undefined;
  scope?: Scope;
}
type Pen = Reader & { language: Language };

const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
const specOf = (pen: Pen, expr: Expr): FieldSpec | undefined =>
  expr.op === 'field' && pen.action ? own(pen.action.fields, expr.id.replace(/^t\./, '')) : undefined;

/** The unit a figure is written in, found in what it is compared with. */
function unitOf(pen: Pen, expr: Expr): Format | undefined {
  if (expr.op === 'field') return formatOf(specOf(pen, expr));
  if (expr.op === 'call' && expr.fn === 'yuan') return 'money';
  if (expr.op === 'fact') return unitOfFact(pen, expr.id);
  return 'args' in expr && ['+', '-', '*'].includes(expr.op)
    ? expr.args.map((a) => unitOf(pen, a)).find(Boolean)
    : undefined;
}

/** Sums, medians and single values are in the unit of what they are made of; counts have none. */
function unitOfFact(pen: Pen, id: string): Format | undefined {
  const fact = own(pen.rule.facts ?? {}, id);
  if (!fact?.value || ['count', 'distinct', 'share', 'overlap', 'streak'].includes(fact.kind)) return undefined;
  return unitOf(pen, fact.value.tree);
}
function factWords(pen: Pen, id: string): string {
  const name = own(pen.rule.facts ?? {}, id)?.label?.[pen.language] ?? id;
  const unit = unitOfFact(pen, id);
  const suffix = unit === 'money' ? (pen.language === 'zh' ? ' 元' : ' yuan') : '';
  return pen.scope ? `${name} ${show(pen.scope.fact(id), pen.language, unit)}${suffix}` : name;
}

function put(words: [string, string], args: string[], language: Language): string {
  return words[language === 'zh' ? 0 : 1].replace(/\$(\d|\*)/g, (_, n: string) =>
    n === '*' ? args.join(language === 'zh' ? '、' : ', ') : (args[Number(n)] ?? ''),
  );
}

function call(pen: Pen, expr: Extract<Expr, { op: 'call' }>, table: typeof FUNCTION_WORDS): string | undefined {
  const words = own(table, expr.fn);
  if (!words) return undefined;
  if (expr.fn === 'field' && expr.args[0])
    return (
      labelOf(pen, named(pen, expr.args[0])) ??
      put(
        words,
        expr.args.map((a) => write(pen, a)),
        pen.language,
      )
    );
  const [yuan] = expr.args;
  if (expr.fn === 'yuan' && yuan?.op === 'num')
    return `${show(multiply(numberOf(yuan.text) ?? 0, 100), pen.language, 'money')}${pen.language === 'zh' ? ' 元' : ' yuan'}`;
  return put(
    words,
    expr.args.map((a) => write(pen, a)),
    pen.language,
  );
}

const named = (pen: Pen, arg: Expr): unknown =>
  arg.op === 'lit' ? arg.value : pen.scope ? evaluate(arg, pen.scope) : undefined;

/** A field named by a value (`field(p[0])`) is told by its label. */
function labelOf(pen: Pen, name: unknown): string | undefined {
  return typeof name === 'string' && pen.action ? own(pen.action.fields, name)?.label[pen.language] : undefined;
}

/** An entry of a table or list is its value where it can be told. */
function entry(pen: Pen, expr: Extract<Expr, { op: 'index' }>): string {
  const value = pen.scope ? evaluate(expr, pen.scope) : undefined;
  if (value !== undefined && (typeof value === 'string' || typeof value === 'number')) return show(value, pen.language);
  return `${write(pen, expr.of)}[${write(pen, expr.key)}]`;
}

function literal(pen: Pen, value: string | boolean | null, beside?: FieldSpec): string {
  if (value === null) return pen.language === 'zh' ? '空' : 'empty';
  if (typeof value === 'boolean') return pen.language === 'zh' ? (value ? '是' : '否') : String(value);
  return (beside?.values && own(beside.values, value)?.[pen.language]) ?? value;
}

function plainParam(pen: Pen, id: string): Value | undefined {
  const value = own(pen.rule.params, id)?.value;
  return typeof value === 'number' ? fromNumber(value) : typeof value === 'string' ? value : undefined;
}

function figure(pen: Pen, expr: Expr, unit?: Format): string {
  const suffix = unit === 'money' ? (pen.language === 'zh' ? ' 元' : ' yuan') : '';
  if (expr.op === 'param') {
    const value = pen.scope ? pen.scope.param(expr.id) : plainParam(pen, expr.id);
    if (value !== undefined && !isUnknown(value) && typeof value !== 'object')
      return show(value, pen.language, unit) + suffix;
    return own(pen.rule.params, expr.id)?.label?.[pen.language] ?? `params.${expr.id}`;
  }
  return unit === 'money' && expr.op === 'num'
    ? show(numberOf(expr.text) ?? 0, pen.language, unit) + suffix
    : write(pen, expr);
}

/** One part without its connectives. */
function write(pen: Pen, expr: Expr, beside?: Expr): string {
  switch (expr.op) {
    case 'lit':
      return literal(pen, expr.value, beside && specOf(pen, beside));
    case 'num':
      return expr.text;
    case 'field':
      return specOf(pen, expr)?.label[pen.language] ?? expr.id;
    case 'param':
      return figure(pen, expr);
    case 'fact':
      return factWords(pen, expr.id);
    case 'var':
      return pen.scope && Object.hasOwn(pen.scope.vars, expr.id)
        ? show(pen.scope.vars[expr.id] ?? null, pen.language)
        : expr.id;
    case 'list':
      return expr.items.map((item) => write(pen, item, beside)).join(pen.language === 'zh' ? '、' : ', ');
    case 'index':
      return entry(pen, expr);
    case 'call':
      return call(pen, expr, FUNCTION_WORDS) ?? expr.fn;
    case 'exists':
      return `${write(pen, expr.list)} ${pen.language === 'zh' ? '之一' : 'any'}: ${write(pen, expr.body)}`;
    case 'all':
      return `${write(pen, expr.list)} ${pen.language === 'zh' ? '各项' : 'all'}: ${write(pen, expr.body)}`;
    default:
      return operation(pen, expr);
  }
}

function operation(pen: Pen, expr: Extract<Expr, { args: Expr[]; op: string }>): string {
  const [a, b, c] = expr.args;
  if (!a) return '';
  if (expr.op === '&&' || expr.op === '||') {
    return expr.args
      .map((arg) =>
        (arg.op === '||' || arg.op === '&&') && arg.op !== expr.op ? `(${write(pen, arg)})` : write(pen, arg),
      )
      .join((expr.op === '&&' ? AND : OR)[pen.language]);
  }
  if (expr.op === '!')
    return (a.op === 'call' && call(pen, a, NEGATED)) || `${pen.language === 'zh' ? '非' : 'not'}(${write(pen, a)})`;
  if (!b) return `−${write(pen, a)}`;
  const test = expr.op === '?:' && pen.scope ? truth(a, pen.scope) : undefined;
  if (typeof test === 'boolean' && c) return write(pen, test ? b : c);
  if (expr.op === '?:') return `${write(pen, a)} ? ${write(pen, b)} : ${c ? write(pen, c) : ''}`;
  if (expr.op === 'in') return `${write(pen, a)} ${pen.language === 'zh' ? '属于' : 'in'} ${write(pen, b, a)}`;
  const unit = unitOf(pen, a) ?? unitOf(pen, b);
  const side = (x: Expr, other: Expr): string =>
    x.op === 'param' || x.op === 'num'
      ? figure(pen, x, ['+', '-', '<', '<=', '>', '>=', '==', '!='].includes(expr.op) ? unit : undefined)
      : wrap(pen, x, other, expr.op);
  return `${side(a, b)} ${own(SIGNS, expr.op) ?? expr.op} ${side(b, a)}`;
}
function wrap(pen: Pen, x: Expr, beside: Expr, around: string): string {
  const isSum = ['+', '-', '*', '/'].includes(around);
  const loose =
    isSum &&
    (((x.op === '+' || x.op === '-') && around !== '+') || x.op === '?:' || (x.op === 'call' && x.args.length > 1));
  return loose ? `(${write(pen, x)})` : write(pen, x, beside);
}

/** The whole condition, by field labels. */
export const explain = (expr: Expr, reader: Reader): Text => ({
  zh: write({ ...reader, language: 'zh' }, expr),
  en: write({ ...reader, language: 'en' }, expr),
});

/** Parts of a condition that carry its truth: of a true `or` only what is true, of a false `and` only what is false. */
export function carriers(expr: Expr, scope: Scope, wanted: boolean): Expr[] {
  if (expr.op === '!' && expr.args[0] && ['&&', '||'].includes(expr.args[0].op)) {
    return carriers(expr.args[0], scope, !wanted).map((part) => ({ op: '!', args: [part] }));
  }
  if (expr.op !== '&&' && expr.op !== '||') return [expr];
  const decides = (expr.op === '||') === wanted;
  const parts = decides ? expr.args.filter((arg) => truth(arg, scope) === wanted) : expr.args;
  return parts.flatMap((part) => carriers(part, scope, wanted));
}

/** Why a rule is true for an act: the parts that held, joined by "and". */
export function because(expr: Expr, reader: Reader & { scope: Scope }): Text {
  const parts = carriers(expr, reader.scope, true).map((part) => exemplify(part, reader.scope));
  const join = (language: Language): string =>
    parts
      .map(({ part, vars }) => write({ ...reader, scope: { ...reader.scope, vars }, language }, part))
      .join(AND[language]);
  return { zh: join('zh'), en: join('en') };
}

/** Nearest miss: the parts that would have to turn for the rule to be true. */
export function whyNot(expr: Expr, reader: Reader & { scope: Scope }): Text {
  const parts = carriers(expr, reader.scope, false);
  const join = (language: Language): string =>
    parts.map((part) => operation({ ...reader, language }, { op: '!', args: [part] })).join(AND[language]);
  return { zh: join('zh'), en: join('en') };
}

/** An `exists` that held is told by the entry it held for. */
function exemplify(part: Expr, scope: Scope): { part: Expr; vars: Scope['vars'] } {
  if (part.op !== 'exists') return { part, vars: scope.vars };
  const list = evaluate(part.list, scope);
  const hit = Array.isArray(list)
    ? list.find((item) => truth(part.body, { ...scope, vars: { ...scope.vars, [part.as]: item } }) === true)
    : undefined;
  return hit === undefined ? { part, vars: scope.vars } : { part: part.body, vars: { ...scope.vars, [part.as]: hit } };
}
