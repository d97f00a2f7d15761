// Every level scheme of the glossary is data: choosing one changes words, shapes, routing and terms, and nothing else.
import { describe, expect, it } from 'vitest';
import type { LevelScheme } from '@/lib/model';
import { buildPack } from '@/lib/packs/build';
import { mergePacks } from '@/lib/packs';
import { judge } from '@/lib/rules';
import { PACKS, buildFolder, packNames } from '@/tools/hulan/sources';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LevelScheme as Schema } from '@/lib/model';
import { parse } from 'yaml';

const FOLDER = join(PACKS, 'common', 'levels');
const schemes: LevelScheme[] = readdirSync(FOLDER).map((file) =>
  Schema.parse(parse(readFileSync(join(FOLDER, file), 'utf8'))),
);
const packs = packNames().flatMap((name) => buildFolder(name).pack ?? []);

/** Level keys from low to high, as the glossary lists them. */
const GLOSSARY: Record<string, string[]> = {
  'hulan-default': ['note', 'caution', 'warning'],
  chongqing: ['green', 'yellow', 'red'],
  jingxing: ['yellow', 'orange', 'red'],
  sports: ['blue', 'orange', 'red'],
  'sports-grade': ['three', 'two', 'one'],
  construction: ['yellow', 'red'],
  'construction-issue': ['general', 'danger', 'grave'],
  township: ['one', 'two', 'three'],
  'highway-point': ['one', 'two', 'three'],
  'highway-info': ['one', 'two', 'three'],
  'highway-warning': ['one', 'two', 'three'],
  pingliang: ['one', 'two', 'three'],
  'town-power': ['c', 'b', 'a'],
  'luoyang-tier': ['low', 'general', 'high'],
  'hubei-stage': ['early', 'trend', 'general', 'correcting'],
  'assessment-4': ['fail', 'pass', 'good', 'excellent'],
};

/** A bureau's own choice of the order the source leaves open. */
function decided(scheme: LevelScheme, isReversed: boolean): LevelScheme {
  const { undecided: _, ...rest } = scheme;
  const n = scheme.levels.length;
  return {
    ...rest,
    levels: scheme.levels.map((level) => (isReversed ? { ...level, severity: n + 1 - level.severity } : level)),
  };
}
const CHOICES: [name: string, scheme: LevelScheme][] = schemes.flatMap((scheme): [string, LevelScheme][] =>
  scheme.undecided
    ? [
        [`${scheme.id}, one lightest`, decided(scheme, false)],
        [`${scheme.id}, one gravest`, decided(scheme, true)],
      ]
    : [[scheme.id, scheme]],
);

const event = {
  id: 'e1',
  action: 'expense.submit',
  system: 's',
  adapter: { id: 'a', version: 1 },
  page: 'p',
  at: Date.parse('2025-03-05T20:00:00+08:00'),
  login: 'u1',
  signals: ['click' as const],
  fields: {
    expense_id: { kind: 'read' as const, value: 'BX1' },
    amount: { kind: 'read' as const, value: 600_000 },
    minutes_no: { kind: 'read' as const, value: null },
    invoice_nos: { kind: 'read' as const, value: [] },
    vendor_id: { kind: 'read' as const, value: 'v9' },
    org_id: { kind: 'read' as const, value: 'o1' },
  },
};
function flagsUnder(scheme: LevelScheme) {
  const library = mergePacks(packs, { scheme });
  if (!library) throw new Error('packs/ holds at least one pack that builds');
  return judge({ ...library, event, facts: () => ({}) }).flags.sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

describe('the level schemes', () => {
  it('are those of the glossary, level for level', () => {
    const keys = schemes.map((s) => [s.id, [...s.levels].sort((a, b) => a.severity - b.severity).map((l) => l.key)]);

    expect(Object.fromEntries(keys)).toEqual(GLOSSARY);
  });

  it('give seventeen choices, the one the source leaves open counted both ways', () => {
    expect(CHOICES).toHaveLength(17);
  });

  it.each(schemes.map((s) => [s.id, s] as const))(
    '%s has severities from 1 up, marks of its own, words in both languages',
    (_, scheme) => {
      const levels = [...scheme.levels].sort((a, b) => a.severity - b.severity);

      expect(levels.map((l) => l.severity)).toEqual(levels.map((_level, i) => i + 1));
      expect(new Set(levels.map((l) => l.mark)).size).toBe(levels.length);
      expect(levels.filter((l) => !(l.label.zh && l.label.en && l.short.zh && l.short.en))).toEqual([]);
    },
  );

  it('do not load while the bureau has not chosen their order', () => {
    const head = new Map([['pack.yaml', 'id: own\nversion: 1\ntitle: { zh: 自有, en: Own }\nscheme: township\n']]);
    const common = new Map(
      ['levels/township.yaml', 'calendars/cn.yaml', 'pack.yaml'].map((file) => [
        file,
        readFileSync(join(PACKS, 'common', file), 'utf8'),
      ]),
    );
    const { pack, problems } = buildPack('own', (name) => (name === 'own' ? head : common));

    expect(pack).toBeUndefined();
    expect(problems.map((p) => p.code)).toContain('undecided_scheme');
  });
});

describe.each(CHOICES)('under %s', (_, scheme) => {
  const flags = flagsUnder(scheme);
  const usual = flagsUnder(schemes.find((s) => s.id === 'hulan-default') ?? scheme);
  const levelOf = (key: string) => scheme.levels.find((l) => l.key === key);

  it('the same rules fire with the same asks, sentences and grounds', () => {
    const bare = (list: typeof flags) => list.map(({ level: _level, ...rest }) => rest);

    expect(flags.length).toBeGreaterThan(1);
    expect(bare(flags)).toEqual(bare(usual));
  });

  it('each takes the level of the same severity, or the gravest there is below it', () => {
    const most = Math.max(...scheme.levels.map((l) => l.severity));

    expect(flags.map((f) => f.level.severity)).toEqual(usual.map((f) => Math.min(f.level.severity, most)));
    expect(flags.map((f) => [f.level.scheme, f.level.version])).toEqual(flags.map(() => [scheme.id, scheme.version]));
  });

  it('words, shape, routing and term are those of that level in the scheme', () => {
    for (const { level } of flags)
      expect(levelOf(level.key)).toMatchObject({ key: level.key, severity: level.severity });
  });
});

it('schemes differ in words, shapes, routing and terms for one and the same flag', () => {
  const shown = CHOICES.map(([, scheme]) => {
    const [flag] = flagsUnder(scheme);
    const level = scheme.levels.find((l) => l.key === flag?.level.key);
    return {
      word: level?.label.zh,
      mark: level?.mark,
      handledBy: level?.handledBy,
      due: JSON.stringify(level?.answer?.due),
    };
  });

  expect(new Set(shown.map((s) => s.word)).size).toBeGreaterThan(10);
  expect(new Set(shown.map((s) => s.mark)).size).toBeGreaterThan(2);
  expect(new Set(shown.map((s) => s.handledBy)).size).toBeGreaterThan(2);
  expect(new Set(shown.map((s) => s.due)).size).toBeGreaterThan(1);
});
