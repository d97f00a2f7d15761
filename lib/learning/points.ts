import type { RiskPoint } from '@/lib/model';
import { drawn } from './draw';

/** Points that everybody's post has. */
const ANY_POST = 'any';
/** A post with fewer points of its own is told those of every post too. */
const FEW = 4;

/** Points of these posts: gravest first; with equal gravity the one that weighs more. */
export function pointsOf(points: readonly RiskPoint[], posts: readonly string[]): RiskPoint[] {
  const own = points.filter((point) => point.posts.some((post) => posts.includes(post)));
  const all = points.filter((point) => point.posts.includes(ANY_POST) && !own.includes(point));
  return [...own, ...(own.length < FEW ? all : [])].sort((a, b) => b.severity - a.severity || weight(b) - weight(a));
}
const weight = ({ scores, impact, frequency }: RiskPoint): number =>
  Object.values(scores).reduce((sum, score) => sum + score, 0) * impact * frequency;

/** The card of a day: every point of the posts comes once before one comes again. `day`: civil days since 1970. */
export function cardOf(points: readonly RiskPoint[], posts: readonly string[], day: number): RiskPoint | undefined {
  const list = pointsOf(points, posts);
  if (!list.length) return undefined;
  const round = Math.floor(day / list.length);
  return drawn(list, `card/${round}/${[...posts].sort().join()}`, ({ id }) => id)[day % list.length];
}
