import type { ScoringSettings } from '@/lib/model';
import { postValue } from './warning-line';
import type { Counts } from './warning-line';

export interface UnitPeriod {
  tasksDone: number;
  tasksPlanned: number;
  staff: number;
  /** Confirmed faults by severity, and those the unit told of itself. */
  faults: Counts;
  selfReported?: Counts;
  lateReports: number;
  improvements: number;
}
type Settings = ScoringSettings['unitIndex'];

/** Luoyang's integrity-risk index of a unit, 0–100, higher = riskier. Undefined: no staff, not measured. */
export function unitIndex(period: UnitPeriod, settings: Settings): number | undefined {
  if (period.staff <= 0) return undefined;
  const goals = period.tasksPlanned ? period.tasksDone / period.tasksPlanned : 1;
  // A fault that was told counts half: no index may reward hiding.
  const own = postValue(period.selfReported ?? {}, settings.weights) * settings.selfReportedShare;
  const points = postValue(period.faults, settings.weights) + own + period.lateReports;
  const faults = Math.min(1, (10 * points) / period.staff / settings.faultsFull);
  const credit = settings.improvementPoints * Math.min(1, period.improvements / settings.improvementsFull);
  const raw = 100 * (settings.goalShare * (1 - goals) + settings.faultShare * faults) - credit;
  return Math.min(100, Math.max(0, raw));
}

/** A unit of which little was seen is not the best one, it was not measured. */
export const isRankable = (coverage: number, events: number, settings: Pick<Settings, 'leastCoverage'>): boolean =>
  events > 0 && coverage >= settings.leastCoverage;
