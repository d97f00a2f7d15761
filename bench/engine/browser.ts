// The same library in a page: what runs there is this file's bundle.
import { makeEvents } from './events';
import { timesOf, WARM_UPS } from './passes';
import { actionEvent, loadOurs, packedRule } from './ours';
import { ACTIONS, makeRules } from './predicates';

/** Times of each event, µs; the page's clock steps by 5. */
async function measure(rules: number, events: number, seed: number): Promise<number[]> {
  const library = loadOurs(makeRules(rules, ACTIONS, seed).map(packedRule));
  const times = await timesOf(
    [{ name: 'ours', run: library.weigh }],
    makeEvents(events, seed + 1).map(actionEvent),
    WARM_UPS,
  );
  return times.get('ours') ?? [];
}

declare global {
  var measureEngine: typeof measure;
}
globalThis.measureEngine = measure;
