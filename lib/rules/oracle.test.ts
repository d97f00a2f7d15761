import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate';
import { aScope, tree } from '@/tests/support/rules';
import { isUnknown } from './value';

/** Another implementation of CEL judges ours. Names beginning with `u` are bound nowhere: unread here, an error there. */
const INTS = ['a', 'b', 'u'],
  TEXTS = ['s', 't', 'us'],
  BOOLS = ['p', 'q', 'up'],
  LISTS = ['l', 'ul'];
const word = fc.constantFrom('"a"', '"ab"', '"他行"', '"b"');

const grammar = fc.letrec<{ int: string; text: string; list: string; bool: string }>((tie) => {
  const join = (x: fc.Arbitrary<string>, ops: string[]) =>
    fc.tuple(x, fc.constantFrom(...ops), x).map(([l, op, r]) => `(${l} ${op} ${r})`);
  const choice = (x: fc.Arbitrary<string>) => fc.tuple(tie('bool'), x, x).map(([c, y, n]) => `(${c} ? ${y} : ${n})`);
  return {
    int: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.integer({ min: 0, max: 9 }).map(String),
      fc.constantFrom(...INTS),
      join(tie('int'), ['+', '-', '*']),
      tie('int').map((x) => `(-${x})`),
      choice(tie('int')),
    ),
    text: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      word,
      fc.constantFrom(...TEXTS),
      join(tie('text'), ['+']),
      choice(tie('text')),
    ),
    list: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom(...LISTS),
      fc
        .array(fc.integer({ min: 0, max: 9 }).map(String), { minLength: 1, maxLength: 4 })
        .map((x) => `[${x.join(', ')}]`),
    ),
    bool: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom('true', 'false', ...BOOLS),
      join(tie('int'), ['==', '!=', '<', '<=', '>', '>=']),
      join(tie('text'), ['==', '!=']),
      join(tie('bool'), ['&&', '||', '==']),
      tie('bool').map((x) => `(!${x})`),
      choice(tie('bool')),
      fc.tuple(tie('int'), tie('list')).map(([x, l]) => `(${x} in ${l})`),
      fc
        .tuple(tie('text'), fc.constantFrom('contains', 'startsWith', 'endsWith'), tie('text'))
        .map(([x, f, y]) => `${x}.${f}(${y})`),
      fc
        .tuple(
          tie('list'),
          fc.constantFrom('exists', 'all'),
          fc.constantFrom('x > a', 'x == 3 || up', 'x < 5 && p', 'x != u'),
        )
        .map(([l, f, body]) => `${l}.${f}(x, ${body})`),
    ),
  };
});

const env = celEnv();
function oracle(text: string, values: Record<string, bigint | string | boolean | bigint[]>): unknown {
  const result = plan(env, parse(text))(values);
  return isCelError(result) ? 'unknown' : result;
}

describe('our evaluator and another implementation of CEL', () => {
  it('agree on random typed conditions, the unread ones among them', () => {
    const values = fc.record({
      a: fc.integer({ min: -20, max: 20 }),
      b: fc.integer({ min: -20, max: 20 }),
      s: fc.constantFrom('a', 'ab', '他行'),
      t: fc.constantFrom('b', '他'),
      p: fc.boolean(),
      q: fc.boolean(),
      l: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
    });

    fc.assert(
      fc.property(grammar.bool, values, (text, v) => {
        const scope = aScope({ a: v.a, b: v.b, s: v.s, t: v.t, p: v.p, q: v.q }, {});
        const list = v.l;
        const ours = evaluate(tree(text), { ...scope, field: (id) => (id === 'l' ? list : scope.field(id)) });
        const theirs = oracle(text, { ...v, a: BigInt(v.a), b: BigInt(v.b), l: list.map(BigInt) });
        const said = isUnknown(ours) ? 'unknown' : ours;

        // Where both branches of an unread choice agree, ours knows more.
        if (theirs === 'unknown' && text.includes('?')) return;
        expect(`${text} → ${String(said)}`).toBe(`${text} → ${String(theirs)}`);
      }),
      { numRuns: 4000 },
    );
  });
});
