export interface Contestant<E> {
  name: string;
  /** Ids of the rules that hold, or anything else whose making is to be timed. */
  run(event: E): unknown;
}

export const PASSES = 5;

/**
 * Time of each event, µs: the least of five passes, engines taking turns within a pass so that a busy moment of the machine
 * meets them all. One pass before warms everything up.
 */
export async function timesOf<E>(
  contestants: readonly Contestant<E>[],
  events: readonly E[],
  passes = PASSES,
): Promise<Map<string, number[]>> {
  const least = new Map(contestants.map(({ name }) => [name, events.map(() => Number.POSITIVE_INFINITY)]));
  for (let pass = -1; pass < passes; pass++) {
    for (const { name, run } of contestants) {
      const times = least.get(name) ?? [];
      for (const [i, event] of events.entries()) {
        const start = performance.now();
        const answer = run(event);
        if (answer instanceof Promise) await answer;
        const spent = (performance.now() - start) * 1000;
        if (pass >= 0) times[i] = Math.min(times[i] ?? spent, spent);
      }
    }
  }
  return least;
}
