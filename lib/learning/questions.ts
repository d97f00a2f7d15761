// Questions out of the library's own words: what prevents a risk, which risk a conduct is, what a reminder is for, what to check
// and what to do first. Wrong answers are true of something else in the same business, never invented.
import type { RiskPoint, Rule, Text } from '@/lib/model';
import { drawn } from './draw';
import { alike } from './alike';
import { pointsOf } from './points';

const KINDS = ['prevent', 'recognise', 'purpose', 'check', 'first'] as const;
export type QuestionKind = (typeof KINDS)[number];

export interface Question {
  /** `prevent:cr-contract-blank`: kept by the journal. */
  id: string;
  kind: QuestionKind;
  ask: Text;
  /** Three or four, one of them right. */
  options: Text[];
  right: number;
  /** The point that the answer is explained by. */
  point: string;
}
export interface Known {
  points: readonly RiskPoint[];
  rules: readonly Pick<Rule, 'id' | 'title' | 'sentence' | 'checks' | 'back' | 'riskPoints' | 'status'>[];
}
type KnownRule = Known['rules'][number];

const ASK: Record<QuestionKind, Text> = {
  prevent: { zh: '“{x}”，应当怎样防？', en: 'How is this prevented: “{x}”?' },
  recognise: { zh: '“{x}”，这是哪个风险点？', en: '“{x}” Which risk point is this?' },
  purpose: { zh: '屏上提示“{x}”，防的是什么？', en: 'The screen says “{x}”. What does it prevent?' },
  check: { zh: '出现“{x}”的提醒，继续办理前核对什么？', en: 'The reminder is “{x}”. What is checked before going on?' },
  first: { zh: '“{x}”的提醒属实，先做什么？', en: 'The reminder “{x}” is right. What comes first?' },
};
const FEWEST_OPTIONS = 3;
const OPTIONS = 4;

/** Every question for these posts, in the order of the points' gravity; `seed` decides wrong answers and their places. */
export function questionsOf(known: Known, posts: readonly string[], seed: string): Question[] {
  const own = pointsOf(known.points, posts);
  const live = known.rules.filter((rule) => rule.status === 'active');
  return own.flatMap((point) => [
    ...ofPoint(point, known.points, seed),
    ...live
      .filter((rule) => rule.riskPoints[0] === point.id)
      .flatMap((rule) => ofRule(rule, point, { points: known.points, rules: live }, seed)),
  ]);
}

function ofPoint(point: RiskPoint, points: readonly RiskPoint[], seed: string): Question[] {
  const others = near(point, points);
  return [
    made('prevent', point.id, point.id, point.title, { of: point, text: remedyOf }, others, seed),
    made('recognise', point.id, point.id, bare(point.behaviour), { of: point, text: (p) => p.title }, others, seed),
  ].flatMap((question) => question ?? []);
}

function ofRule(rule: KnownRule, point: RiskPoint, { points, rules }: Known, seed: string): Question[] {
  const domainOf = (one: KnownRule): string | undefined => points.find(({ id }) => id === one.riskPoints[0])?.domain;
  // A rule that serves the same point would be right too.
  const others = rules.filter(
    (one) => domainOf(one) === point.domain && !one.riskPoints.some((id) => rule.riskPoints.includes(id)),
  );
  const about = (kind: QuestionKind, said: Text, text: (one: KnownRule) => Text | undefined): Question | undefined =>
    made(kind, rule.id, point.id, said, { of: rule, text }, others, seed);
  return [
    about('purpose', unfilled(rule.sentence), (one) => one.title),
    about('check', rule.title, ({ checks }) => (checks.length ? joined(checks.map(({ text }) => text)) : undefined)),
    about('first', rule.title, ({ back }) => back),
  ].flatMap((question) => question ?? []);
}

/** Points of the same business, and where that is small, of the same kind of power. */
function near(point: RiskPoint, points: readonly RiskPoint[]): RiskPoint[] {
  const others = points.filter((one) => one.id !== point.id);
  const same = others.filter(({ domain }) => domain === point.domain);
  return same.length >= OPTIONS ? same : others.filter(({ tree }) => tree === point.tree);
}

/** Undefined where the library has too few wrong answers that are surely wrong. */
function made<T extends { id: string }>(
  kind: QuestionKind,
  about: string,
  point: string,
  said: Text,
  answer: { of: T; text: (one: T) => Text | undefined },
  others: readonly T[],
  seed: string,
): Question | undefined {
  const right = answer.text(answer.of);
  if (!right) return undefined;
  const id = `${kind}:${about}`;
  const wrong: Text[] = [];
  for (const other of drawn(others, `${seed}/${id}`, (one) => one.id)) {
    const text = answer.text(other);
    // Too near to the right answer, to what is asked, or to one that stands already: it might be right as well.
    if (text && ![right, said, ...wrong].some((one) => alike(one, text))) wrong.push(text);
    if (wrong.length === OPTIONS - 1) break;
  }
  if (wrong.length < FEWEST_OPTIONS - 1) return undefined;
  const options = drawn([right, ...wrong], `${seed}/${id}/places`, (text) => text.zh);
  return { id, kind, ask: filled(ASK[kind], said), options, right: options.indexOf(right), point };
}

const remedyOf = ({ measures }: RiskPoint): Text | undefined => (measures.length ? joined(measures) : undefined);
const joined = (texts: readonly Text[]): Text => ({
  zh: texts.map(({ zh }) => zh).join('；'),
  en: texts.map(({ en }) => en).join('; '),
});
const filled = (ask: Text, x: Text): Text => ({
  zh: ask.zh.replace('{x}', () => x.zh),
  en: ask.en.replace('{x}', () => x.en),
});
/** Without its full stop: it stands between quotation marks. */
const bare = ({ zh, en }: Text): Text => ({ zh: zh.replace(/[。；]$/, ''), en });
/** A sentence without the figures of a matter. */
const unfilled = ({ zh, en }: Text): Text => ({
  zh: zh.replace(/\{[^}]+\}/g, '××'),
  en: en.replace(/\{[^}]+\}/g, '…'),
});
