/** One line of the table and of out/bench.json. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** e.g. `≤ 50`; absent: shown for the reader, judged by nobody. */
  goal?: string;
  /** What it stands beside in the same run, e.g. `cel-js 141 µs`. */
  peer?: string;
  /** Peer ÷ ours: how many times faster (or smaller) ours is. */
  ratio?: number;
  ok: boolean;
}

/** A part of the benchmark: `npm run bench NAME`. `full`: more rounds, for figures to publish. */
export interface Bench {
  name: string;
  run(options: { full: boolean }): Promise<Figure[]>;
}

type Limit = { atMost: number } | { atLeast: number } | Record<string, never>;

/** A measured value beside its goal. */
export function figure(
  name: string,
  value: number,
  unit: string,
  limit: Limit = {},
  beside: Pick<Figure, 'peer' | 'ratio'> = {},
): Figure {
  const goal = 'atMost' in limit ? `≤ ${limit.atMost}` : 'atLeast' in limit ? `≥ ${limit.atLeast}` : undefined;
  const ok = 'atMost' in limit ? value <= limit.atMost : 'atLeast' in limit ? value >= limit.atLeast : true;
  return {
    name,
    value: round(value),
    unit,
    ...(goal ? { goal } : {}),
    ...beside,
    ...(beside.ratio === undefined ? {} : { ratio: round(beside.ratio) }),
    ok,
  };
}

/** Something that must be so: 1 or 0. */
export const holds = (name: string, isSo: boolean): Figure => ({
  name,
  value: isSo ? 1 : 0,
  unit: '',
  goal: '= 1',
  ok: isSo,
});

/** Three significant digits. */
const round = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(3)) : value);

/** Value at share `p` of the sorted sample (nearest rank). */
export function quantile(sample: readonly number[], p: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}
