import type { ScoringSettings } from '@/lib/model';

/** Keys of the scheme `assessment-4`, from the lowest. */
export type Result = 'fail' | 'pass' | 'good' | 'excellent';
type Settings = ScoringSettings['assessment'];

/** Highway bureau: four areas of 25 points. A cap lowers, never lifts. */
export function assess(
  areas: readonly number[],
  graveCase: boolean,
  settings: Settings,
): { total: number; result: Result } {
  const total = areas.reduce((sum, area) => sum + area, 0);
  const byPoints: Result =
    total >= settings.excellent
      ? 'excellent'
      : total >= settings.good
        ? 'good'
        : total >= settings.pass
          ? 'pass'
          : 'fail';
  if (graveCase) return { total, result: 'fail' };
  const isCapped = areas.some((area) => area < settings.areaFloor) && (byPoints === 'good' || byPoints === 'excellent');
  return { total, result: isCapped ? 'pass' : byPoints };
}

export const isGapShown = (self: number, inspected: number, settings: Pick<Settings, 'shownGap'>): boolean =>
  Math.abs(self - inspected) > settings.shownGap;
