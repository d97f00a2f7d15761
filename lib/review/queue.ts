import type { QueueFilter } from '@/lib/model';
import { Coded, shift, spliced } from './columns';
import { apart, FACETS, facetOf, NAMES, nameOf, SEP } from './queue-row';
import type { QueueChange, QueuePage, QueueRow } from './queue-row';
import type { CodedKept, QueueKept } from '@/lib/model/queue-kept';
import type { Facet } from '@/lib/model';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Columns of all matters, in memory, in the queue's order: gravest first, then what is due first, then the newest. Every filter
 * is one pass over small integers, and the same pass counts every facet as if its own choice were not made. A deed moves one
 * row; new matters are merged in.
 */
export class Queue {
  readonly #facets: Record<Facet, Coded>;
  readonly #names: Record<(typeof NAMES)[number], Coded>;
  #seq: Float64Array;
  #at: Float64Array;
  #due: Float64Array;
  #reader: string | undefined;

  constructor(rows: readonly QueueRow[] = [], kept?: QueueKept) {
    this.#facets = Object.fromEntries(FACETS.map((f) => [f, new Coded(kept?.facets[f])])) as Record<Facet, Coded>;
    this.#names = Object.fromEntries(NAMES.map((n) => [n, new Coded(kept?.names[n])])) as Record<
      (typeof NAMES)[number],
      Coded
    >;
    this.#seq = kept?.seq ?? new Float64Array();
    this.#at = kept?.at ?? new Float64Array();
    this.#due = kept?.due ?? new Float64Array();
    if (rows.length) this.put(rows);
  }

  get size(): number {
    return this.#seq.length;
  }

