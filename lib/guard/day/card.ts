import { pointsOf } from '@/lib/learning';
import type { CardPoint, CardView, OverlayView } from '@/lib/messages/views';
import type { Language, LevelMark, RiskPoint } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { Sitting } from './who';

export function cardView(input: {
  library: Library;
  points: readonly RiskPoint[];
  sitting: Sitting;
  today: OverlayView;
  now: number;
}): CardView {
  const { library, points, sitting, today, now } = input;
  const { language } = today;
  const posts = sitting.person?.posts ?? [];
  const unit = sitting.person?.unit;
  const [due] = today.deadlines;
  return {
    language,
    at: now,
    points: pointsOf(points, posts).map((point) => cardPoint(point, library, language)),
    todo: today.todo.length,
    ...(today.clerk ? { clerk: today.clerk } : {}),
    ...(due ? { due: { at: due.due, what: due.what } } : {}),
    ...(today.pack ? { pack: today.pack } : {}),
    ...(unit ? { unit: { name: unit, posts: unitPosts(input, unit, language) } } : {}),
  };
}

function unitPosts(
  { library, points }: { library: Library; points: readonly RiskPoint[] },
  unit: string,
  language: Language,
) {
  const posts = new Set(library.staff.filter((person) => person.unit === unit).flatMap((person) => person.posts));
  return [...posts].map((post) => ({
    id: post,
    name: library.posts[post]?.[language] ?? post,
    points: pointsOf(points, [post]).map((point) => cardPoint(point, library, language)),
  }));
}

/** A risk point in the desk's language. */
export function cardPoint(point: RiskPoint, library: Library, language: Language): CardPoint {
  return {
    id: point.id,
    level: levelOf(point.severity, library, language),
    title: point.title[language],
    behaviour: point.behaviour[language],
    measures: point.measures.map((measure) => measure[language]),
    source: [point.source.title[language], point.source.article].filter(Boolean).join(' '),
  };
}

/** A point's gravity 1–3 on the bureau's own scale: lightest, middle, gravest. */
function levelOf(severity: number, { scheme }: Library, language: Language): LevelMark {
  const levels = [...scheme.levels].sort((a, b) => a.severity - b.severity);
  const level = levels[Math.round(((severity - 1) / 2) * (levels.length - 1))];
  return { mark: level?.mark ?? 'yellow', word: level?.label[language] ?? '' };
}
