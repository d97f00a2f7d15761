import type { Sampling } from '@/lib/model';

/** SplitMix32: the same seed always draws the same matters, so that a draw can be repeated by whoever doubts it. */
function draw(seed: string): () => number {
  let h = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) h = Math.imul(h ^ seed.charCodeAt(i), 0x01000193);
  return () => {
    h = (h + 0x9e3779b9) | 0;
    let x = h ^ (h >>> 16);
    x = Math.imul(x, 0x21f0aaad);
    x ^= x >>> 15;
    x = Math.imul(x, 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
  };
}

/**
 * A reproducible sample of closed matters for re-checking, drawn apart for each level so that the gravest are not crowded out.
 * `matters`: id and level key; order does not matter.
 */
export function sampleOf(plan: Sampling, matters: readonly { id: string; level: string }[], seed: string): string[] {
  return plan.levels.flatMap((level) => {
    const pool = matters
      .filter((m) => m.level === level)
      .map((m) => m.id)
      .sort();
    const want = Math.min(pool.length, Math.max(plan.atLeast, Math.ceil(pool.length * plan.share)));
    const next = draw(`${plan.id}/${level}/${seed}`);
    for (let i = pool.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      const [a, b] = [pool[i], pool[j]];
      if (a !== undefined && b !== undefined) [pool[i], pool[j]] = [b, a];
    }
    return pool.slice(0, want).sort();
  });
}
