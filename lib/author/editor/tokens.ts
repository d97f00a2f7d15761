import type { ActionSpec, Expr, FieldSpec, Language, Param, RuleSource } from '@/lib/model';
import { FUNCTION_WORDS, NEGATED, SIGNS } from '@/lib/rules/words';
import type { TokenInput, TokenView } from '@/lib/messages/admin-views';
import { listed } from '../listed';

/** What a condition's names mean to the reader. */
export interface Naming {
  language: Language;
  fields: Readonly<Record<string, FieldSpec>>;
  action: ActionSpec | undefined;
  source: Pick<RuleSource, 'params' | 'facts'>;
  text: string;
}
type Range = [number, number];
/** What stands on the other side tells how a literal is edited. */
interface Hint {
  spec?: FieldSpec;
  isMoney?: boolean;
}

const ORDERED = ['==', '!=', '<', '<=', '>', '>='];
const EQUAL = ['==', '!='];
/** One-place tests that may stand for each other. */
const TESTS = ['empty', '!empty', 'known', 'blank'] as const;
const TEST_WORDS: Record<(typeof TESTS)[number], [string, string]> = {
  empty: ['为空', 'is empty'],
  '!empty': ['已填', 'is filled'],
  known: ['已读到', 'is known'],
  blank: ['未填', 'is blank'],
};

