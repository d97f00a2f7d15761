import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Queue } from './queue';
import { FACETS } from './queue-row';
import type { Facet, QueueFilter } from '@/lib/model';
import type { QueueRow } from './queue-row';

const NAMES = ['a', 'b', 'c', 'late', 'soon', 'grave', 'old', 'new'];
/** A name of the test, or a number, as the id of a matter. */
const idOf = (name: string | number): string => `d1/${typeof name === 'number' ? name : NAMES.indexOf(name)}`;
const row = (name: string | number, over: Partial<QueueRow> = {}): QueueRow => ({
  id: idOf(name),
  at: 1000,
  severity: 1,
  stage: 'new',
  answer: 'none',
  rule: 'r1',
  risk: 'p1',
  unit: '一科',
  post: 'hall',
  subject: '恒泰建材',
  operator: '陈思远',
  involved: ['chen'],
  ...over,
});
const ids = (queue: Queue, filter: QueueFilter = {}): (string | undefined)[] =>
  queue.all(filter).map((id) => NAMES[Number(id.slice(3))]);

describe('the queue', () => {
  it('puts the gravest first, then what is due first, then the newest', () => {
    const queue = new Queue([
      row('late', { due: 900 }),
      row('soon', { due: 500 }),
      row('grave', { severity: 3, due: 9000 }),
      row('old', { at: 1 }),
      row('new', { at: 2 }),
    ]);
    expect(ids(queue)).toEqual(['grave', 'soon', 'late', 'new', 'old']);
  });

  it('finds a subject by a part of its name, an operator only by the whole', () => {
    const queue = new Queue([row('a'), row('b', { subject: '宏远运输', operator: '马立新' })]);
    expect(ids(queue, { words: '建材' })).toEqual(['a']);
    expect(ids(queue, { words: '马立新' })).toEqual(['b']);
    expect(ids(queue, { words: '马立' })).toEqual([]);
  });

  it('counts a facet as if its own choice were not made, and never counts operators', () => {
    const queue = new Queue([row('a'), row('b', { severity: 3 }), row('c', { severity: 3, unit: '二科' })]);
    const page = queue.page({ facets: { severity: ['3'], unit: ['一科'] } }, 0, 10);
    expect(page.ids).toEqual([idOf('b')]);
    expect(page.counts.severity).toEqual([
      { value: '1', n: 1 },
      { value: '3', n: 1 },
    ]);
    expect(page.counts.unit).toEqual([
      { value: '一科', n: 1 },
      { value: '二科', n: 1 },
    ]);
    expect(Object.keys(page.counts)).not.toContain('operator');
  });

  it('agrees with a plain filter on random rows and filters', () => {
    const someRow = fc.record({
      severity: fc.integer({ min: 1, max: 3 }),
      stage: fc.constantFrom('new', 'asked', 'closed') as fc.Arbitrary<QueueRow['stage']>,
      unit: fc.constantFrom('一科', '二科'),
      at: fc.integer({ min: 0, max: 50 }),
      due: fc.integer({ min: 0, max: 50 }),
      involved: fc.constantFrom(['chen'], ['he', 'chen'], []),
      subject: fc.constantFrom('甲公司', '乙公司'),
    });
    const pick = (values: string[]) => fc.option(fc.subarray(values), { nil: undefined });
    const someFilter = fc.record(
      {
        facets: fc.record({ severity: pick(['1', '2', '3']), stage: pick(['new', 'asked']), unit: pick(['一科']) }),
        from: fc.integer({ min: 0, max: 50 }),
        to: fc.integer({ min: 0, max: 50 }),
        dueBefore: fc.integer({ min: 0, max: 50 }),
        own: fc.boolean(),
        words: fc.constantFrom('甲', '公司', '陈思远', '丙'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(someRow, { maxLength: 40 }), someFilter, (some, loose) => {
        const rows = some.map((r, i) => row(i, r));
        const filter = loose as QueueFilter;
        const has = (r: QueueRow, facet: Facet): boolean => {
          const wanted = filter.facets?.[facet];
          return !wanted?.length || wanted.includes(facet === 'desk' ? 'd1' : String(r[facet]));
        };
        const rest = (r: QueueRow): boolean =>
          r.at >= (filter.from ?? 0) &&
          r.at <= (filter.to ?? 99) &&
          (r.due ?? 99) <= (filter.dueBefore ?? 99) &&
          (filter.own === undefined || r.involved.includes('he') === filter.own) &&
          (!filter.words || r.subject.includes(filter.words) || r.operator === filter.words);
        const queue = new Queue(rows);
        queue.readBy('he');
        const page = queue.page(filter, 0, 99);

        expect([...page.ids].sort()).toEqual(
          rows
            .filter((r) => rest(r) && FACETS.every((f) => has(r, f)))
            .map((r) => r.id)
            .sort(),
        );
        const others = rows.filter((r) => rest(r) && FACETS.every((f) => f === 'severity' || has(r, f)));
        for (const { value, n } of page.counts.severity)
          expect(n).toBe(others.filter((r) => String(r.severity) === value).length);
      }),
      { numRuns: 300 },
    );
  });

  const someRow = fc.record({
    id: fc.integer({ min: 0, max: 12 }).map(idOf),
    severity: fc.integer({ min: 1, max: 3 }),
    stage: fc.constantFrom('new', 'asked', 'closed'),
    at: fc.integer({ min: 0, max: 9 }),
    due: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
  });
  const ordered = (queue: Queue) => {
    const { facets, at, due } = queue.kept();
    return [...at.keys()].map((i) => [
      -Number(facets.severity.values[facets.severity.codes[i] ?? 0]),
      due[i] ?? 0,
      -(at[i] ?? 0),
    ]);
  };
  const whole = ({ due, ...r }: { due: number | undefined } & Partial<QueueRow>): QueueRow => ({
    ...row(0),
    ...r,
    ...(due === undefined ? {} : { due }),
  });

  it('stays what it would be built anew, whatever is merged in and changed, and in order', () => {
    const someChange = fc.record({
      id: fc.integer({ min: 0, max: 12 }).map(idOf),
      due: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(someRow, { maxLength: 14 })), fc.array(someChange), (batches, changes) => {
        const queue = new Queue();
        const plain = new Map<string, QueueRow>();
        for (const batch of batches) {
          queue.put(batch.map(whole));
          for (const r of batch) plain.set(r.id, whole(r));
        }
        for (const { id, due } of changes) {
          const had = plain.get(id);
          expect(queue.change(id, { stage: 'asked', due })).toBe(had !== undefined);
          if (had) plain.set(id, { ...had, stage: 'asked', due });
        }

        const rows = ordered(queue);
        expect(rows).toEqual([...rows].sort((a, b) => a.map((v, i) => v - (b[i] ?? 0)).find((d) => d) ?? 0));
        const built = new Queue([...plain.values()]);
        const filter: QueueFilter = { facets: { stage: ['asked', 'new'] }, dueBefore: 6 };
        expect(queue.all(filter).sort()).toEqual(built.all(filter).sort());
        expect(queue.size).toBe(plain.size);
      }),
      { numRuns: 200 },
    );
  });

  it('is the same after it was kept and read again', () => {
    const queue = new Queue([row('a'), row('b', { severity: 3, due: 5 }), row('c', { subject: '宏远' })]);

    const again = new Queue([], structuredClone(queue.kept()));

    expect(again.page({ words: '建材' }, 0, 9)).toEqual(queue.page({ words: '建材' }, 0, 9));
    again.put([row('new', { subject: '又一户' })]);
    expect(ids(again, { words: '又一' })).toEqual(['new']);
  });

  it('widens a column that gets more values than two bytes count', () => {
    const queue = new Queue([row(0)]);

    queue.put(Array.from({ length: 65_600 }, (_, i) => row(i + 1, { subject: `户${i}` })));

    expect(queue.all({ words: '户65599' })).toEqual([idOf(65_600)]);
    expect(queue.all({ words: '户0' })).toEqual([idOf(1)]);
  });
});
