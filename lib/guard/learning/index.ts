// The clerk's learning, worker side: the day's card, the quarter's quiz, the post's exam. It opens nothing by itself, waits while
// a hold stands, and shows results to nobody but who has them.
import { cardOf, EXAM, need, paperOf, quarterOf, questionsOf, QUIZ } from '@/lib/learning';
import type { Known, Question } from '@/lib/learning';
import type { MessageBody } from '@/lib/messages';
import type { LearningReplies } from '@/lib/messages/learning';
import type { LearningAnswered, LearningView, PaperKind, ResultView, RunView } from '@/lib/messages/learning-views';
import type { Language, LearningBody, Person, RiskPoint } from '@/lib/model';
import { dateOf, dayAt } from '@/lib/rules/days';
import type { Library } from '@/lib/packs';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import { cardPoint } from '../day/card';
import { riskPoints } from '../library';
import type { Sitting } from '../day/who';
import type { InForce } from '../deps';
import type { Recorder } from '../recorder';
import { clerkView } from '../views/lists';
import { createProgress } from './progress';
import { createRuns, isOver } from './runs';
import type { Run } from './runs';

interface Deps {
  platform: Platform;
  store: Store;
  recorder: Recorder;
  inForce(): Promise<InForce>;
  language(): Promise<Language>;
  sits(): Promise<Sitting>;
  /** Holds that stand in pages. */
  waits(): Promise<number>;
}
type Wide<N extends keyof LearningReplies> = Promise<LearningReplies[N]>;

/** Who learns, and everything that is asked from. */
interface On {
  person: Person;
  sitting: Sitting;
  library: Library;
  points: RiskPoint[];
  known: Known;
  language: Language;
  now: number;
}

export function createLearning(deps: Deps) {
  const { platform, store, recorder } = deps;
  const runs = createRuns(store);
  const progress = createProgress(store);

  async function on(): Promise<On | Exclude<LearningView, { kind: 'learning' }>> {
    const [sitting, { library }, language] = await Promise.all([deps.sits(), deps.inForce(), deps.language()]);
    const { person } = sitting;
    if (!person) return { kind: 'nobody', language };
    const points = await riskPoints(deps);
    if (!cardOf(points, person.posts, 0)) return { kind: 'no_posts', language };
    const known = { points, rules: library.rules };
    return { person, sitting, library, points, known, language, now: platform.clock.now() };
  }

  const packsOf = ({ library }: On): string[] => library.packs.map(({ id, version }) => `${id}@${version}`);
  const dayKey = ({ now }: On): string => dateOf(now);
  const cardNow = ({ points, person, now }: On): RiskPoint | undefined => cardOf(points, person.posts, dayAt(now));

  /** The day's question is about the day's card. */
  function questionNow(here: On): Question | undefined {
    const point = cardNow(here);
    const [question] = paperOf(
      questionsOf(here.known, here.person.posts, dayKey(here)).filter((one) => one.point === point?.id),
      { of: 1, share: 1 },
      dayKey(here),
    );
    return question;
  }

  async function view(): Promise<LearningView> {
    const here = await on();
    if ('kind' in here) return here;
    const { person, sitting, library, language, now } = here;
    const [done, run, waits] = await Promise.all([progress.of(person.id), runs.of(person.id), deps.waits()]);
    const point = cardNow(here);
    const clerk = clerkView(library, person, sitting.login, language);
    if (!point || !clerk) return { kind: 'no_posts', language };
    const question = questionNow(here);
    const quiz = sizeOf('quiz', here, person.posts);
    const last = done.quizzes.find(({ period }) => period === quarterOf(now));
    return {
      kind: 'learning',
      language,
      clerk,
      waits,
      card: {
        point: cardPoint(point, library, language),
        done: done.cards.some(({ period }) => period === dayKey(here)),
        days: done.cards.length,
        ...(question ? { question: asked(question, language) } : {}),
      },
      quiz: { period: quarterOf(now), ...quiz, ...(last ? { last: last.taken } : {}) },
      exams: person.posts
        .map((post) => {
          const taken = done.exams.filter((one) => one.post === post);
          const passed = taken.findLast(({ taken: { passed: is } }) => is);
          return {
            post,
            postName: library.posts[post]?.[language] ?? post,
            ...sizeOf('exam', here, [post]),
            ...(taken[0] ? { last: taken[0].taken } : {}),
            ...(passed
              ? { passed: { at: passed.taken.at, packs: passed.packs.join(language === 'zh' ? '、' : ', ') } }
              : {}),
          };
        })
        .filter(({ questions }) => questions > 0),
      mayExam: mayExam(here),
      ...(run && isOpen(run, here) ? { run: runView(run, here) } : {}),
    };
  }

  async function start({ kind, post }: MessageBody<'learning.start'>): Wide<'learning.start'> {
    const here = await on();
    if ('kind' in here) return { ok: false, why: 'gone' };
    if (await deps.waits()) return { ok: false, why: 'waits' };
    if (kind === 'exam' && !mayExam(here)) return { ok: false, why: 'sign_in' };
    if (kind === 'exam' && !(post && here.person.posts.includes(post))) return { ok: false, why: 'gone' };
    const open = await runs.of(here.person.id);
    if (open && isOpen(open, here) && open.kind === kind && open.post === post)
      return { ok: true, run: runView(open, here) };
    const run = draw(kind, post, here);
    if (!run.questions.length) return { ok: false, why: 'gone' };
    await runs.put(run);
    return { ok: true, run: runView(run, here) };
  }

  function draw(kind: PaperKind, post: string | undefined, here: On): Run {
    const { person, known, now } = here;
    const posts = post ? [post] : person.posts;
    const seed = `${kind}/${person.id}/${now}`;
    const size = kind === 'exam' ? EXAM : QUIZ;
    return {
      kind,
      person: person.id,
      period: kind === 'quiz' ? quarterOf(now) : dayKey(here),
      packs: packsOf(here),
      questions: paperOf(questionsOf(known, posts, seed), size, seed),
      answers: [],
      ...(post === undefined ? {} : { post }),
    };
  }

  async function answer({ question, option }: MessageBody<'learning.answer'>): Promise<LearningAnswered> {
    const here = await on();
    if ('kind' in here) return { ok: false, why: 'gone' };
    if (await deps.waits()) return { ok: false, why: 'waits' };
    const run = await runs.of(here.person.id);
    if (run && isOpen(run, here) && run.questions[run.answers.length]?.id === question) return goOn(run, option, here);
    return onCard(question, option, here);
  }

  async function goOn(run: Run, option: number, here: On): Promise<LearningAnswered> {
    const question = run.questions[run.answers.length];
    if (!question?.options[option]) return { ok: false, why: 'gone' };
    const next = { ...run, answers: [...run.answers, option] };
    const told = run.kind === 'quiz' ? { told: toldOf(question, option, here) } : {};
    if (!isOver(next)) {
      await runs.put(next);
      return { ok: true, ...told, run: runView(next, here) };
    }
    const result = resultOf(next, here);
    const body: LearningBody = {
      learning: run.kind,
      period: run.period,
      packs: run.packs,
      ...(run.post ? { post: run.post } : {}),
      ...(result.passed ? { passed: true } : {}),
    };
    const wrong = result.mistakes.map((mistake) => mistake.question.id);
    if (
      !(await written(
        here,
        body,
        run.questions.map(({ id }) => id),
        wrong,
      ))
    )
      return { ok: false, why: 'not_written' };
    await runs.drop(here.person.id);
    return { ok: true, ...told, result };
  }

  async function onCard(id: string, option: number, here: On): Promise<LearningAnswered> {
    const question = questionNow(here);
    if (!question || question.id !== id || !question.options[option]) return { ok: false, why: 'gone' };
    const told = toldOf(question, option, here);
    const { cards } = await progress.of(here.person.id);
    const body: LearningBody = { learning: 'card', period: dayKey(here), packs: packsOf(here) };
    const isNew = !cards.some(({ period }) => period === dayKey(here));
    if (isNew && !(await written(here, body, [id], option === question.right ? [] : [id])))
      return { ok: false, why: 'not_written' };
    return { ok: true, told };
  }

  /** Recorded before it is told. */
  async function written({ person }: On, body: LearningBody, of: string[], wrong: string[]): Promise<boolean> {
    const seq = await recorder.write([{ kind: 'learning', body, parts: { person: person.id, result: { of, wrong } } }]);
    if (seq === undefined) return false;
    await progress.add(person.id, body, seq);
    return true;
  }

  return { view, start, answer };
}
export type Learning = ReturnType<typeof createLearning>;

