import { beforeAll, describe, expect, it } from 'vitest';
import type { Pack, ScoreSheet } from '@/lib/model';
import type { ScoresView } from '@/lib/messages/admin';
import { allPacks, allSources } from '@/tests/support/sources';
import { parse } from 'yaml';
import { scoredSources } from './export-scores';
import { guarding, libraryView, measuredOf, pointView, settingsOf } from './library';
import type { Sources } from './sources';

let packs: Pack[];
let sources: Sources;
beforeAll(() => {
  packs = allPacks();
  sources = allSources();
}, 60_000);
const NONE: ScoresView = { sheets: [], names: { he: '何静', liu: '刘国栋' } };
const shelf = (scores = NONE, flags = {}) => ({ packs, scores, language: 'zh' as const, flags });
const view = (scores = NONE) => {
  const found = libraryView(shelf(scores));
  if (!found) throw new Error('our packs carry scoring settings');
  return found;
};
let seq = 0;
const aSheet = (person: string, point: string, discretion: number): ScoreSheet => ({
  point,
  person,
  scores: { discretion, transparency: 1, reviewability: 1, constraint: 1 },
  impact: 1,
  frequency: 1,
  evidence: { discretion: '依据' },
  at: 0,
  seq: ++seq,
});

describe('the risk library as a list', () => {
  it('holds all points, ranked inside their tree: ten high, ten low in a long one', () => {
    const { points, trees } = view();

    expect(points).toHaveLength(182);
    expect(Object.values(trees).reduce((a, b) => a + b)).toBe(182);
    const enforcement = points.filter((p) => p.tree === 'enforcement');
    expect(enforcement[0]).toMatchObject({ rank: 1, tier: 'high' });
    expect(enforcement.filter((p) => p.tier === 'high').length).toBeGreaterThanOrEqual(10);
    expect(enforcement.filter((p) => p.tier === 'low').length).toBeLessThanOrEqual(10);
    expect(enforcement.every((p, i) => i === 0 || p.score <= (enforcement[i - 1]?.score ?? 0))).toBe(true);
  });

  it('says which rules guard a point whichever side names the other', () => {
    for (const { rule } of packs.flatMap((pack) => pack.rules.map((r) => ({ rule: r }))))
      for (const id of rule.riskPoints) {
        const point = packs.flatMap((p) => p.riskPoints).find((p) => p.id === id);
        expect(point && guarding(packs, point).some((g) => g.rule.id === rule.id), `${rule.id} ${id}`).toBe(true);
      }
    expect(pointView(shelf(), 'tax-defer-repeat')?.rules.map((r) => r.id)).toContain('tax-defer-repeat');
  });

  it('moves a point only once two agree, and says by how much', () => {
    const [top] = view().points;
    if (!top) throw new Error('there is a first point');
    const one = view({ ...NONE, sheets: [aSheet('he', top.id, 1)] }).points.find((p) => p.id === top.id);
    const both = view({ ...NONE, sheets: [aSheet('he', top.id, 1), aSheet('liu', top.id, 1)] });
    const moved = both.points.find((p) => p.id === top.id);

    expect(one).toMatchObject({ rank: top.rank, draft: 'one', moved: 0 });
    expect(moved).toMatchObject({ draft: 'agreed', score: 4, tier: 'low' });
    expect(moved?.moved).toBeLessThan(0);
    expect(both.changed).toBe(1);
  });

  it('exports only the files that change, and in them only the figures', () => {
    const id = 'tax-filing-backdate';
    const scores = { ...NONE, sheets: [aSheet('he', id, 2), aSheet('liu', id, 2)] };

    const files = scoredSources(sources, packs, scores);

    expect([...files.keys()]).toEqual(['common/risk-points/tax-levy.yaml']);
    const before = sources.get('common')?.get('risk-points/tax-levy.yaml') ?? '';
    const after = files.get('common/risk-points/tax-levy.yaml') ?? '';
    const point = parse(after).find((p: { id: string }) => p.id === id);
    expect(point).toMatchObject({ scores: { discretion: 2, transparency: 1 }, impact: 1, frequency: 1 });
    const lines = (text: string) => text.split('\n');
    expect(lines(after).filter((line, i) => line !== lines(before)[i]).length).toBeLessThanOrEqual(3);
    expect(scoredSources(sources, packs, NONE).size).toBe(0);
  });

  it('proposes a frequency from what was measured, and nothing where nothing was', () => {
    const settings = settingsOf(packs);
    if (!settings) throw new Error('our packs carry scoring settings');
    const now = Date.UTC(2026, 10, 20);
    const monthly = Array.from({ length: 30 }, (_, i) => ({ at: Date.UTC(2026, 9, 1 + (i % 28)), operator: 'a' }));

    expect(measuredOf(monthly, now, settings)).toEqual({ kind: 'measured', acts: 30, aMonth: 30, frequency: 1.1 });
    expect(measuredOf([], now, settings)).toEqual({ kind: 'none' });
  });
});
