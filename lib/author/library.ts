import { DIMENSIONS } from '@/lib/model';
import type { Language, Pack, RiskPoint, ScoreSheet, ScoringSettings } from '@/lib/model';
import type { Figures, LibraryView, PointLine, PointView } from '@/lib/messages/admin-views';
import type { ScoresView } from '@/lib/messages/admin';
import { exercisesAMonth, frequencyCoefficient, ranked, rounded, sheetState } from '@/lib/review/scoring';
import type { Exercise } from '@/lib/review/scoring';
import { listed } from './listed';

export interface Shelf {
  packs: readonly Pack[];
  scores: ScoresView;
  language: Language;
  /** Flags by rule at this machine. */
  flags: Readonly<Record<string, number>>;
}
type Settings = ScoringSettings['luoyang'];

/** Impact is a matter of judgement between these; the library's own entries use steps of a tenth. */
const IMPACTS = [0.8, 1, 1.2, 1.3, 1.5];

const figuresOf = (point: RiskPoint): Figures => ({
  ...point.scores,
  impact: point.impact,
  frequency: point.frequency,
});

export const settingsOf = (packs: readonly Pack[]): Settings | undefined =>
  packs.find((pack) => pack.scoring)?.scoring?.luoyang;
const pointsOf = (packs: readonly Pack[]): RiskPoint[] => packs.flatMap((pack) => pack.riskPoints);

/** Rules that name a point and rules a point names: both sides are written, either one counts. */
export function guarding(packs: readonly Pack[], point: RiskPoint): { pack: Pack; rule: Pack['rules'][number] }[] {
  return packs.flatMap((pack) =>
    pack.rules
      .filter((rule) => rule.riskPoints.includes(point.id) || point.rules.includes(rule.id))
      .map((rule) => ({ pack, rule })),
  );
}

const sheetsOf = (scores: ScoresView, point: string): ScoreSheet[] => scores.sheets.filter((s) => s.point === point);

interface Ranking {
  now: Map<string, { score: number; rank: number; tier: PointLine['tier'] }>;
  /** Ranks by the pack's own scores. */
  before: Map<string, number>;
}

function rankingOf(points: readonly RiskPoint[], settings: Settings, figures: Map<string, Figures>): Ranking {
  const now: Ranking['now'] = new Map();
  const before: Ranking['before'] = new Map();
  for (const tree of new Set(points.map((p) => p.tree))) {
    const own = points.filter((p) => p.tree === tree);
    for (const { point, score, rank, tier } of ranked(
      own.map((p) => ({ id: p.id, ...(figures.get(p.id) ?? figuresOf(p)) })),
      settings.cut,
    ))
      now.set(point.id, { score, rank, tier });
    for (const { point, rank } of ranked(
      own.map((p) => ({ id: p.id, ...figuresOf(p) })),
      settings.cut,
    ))
      before.set(point.id, rank);
  }
  return { now, before };
}

/** Figures that two scorers agreed on. */
function agreedFigures(points: readonly RiskPoint[], scores: ScoresView): Map<string, Figures> {
  return new Map(
    points.flatMap((point): [string, Figures][] => {
      const state = sheetState(sheetsOf(scores, point.id));
      return state.kind === 'agreed' ? [[point.id, state.score]] : [];
    }),
  );
}

