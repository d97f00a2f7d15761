// A desk whose worker is stopped before everything a clerk does or looks at: what `npm run prove -- worker` plays the specs with.
import type { Desk } from './desk';

/** Set: how many steps apart the worker is stopped; 1 is before each. */
const EVERY = Number(process.env.HULAN_STOP_EVERY ?? 0);

/** The same page object; before its steps the worker is stopped. Unchanged where nothing is to be stopped. */
export function stumbling<T extends object>(steps: T, desk: Pick<Desk, 'killWorker'>): T {
  if (!EVERY) return steps;
  let taken = 0;
  const before = async (): Promise<void> => {
    taken++;
    if (taken % EVERY === 0) await desk.killWorker();
  };
  return new Proxy(steps, {
    get(target, name) {
      const step: unknown = Reflect.get(target, name);
      if (typeof step !== 'function') return step;
      return (...given: unknown[]) => {
        const taking = (): unknown => Reflect.apply(step, target, given);
        return before().then(taking, taking);
      };
    },
  });
}
