import type { ScoringSettings } from '@/lib/model';
import { product } from './decimal';

type Settings = ScoringSettings['luoyang'];
export type FrequencySettings = Pick<Settings, 'frequency' | 'frequencyTop'>;

/** Four dimensions, 1 (safe) to 5 (risky) each; for the last three a high score means little of it. */
export interface Dimensions {
  discretion: number;
  transparency: number;
  reviewability: number;
  constraint: number;
}
export interface Scored extends Dimensions {
  /** Impact on the client: 0.8 none, 1.0 own office only, 1.2 money or right, 1.5 large sums or hard to undo. */
  impact: number;
  frequency: number;
}

/** Luoyang's composite: (D + T + R + C) × impact × frequency, exact; 2.56 to 36. */
export const composite = ({ discretion, transparency, reviewability, constraint, impact, frequency }: Scored): number =>
  product(discretion + transparency + reviewability + constraint, impact, frequency);

/** Impact at a bank, by the amount at risk in one case; steps from the lightest. */
export const impactOfAmount = (amountFen: number, { steps, top }: Settings['bankImpact']): number =>
  steps.find((step) => amountFen < step.belowFen)?.impact ?? top;

/** The coefficient of how often a power is exercised; bands from the rarest, `upTo` inside where `inclusive`. */
export function frequencyCoefficient(aMonth: number, { frequency, frequencyTop }: FrequencySettings): number {
  return frequency.find((band) => (band.inclusive ? aMonth <= band.upTo : aMonth < band.upTo))?.value ?? frequencyTop;
}

/** An exercise of the power: when, by whom. */
export interface Exercise {
  at: number;
  operator: string;
}

const month = (at: number): number => {
  const day = new Date(at + 28_800_000);
  return day.getUTCFullYear() * 12 + day.getUTCMonth();
};

/**
 * Exercises a month and post, over the last 12 full months before `now`: by active months and distinct operators. Undefined
 * when no month was active: not measured, no change is proposed.
 */
export function exercisesAMonth(exercises: readonly Exercise[], now: number): number | undefined {
  const end = month(now);
  const counted = exercises.filter(({ at }) => month(at) < end && month(at) >= end - 12);
  const months = new Set(counted.map(({ at }) => month(at)));
  const operators = new Set(counted.map(({ operator }) => operator));
  return months.size && operators.size ? counted.length / months.size / operators.size : undefined;
}

export type Tier = 'high' | 'general' | 'low';
export interface Ranked<P> {
  point: P;
  score: number;
  /** Equal scores share the better rank. */
  rank: number;
  tier: Tier;
}
/** How many points of a tree are high and how many low: `top` of them, a third in lists under `small`, or a share. */
export type Cut = Settings['cut'] | { share: number };

/** Ranks one power tree. A tie that crosses a cut goes to the higher tier whole. */
export function ranked<P extends Scored>(points: readonly P[], cut: Cut): Ranked<P>[] {
  const scored = points.map((point) => ({ point, score: composite(point) })).sort((a, b) => b.score - a.score);
  const n = scored.length;
  const k = 'share' in cut ? Math.floor(n * cut.share) : n < cut.small ? Math.floor(n / 3) : cut.top;
  const lastHigh = k > 0 ? scored[k - 1]?.score : undefined;
  // A score that also stands above the lower cut pulls all its equals up with it.
  const lastGeneral = scored[n - k - 1]?.score;
  return scored.map(({ point, score }) => {
    const rank = scored.findIndex((other) => other.score === score) + 1;
    const isHigh = lastHigh !== undefined && score >= lastHigh;
    const isLow = k > 0 && !isHigh && (lastGeneral === undefined || score < lastGeneral);
    return { point, score, rank, tier: isHigh ? 'high' : isLow ? 'low' : 'general' };
  });
}