/** A tree as a sentence of typed tokens; each names the characters it stands for, so that a change touches nothing else. */
export function tokensOf(tree: Expr, names: Naming): TokenView[] {
  const zh = names.language === 'zh';
  const at = (expr: Expr): Range => expr.at ?? [0, 0];
  const word = (text: string): TokenView => ({ kind: 'word', word: text });
  const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
    Object.hasOwn(record, key) ? record[key] : undefined;
  const specOf = (expr: Expr): FieldSpec | undefined =>
    expr.op === 'field' ? own(names.fields, expr.id.replace(/^t\./, '')) : undefined;
  const code = (expr: Expr): TokenView[] => {
    const range = at(expr);
    const text = names.text.slice(...range);
    return [{ kind: 'value', word: text, spot: { range }, input: { as: 'code', value: text } }];
  };

  function walk(expr: Expr, hint: Hint = {}): TokenView[] {
    switch (expr.op) {
      case 'field':
        return [field(expr)];
      case 'param':
        return [paramToken(expr.id, hint)];
      case 'fact':
        return [{ kind: 'fact', word: own(names.source.facts, expr.id)?.label?.[names.language] ?? expr.id }];
      case 'lit':
        return [literal(expr, hint)];
      case 'num':
        return [
          { kind: 'value', word: expr.text, spot: { range: at(expr) }, input: { as: 'number', value: expr.text } },
        ];
      case 'var':
        return [word(expr.id)];
      case 'list':
        return expr.items.flatMap((item, i) => [...(i ? [word(zh ? '、' : ',')] : []), ...walk(item, hint)]);
      case 'call':
        return call(expr);
      case 'exists':
      case 'all':
      case 'index':
        return code(expr);
      case '?:':
        return choice(expr);
      default:
        return operation(expr);
    }
  }

  function field(expr: Extract<Expr, { op: 'field' }>): TokenView {
    const spec = specOf(expr);
    const isAct = expr.id.startsWith('t.');
    const options = Object.entries(names.fields).map(([id, other]) => ({
      value: isAct ? `t.${id}` : id,
      word: other.label[names.language],
    }));
    const value = expr.id;
    return {
      kind: 'field',
      word: spec?.label[names.language] ?? expr.id,
      spot: { range: at(expr) },
      input: spec
        ? { as: 'choice', value, options }
        : { as: 'choice', value, options: [{ value, word: value }, ...options] },
    };
  }

  function literal(expr: Extract<Expr, { op: 'lit' }>, { spec }: Hint): TokenView {
    const range = at(expr);
    const { value } = expr;
    if (typeof value === 'boolean')
      return {
        kind: 'value',
        word: value ? (zh ? '是' : 'yes') : zh ? '否' : 'no',
        spot: { range },
        input: {
          as: 'choice',
          value: String(value),
          options: [
            { value: 'true', word: zh ? '是' : 'yes' },
            { value: 'false', word: zh ? '否' : 'no' },
          ],
        },
      };
    const text = String(value ?? '');
    if (spec?.values) {
      const options = Object.entries(spec.values).map(([id, label]) => ({
        value: JSON.stringify(id).replaceAll('"', "'"),
        word: label[names.language],
      }));
      return {
        kind: 'value',
        word: own(spec.values, text)?.[names.language] ?? text,
        spot: { range },
        input: { as: 'choice', value: `'${text}'`, options },
      };
    }
    return {
      kind: 'value',
      word: text,
      spot: { range },
      input: { as: spec?.type === 'date' ? 'date' : 'words', value: text },
    };
  }

  const paramToken = (id: string, hint: Hint): TokenView =>
    paramView(id, own(names.source.params, id), { language: names.language, isMoney: hint.isMoney ?? false });

  function call(expr: Extract<Expr, { op: 'call' }>): TokenView[] {
    const [first] = expr.args;
    if (expr.fn === 'yuan' && first?.op === 'num')
      return [
        { kind: 'value', word: first.text, spot: { range: at(first) }, input: { as: 'number', value: first.text } },
        word(zh ? '元' : 'yuan'),
      ];
    const test = TESTS.find((t) => t === expr.fn);
    if (test && first) return tested(first, at(expr), test);
    const template = own(FUNCTION_WORDS, expr.fn);
    if (!template || !expr.args.length) return template ? [word(template[zh ? 0 : 1])] : code(expr);
    return filled(template[zh ? 0 : 1], expr.args);
  }

  function tested(of: Expr, range: Range, test: (typeof TESTS)[number]): TokenView[] {
    const inner = names.text.slice(...at(of));
    const options = TESTS.map((t) => ({
      value: t.startsWith('!') ? `!${t.slice(1)}(${inner})` : `${t}(${inner})`,
      word: TEST_WORDS[t][zh ? 0 : 1],
    }));
    const value = test.startsWith('!') ? `!empty(${inner})` : `${test}(${inner})`;
    return [
      ...walk(of),
      {
        kind: 'operator',
        word: TEST_WORDS[test][zh ? 0 : 1],
        spot: { range },
        input: { as: 'choice', value, options },
      },
    ];
  }

  /** `$0`, `$1` and `$*` of a wording take the tokens of the arguments. */
  function filled(template: string, args: readonly Expr[]): TokenView[] {
    return template.split(/(\$(?:\d|\*))/).flatMap((piece): TokenView[] => {
      if (piece === '$*') return args.flatMap((arg, i) => [...(i ? [word(zh ? '、' : ',')] : []), ...walk(arg)]);
      const arg = /^\$\d$/.test(piece) ? args[Number(piece.slice(1))] : undefined;
      if (arg) return walk(arg);
      return piece.trim() ? [word(piece.trim())] : [];
    });
  }

  function choice(expr: Extract<Expr, { args: Expr[] }>): TokenView[] {
    const [test, yes, no] = expr.args;
    if (!test || !yes || !no) return code(expr);
    return [
      word(zh ? '若' : 'if'),
      ...walk(test),
      word(zh ? '则看' : 'then'),
      ...bracketed(yes),
      word(zh ? '否则看' : 'else'),
      ...bracketed(no),
    ];
  }
  const bracketed = (expr: Expr): TokenView[] =>
    expr.op === '&&' || expr.op === '||' || expr.op === '?:' ? [word('('), ...walk(expr), word(')')] : walk(expr);

  function operation(expr: Extract<Expr, { args: Expr[]; op: string }>): TokenView[] {
    const [a, b] = expr.args;
    if (!a) return [];
    if (expr.op === '!') return negated(expr, a);
    if (!b) return [word('−'), ...walk(a)];
    if (expr.op === '&&' || expr.op === '||') {
      const sign = expr.op === '&&' ? (zh ? '且' : 'and') : zh ? '或' : 'or';
      const side = (x: Expr): TokenView[] =>
        x.op === expr.op || (x.op !== '&&' && x.op !== '||' && x.op !== '?:') ? walk(x) : bracketed(x);
      return [...side(a), word(sign), ...side(b)];
    }
    const spec = specOf(a) ?? specOf(b);
    const hint: Hint = { ...(spec ? { spec } : {}), isMoney: isMoney(a) || isMoney(b) };
    if (expr.op === 'in') return [...walk(a, hint), operator(expr, a, b, ['in']), ...walk(b, hint)];
    const ops = ORDERED.includes(expr.op) ? (isOrdered(a) && isOrdered(b) ? ORDERED : EQUAL) : ['+', '-', '*', '/'];
    const sums = ['*', '/'].includes(expr.op);
    const side = (x: Expr): TokenView[] =>
      sums && 'args' in x && ['+', '-'].includes(x.op) ? [word('('), ...walk(x, hint), word(')')] : walk(x, hint);
    return [...side(a), operator(expr, a, b, ops), ...side(b)];
  }

  function negated(expr: Expr, inner: Expr): TokenView[] {
    if (inner.op === 'call') {
      const [first] = inner.args;
      if (inner.fn === 'empty' && first) return tested(first, at(expr), '!empty');
      const template = own(NEGATED, inner.fn);
      if (template) return inner.args.length ? filled(template[zh ? 0 : 1], inner.args) : [word(template[zh ? 0 : 1])];
    }
    return [word(zh ? '并非' : 'not'), ...bracketed(inner)];
  }

  /** The sign between two sides, without the brackets that may stand around them. */
  function operator(expr: { op: string }, a: Expr, b: Expr, ops: readonly string[]): TokenView {
    const from = at(a)[1];
    const between = names.text.slice(from, at(b)[0]);
    const start = from + between.indexOf(expr.op);
    const shown = (op: string): string => (op === 'in' ? (zh ? '属于' : 'is in') : (own(SIGNS, op) ?? op));
    if (between.indexOf(expr.op) < 0) return word(shown(expr.op));
    return {
      kind: 'operator',
      word: shown(expr.op),
      ...(ops.length > 1
        ? {
            spot: { range: [start, start + expr.op.length] as Range },
            input: {
              as: 'choice' as const,
              value: expr.op,
              options: ops.map((op) => ({ value: op, word: OPERATOR_WORDS[op]?.[zh ? 0 : 1] ?? shown(op) })),
            },
          }
        : {}),
    };
  }

  const isMoney = (expr: Expr): boolean =>
    specOf(expr)?.type === 'money' ||
    (expr.op === 'fact' && isMoneyFact(expr.id)) ||
    (expr.op === 'call' && expr.fn === 'yuan') ||
    ('args' in expr && ['+', '-'].includes(expr.op) && expr.args.some(isMoney));
  const isMoneyFact = (id: string): boolean => {
    const fact = own(names.source.facts, id);
    return (
      fact?.value !== undefined &&
      ['sum', 'median', 'last', 'first'].includes(fact.kind) &&
      own(names.fields, fact.value)?.type === 'money'
    );
  };
  const isOrdered = (expr: Expr): boolean => {
    const spec = specOf(expr);
    if (spec) return ['money', 'int', 'number', 'date', 'datetime'].includes(spec.type);
    return expr.op !== 'lit' || (typeof expr.value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(expr.value));
  };
  return walk(tree);
}

