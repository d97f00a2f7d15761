import type { Expr } from '@/lib/model';
import { compile } from './compile';
import type { Run } from './compile';
import { nodes } from './fields';
import { fixed, isTight, wordsOf } from './plain';
import { ruleScope } from './scope';
import type { ActScope, Scope } from './scope';
import type { Value } from './value';
import type { PackedRule } from './weigh';

/**
 * Most rules are false of an act for a plain reason: another kind of act, too small an amount. A sieve holds such plain parts
 * of many conditions side by side in numbers, so that one sweep lays those rules aside; what several rules ask about is worked
 * out once. It only ever says "clearly false": one false part of an `and` decides, whatever the others are. What was not
 * read, or is no plain value, passes.
 */
export interface Sieve {
  slots: Slot[];
  /** Tests of rule i stand from `first[i]` up to `first[i + 1]`. */
  first: Uint32Array;
  slot: Uint16Array;
  kind: Uint8Array;
  bound: Float64Array;
  /** 1: the rule's condition is its tests and nothing else. */
  whole: Uint8Array;
  /** The act's numbers, slot by slot; worked out anew in each sweep, when first asked for. */
  values: Float64Array;
}
/** Something that rules ask about, as a number. */
interface Slot {
  of: Expr;
  run?: Run;
  type: 'number' | 'word' | 'bool';
  /** Number of each word that some rule names. */
  words: Map<string, number>;
}

/** A value must stand in this relation to the bound; `in`: the bound's bit of that number is set. */
const KINDS = ['<', '<=', '>', '>=', '==', 'in'] as const;
type Kind = (typeof KINDS)[number];
interface Test {
  of: Expr;
  kind: Kind;
  bound: number | boolean | ReadonlySet<string>;
}
/** Words of one slot that fit the bits of a bound. */
const MOST_WORDS = 31;
const OTHER_WORD = -1;
/** No value that is read: numbers are whole and finite. */
const NOT_ASKED = Number.POSITIVE_INFINITY;
const NO_RULE = { params: {} };

export function sieveOf(rules: readonly PackedRule[]): Sieve {
  const slots: Slot[] = [];
  const slotFor = slotsBy(slots);
  const tests = rules.map((rule) => {
    const parts = conjuncts(rule.condition.tree);
    const own = testsIn(parts, rule).flatMap(({ of, kind, bound }) => {
      const place = slotFor(of, typeof bound === 'object' ? 'word' : typeof bound === 'number' ? 'number' : 'bool');
      const slot = slots[place];
      const figure = typeof bound === 'object' ? slot && bitsOf(slot, bound) : Number(bound);
      return figure === undefined ? [] : [{ slot: place, kind: KINDS.indexOf(kind), bound: figure }];
    });
    return { own, isWhole: own.length === parts.length };
  });
  const flat = tests.flatMap((t) => t.own);
  const first = new Uint32Array(tests.length + 1);
  for (const [i, { own }] of tests.entries()) first[i + 1] = (first[i] ?? 0) + own.length;
  return {
    slots,
    first,
    slot: Uint16Array.from(flat, (t) => t.slot),
    kind: Uint8Array.from(flat, (t) => t.kind),
    bound: Float64Array.from(flat, (t) => t.bound),
    whole: Uint8Array.from(tests, (t) => Number(t.isWhole)),
    values: new Float64Array(slots.length),
  };
}

/** A rule, by its place, that may be true of the act or left open; `isTrue`: nothing else is left to ask. */
export interface Passed {
  place: number;
  isTrue: boolean;
}

/** In the order of the rules. */
export function passing({ slots, first, slot, kind, bound, whole, values }: Sieve, act: ActScope): Passed[] {
  const scope = ruleScope(act, NO_RULE, 'unknown');
  values.fill(NOT_ASKED);
  const valueAt = (place: number): number => {
    const before = values[place] ?? Number.NaN;
    if (before !== NOT_ASKED) return before;
    const asked = slots[place];
    const value = asked ? numberIn(asked, scope) : Number.NaN;
    values[place] = value;
    return value;
  };
  const passed: Passed[] = [];
  for (let rule = 0; rule + 1 < first.length; rule++) {
    const end = first[rule + 1] ?? 0;
    let isTrue = whole[rule] === 1;
    let at = first[rule] ?? 0;
    for (; at < end; at++) {
      const value = valueAt(slot[at] ?? 0);
      if (refuses(kind[at] ?? 0, value, bound[at] ?? 0)) break;
      if (Number.isNaN(value)) isTrue = false;
    }
    if (at === end) passed.push({ place: rule, isTrue });
  }
  return passed;
}