  kept(): QueueKept {
    const of = <K extends string>(columns: Record<K, Coded>): Record<K, CodedKept> =>
      Object.fromEntries(Object.entries<Coded>(columns).map(([k, c]) => [k, c.kept()])) as Record<K, CodedKept>;
    return { facets: of(this.#facets), names: of(this.#names), seq: this.#seq, at: this.#at, due: this.#due };
  }

  /** Who reads: decides what is their own. */
  readBy(person: string | undefined): void {
    this.#reader = person;
  }

  /** New matters, and those that are there already with their new values. */
  put(given: readonly QueueRow[]): void {
    const rows = [...new Map(given.map((r) => [r.id, r])).values()].sort(
      (a, b) => b.severity - a.severity || (a.due ?? NEVER) - (b.due ?? NEVER) || b.at - a.at,
    );
    const out = this.#placesOf(rows.map((r) => r.id));
    const into = rows.map((r) => this.#place(r.severity, r.due ?? NEVER, r.at));
    const code = (column: Coded, of: (row: QueueRow) => string): void => {
      const codes = rows.map((r) => column.codeOf(of(r)));
      const Kind = column.codes instanceof Uint16Array ? Uint16Array : Uint32Array;
      column.codes = spliced<Uint16Array | Uint32Array>(column.codes, out, into, codes, (n) => new Kind(n));
    };
    for (const facet of FACETS) code(this.#facets[facet], (r) => facetOf(r, facet));
    for (const name of NAMES) code(this.#names[name], (r) => nameOf(r, name));
    const numbers = (column: Float64Array, of: (row: QueueRow) => number): Float64Array =>
      spliced(column, out, into, rows.map(of), (n) => new Float64Array(n));
    this.#seq = numbers(this.#seq, (r) => apart(r.id).seq);
    this.#at = numbers(this.#at, (r) => r.at);
    this.#due = numbers(this.#due, (r) => r.due ?? NEVER);
  }

  /** One matter has changed: its row is rewritten and moved to where it belongs now. False: it is not in the list. */
  change(id: string, change: QueueChange): boolean {
    const from = this.#find(id);
    if (from < 0) return false;
    const write = (column: Coded, value: string): void => {
      const code = column.codeOf(value);
      column.codes[from] = code;
    };
    if (change.stage !== undefined) write(this.#facets.stage, change.stage);
    if (change.answer !== undefined) write(this.#facets.answer, change.answer);
    if (change.involved !== undefined) write(this.#names.involved, change.involved.join(SEP));
    if ('verdict' in change) write(this.#names.verdict, change.verdict ?? '');
    if (!('due' in change)) return true;
    const due = change.due ?? NEVER;
    const place = this.#place(Number(this.#facets.severity.valueAt(from)), due, this.#at[from] ?? 0);
    this.#due[from] = due;
    const to = place > from ? place - 1 : place;
    if (to !== from) for (const column of this.#columns()) shift(column, from, to);
    return true;
  }

  /** Rows `offset` to `offset + limit` of what the filter lets through, and the counts of every facet. */
  page(filter: QueueFilter, offset: number, limit: number): QueuePage {
    const refused = this.#refused(filter);
    const rows = new Uint32Array(this.size);
    let total = 0;
    for (let row = 0; row < refused.length; row++) if (refused[row] === 0) rows[total++] = row;
    const listed = rows.subarray(0, total);
    // A row that one facet alone refuses is counted in that facet: as if its own choice were not made.
    const counts = FACETS.map((facet, f) => {
      const { codes, values } = this.#facets[facet];
      const counted = new Uint32Array(values.length);
      tally(codes, listed, counted);
      if (filter.facets?.[facet]?.length) tally(codes, refusedBy(refused, f + 1), counted);
      return counted;
    });
    const ids = [...listed.subarray(offset, offset + limit)].map((row) => this.#id(row));
    return { total, ids, counts: this.#named(counts) };
  }

  /** How many the filter lets through. */
  count(filter: QueueFilter): number {
    const refused = this.#refused(filter);
    let total = 0;
    for (let row = 0; row < refused.length; row++) if (refused[row] === 0) total++;
    return total;
  }

  /** Ids of everything the filter lets through, in the queue's order. */
  all(filter: QueueFilter): string[] {
    const refused = this.#refused(filter);
    return [...this.#rows((row) => refused[row] === 0)].map((row) => this.#id(row));
  }

  /** Others of the same subject, with what grouping looks at; none where the matter has no subject. */
  sameSubject(id: string): { id: string; at: number; subject: string; family: string }[] {
    const row = this.#find(id);
    const { subject } = this.#names;
    if (row < 0 || !subject.valueAt(row)) return [];
    const code = subject.codes[row];
    return [...this.#rows((r) => subject.codes[r] === code)].map((r) => ({
      id: this.#id(r),
      at: this.#at[r] ?? 0,
      subject: subject.valueAt(r),
      family: this.#facets.risk.valueAt(r) || this.#facets.rule.valueAt(r),
    }));
  }

  /** How a rule did in the `days` before the newest of its matters. */
  rates(rule: string, days: number): { fired: number; wentOn: number; falseAlarms: number; judged: number } {
    const code = this.#facets.rule.find(rule);
    const rows = code === undefined ? [] : [...this.#rows((r) => this.#facets.rule.codes[r] === code)];
    const since = rows.reduce((last, r) => Math.max(last, this.#at[r] ?? 0), 0) - days * 86_400_000;
    const of = rows.filter((r) => (this.#at[r] ?? 0) > since);
    const verdicts = of.flatMap((r) => this.#names.verdict.valueAt(r) || []);
    return {
      fired: of.length,
      wentOn: of.filter((r) => this.#facets.answer.valueAt(r) === 'continue').length,
      judged: verdicts.length,
      falseAlarms: verdicts.filter((v) => v === 'false_alarm').length,
    };
  }

  *#rows(wanted: (row: number) => boolean): Iterable<number> {
    for (let row = 0; row < this.size; row++) if (wanted(row)) yield row;
  }
  #columns(): (Uint16Array | Uint32Array | Float64Array)[] {
    return [
      ...FACETS.map((f) => this.#facets[f].codes),
      ...NAMES.map((n) => this.#names[n].codes),
      this.#seq,
      this.#at,
      this.#due,
    ];
  }
  #id(row: number): string {
    return `${this.#facets.desk.valueAt(row)}/${this.#seq[row]}`;
  }
  #find(id: string): number {
    const { desk, seq } = apart(id);
    const code = this.#facets.desk.find(desk);
    if (code === undefined) return -1;
    for (let row = this.#seq.indexOf(seq); row >= 0; row = this.#seq.indexOf(seq, row + 1))
      if (this.#facets.desk.codes[row] === code) return row;
    return -1;
  }
  /** Places of those that are there, rising. */
  #placesOf(ids: readonly string[]): number[] {
    if (ids.length === 0 || this.size === 0) return [];
    if (ids.length < 8)
      return ids
        .map((id) => this.#find(id))
        .filter((row) => row >= 0)
        .sort((a, b) => a - b);
    const wanted = new Map<number, Set<number>>();
    for (const id of ids) {
      const { desk, seq } = apart(id);
      const code = this.#facets.desk.find(desk);
      if (code === undefined) continue;
      const set = wanted.get(code) ?? new Set();
      wanted.set(code, set.add(seq));
    }
    const { codes } = this.#facets.desk;
    return [...this.#rows((row) => wanted.get(codes[row] ?? -1)?.has(this.#seq[row] ?? -1) ?? false)];
  }
  /** The first row that does not come before these values. */
  #place(severity: number, due: number, at: number): number {
    const severities = this.#facets.severity.values.map(Number);
    const { codes } = this.#facets.severity;
    let low = 0;
    let high = this.size;
    while (low < high) {
      const mid = (low + high) >> 1;
      const s = severities[codes[mid] ?? 0] ?? 0;
      const d = this.#due[mid] ?? NEVER;
      const isBefore = s !== severity ? s > severity : d !== due ? d < due : (this.#at[mid] ?? 0) > at;
      if (isBefore) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  /** What refuses each row: nothing (0), one facet alone (its place in `FACETS`, from 1), or more than that. */
  #refused({ facets, from, to, dueBefore, words, own }: QueueFilter): Uint8Array {
    const refused = new Uint8Array(this.size);
    const { subject, operator, involved } = this.#names;
    if (from !== undefined) refuseUnless(refused, this.#at, from, NEVER);
    if (to !== undefined) refuseUnless(refused, this.#at, -NEVER, to);
    if (dueBefore !== undefined) refuseUnless(refused, this.#due, -NEVER, dueBefore);
    if (own !== undefined) {
      refuse(refused, MORE, [{ codes: involved.codes, bits: involved.bits((all) => this.#isOwn(all) === own) }]);
    }
    const sought = words?.trim().toLowerCase();
    if (sought) {
      refuse(refused, MORE, [
        { codes: subject.codes, bits: subject.bits((v) => v.toLowerCase().includes(sought)) },
        { codes: operator.codes, bits: operator.bits((v) => v.toLowerCase() === sought) },
      ]);
    }
    for (const [f, facet] of FACETS.entries()) {
      const wanted = facets?.[facet];
      if (!wanted?.length) continue;
      const column = this.#facets[facet];
      refuse(refused, f + 1, [{ codes: column.codes, bits: column.bits((v) => wanted.includes(v)) }]);
    }
    return refused;
  }
  #isOwn(involved: string): boolean {
    return this.#reader !== undefined && involved.split(SEP).includes(this.#reader);
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

const MORE = 255;
type Codes = Uint16Array | Uint32Array;

/** Refuses rows that pass in no column; what was refused before, more than one refuses. Plain loops: they are what a filter costs. */
function refuse(refused: Uint8Array, by: number, [one, other]: { codes: Codes; bits: Uint8Array }[]): void {
  if (!one) return;
  for (let row = 0; row < refused.length; row++) {
    if (one.bits[one.codes[row] ?? 0] === 1) continue;
    if (other && other.bits[other.codes[row] ?? 0] === 1) continue;
    refused[row] = refused[row] === 0 ? by : MORE;
  }
}
function refuseUnless(refused: Uint8Array, column: Float64Array, least: number, most: number): void {
  for (let row = 0; row < refused.length; row++) {
    const value = column[row] ?? NEVER;
    if (value < least || value > most) refused[row] = MORE;
  }
}
function refusedBy(refused: Uint8Array, facet: number): Uint32Array {
  const rows = new Uint32Array(refused.length);
  let n = 0;
  for (let row = 0; row < refused.length; row++) if (refused[row] === facet) rows[n++] = row;
  return rows.subarray(0, n);
}
/** Counts the codes of these rows. */
function tally(codes: Codes, rows: Uint32Array, counts: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}
