import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACETS, Queue } from './queue';
import type { Facet, QueueFilter } from '@/lib/model';
import type { QueueRow } from './queue';

const row = (id: string, over: Partial<QueueRow> = {}): QueueRow => ({
  id,
  desk: 'd1',
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
  own: false,
  ...over,
});
const ids = (queue: Queue, filter: QueueFilter = {}): string[] => queue.all(filter);

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
    expect(page.ids).toEqual(['b']);
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
      own: fc.boolean(),
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
        const rows = some.map((r, i) => row(`m${i}`, r));
        const filter = loose as QueueFilter;
        const has = (r: QueueRow, facet: Facet): boolean => {
          const wanted = filter.facets?.[facet];
          return !wanted?.length || wanted.includes(String(r[facet]));
        };
        const rest = (r: QueueRow): boolean =>
          r.at >= (filter.from ?? 0) &&
          r.at <= (filter.to ?? 99) &&
          (r.due ?? 99) <= (filter.dueBefore ?? 99) &&
          (filter.own === undefined || r.own === filter.own) &&
          (!filter.words || r.subject.includes(filter.words) || r.operator === filter.words);
        const page = new Queue(rows).page(filter, 0, 99);

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
});