/** Written so that NaN, which stands for all that is not plain, is never refused. */
function refuses(kind: number, value: number, bound: number): boolean {
  switch (kind) {
    case 0:
      return value >= bound;
    case 1:
      return value > bound;
    case 2:
      return value <= bound;
    case 3:
      return value < bound;
    case 4:
      return value < bound || value > bound;
    default:
      return value < 0 || (value >= 0 && ((bound >> value) & 1) === 0);
  }
}

function numberIn(slot: Slot, scope: Scope): number {
  slot.run ??= compile(slot.of);
  const value: Value = slot.run(scope);
  if (slot.type === 'number') return typeof value === 'number' ? value : Number.NaN;
  if (slot.type === 'bool') return typeof value === 'boolean' ? Number(value) : Number.NaN;
  return isTight(value) ? (slot.words.get(value) ?? OTHER_WORD) : Number.NaN;
}

function slotsBy(slots: Slot[]): (of: Expr, type: Slot['type']) => number {
  const places = new Map<string, number>();
  return (of, type) => {
    const name = `${type} ${of.op === 'field' ? of.id : spelled(of)}`;
    const place = places.get(name) ?? slots.push({ of, type, words: new Map() }) - 1;
    places.set(name, place);
    return place;
  };
}
const spelled = (expr: Expr): string => JSON.stringify(expr, (key, part) => (key === 'at' ? undefined : part));

/** Undefined when the slot has more words than a bound has bits. */
function bitsOf({ words }: Slot, of: ReadonlySet<string>): number | undefined {
  let bits = 0;
  for (const word of of) {
    const number = words.get(word) ?? words.size;
    if (number >= MOST_WORDS) return undefined;
    words.set(word, number);
    bits |= 1 << number;
  }
  return bits;
}

/** The plain parts of a condition that must all hold; what asks a field itself comes first. */
function testsIn(parts: readonly Expr[], rule: PackedRule): Test[] {
  const tests = parts.flatMap((part) => testOf(part, rule) ?? []);
  return tests
    .filter(({ of }) => sameForAll(of))
    .sort((a, b) => Number(a.of.op !== 'field') - Number(b.of.op !== 'field'));
}
const conjuncts = (tree: Expr): Expr[] => (tree.op === '&&' ? tree.args.flatMap(conjuncts) : [tree]);

/** Worked out from the act alone: no rule's own parameters or history, and no list test, whose cost is open. */
function sameForAll(of: Expr): boolean {
  if (of.op === 'field') return true;
  for (const { op } of nodes(of)) if (op === 'param' || op === 'fact' || op === 'exists' || op === 'all') return false;
  return true;
}

function testOf(part: Expr, rule: PackedRule): Test | undefined {
  switch (part.op) {
    case '!':
      return part.args[0] && { of: part.args[0], kind: '==', bound: false };
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==':
    case 'in':
      return asked(part.op, part.args, rule) ?? { of: part, kind: '==', bound: true };
    default:
      return { of: part, kind: '==', bound: true };
  }
}

function asked(kind: Kind, [of, what]: readonly Expr[], rule: PackedRule): Test | undefined {
  const value = what && fixed(what, rule);
  if (!of || value === undefined) return undefined;
  if (kind === 'in') {
    const words = wordsOf(value);
    return words && { of, kind, bound: words };
  }
  if (typeof value === 'number') return { of, kind, bound: value };
  if (kind !== '==') return undefined;
  if (typeof value === 'boolean') return { of, kind, bound: value };
  return isTight(value) ? { of, kind: 'in', bound: new Set([value]) } : undefined;
}
