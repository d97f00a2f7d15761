import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Expr } from './condition';
import { isExpr } from './expr';

/** The same as a schema, which is what the check by hand must agree with. */
const at = z.tuple([z.number().int(), z.number().int()]).optional();
const Schema: z.ZodType<Expr> = z.lazy(() =>
  z.union([
    z.strictObject({ op: z.literal('lit'), value: z.union([z.string(), z.boolean(), z.null()]), at }),
    z.strictObject({ op: z.literal('num'), text: z.string().regex(/^-?\d+(\.\d+)?$/), at }),
    z.strictObject({ op: z.literal('field'), id: z.string(), at }),
    z.strictObject({ op: z.literal('param'), id: z.string(), at }),
    z.strictObject({ op: z.literal('fact'), id: z.string(), at }),
    z.strictObject({ op: z.literal('var'), id: z.string(), at }),
    z.strictObject({ op: z.literal('list'), items: z.array(Schema).max(200), at }),
    z.strictObject({ op: z.literal('index'), of: Schema, key: Schema, at }),
    z.strictObject({
      op: z.enum(['!', 'neg', '&&', '||', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', 'in', '?:']),
      args: z.array(Schema).min(1).max(3),
      at,
    }),
    z.strictObject({ op: z.literal('call'), fn: z.string(), args: z.array(Schema).max(8), at }),
    z.strictObject({ op: z.enum(['exists', 'all']), list: Schema, as: z.string(), body: Schema, at }),
  ]),
);

const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.record({ op: fc.constant('lit'), value: fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.integer()) }),
    fc.record({ op: fc.constant('num'), text: fc.constantFrom('1', '-2.5', '1e3', '') }),
    fc.record({
      op: fc.constantFrom('field', 'param', 'fact', 'var', 'eval'),
      id: fc.oneof(fc.string(), fc.integer()),
    }),
    fc.record({ op: fc.constant('list'), items: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ op: fc.constant('index'), of: tie('tree'), key: tie('tree') }),
    fc.record({
      op: fc.constantFrom('!', '&&', '?:', 'in', 'constructor'),
      args: fc.array(tie('tree'), { maxLength: 4 }),
    }),
    fc.record({ op: fc.constant('call'), fn: fc.string(), args: fc.array(tie('tree'), { maxLength: 2 }) }),
    fc.record({ op: fc.constantFrom('exists', 'all'), list: tie('tree'), as: fc.string(), body: tie('tree') }),
    fc.record(
      {
        op: fc.constant('field'),
        id: fc.constant('a'),
        at: fc.array(fc.oneof(fc.integer(), fc.float()), { maxLength: 3 }),
        more: fc.anything(),
      },
      { requiredKeys: ['op', 'id'] },
    ),
  ),
}));

describe('a condition’s tree', () => {
  it('is one by hand exactly where it is one by its schema', () => {
    let right = 0;
    fc.assert(
      fc.property(tree, (value) => {
        const is = isExpr(value);
        if (is) right++;
        return is === Schema.safeParse(value).success;
      }),
      { numRuns: 1000 },
    );
    expect(right).toBeGreaterThan(100);
  });

  it('is none that is deeper than any condition', () => {
    let deep: unknown = { op: 'field', id: 'a' };
    for (let i = 0; i < 70; i++) deep = { op: '!', args: [deep] };

    expect(isExpr(deep)).toBe(false);
  });
});
