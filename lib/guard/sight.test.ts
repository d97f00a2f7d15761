import { beforeEach, describe, expect, it } from 'vitest';
import type { Gap } from '@/lib/model';
import { createSight } from './sight';

let gaps: Gap[];
let sight: ReturnType<typeof createSight>;
let now: number;
beforeEach(() => {
  gaps = [];
  now = Date.UTC(2026, 10, 23, 2);
  const kept = new Map<string, unknown>();
  sight = createSight({
    clock: { now: () => now },
    memory: {
      get: async (key) => structuredClone(kept.get(key)),
      put: async (key, value) => {
        kept.set(key, structuredClone(value));
      },
    },
    gap: async (gap) => gaps.push(gap),
  });
});
const pages = async (count: number, read: number, state: 'recognised' | 'degraded' = 'recognised'): Promise<void> => {
  for (let n = 0; n < count; n++)
    await sight.page({ adapter: 'tax', page: 'p', state, fieldsNamed: 10, fieldsRead: read, anchorsMissing: [] });
};

describe('what was not found', () => {
  it('is kept by page with its tab until a look finds it all', async () => {
    const look = (page: string, anchorsMissing: string[], fieldsUnread: string[]) =>
      sight.page(
        { adapter: 'tax', page, state: 'degraded', fieldsNamed: 3, fieldsRead: 1, anchorsMissing, fieldsUnread },
        7,
      );
    await look('relief', ['#head'], ['amount', 'amount']);
    await look('quota', [], ['rate']);
    expect(await sight.faults()).toEqual({
      tax: [
        { page: 'quota', anchors: [], fields: ['rate'], at: now, tab: 7 },
        { page: 'relief', anchors: ['#head'], fields: ['amount'], at: now, tab: 7 },
      ],
    });

    await look('quota', [], []);
    expect((await sight.faults()).tax?.map(({ page }) => page)).toEqual(['relief']);
  });
});

describe('coverage of a system', () => {
  it('is pages recognised, fields read and acts captured, each against what there was', async () => {
    await pages(3, 9);
    await pages(1, 5, 'degraded');
    await sight.commit('tax', true);

    const { tax } = await sight.shares();

    expect(tax?.pages.all).toEqual({ seen: 3, of: 4 });
    expect(tax?.fields.all).toEqual({ seen: 32, of: 40 });
    expect(tax?.commits.all).toEqual({ seen: 1, of: 1 });
  });

  it('stays quiet while it is as it was, however low', async () => {
    await pages(200, 3);

    expect(gaps).toEqual([]);
  });

  it('raises an alarm that names adapter and figure, within twenty pages of a drop, once a day', async () => {
    await pages(60, 10);
    await pages(20, 5);
    await pages(20, 5);

    expect(gaps).toMatchObject([
      { reason: 'coverage_drop', adapter: 'tax', detail: expect.stringContaining('fields') },
    ]);
    expect((await sight.shares()).tax?.fields.dropped).toBe(true);
    now += 86_400_000;
    await pages(1, 5);
    expect(gaps).toHaveLength(2);
  });

  it('raises an alarm when commits leave whose acts were not captured, without a past to compare', async () => {
    for (let n = 0; n < 8; n++) await sight.commit('tax', n < 5);

    expect(gaps).toMatchObject([{ reason: 'coverage_drop', detail: expect.stringContaining('commits') }]);
  });
});