const OPERATOR_WORDS: Record<string, [string, string]> = {
  '==': ['等于 =', 'equals ='],
  '!=': ['不等于 ≠', 'differs from ≠'],
  '<': ['小于 <', 'less than <'],
  '<=': ['不大于 ≤', 'at most ≤'],
  '>': ['大于 >', 'more than >'],
  '>=': ['不小于 ≥', 'at least ≥'],
  '+': ['加 +', 'plus +'],
  '-': ['减 −', 'minus −'],
  '*': ['乘 ×', 'times ×'],
  '/': ['除 ÷', 'divided by ÷'],
};

/** A parameter stands as its figure; tables and dated figures are edited in the source. */
export function paramView(
  id: string,
  param: Param | undefined,
  { language, isMoney }: { language: Language; isMoney: boolean },
): TokenView {
  const value = param?.value;
  const label = param?.label?.[language] ?? id;
  const money = isMoney || /\((分|fen)\)/.test(label);
  const path = ['params', id, 'value'];
  if (typeof value === 'number')
    return {
      kind: 'param',
      word: money ? `${yuanOf(value)} ${language === 'zh' ? '元' : 'yuan'}` : String(value),
      spot: { path },
      input: money ? { as: 'money', value: yuanOf(value) } : { as: 'number', value: String(value) },
    };
  if (typeof value === 'string') return { kind: 'param', word: value, spot: { path }, input: { as: 'text', value } };
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number'))
    return {
      kind: 'param',
      word: listed(language, value) || (language === 'zh' ? '(空表)' : '(empty list)'),
      spot: { path },
      input: { as: 'text', value: listed(language, value) } satisfies TokenInput,
    };
  return { kind: 'param', word: label };
}

/** Fen → yuan as it is typed: `500000` → `5000`, `150` → `1.5`. */
export const yuanOf = (fen: number): string => String(fen / 100);
