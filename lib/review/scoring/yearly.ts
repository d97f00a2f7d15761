import { composite, exercisesAMonth, frequencyCoefficient } from './luoyang';
import type { Exercise, FrequencySettings, Scored } from './luoyang';

/** What was measured of one risk point in a year. */
export interface Measured {
  exercises: readonly Exercise[];
  confirmedProblems: number;
  lateReports: number;
}
/** A change that is only proposed: a person accepts it, and the next pack version carries both scores. */
export interface Proposal<P> {
  point: P;
  aMonth: number;
  frequency: { set: number; measured: number };
  score: { before: number; after: number };
  reasons: ('frequency' | 'problems' | 'late_reports')[];
}

/**
 * The yearly re-assessment: scores frozen, measured frequency beside the one that was set. Points that were not exercised are
 * not measured, and nothing is proposed for them.
 */
export function yearlyProposals<P extends Scored & { id: string }>(
  points: readonly P[],
  measured: ReadonlyMap<string, Measured>,
  now: number,
  settings: FrequencySettings,
): Proposal<P>[] {
  return points.flatMap((point) => {
    const seen = measured.get(point.id);
    const aMonth = seen && exercisesAMonth(seen.exercises, now);
    if (!seen || aMonth === undefined) return [];
    const value = frequencyCoefficient(aMonth, settings);
    const reasons = [
      value === point.frequency ? [] : ['frequency' as const],
      seen.confirmedProblems ? ['problems' as const] : [],
      seen.lateReports ? ['late_reports' as const] : [],
    ].flat();
    if (!reasons.length) return [];
    return [
      {
        point,
        aMonth,
        frequency: { set: point.frequency, measured: value },
        score: { before: composite(point), after: composite({ ...point, frequency: value }) },
        reasons,
      },
    ];
  });
}