/** Undefined: no pack carries scoring settings, so nothing can be ranked. */
export function libraryView(shelf: Shelf): LibraryView | undefined {
  const { packs, scores, language, flags } = shelf;
  const settings = settingsOf(packs);
  if (!settings) return undefined;
  const points = pointsOf(packs);
  const agreed = agreedFigures(points, scores);
  const { now, before } = rankingOf(points, settings, agreed);
  const posts = Object.assign({}, ...packs.map((pack) => pack.posts)) as Pack['posts'];
  const lines = points.map((point): PointLine => {
    const place = now.get(point.id) ?? { score: 0, rank: 0, tier: 'general' as const };
    const rules = guarding(packs, point);
    const state = sheetState(sheetsOf(scores, point.id)).kind;
    return {
      ...(agreed.get(point.id) ?? figuresOf(point)),
      ...place,
      score: rounded(place.score, 2),
      moved: (before.get(point.id) ?? place.rank) - place.rank,
      id: point.id,
      title: point.title[language],
      tree: point.tree,
      domain: point.domain,
      power: point.power,
      posts: point.posts,
      rules: rules.length,
      flags: rules.reduce((sum, { rule }) => sum + (flags[rule.id] ?? 0), 0),
      draft: state,
      words: wordsOf(
        point,
        language,
        rules.map(({ rule }) => rule.id),
      ),
    };
  });
  lines.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const trees: LibraryView['trees'] = {};
  for (const { tree } of lines) trees[tree] = (trees[tree] ?? 0) + 1;
  const usedPosts = new Set(points.flatMap((p) => p.posts));
  return {
    points: lines,
    trees,
    powers: [...new Set(points.map((p) => p.power))],
    posts: [...usedPosts].map((id) => ({ id, title: posts[id]?.[language] ?? id })),
    changed: changedPoints(packs, scores).length,
    pack: listed(
      language,
      packs.flatMap((pack) => (pack.riskPoints.length ? [`${pack.id} ${pack.version}`] : [])),
    ),
  };
}

const wordsOf = (point: RiskPoint, language: Language, rules: string[]): string =>
  [point.id, point.title[language], point.behaviour[language], ...point.measures.map((m) => m[language]), ...rules]
    .join('\n')
    .toLowerCase();

export function pointView(shelf: Shelf, id: string): PointView | undefined {
  const { packs, scores, language } = shelf;
  const line = libraryView(shelf)?.points.find((p) => p.id === id);
  const settings = settingsOf(packs);
  const point = pointsOf(packs).find((p) => p.id === id);
  if (!line || !point || !settings) return undefined;
  const state = sheetState(sheetsOf(scores, id));
  const { source } = point;
  return {
    line,
    behaviour: point.behaviour[language],
    measures: point.measures.map((m) => m[language]),
    source: {
      title: source.title[language],
      ...(source.article ? { article: source.article } : {}),
      ...(source.origin ? { origin: source.origin } : {}),
    },
    ...(point.note ? { note: point.note[language] } : {}),
    rules: guarding(packs, point).map(({ pack, rule }) => {
      const level = pack.scheme.levels.find((l) => l.key === rule.level);
      return {
        id: rule.id,
        pack: pack.id,
        title: rule.title[language],
        level: { mark: level?.mark ?? 'blue', word: level?.label[language] ?? rule.level },
      };
    }),
    templates: point.ruleTemplates,
    toWrite: point.rulesToWrite,
    pack: figuresOf(point),
    sheets: sheetsOf(scores, id)
      .sort((a, b) => b.seq - a.seq)
      .map(({ person, at, joint, evidence, scores: own, impact, frequency }) => ({
        ...own,
        impact,
        frequency,
        person,
        name: scores.names[person] ?? person,
        at,
        joint: joint ?? false,
        evidence,
      })),
    apart: state.kind === 'apart' ? state.dimensions : [],
    ...(scores.reader ? { reader: scores.reader.id } : {}),
    impacts: withOwn(IMPACTS, point.impact),
    frequencies: withOwn([...settings.frequency.map((band) => band.value), settings.frequencyTop], point.frequency),
  };
}
const withOwn = (steps: readonly number[], own: number): number[] =>
  [...new Set([...steps, own])].sort((a, b) => a - b);

export const measuredOf = (exercises: readonly Exercise[], now: number, settings: Settings) => {
  const aMonth = exercisesAMonth(exercises, now);
  return aMonth === undefined
    ? { kind: 'none' as const }
    : {
        kind: 'measured' as const,
        acts: exercises.length,
        aMonth: rounded(aMonth, 1),
        frequency: frequencyCoefficient(aMonth, settings),
      };
};

/** Points whose agreed figures are not the pack's, with what changes. */
export function changedPoints(
  packs: readonly Pack[],
  scores: ScoresView,
): { point: RiskPoint; before: Figures; after: Figures }[] {
  const points = pointsOf(packs);
  const agreed = agreedFigures(points, scores);
  return points.flatMap((point) => {
    const before = figuresOf(point);
    const after = agreed.get(point.id);
    return after && KEYS.some((key) => after[key] !== before[key]) ? [{ point, before, after }] : [];
  });
}
export const KEYS = [...DIMENSIONS, 'impact', 'frequency'] as const;
