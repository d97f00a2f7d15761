import type { CodedKept } from '@/lib/model/queue-kept';

/** A column of few different values: a dictionary and one code a row. Values are added, never taken away. */
export class Coded {
  readonly values: string[];
  codes: Uint16Array | Uint32Array;
  #codeOf: Map<string, number> | undefined;

  constructor({ values, codes }: CodedKept = { values: [], codes: new Uint16Array() }) {
    this.values = values;
    this.codes = codes;
  }

  /** Code of a value, which is new in the dictionary if nobody had it. */
  codeOf(value: string): number {
    this.#codeOf ??= new Map(this.values.map((v, i) => [v, i]));
    const known = this.#codeOf.get(value);
    if (known !== undefined) return known;
    const code = this.values.push(value) - 1;
    this.#codeOf.set(value, code);
    if (code === WIDE) this.codes = Uint32Array.from(this.codes);
    return code;
  }

  /** Code of a value somebody has; undefined: no row can have it. */
  find(value: string): number | undefined {
    this.#codeOf ??= new Map(this.values.map((v, i) => [v, i]));
    return this.#codeOf.get(value);
  }

  valueAt(row: number): string {
    return this.values[this.codes[row] ?? 0] ?? '';
  }

  /** One bit a code: does the value pass? */
  bits(passes: (value: string) => boolean): Uint8Array {
    return Uint8Array.from(this.values, (v) => (passes(v) ? 1 : 0));
  }

  kept(): CodedKept {
    return { values: this.values, codes: this.codes };
  }
}
const WIDE = 65_536;

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Moves one element; those between close up. */
export function shift(column: Numbers, from: number, to: number): void {
  const value = column[from] ?? 0;
  if (to > from) column.copyWithin(from, from + 1, to + 1);
  else column.copyWithin(to + 1, to, from);
  column[to] = value;
}

/**
 * A column with rows taken out and put in. `out`: places, rising; `into`: for each new value the place in the old column before
 * which it stands, rising.
 */
export function spliced<T extends Numbers>(
  column: T,
  out: readonly number[],
  into: readonly number[],
  values: ArrayLike<number>,
  make: (length: number) => T,
): T {
  const next = make(column.length - out.length + into.length);
  let read = 0;
  let write = 0;
  let taken = 0;
  const copyTo = (end: number): void => {
    while (read < end) {
      const stop = Math.min(end, taken < out.length ? (out[taken] ?? end) : end);
      if (stop > read) {
        next.set(column.subarray(read, stop) as never, write);
        write += stop - read;
        read = stop;
      }
      if (taken < out.length && read === out[taken] && read < end) {
        read++;
        taken++;
      }
    }
  };
  for (let i = 0; i < into.length; i++) {
    copyTo(into[i] ?? 0);
    next[write++] = values[i] ?? 0;
  }
  copyTo(column.length);
  return next;
}
