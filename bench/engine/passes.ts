export interface Contestant<E> {
  name: string;
  /** Ids of the rules that hold, or anything else whose making is to be timed. */
  run(event: E): unknown;
}

const PASSES = 5;
/** Enough for every engine's code to be made fast; what an action's first act costs is a figure of its own. */
export const WARM_UPS = 10;

/**
 * Time of each event, µs: the least of five passes, engines taking turns within a pass so that a busy moment of the machine
 * meets them all. `warmUps`: passes before that do not count, alike for every engine.
 */
export async function timesOf<E>(
  contestants: readonly Contestant<E>[],
  events: readonly E[],
  warmUps = 1,
): Promise<Map<string, number[]>> {
  const least = new Map(contestants.map(({ name }) => [name, events.map(() => Number.POSITIVE_INFINITY)]));
  for (let pass = -warmUps; pass < PASSES; pass++) {
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
