// The page's own verdict → pass, pause for the worker's, or hold.
import type { Flag, Verdict } from '@/lib/model';
import { holds } from '@/lib/rules/ask';

export type Plan =
  | { kind: 'pass'; gaps: Verdict['undetermined'] }
  | { kind: 'pause' }
  | { kind: 'hold'; flags: Flag[] };

const isBefore = (flag: Flag): boolean => flag.when === 'before';
/** Flags that keep the act back until the clerk answers. */
export const holding = (flags: readonly Flag[]): Flag[] => flags.filter((f) => isBefore(f) && holds(f.ask));

export function planOf(verdict: Verdict): Plan {
  const sure = holding(verdict.flags);
  if (sure.length) return { kind: 'hold', flags: verdict.flags.filter(isBefore) };
  if (verdict.undetermined.some((u) => u.why === 'history' && holds(u.ask))) return { kind: 'pause' };
  const fallen = verdict.undetermined.flatMap((u) => u.flag ?? []);
  return fallen.length
    ? { kind: 'hold', flags: [...verdict.flags.filter(isBefore), ...fallen] }
    : { kind: 'pass', gaps: verdict.undetermined };
}

/** Time is up and history is still not here: second person and stop fall back to a checklist, all else goes on. */
export const fallback = (verdict: Verdict): Flag[] => verdict.undetermined.flatMap((u) => u.flag ?? []);
