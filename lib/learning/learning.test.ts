import { describe, expect, it } from 'vitest';
import type { Text } from '@/lib/model';
import { buildFolder, packNames } from '@/tools/hulan/sources';
import { cardOf, EXAM, need, paperOf, pointsOf, quarterOf, questionsOf, QUIZ } from '.';
import type { Known } from '.';

const packs = packNames().flatMap((name) => buildFolder(name).pack ?? []);
const byId = <T extends { id: string }>(list: readonly T[]): T[] => [
  ...new Map(list.map((one) => [one.id, one])).values(),
];
const LIBRARY: Known = {
  points: byId(packs.flatMap((pack) => pack.riskPoints)),
  rules: byId(packs.flatMap((pack) => pack.rules)),
};
const POSTS = Object.keys(Object.assign({}, ...packs.map((pack) => pack.posts)) as Record<string, Text>);
const pointOf = (id: string) => LIBRARY.points.find((point) => point.id === id);

describe('the card of the day', () => {
  it.each(['hall', 'cm', 'bailiff'])('shows each point of %s once before one comes again', (post) => {
    const points = pointsOf(LIBRARY.points, [post]);
    const first = Math.ceil(20_000 / points.length) * points.length;

    const days = points.map((_, i) => cardOf(LIBRARY.points, [post], first + i)?.id);

    expect(new Set(days).size).toBe(points.length);
  });

  it('is the same for everybody of the post, all day', () => {
    expect(cardOf(LIBRARY.points, ['hall', 'cm'], 20_000)).toEqual(cardOf(LIBRARY.points, ['cm', 'hall'], 20_000));
  });

  it('is none where the library has no point', () => {
    expect(cardOf([], ['hall'], 20_000)).toBeUndefined();
  });
});

describe.each(POSTS)('questions for the post %s', (post) => {
  const questions = questionsOf(LIBRARY, [post], 'seed');

  it('are enough for a quiz but where the post has three points or fewer', () => {
    const points = pointsOf(LIBRARY.points, [post]).length;

    expect(questions.length).toBeGreaterThanOrEqual(Math.min(QUIZ.of, points * 2));
  });

  it('have three or four answers that differ in both languages, and no gap of a text', () => {
    for (const { id, ask, options } of questions) {
      expect(options.length, id).toBeGreaterThanOrEqual(3);
      expect(new Set(options.map(({ zh }) => zh)).size, id).toBe(options.length);
      expect(new Set(options.map(({ en }) => en)).size, id).toBe(options.length);
      for (const text of [ask, ...options]) expect(`${text.zh}${text.en}`, id).not.toMatch(/[{}]|undefined/);
    }
  });

  it('have one right answer, which the library says; the others are true of something else there', () => {
    for (const question of questions) {
      const about = question.id.slice(question.id.indexOf(':') + 1);
      const point = pointOf(about);
      const rule = LIBRARY.rules.find(({ id }) => id === about);
      const joined = (texts: readonly Text[]) => texts.map(({ zh }) => zh).join('；');
      const right = {
        prevent: () => joined(point?.measures ?? []),
        recognise: () => point?.title.zh,
        purpose: () => rule?.title.zh,
        check: () => joined((rule?.checks ?? []).map(({ text }) => text)),
        first: () => rule?.back?.zh,
      }[question.kind]();

      expect(question.options[question.right]?.zh, question.id).toBe(right);
      const others = question.options.filter((_, i) => i !== question.right).map(({ zh }) => zh);
      const own = (pointOf(question.point)?.measures ?? []).map(({ zh }) => zh);
      for (const other of others)
        expect(
          own.some((measure) => other.split('；').includes(measure)),
          question.id,
        ).toBe(false);
    }
  });
});

describe('a paper', () => {
  const questions = questionsOf(LIBRARY, ['taxmgr'], 'seed');

  it('asks about as many points as it has room for before it asks twice about one', () => {
    const paper = paperOf(questions, EXAM, 'a');

    expect(paper).toHaveLength(20);
    expect(new Set(paper.map(({ point }) => point)).size).toBe(20);
  });

  it('is drawn anew by another seed, and the same by the same', () => {
    const ids = (seed: string) => paperOf(questions, QUIZ, seed).map(({ id }) => id);

    expect(ids('a')).toEqual(ids('a'));
    expect(ids('a')).not.toEqual(ids('b'));
  });

  it('places the right answer everywhere', () => {
    expect(new Set(questions.map(({ right }) => right))).toEqual(new Set([0, 1, 2, 3]));
  });

  it('is passed with four fifths right', () => {
    expect([need(20, EXAM), need(10, QUIZ), need(7, QUIZ)]).toEqual([16, 8, 6]);
  });
});

it.each([
  ['2026-03-31T23:59:00+08:00', '2026-Q1'],
  ['2026-04-01T00:00:00+08:00', '2026-Q2'],
  ['2026-12-31T16:30:00Z', '2027-Q1'],
])('%s lies in %s', (at, quarter) => {
  expect(quarterOf(Date.parse(at))).toBe(quarter);
});

it('a rule that is only observed, or retired, is not asked about', () => {
  const rules = LIBRARY.rules.map((rule) => ({ ...rule, status: 'observe' as const }));

  const kinds = questionsOf({ ...LIBRARY, rules }, ['cm'], 's').map(({ kind }) => kind);

  expect([...new Set(kinds)].sort()).toEqual(['prevent', 'recognise']);
});
