import type { Expr } from '@/lib/model';
import { fixed, isTight, wordsOf } from './plain';
import type { ActScope } from './scope';
import type { Value } from './value';
import type { PackedRule } from './weigh';

/**
 * Most rules are false of an act for a plain reason: another kind of act, too small an amount. A sieve holds such plain parts
 * of many conditions side by side in numbers, so that one sweep lays those rules aside. It only ever says "clearly false": one
 * false part of an `and` decides, whatever the others are. What was not read, or is no plain value, passes.
 */
export interface Sieve {
  /** What is asked of a field, each made a number once an act. */
  slots: Slot[];
  /** Tests of rule i stand from `first[i]` up to `first[i + 1]`. */
  first: Uint32Array;
  slot: Uint16Array;
  kind: Uint8Array;
  bound: Float64Array;
  /** The act's numbers, slot by slot; filled anew by each sweep. */
  values: Float64Array;
}
interface Slot {
  field: string;
  type: 'number' | 'word' | 'bool';
  /** Number of each word that some rule names. */
  words: Map<string, number>;
}

/** A field's value must stand in this relation to the bound; `in`: the bound's bit of that number is set. */
const KINDS = ['<', '<=', '>', '>=', '==', 'in'] as const;
type Kind = (typeof KINDS)[number];
interface Test {
  field: string;
  kind: Kind;
  of: number | boolean | ReadonlySet<string>;
}
/** Words of one field that fit the bits of a bound. */
const MOST_WORDS = 31;
const OTHER_WORD = -1;

export function sieveOf(rules: readonly PackedRule[]): Sieve {
  const slots: Slot[] = [];
  const tests = rules.map((rule) =>
    testsIn(rule.condition.tree, rule).flatMap(({ field, kind, of }) => {
      const slot = slotFor(slots, field, typeof of === 'object' ? 'word' : typeof of === 'number' ? 'number' : 'bool');
      const bound = typeof of === 'object' ? bitsOf(slot, of) : Number(of);
      return bound === undefined ? [] : [{ slot: slots.indexOf(slot), kind: KINDS.indexOf(kind), bound }];
    }),
  );
  const flat = tests.flat();
  const first = new Uint32Array(tests.length + 1);
  for (const [i, own] of tests.entries()) first[i + 1] = (first[i] ?? 0) + own.length;
  return {
    slots,
    first,
    slot: Uint16Array.from(flat, (t) => t.slot),
    kind: Uint8Array.from(flat, (t) => t.kind),
    bound: Float64Array.from(flat, (t) => t.bound),
    values: new Float64Array(slots.length),
  };
}

/** Places of the rules that may be true of the act or left open, in order. */
export function passing(sieve: Sieve, act: ActScope): number[] {
  const { slots, first, slot, kind, bound, values } = sieve;
  for (const [i, asked] of slots.entries()) values[i] = numberIn(asked, act.field(asked.field));
  const places: number[] = [];
  for (let rule = 0; rule + 1 < first.length; rule++) {
    const end = first[rule + 1] ?? 0;
    let at = first[rule] ?? 0;
    while (at < end && !refuses(kind[at] ?? 0, values[slot[at] ?? 0] ?? Number.NaN, bound[at] ?? 0)) at++;
    if (at === end) places.push(rule);
  }
  return places;
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

function numberIn({ type, words }: Slot, value: Value): number {
  if (type === 'number') return typeof value === 'number' ? value : Number.NaN;
  if (type === 'bool') return typeof value === 'boolean' ? Number(value) : Number.NaN;
  return isTight(value) ? (words.get(value) ?? OTHER_WORD) : Number.NaN;
}

function slotFor(slots: Slot[], field: string, type: Slot['type']): Slot {
  const kept = slots.find((slot) => slot.field === field && slot.type === type);
  if (kept) return kept;
  const slot: Slot = { field, type, words: new Map() };
  slots.push(slot);
  return slot;
}

/** Undefined when the field has more words than a bound has bits. */
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

/** The plain parts of a condition that must all hold. */
function testsIn(tree: Expr, rule: PackedRule): Test[] {
  switch (tree.op) {
    case '&&':
      return tree.args.flatMap((arg) => testsIn(arg, rule));
    case 'field':
      return [{ field: tree.id, kind: '==', of: true }];
    case '!':
      return tree.args[0]?.op === 'field' ? [{ field: tree.args[0].id, kind: '==', of: false }] : [];
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==':
    case 'in':
      return asked(tree.op, tree.args, rule);
    default:
      return [];
  }
}

function asked(kind: Kind, [of, what]: readonly Expr[], rule: PackedRule): Test[] {
  if (of?.op !== 'field' || !what) return [];
  const value = fixed(what, rule);
  if (kind === 'in') {
    const words = wordsOf(value);
    return words ? [{ field: of.id, kind, of: words }] : [];
  }
  if (typeof value === 'number') return [{ field: of.id, kind, of: value }];
  if (kind !== '==') return [];
  if (typeof value === 'boolean') return [{ field: of.id, kind, of: value }];
  return isTight(value ?? null) ? [{ field: of.id, kind: 'in', of: new Set([String(value)]) }] : [];
}
