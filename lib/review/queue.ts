import type { Facet, FacetCounts, QueueFilter } from '@/lib/model';

/** One flagged act as the queue filters and sorts it. Words stand elsewhere; this is what is counted. */
export interface QueueRow {
  id: string;
  /** Desk that recorded it. */
  desk: string;
  at: number;
  severity: number;
  stage: string;
  /** When the stage must be left, epoch ms. */
  due?: number;
  answer: string;
  rule: string;
  risk: string;
  unit: string;
  post: string;
  subject: string;
  /** Searched for by its whole name, never counted. */
  operator: string;
  /** Took part in it: the reader may not review it. */
  own: boolean;
}

export const FACETS = [
  'severity',
  'stage',
  'answer',
  'risk',
  'unit',
  'post',
  'rule',
  'desk',
] as const satisfies Facet[];

export interface QueuePage {
  total: number;
  ids: string[];
  counts: FacetCounts;
}

/** A column of few different values: a dictionary and one code a row. */
interface Coded {
  values: string[];
  codes: Uint16Array | Uint32Array;
}

function coded(rows: readonly QueueRow[], of: (row: QueueRow) => string): Coded {
  const byValue = new Map<string, number>();
  const codes = new Uint32Array(rows.length);
  rows.forEach((row, i) => {
    const value = of(row);
    let code = byValue.get(value);
    if (code === undefined) {
      code = byValue.size;
      byValue.set(value, code);
    }
    codes[i] = code;
  });
  return { values: [...byValue.keys()], codes: byValue.size < 65_536 ? Uint16Array.from(codes) : codes };
}

const TEXT = (row: QueueRow, facet: Facet): string => String(row[facet]);
const NEVER = Number.POSITIVE_INFINITY;

/**
 * Columns of all matters, in memory, in the queue's order: gravest first, then what is due first, then the newest. Every filter
 * is one pass over small integers, and the same pass counts every facet as if its own choice were not made.
 */
export class Queue {
  readonly size: number;
  readonly #ids: string[];
  readonly #facets: Record<Facet, Coded>;
  readonly #at: Float64Array;
  readonly #due: Float64Array;
  readonly #subject: Coded;
  readonly #operator: Coded;
  readonly #own: Uint8Array;

  constructor(unsorted: readonly QueueRow[]) {
    const rows = [...unsorted].sort(
      (a, b) => b.severity - a.severity || (a.due ?? NEVER) - (b.due ?? NEVER) || b.at - a.at,
    );
    this.size = rows.length;
    this.#ids = rows.map((r) => r.id);
    this.#facets = Object.fromEntries(FACETS.map((f) => [f, coded(rows, (r) => TEXT(r, f))])) as Record<Facet, Coded>;
    this.#at = Float64Array.from(rows, (r) => r.at);
    this.#due = Float64Array.from(rows, (r) => r.due ?? NEVER);
    this.#subject = coded(rows, (r) => r.subject);
    this.#operator = coded(rows, (r) => r.operator);
    this.#own = Uint8Array.from(rows, (r) => (r.own ? 1 : 0));
  }

  /** Rows `offset` to `offset + limit` of what the filter lets through, and the counts of every facet. */
  page(filter: QueueFilter, offset: number, limit: number): QueuePage {
    const wanted = FACETS.map((facet) => this.#wanted(facet, filter.facets?.[facet]));
    const counts = FACETS.map((facet) => new Uint32Array(this.#facets[facet].values.length));
    const codes = FACETS.map((facet) => this.#facets[facet].codes);
    const passes = this.#others(filter);
    const ids: string[] = [];
    let total = 0;
    for (let row = 0; row < this.size; row++) {
      if (!passes(row)) continue;
      // Which facet refuses the row: none → it is on the list; exactly one → it is counted in that facet only.
      let refusedBy = -1;
      let refusals = 0;
      for (let f = 0; f < wanted.length && refusals < 2; f++) {
        const list = wanted[f];
        if (list && list[codes[f]?.[row] ?? 0] === 0) {
          refusals++;
          refusedBy = f;
        }
      }
      if (refusals > 1) continue;
      for (let f = 0; f < counts.length; f++) {
        if (refusals === 1 && f !== refusedBy) continue;
        const count = counts[f];
        const code = codes[f]?.[row] ?? 0;
        if (count) count[code] = (count[code] ?? 0) + 1;
      }
      if (refusals === 1) continue;
      if (total >= offset && ids.length < limit) ids.push(this.#ids[row] ?? '');
      total++;
    }
    return { total, ids, counts: this.#named(counts) };
  }

  /** How many the filter lets through. */
  count(filter: QueueFilter): number {
    return this.page(filter, 0, 0).total;
  }

  /** Ids of everything the filter lets through, in the queue's order. */
  all(filter: QueueFilter): string[] {
    return this.page(filter, 0, this.size).ids;
  }

  #wanted(facet: Facet, values: readonly string[] | undefined): Uint8Array | undefined {
    if (!values?.length) return undefined;
    return Uint8Array.from(this.#facets[facet].values, (v) => (values.includes(v) ? 1 : 0));
  }

  #others({ from, to, dueBefore, words, own }: QueueFilter): (row: number) => boolean {
    const tests: ((row: number) => boolean)[] = [];
    const at = this.#at;
    const due = this.#due;
    if (from !== undefined) tests.push((row) => (at[row] ?? 0) >= from);
    if (to !== undefined) tests.push((row) => (at[row] ?? 0) <= to);
    if (dueBefore !== undefined) tests.push((row) => (due[row] ?? NEVER) <= dueBefore);
    if (own !== undefined) tests.push((row) => (this.#own[row] === 1) === own);
    const sought = words?.trim().toLowerCase();
    if (sought) {
      const subject = this.#subject;
      const operator = this.#operator;
      const inSubject = Uint8Array.from(subject.values, (v) => (v.toLowerCase().includes(sought) ? 1 : 0));
      const isOperator = Uint8Array.from(operator.values, (v) => (v.toLowerCase() === sought ? 1 : 0));
      tests.push((row) => inSubject[subject.codes[row] ?? 0] === 1 || isOperator[operator.codes[row] ?? 0] === 1);
    }
    return (row) => tests.every((test) => test(row));
  }

  #named(counts: Uint32Array[]): QueuePage['counts'] {
    return Object.fromEntries(
      FACETS.map((facet, f) => [
        facet,
        this.#facets[facet].values
          .map((value, code) => ({ value, n: counts[f]?.[code] ?? 0 }))
          .filter(({ value }) => value !== '')
          .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1)),
      ]),
    ) as QueuePage['counts'];
  }
}
