// What all packs of this repository keep to, beyond what the builder checks.
import { describe, expect, it } from 'vitest';
import type { Rule } from '@/lib/model';
import { tryCase } from '@/lib/packs/trial';
import { buildFolder, packNames } from '@/tools/hulan/sources';

const built = packNames().map((name) => buildFolder(name));
const packs = built.flatMap(({ pack }) => pack ?? []);
const rules: (Rule & { pack: string })[] = packs.flatMap((p) => p.rules.map((r) => ({ ...r, pack: p.id })));
const points = packs.flatMap((p) => p.riskPoints);
const actions = new Map(packs.flatMap((p) => p.actions.map((a) => [a.key, a] as const)));
const catalogue = rules.filter((r) => ['common', 'tax', 'credit'].includes(r.pack));

it('builds every pack without an error', () => {
  expect(built.flatMap(({ problems }) => problems.filter((p) => p.severity === 'error'))).toEqual([]);
});

describe('risk points', () => {
  it('are 182, each once', () => {
    expect(points).toHaveLength(182);
    expect(new Set(points.map((p) => p.id)).size).toBe(182);
  });

  it('name the rules that name them, and no others', () => {
    const byRules = rules.flatMap((r) => r.riskPoints.map((p) => `${p} ${r.id}`)).sort();
    const byPoints = points.flatMap((p) => [...p.rules, ...p.ruleTemplates].map((r) => `${p.id} ${r}`)).sort();

    expect(byRules).toEqual(byPoints);
  });
});

describe.each(catalogue.map((rule) => [rule.id, rule] as const))('rule %s', (id, rule) => {
  const { pack, cases } = built.find((b) => b.name === rule.pack) ?? {};
  const mine = (cases?.[id] ?? []).map((c) => c.case);

  it('has three cases that fire and three near misses', () => {
    expect(mine.filter((c) => c.fires === true).length).toBeGreaterThanOrEqual(3);
    expect(mine.filter((c) => c.fires === false).length).toBeGreaterThanOrEqual(3);
  });

  it('names where it comes from, who handles it and who supervises', () => {
    expect(rule.sources.length).toBeGreaterThan(0);
    expect(pack?.posts).toHaveProperty([rule.handledBy ?? '']);
    expect(pack?.posts).toHaveProperty([rule.supervisedBy ?? '']);
  });

  it('stays within 40 Chinese characters and 140 English ones when filled', () => {
    const sentences = mine
      .filter((c) => c.fires === true)
      .flatMap((c) =>
        pack ? (tryCase(rule, c, { actions, scheme: pack.scheme, calendar: pack.calendar })?.verdict.flags ?? []) : [],
      )
      .map((f) => f.sentence);

    expect(sentences.filter((s) => [...s.zh].length > 40 || [...s.en].length > 140)).toEqual([]);
    expect(sentences.filter((s) => /[{}]/.test(s.zh + s.en))).toEqual([]);
  });

  it('offers a way on where it holds, and no way on where it stops', () => {
    const ask = rule.ask ?? '';
    if (ask === 'checklist') expect(rule.checks.length).toBeGreaterThan(0);
    if (ask === 'justification' && rule.when === 'before') expect(rule.reasons.some((r) => r.wrongRule)).toBe(true);
    if (ask === 'second_person') expect(rule.secondPerson?.posts.length).toBeGreaterThan(0);
    if (ask === 'stop') expect(rule.checks).toEqual([]);
    if (rule.when === 'before') expect(rule.back).toBeDefined();
  });
});
