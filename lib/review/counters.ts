import type { Counter, Profile } from '@/lib/model';

/** A warning that was issued by a person and not withdrawn. */
export interface IssuedWarning {
  matter: string;
  level: string;
  at: number;
  unit?: string;
  person?: string;
}
export interface CounterReached {
  counter: Counter;
  n: number;
  matters: string[];
}

/** Civil year and quarter in Asia/Shanghai. */
const period = (at: number, within: Counter['within']): string => {
  const d = new Date(at + 8 * 3_600_000);
  return within === 'quarter' ? `${d.getUTCFullYear()}-${Math.floor(d.getUTCMonth() / 3)}` : String(d.getUTCFullYear());
};
const YEAR = 365 * 86_400_000;

/**
 * Counters of the profile that the newest warning reaches, for the unit or person it was issued to. What follows is only a
 * proposal; it is shown inside the matter after the verdict, never as a list of persons.
 */
export function countersReached(
  profile: Profile,
  newest: IssuedWarning,
  earlier: readonly IssuedWarning[],
): CounterReached[] {
  return profile.counters.flatMap((counter): CounterReached[] => {
    if (!counter.levels.includes(newest.level)) return [];
    const whose = newest[counter.per];
    if (whose === undefined) return [];
    const inWindow = (at: number): boolean =>
      counter.within === 'rolling_year'
        ? at > newest.at - YEAR
        : period(at, counter.within) === period(newest.at, counter.within);
    const same = earlier.filter(
      (w) =>
        w.matter !== newest.matter &&
        w.at <= newest.at &&
        counter.levels.includes(w.level) &&
        w[counter.per] === whose &&
        inWindow(w.at),
    );
    const n = same.length + 1;
    return n >= counter.at ? [{ counter, n, matters: [...same.map((w) => w.matter), newest.matter] }] : [];
  });
}
