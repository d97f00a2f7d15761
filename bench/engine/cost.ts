import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc: () => void = runInNewContext('gc');

function usedHeap(): number {
  for (let i = 0; i < 3; i++) gc();
  return process.memoryUsage().heapUsed;
}

/** What making something costs: ms, and MB that stay on the heap. */
export function costOf<T>(make: () => T): { made: T; ms: number; mb: number } {
  const before = usedHeap();
  const start = performance.now();
  const made = make();
  const ms = performance.now() - start;
  const mb = (usedHeap() - before) / 1_000_000;
  return { made, ms, mb };
}
