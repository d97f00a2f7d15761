import type { Flag, Verdict } from '@/lib/model';
import { askRank } from './ask';

/** Flags of one act as one reminder: strongest ask first, then level; checks and reasons once each. */
export interface Merged {
  flags: Flag[];
  checks: Flag['checks'];
  reasons: Flag['reasons'];
  posts: string[];
}

export function merge(flags: readonly Flag[]): Merged {
  const sorted = [...flags].sort(
    (a, b) => askRank(b.ask) - askRank(a.ask) || b.level.severity - a.level.severity || a.rule.localeCompare(b.rule),
  );
  const unique = <T extends { id: string }>(list: T[]): T[] => [...new Map(list.map((x) => [x.id, x])).values()];
  const second = sorted.filter((f) => f.ask === 'second_person').map((f) => f.posts ?? []);
  const [first, ...others] = second;
  const shared = (first ?? []).filter((post) => others.every((posts) => posts.includes(post)));
  return {
    flags: sorted,
    checks: unique(sorted.flatMap((f) => f.checks)),
    reasons: unique(sorted.flatMap((f) => f.reasons)),
    posts: shared.length ? shared : [...new Set(second.flat())],
  };
}

/** What this desk remembers of earlier reminders. */
export interface ReminderMemory {
  /** Epoch ms of the act. */
  at: number;
  /** Answers that went on; `committed`: the act has gone through since. */
  answered: readonly { dedupe: string; at: number; committed: boolean }[];
  /** Reminders shown of themselves to this clerk today. */
  openedToday: number;
  /** Default 5 a clerk and day. */
  budget?: number;
}

const DAY = 86_400_000;
const isLight = (flag: Flag): boolean => flag.ask === 'notice' || flag.ask === 'acknowledge';

/** What the clerk must see now, and what is only journalled, with the reason in `eased`. Only notice and acknowledge are eased. */
export function sift(verdict: Verdict, memory: ReminderMemory): { show: Flag[]; kept: Flag[] } {
  const all = [...verdict.flags, ...verdict.undetermined.flatMap((u) => u.flag ?? [])];
  const show: Flag[] = [];
  const kept: Flag[] = [];
  const isSpent = memory.openedToday >= (memory.budget ?? 5);
  for (const flag of merge(all).flags) {
    if (flag.ask === 'observe') kept.push(flag);
    else if (isLight(flag) && wasAnswered(flag, memory)) kept.push({ ...flag, eased: 'deduped' });
    else if (isLight(flag) && isSpent) kept.push({ ...flag, eased: 'budget' });
    else show.push(flag);
  }
  return { show, kept };
}

/** At most 24 hours, and never once the act has gone through: the same values again are a second act. */
const wasAnswered = (flag: Flag, memory: ReminderMemory): boolean =>
  memory.answered.some((a) => a.dedupe === flag.dedupe && !a.committed && memory.at - a.at < DAY && memory.at >= a.at);

export const remind = (verdict: Verdict, memory: ReminderMemory): Flag[] => sift(verdict, memory).show;
