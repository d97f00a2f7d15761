/**
 * Chance, by name. Every distribution of the simulated year has a name and a stream of its own, drawn from the seed: a new
 * distribution disturbs no other, and the same seed gives the same year. A shift moves the location of every distribution.
 */
export interface Draw {
  /** True with probability `p`. */
  chance(name: string, p: number): boolean;
  /** Poisson, mean `mean`. */
  count(name: string, mean: number): number;
  /** Lognormal with this median; `spread` is the standard deviation of the logarithm. */
  around(name: string, median: number, spread: number): number;
  /** Money in fen with this median in yuan, rounded as people round: whole yuan, from 1,000 yuan to tens, from 100,000 to hundreds. */
  money(name: string, medianYuan: number, spread: number): number;
  /** Whole number from `lo` to `hi`, both inside; not shifted. */
  whole(name: string, lo: number, hi: number): number;
  /** One of the list, evenly. */
  one<T>(name: string, list: readonly T[]): T;
  /** One of the list, the first ones far more often: customers come again. */
  regular<T>(name: string, list: readonly T[]): T;
  /** From 0 up to 1, not shifted. */
  unit(name: string): number;
}

/** How far every distribution is moved: `up` and `down` all one way, `mixed` each its own way. */
export interface Shift {
  by: number;
  way: 'up' | 'down' | 'mixed';
}

/** `30%`, `±30%`, `+30%`, `-30%`; undefined when it is none of these. */
export function shiftOf(text: string): Shift | undefined {
  const m = /^([+±-]|\+-)?(\d{1,2})%$/.exec(text.trim());
  if (!m) return undefined;
  return { by: Number(m[2]) / 100, way: m[1] === '+' ? 'up' : m[1] === '-' ? 'down' : 'mixed' };
}

export function createDraw(seed: number, shift?: Shift): Draw {
  const streams = new Map<string, () => number>();
  const moved = new Map<string, number>();

  function next(name: string): number {
    const stream = streams.get(name) ?? generator(hash(`${seed}:${name}`));
    streams.set(name, stream);
    return stream();
  }
  function factor(name: string): number {
    if (!shift) return 1;
    const kept = moved.get(name);
    if (kept !== undefined) return kept;
    const isUp = shift.way === 'up' || (shift.way === 'mixed' && hash(`shift:${seed}:${name}`) % 2 === 0);
    const made = isUp ? 1 + shift.by : 1 - shift.by;
    moved.set(name, made);
    return made;
  }
  const normal = (name: string): number =>
    Math.sqrt(-2 * Math.log(1 - next(name))) * Math.cos(2 * Math.PI * next(name));
  const around = (name: string, median: number, spread: number): number =>
    median * factor(name) * Math.exp(spread * normal(name));
  const whole = (name: string, lo: number, hi: number): number => lo + Math.floor(next(name) * (hi - lo + 1));
  const at = <T>(list: readonly T[], place: number): T => {
    const found = list[Math.min(place, list.length - 1)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  };

  return {
    chance: (name, p) => next(name) < p * factor(name),
    count: (name, mean) => poisson(mean * factor(name), () => next(name)),
    around,
    money: (name, medianYuan, spread) => rounded(around(name, medianYuan, spread)),
    whole,
    one: (name, list) => at(list, whole(name, 0, list.length - 1)),
    regular: (name, list) => at(list, Math.floor(list.length * next(name) ** 2.5)),
    unit: next,
  };
}

function rounded(yuan: number): number {
  const step = yuan >= 100_000 ? 100 : yuan >= 1_000 ? 10 : 1;
  return Math.max(1, Math.round(yuan / step) * step) * 100;
}

/** Knuth's product method below 30, the normal approximation above. */
function poisson(mean: number, next: () => number): number {
  if (mean <= 0) return 0;
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let n = 0;
  for (let product = next(); product > limit; product *= next()) n++;
  return n;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** mulberry32: 32 bits of state are plenty for one distribution. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
