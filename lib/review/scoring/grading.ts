import type { ScoringSettings } from '@/lib/model';

type Settings = ScoringSettings['grading'];
/** Grade 1 is the lightest throughout this file. */
export type Grade = 1 | 2 | 3;
const GRADES = [1, 2, 3] as const;
const grade = (n: number): Grade => GRADES.find((g) => g === Math.min(3, Math.max(1, n))) ?? 3;

/** Pingliang: rows by probability, columns by severity. Three cells are the source's, the others proposals. */
export const matrixGrade = (probability: Grade, severity: Grade, matrix: Settings['matrix']): Grade =>
  matrix[probability][severity];

export interface Occurrence {
  incidents: number;
  exercises: number;
  /** Grades three people gave; asked where the exercises are too few to count. */
  panel?: readonly [Grade, Grade, Grade];
}
/** Incidents in 1,000 exercises over three years; under `fewest` exercises the median of a panel. Undefined: neither is there. */
export function probabilityGrade(
  { incidents, exercises, panel }: Occurrence,
  { low, high, fewest }: Settings['probability'],
): Grade | undefined {
  if (exercises < fewest) return panel && [...panel].sort()[1];
  const inThousand = (1000 * incidents) / exercises;
  return inThousand < low ? 1 : inThousand <= high ? 2 : 3;
}

export type RightAffected = 'none' | 'repairable' | 'costly' | 'lost';
const OF_RIGHT: Record<RightAffected, Grade> = { none: 1, repairable: 1, costly: 2, lost: 3 };
/** The worse of the money at stake in one case and the right affected. */
export function severityGrade(
  amountFen: number,
  right: RightAffected,
  { middleFen, graveOverFen }: Settings['severity'],
): Grade {
  const money = amountFen < middleFen ? 1 : amountFen <= graveOverFen ? 2 : 3;
  return grade(Math.max(money, OF_RIGHT[right]));
}

/** Highway bureau, article 8: weight × frequency × chance, each 1 to 3. */
export const highwayPoint = (
  weight: Grade,
  frequency: Grade,
  chance: Grade,
  { second, third }: Settings['highwayPoint'],
): Grade => {
  const value = weight * frequency * chance;
  return value >= third ? 3 : value >= second ? 2 : 1;
};

/** Highway bureau, article 13: the matrix, one more when it is urgent; a breach already proven is 3. */
export function highwayInfo(
  input: {
    probability: Grade;
    severity: Grade;
    dueInWorkdays?: number;
    moneyLeavesToday: boolean;
    breachProven: boolean;
  },
  { matrix, urgentWorkdays }: Settings,
): Grade {
  if (input.breachProven) return 3;
  const isUrgent =
    input.moneyLeavesToday || (input.dueInWorkdays !== undefined && input.dueInWorkdays <= urgentWorkdays);
  return grade(matrixGrade(input.probability, input.severity, matrix) + (isUrgent ? 1 : 0));
}

/** Highway bureau, article 14: a decision table. `graveResult` is set by a person. Undefined: no rule was broken. */
export function highwayWarning(seen: {
  ruleFired: boolean;
  complaintLinked: boolean;
  graveResult: boolean;
}): Grade | undefined {
  if (!seen.ruleFired) return undefined;
  if (seen.graveResult) return 3;
  return seen.complaintLinked ? 2 : 1;
}
