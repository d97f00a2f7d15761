import * as z from 'zod';

const N = z.number();
const Count = z.strictObject({ id: z.string(), n: N });

/**
 * A month in figures, as it is sealed: ids and numbers, no words, no names of persons. Rates are shares of 100; what cannot be
 * said (too few, no data) is absent, never zero.
 */
export const MonthReport = z.strictObject({
  v: z.literal(1),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  profile: z.string(),
  desks: N,
  acts: N,
  flags: N,
  confirmed: N,
  bySeverity: z.array(Count),
  /** Confirmed problems in 1,000 acts: this month and up to eleven before, oldest first. */
  exposure: z.array(z.strictObject({ month: z.string(), value: N.optional() })),
  /** Days from the act to its confirmation. */
  latency: z
    .strictObject({ median: N, p90: N, longest: N, steps: z.array(z.strictObject({ upTo: N.optional(), n: N })) })
    .optional(),
  /** Confirmed problems by risk point and by post; 0 even to 1 in a single one. */
  categories: z.array(Count),
  categoryConcentration: N.optional(),
  posts: z.array(Count),
  postConcentration: N.optional(),
  /** Flags by post and risk point, `cells` row by row. */
  heat: z.strictObject({ posts: z.array(z.string()), risks: z.array(z.string()), cells: z.array(z.array(N)) }),
  rates: z.array(
    z.strictObject({
      id: z.string(),
      part: N.optional(),
      whole: N.optional(),
      value: N.optional(),
      lower: N.optional(),
      upper: N.optional(),
      alarm: z.enum(['none', 'yellow', 'red', 'too_few', 'no_data']),
    }),
  ),
  /** By flags in a hundred acts; a unit of few acts has no place. */
  units: z.array(
    z.strictObject({
      unit: z.string(),
      acts: N,
      flags: N,
      perHundred: N.optional(),
      place: N.optional(),
      before: N.optional(),
    }),
  ),
  /** By how often clerks went on all the same. */
  rules: z.array(
    z.strictObject({ rule: z.string(), fired: N, wentOn: N, falseAlarms: N, judged: N, isTooOften: z.boolean() }),
  ),
});
export type MonthReport = z.infer<typeof MonthReport>;

/** What came out differently after the seal. */
export interface AnnexLine {
  what: 'acts' | 'flags' | 'confirmed' | 'unit' | 'rule' | 'rate';
  id?: string;
  sealed?: number;
  now?: number;
}
