import type { Expr, Param } from '@/lib/model';
import { compare, fromNumber, multiply, numberOf } from '@/lib/rules/number';
import type { Num } from '@/lib/rules/number';

/** What can be told of a condition without any act: whether parts of it exclude each other. */

/** One test with its answer: `wanted` false stands for its opposite. */
interface Test {
  tree: Expr;
  wanted: boolean;
}
type Params = Record<string, Param>;

const MOST_WAYS = 64;

/** Ways in which a condition comes out as wanted, each a list of tests that all hold; undefined where there are too many to try. */
export function waysOf(tree: Expr, wanted = true): Test[][] | undefined {
  if (tree.op === '!' && tree.args[0]) return waysOf(tree.args[0], !wanted);
  if (tree.op !== '&&' && tree.op !== '||') return [[{ tree, wanted }]];
  const parts = tree.args.map((arg) => waysOf(arg, wanted));
  if (parts.some((p) => p === undefined)) return undefined;
  const known = parts.flatMap((p) => (p ? [p] : []));
  const joins = (tree.op === '&&') === wanted;
  const ways = joins
    ? known.reduce<Test[][]>((all, part) => all.flatMap((way) => part.map((more) => [...way, ...more])), [[]])
    : known.flat();
  return ways.length > MOST_WAYS ? undefined : ways;
}

/** Both together, way by way. */
export function both(a: Test[][] | undefined, b: Test[][] | undefined): Test[][] | undefined {
  if (!a || !b || a.length * b.length > MOST_WAYS * MOST_WAYS) return undefined;
  return a.flatMap((one) => b.map((other) => [...one, ...other]));
}

interface Known {
  least?: { value: Num; open: boolean };
  most?: { value: Num; open: boolean };
  words?: Set<string>;
  not: Set<string>;
  isEmpty?: boolean;
  truth?: boolean;
}

/** Can these tests never all hold? False where that cannot be told. */
export function excludes(way: readonly Test[], params: Params): boolean {
  const known = new Map<string, Known>();
  return way.some((test) => !admit(test, params, known));
}

/** False when the test contradicts what is known already. */
function admit({ tree, wanted }: Test, params: Params, known: Map<string, Known>): boolean {
  if (tree.op === 'lit') return typeof tree.value !== 'boolean' || tree.value === wanted;
  if (tree.op === 'call' && tree.fn === 'empty' && tree.args[0])
    return settle(at(known, tree.args[0]), 'isEmpty', wanted);
  if (tree.op === 'call' && tree.fn === 'known' && tree.args[0])
    return !wanted || settle(at(known, tree.args[0]), 'isEmpty', false);
  const sides = 'args' in tree ? tree.args : [];
  const [left, right] = sides;
  if (left && right && isComparison(tree.op)) return compared({ op: tree.op, left, right, wanted }, params, known);
  return settle(at(known, tree), 'truth', wanted);
}

const isComparison = (op: string): op is Comparison => Object.hasOwn(OPPOSITE, op);
type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';
const OPPOSITE: Record<Comparison, Comparison> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' };
const MIRRORED: Record<Comparison, Comparison> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' };

function compared(
  { op, left, right, wanted }: { op: Comparison; left: Expr; right: Expr; wanted: boolean },
  params: Params,
  known: Map<string, Known>,
): boolean {
  const sign = wanted ? op : OPPOSITE[op];
  if (nameOf(left) === nameOf(right)) return sign === '==' || sign === '<=' || sign === '>=';
  const [what, beside, way] = isFixed(left, params) ? [right, left, MIRRORED[sign]] : [left, right, sign];
  const about = at(known, what);
  if (!settle(about, 'isEmpty', false)) return false;
  if (beside.op === 'lit' && typeof beside.value === 'string') return worded(about, way, beside.value);
  const figure = figureOf(beside, params);
  return figure === undefined || bounded(about, way, figure, isCount(what));
}

function worded(about: Known, way: Comparison, word: string): boolean {
  if (way === '!=') about.not.add(word);
  if (way === '==') about.words = about.words ? new Set([...about.words].filter((w) => w === word)) : new Set([word]);
  return !about.words || [...about.words].some((w) => !about.not.has(w));
}

function bounded(about: Known, way: Comparison, value: Num, isCounted: boolean): boolean {
  if (isCounted) about.least ??= { value: 0, open: false };
  const raise = (open: boolean): void => {
    const { least } = about;
    const order = least ? compare(value, least.value) : 1;
    if (order > 0 || (order === 0 && open)) about.least = { value, open };
  };
  const lower = (open: boolean): void => {
    const { most } = about;
    const order = most ? compare(value, most.value) : -1;
    if (order < 0 || (order === 0 && open)) about.most = { value, open };
  };
  if (way === '>' || way === '>=' || way === '==') raise(way === '>');
  if (way === '<' || way === '<=' || way === '==') lower(way === '<');
  if (!about.least || !about.most) return true;
  const gap = compare(about.least.value, about.most.value);
  return gap < 0 || (gap === 0 && !about.least.open && !about.most.open);
}

function settle(about: Known, what: 'isEmpty' | 'truth', value: boolean): boolean {
  if (about[what] !== undefined) return about[what] === value;
  about[what] = value;
  return true;
}

function at(known: Map<string, Known>, tree: Expr): Known {
  const name = nameOf(tree);
  const found = known.get(name) ?? { not: new Set<string>() };
  known.set(name, found);
  return found;
}

/** A part by what it says, wherever it stands. */
export const nameOf = (tree: Expr): string => JSON.stringify(tree, (key, value) => (key === 'at' ? undefined : value));

const isCount = (tree: Expr): boolean =>
  tree.op === 'call' && (tree.fn === 'size' || tree.fn === 'distinct' || tree.fn === 'chars');
const isFixed = (tree: Expr, params: Params): boolean => tree.op === 'lit' || figureOf(tree, params) !== undefined;

function figureOf(tree: Expr, params: Params): Num | undefined {
  if (tree.op === 'num') return numberOf(tree.text);
  if (tree.op === 'call' && tree.fn === 'yuan' && tree.args[0]?.op === 'num') {
    const yuan = numberOf(tree.args[0].text);
    return yuan === undefined ? undefined : multiply(yuan, 100);
  }
  const value =
    tree.op === 'param' && Object.hasOwn(params, tree.id) && !params[tree.id]?.dated
      ? params[tree.id]?.value
      : undefined;
  return typeof value === 'number' ? fromNumber(value) : undefined;
}
