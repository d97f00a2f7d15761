import * as z from 'zod';
import { Text } from './text';

const Share = z.number().min(0).max(1);
const GradeValue = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const Row = z.strictObject({ 1: GradeValue, 2: GradeValue, 3: GradeValue });
/** Weight of each severity. */
const SeverityWeights = z.strictObject({ 1: z.number(), 2: z.number(), 3: z.number() });
const ByIndicator = <V extends z.ZodType>(value: V) =>
  z.strictObject({ exposure: value, latencyMedian: value, category: value, personnel: value });

/** A collection-quality or inspection rate: what is divided by what, the side that alarms, its limits in %. */
export const RateSpec = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: Text,
  numerator: Text,
  denominator: Text,
  side: z.enum(['low', 'high', 'both']),
  lower: z.number().optional(),
  upper: z.number().optional(),
  /** A signed change of a balance, not a share. */
  isChange: z.boolean().optional(),
  /** Partly seen by Hulan itself; the others are entered or imported at month end. */
  isSeen: z.boolean().optional(),
});
export type RateSpec = z.infer<typeof RateSpec>;

/**
 * Figures of scoring and grading that no source states: a bureau sets its own in `scoring.yaml` of its pack. Formulas are in
 * lib/review/scoring; fen, days, shares as 0–1 unless said otherwise.
 */
export const ScoringSettings = z.strictObject({
  luoyang: z.strictObject({
    /** How many points of a power tree are high and how many low; a third in lists under `small`. */
    cut: z.strictObject({ top: z.number().int(), small: z.number().int() }),
    /** Exercises a month and post, from the rarest. */
    frequency: z.array(z.strictObject({ upTo: z.number(), inclusive: z.boolean(), value: z.number() })),
    frequencyTop: z.number(),
    bankImpact: z.strictObject({
      steps: z.array(z.strictObject({ belowFen: z.number().int(), impact: z.number() })),
      top: z.number(),
    }),
    /** The gravest level is kept only where the composite reaches this. */
    gravestFrom: z.number(),
  }),
  grading: z.strictObject({
    matrix: z.strictObject({ 1: Row, 2: Row, 3: Row }),
    probability: z.strictObject({ low: z.number(), high: z.number(), fewest: z.number().int() }),
    severity: z.strictObject({ middleFen: z.number().int(), graveOverFen: z.number().int() }),
    highwayPoint: z.strictObject({ second: z.number().int(), third: z.number().int() }),
    urgentWorkdays: z.number().int(),
  }),
  warningLine: z.strictObject({
    weights: SeverityWeights,
    windowDays: z.number().int(),
    nearFrom: Share,
    fewestPosts: z.number().int(),
    deviations: z.number(),
    least: z.number(),
    otherwise: z.number(),
    fewestActions: z.number().int(),
  }),
  riskValue: z.strictObject({
    fewestProblems: z.number().int(),
    limits: ByIndicator(z.strictObject({ good: z.number(), bad: z.number() })),
    weights: ByIndicator(Share),
    yellowFrom: z.number(),
    redFrom: z.number(),
  }),
  rates: z.strictObject({
    fewest: z.number().int(),
    yellowDeviations: z.number(),
    redDeviations: z.number(),
    jumpDeviations: z.number(),
    collection: z.array(RateSpec),
    inspection: z.array(RateSpec),
  }),
  unitIndex: z.strictObject({
    weights: SeverityWeights,
    faultsFull: z.number(),
    goalShare: Share,
    faultShare: Share,
    improvementPoints: z.number(),
    improvementsFull: z.number(),
    leastCoverage: Share,
    selfReportedShare: Share,
  }),
  assessment: z.strictObject({
    excellent: z.number(),
    good: z.number(),
    pass: z.number(),
    areaFloor: z.number(),
    shownGap: z.number(),
  }),
});
export type ScoringSettings = z.infer<typeof ScoringSettings>;
