import type { ScoringSettings } from '@/lib/model';

type Settings = ScoringSettings['warningLine'];
/** How many flags of each severity. */
export type Counts = Readonly<Record<number, number>>;
type Weights = Readonly<Record<number, number>>;

/** V = Σ w × n over confirmed or late-answered flags. */
export const postValue = (counts: Counts, weights: Weights): number =>
  Object.entries(counts).reduce((sum, [severity, n]) => sum + n * (weights[Number(severity)] ?? 0), 0);

/** A flag that counts: once, at the time it was confirmed or its term was missed. */
export interface CountedFlag {
  id: string;
  severity: number;
  at: number;
}

/** Flags of the window `(t − days·24 h, t]`, each once, by severity. */
export function countsAt(flags: readonly CountedFlag[], at: number, days: number): Counts {
  const inside = new Map(flags.filter((f) => f.at <= at && f.at > at - days * 86_400_000).map((f) => [f.id, f]));
  const counts: Record<number, number> = {};
  for (const { severity } of inside.values()) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}

/** V by the work done: a post with more actions than the others is not worse for it. Undefined: too few actions to say. */
export function byWorkload(value: number, own: number, others: readonly number[], fewest: number): number | undefined {
  if (own < fewest || !others.length) return undefined;
  return (value * median(others)) / own;
}

export interface LineGrounds {
  /** Set by hand in the pack: goes before all. */
  byHand?: number;
  /** V of posts of the same type over the last 12 months. */
  peers?: readonly number[];
  /** Posts the peers stand for. */
  posts?: number;
}

/** L: by hand, else by peers (mean + 2 sample deviations, not under 3), else the default. */
export function warningLine({ byHand, peers, posts }: LineGrounds, settings: Settings): number {
  if (byHand !== undefined) return byHand;
  if (!peers || peers.length < 2 || (posts ?? peers.length) < settings.fewestPosts) return settings.otherwise;
  return Math.max(settings.least, mean(peers) + settings.deviations * deviation(peers));
}

export type Zone = 'safe' | 'near' | 'over';
export const zoneOf = (value: number, line: number, nearFrom: number): Zone =>
  value >= line ? 'over' : value >= nearFrom * line ? 'near' : 'safe';

export const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
/** Sample standard deviation (n − 1). */
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / (values.length - 1));
}
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
