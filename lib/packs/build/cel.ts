import { Environment } from '@marcbachmann/cel-js';
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Expr, Operator, Range } from '@/lib/model';
import { finding } from './problem';
import type { Finding } from './problem';

/** Grammar and bounds of conditions are CEL's; what our evaluator does not run is refused here by name. */
const cel = new Environment({
  unlistedVariablesAreDyn: true,
  limits: { maxAstNodes: 500, maxDepth: 60, maxListElements: 200, maxCallArguments: 8 },
});

const ROOMS = { params: 'param', facts: 'fact' } as const;
const BINARY = new Set<string>(['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', 'in', '&&', '||']);
/** Written behind the value in CEL; ours take it as the first argument. */
const METHODS = new Set(['contains', 'startsWith', 'endsWith', 'size']);

class Refusal extends Error {
  constructor(readonly found: Finding) {
    super(found.code);
  }
}
const refuse = (node: ASTNode, code: string, zh: string, en: string, mend?: [string, string]): never => {
  throw new Refusal(
    finding(code, zh, en, { at: rangeOf(node), ...(mend ? { mend: { zh: mend[0], en: mend[1] } } : {}) }),
  );
};
const rangeOf = (node: ASTNode): Range => [node.start, node.end];

/** CEL text → tree, or why not. */
export function parseCel(text: string): { tree: Expr } | { problem: Finding } {
  try {
    return { tree: convert(cel.parse(text).ast, text, []) };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.found };
    return { problem: syntaxFinding(error, text) };
  }
}

function syntaxFinding(error: unknown, text: string): Finding {
  const range = typeof error === 'object' && error !== null && 'range' in error ? error.range : undefined;
  const at: Range =
    typeof range === 'object' && range !== null && 'start' in range && 'end' in range
      ? [Number(range.start), Number(range.end)]
      : [0, text.length];
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const wide = /[^\x20-\x7e\n\r\t]/.test(text.slice(at[0], at[1]).replace(/(["']).*?\1/g, ''));
  return finding('cel_syntax', `条件写法有误:${said}`, `the condition cannot be read: ${said}`, {
    at,
    ...(wide
      ? { mend: { zh: '字段用其英文标识，标点用半角', en: 'write fields by their id and use half-width punctuation' } }
      : {}),
  });
}

function convert(node: ASTNode, text: string, bound: readonly string[]): Expr {
  const at = rangeOf(node);
  const go = (child: ASTNode): Expr => convert(child, text, bound);
  switch (node.op) {
    case 'value':
      return literal(node, text);
    case 'id':
      return bound.includes(node.args) ? { op: 'var', id: node.args, at } : { op: 'field', id: node.args, at };
    case '.':
      return member(node, node.args[0], node.args[1], at);
    case '[]':
      return { op: 'index', of: go(node.args[0]), key: go(node.args[1]), at };
    case 'list':
      return { op: 'list', items: node.args.map(go), at };
    case '!_':
      return { op: '!', args: [go(node.args)], at };
    case '-_':
      return negative(go(node.args), at);
    case '?:':
      return { op: '?:', args: node.args.map(go), at };
    case 'call':
      return call(node, node.args[0], node.args[1], go, at);
    case 'rcall':
      return method(node, text, bound, at);
    case '%':
    case 'map':
    case '.?':
    case '[?]':
      return refuse(node, 'not_offered', `条件中不能用 ${node.op}`, `${node.op} is not offered in conditions`);
    default:
      return isBinary(node.op)
        ? { op: node.op, args: [go(node.args[0]), go(node.args[1])], at }
        : refuse(node, 'not_offered', '条件中不能这样写', 'not offered in conditions');
  }
}
const isBinary = (op: string): op is Operator => BINARY.has(op);

function literal(node: Extract<ASTNode, { op: 'value' }>, text: string): Expr {
  const at = rangeOf(node);
  const { args: value } = node;
  if (typeof value === 'string' || typeof value === 'boolean') return { op: 'lit', value, at };
  if (value === null)
    return refuse(node, 'null_literal', '条件中不写 null', 'null is not compared', [
      '用 empty(字段)',
      'use empty(field)',
    ]);
  const written = text.slice(at[0], at[1]);
  if ((typeof value === 'bigint' || typeof value === 'number') && /^\d+(\.\d+)?$/.test(written))
    return { op: 'num', text: written, at };
  return refuse(node, 'number_form', `数字写法不支持:${written}`, `number form not offered: ${written}`, [
    '写成十进制，如 0.0005',
    'write it as a decimal, e.g. 0.0005',
  ]);
}

const negative = (inner: Expr, at: Range): Expr =>
  inner.op === 'num' && !inner.text.startsWith('-')
    ? { op: 'num', text: `-${inner.text}`, at }
    : { op: 'neg', args: [inner], at };

function member(node: ASTNode, of: ASTNode, name: string, at: Range): Expr {
  if (of.op === 'id' && of.args === 't') return { op: 'field', id: `t.${name}`, at };
  if (of.op === 'id' && (of.args === 'params' || of.args === 'facts')) return { op: ROOMS[of.args], id: name, at };
  return refuse(node, 'no_member', `没有 .${name} 这样的下级`, `there is no member .${name}`, [
    '只有 params.x、facts.x、t.x;表格用 params.x[键]',
    'only params.x, facts.x, t.x; tables are read as params.x[key]',
  ]);
}

function call(node: ASTNode, fn: string, args: ASTNode[], go: (n: ASTNode) => Expr, at: Range): Expr {
  if (fn === 'has')
    return refuse(node, 'not_offered', '不用 has()', 'has() is not offered', [
      '用 known(字段) 或 !empty(字段)',
      'use known(field) or !empty(field)',
    ]);
  return { op: 'call', fn, args: args.map(go), at };
}

function method(node: Extract<ASTNode, { op: 'rcall' }>, text: string, bound: readonly string[], at: Range): Expr {
  const [name, of, args] = node.args;
  const receiver = convert(of, text, bound);
  if (name === 'exists' || name === 'all') {
    const [variable, body] = args;
    if (variable?.op !== 'id' || !body)
      return refuse(node, 'wrong_arguments', `${name} 需要变量名和条件`, `${name} takes a name and a condition`);
    if (bound.length)
      return refuse(node, 'nested_list_test', '列表判断不能嵌套', 'list tests do not nest', [
        '改用 anyShared 或 in',
        'use anyShared or in',
      ]);
    return { op: name, list: receiver, as: variable.args, body: convert(body, text, [...bound, variable.args]), at };
  }
  if (METHODS.has(name))
    return { op: 'call', fn: name, args: [receiver, ...args.map((a) => convert(a, text, bound))], at };
  return refuse(node, 'unknown_function', `没有函数 .${name}()`, `there is no function .${name}()`);
}
