import * as z from 'zod';
import { Condition } from './condition';
import { ActionPattern, FieldId, Text } from './text';

/**
 * Facts (佐证): what history says at the moment of the act, one named figure each, used in conditions as `facts.NAME`.
 * Windows are `(t − w, t]` to the millisecond, the trigger included unless `earlier`.
 */
export const FactKind = z.enum([
  'count',
  'sum',
  'distinct',
  'last',
  'median',
  'share',
  'ratio_median',
  'sequence',
  'absence',
  'overlap',
  'streak',
  'first',
  'open',
]);

/** `condition` is CEL text in sources and {text, tree} in built packs; the schema is shared by both. */
const factOf = <C extends z.ZodType>(condition: C) =>
  z.strictObject({
    kind: FactKind,
    /** What the figure is called where the reader is told why. */
    label: Text.optional(),
    /** Actions counted; the rule's own trigger when absent. */
    of: z.array(ActionPattern).optional(),
    /** Grouping: events whose key fields equal the trigger's. `$action` groups by action, `$desk` by desk. */
    key: z.array(z.union([FieldId, z.literal('$action'), z.literal('$desk')])).default([]),
    /** `30d`, `24h`, `10m`, `all`, or `params.NAME` + unit: `{params.win}m`. */
    window: z
      .string()
      .regex(/^(all|(\d+|\{params\.[a-z][a-z0-9_]*\})(d|h|m))$/)
      .default('all'),
    /** Only events for which this holds, read against that event's fields; `t.` names the trigger's field. */
    where: condition.optional(),
    /** The figure summed, compared, collected: a field or an expression over the event's fields. */
    value: condition.optional(),
    /** Events with the same value of this field count once, as the latest (a case approved at two levels). */
    once: FieldId.optional(),
    /** Only what lies strictly before the act. `last`, `first`, `sequence`, `absence`, `overlap` do so unless it is false: then what happened at the same millisecond counts too. */
    earlier: z.boolean().optional(),
    /** `absence`/`sequence`/`open`: the later act that ends the matter. */
    until: z.array(ActionPattern).optional(),
    /** Read against the later act's fields; `t.` names the opening event's field. Given: it alone says which acts end the matter, also in time. */
    untilWhere: condition.optional(),
    /** `open`: which event of a key counts when there are several; the newest when absent. `each` is a matter of its own; with `value`: the greatest sum of a key. */
    pick: z.enum(['newest', 'first', 'each']).optional(),
    /** `open`: only matters under the act's own key; without it all keys, as timers have none. */
    own: z.boolean().optional(),
    /** `open`: a matter counts only if the key has one of these acts at or before its opening. */
    after: z.array(ActionPattern).optional(),
    /** `open`: matters count only under keys whose open matters hold more than 0 of this in all. */
    holding: condition.optional(),
    /** The figure is taken for each entry of this list field of the act (events whose list has it), and the greatest counts. */
    each: FieldId.optional(),
  });

export const FactSource = factOf(z.string().max(500));
export const FactSpec = factOf(Condition);
export type FactSpec = z.infer<typeof FactSpec>;
