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
  let known: Promise<Standing[]> | undefined;
  const all = (): Promise<Standing[]> =>
    (known ??= store.memory.get(KEY).then(
      (kept) => (Array.isArray(kept) ? (kept as Standing[]) : []),
      () => [],
    ));
  /** What it is now is known at once; keeping it for the next worker follows. */
  const change = (work: (kept: Standing[]) => Standing[]): Promise<void> => {
    const before = all();
    const after = before.then((kept) => work(kept).slice(0, MOST));
    known = after;
    return Promise.all([before, after]).then(async ([was, is]) => {
      if (was.length || is.length) await store.memory.put(KEY, is).catch(() => undefined);
    });
  };
  return {
    all,
    add: (hold) =>
      change((kept) => [hold, ...kept.filter((h) => h.event !== hold.event && h.at > hold.at - LONGEST_MS)]),
    drop: (which) =>
      change((kept) => kept.filter((h) => ('event' in which ? h.event !== which.event : h.tab !== which.tab))),
  };
}