/** One's own PIN, or the person the bureau's policy names for this desk; a page's log-in name may be a colleague's. */
const mayExam = ({ sitting }: On): boolean => sitting.login === undefined;

/** A quiz of another quarter, or one that names a post its clerk no longer holds, is over. */
const isOpen = (run: Run, { now, person }: On): boolean =>
  run.kind === 'quiz' ? run.period === quarterOf(now) : person.posts.includes(run.post ?? '');

function sizeOf(kind: PaperKind, { known }: On, posts: readonly string[]): { questions: number; need: number } {
  const size = kind === 'exam' ? EXAM : QUIZ;
  const questions = Math.min(size.of, questionsOf(known, posts, '').length);
  return { questions, need: need(questions, size) };
}

const asked = ({ id, ask, options }: Question, language: Language) => ({
  id,
  ask: ask[language],
  options: options.map((option) => option[language]),
});

const postNameOf = (run: Run, { library, language }: On) =>
  run.post ? { postName: library.posts[run.post]?.[language] ?? run.post } : {};

function runView(run: Run, here: On): RunView {
  const n = run.answers.length;
  const question = run.questions[n];
  if (!question) throw new Error('a paper that is over is not kept');
  return {
    kind: run.kind,
    n: n + 1,
    of: run.questions.length,
    question: asked(question, here.language),
    ...postNameOf(run, here),
  };
}

function toldOf(question: Question, chosen: number, { points, library, language }: On) {
  const point = points.find(({ id }) => id === question.point);
  const card = point && cardPoint(point, library, language);
  return {
    question: asked(question, language),
    chosen,
    right: question.right,
    title: card?.title ?? '',
    behaviour: card?.behaviour ?? '',
    measures: card?.measures ?? [],
    source: card?.source ?? '',
  };
}

function resultOf(run: Run, here: On): ResultView {
  const mistakes = run.questions.flatMap((question, i) =>
    run.answers[i] === question.right ? [] : [toldOf(question, run.answers[i] ?? -1, here)],
  );
  const of = run.questions.length;
  const right = of - mistakes.length;
  const wanted = need(of, run.kind === 'exam' ? EXAM : QUIZ);
  return { kind: run.kind, right, of, need: wanted, passed: right >= wanted, mistakes, ...postNameOf(run, here) };
}
