import type { Store } from '@/lib/store';

/** A hold whose dialog stands in a page right now. */
export interface Standing {
  event: string;
  tab: number;
  at: number;
}
export interface Holds {
  add(hold: Standing): Promise<void>;
  /** Answered, ended, or its tab is gone. */
  drop(which: { event: string } | { tab: number }): Promise<void>;
  all(): Promise<Standing[]>;
}

const KEY = 'standing';
const MOST = 50;
/** No dialog stands longer than a working day; what a crash left behind goes with it. */
const LONGEST_MS = 12 * 3_600_000;

/** Which acts are held, and in which tab. Survives the worker. */
export function createHolds(store: Store): Holds {
  let turn: Promise<unknown> = Promise.resolve();
  const all = async (): Promise<Standing[]> => {
    const kept = await store.memory.get(KEY).catch(() => undefined);
    return Array.isArray(kept) ? (kept as Standing[]) : [];
  };
  const change = (work: (kept: Standing[]) => Standing[]): Promise<void> => {
    const run = turn.then(async () => {
      const before = await all();
      const after = work(before);
      if (after.length || before.length) await store.memory.put(KEY, after.slice(0, MOST));
    });
    turn = run.catch(() => undefined);
    return run;
  };
  return {
    all,
    add: (hold) =>
      change((kept) => [hold, ...kept.filter((h) => h.event !== hold.event && h.at > hold.at - LONGEST_MS)]),
    drop: (which) =>
      change((kept) => kept.filter((h) => ('event' in which ? h.event !== which.event : h.tab !== which.tab))),
  };
}
