import type { Gap, GapReason, Verdict } from '@/lib/model';
import type { Note } from './recorder';

const WHY: Record<Verdict['undetermined'][number]['why'], GapReason> = {
  history: 'undetermined_history',
  field: 'undetermined_field',
  cost: 'rule_cost',
  error: 'rule_failed',
};

/** What could not be told about an act, one gap a rule. */
export const gapsOf = (verdict: Verdict, of: Omit<Gap, 'reason' | 'rule'>): Gap[] =>
  verdict.undetermined.map((u) => {
    const unread = Object.entries(u.fields)
      .map(([id, reason]) => `${id}:${reason}`)
      .join(' ');
    return { ...of, reason: WHY[u.why], rule: u.rule, ...(unread ? { detail: unread.slice(0, 300) } : {}) };
  });

export const gapNote = (gap: Gap): Note => ({
  kind: 'gap',
  body: { ...gap },
  ...(gap.event === undefined ? {} : { of: gap.event }),
});

export interface GapFilter {
  fresh(gaps: readonly Gap[], now: number): Gap[];
}

const SAME_MS = 600_000;
const A_MINUTE = 120;

/** The same gap again within ten minutes says nothing new, and no page may fill the journal: at most 120 a minute. */
export function createGapFilter(): GapFilter {
  const seen = new Map<string, number>();
  let minute = 0;
  let count = 0;
  return {
    fresh(gaps, now) {
      if (now - minute > 60_000) {
        minute = now;
        count = 0;
      }
      for (const [key, at] of seen) if (now - at > SAME_MS) seen.delete(key);
      return gaps.filter(({ at: _, ...gap }) => {
        const key = JSON.stringify(gap);
        if (seen.has(key) || count >= A_MINUTE) return false;
        seen.set(key, now);
        count++;
        return true;
      });
    },
  };
}
