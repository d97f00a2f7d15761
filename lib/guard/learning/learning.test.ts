import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RiskPoint } from '@/lib/model';
import type { LearningAnswered, RunView } from '@/lib/messages/learning-views';
import type { FakeBrowser } from '@/tests/support/guard';
import { aBrowser, anEvent, aPack, aWorker } from '@/tests/support/guard';

const text = (zh: string) => ({ zh, en: `en ${zh}` });
/** Two letters of its own for each point, so that no two texts are alike. */
const own = (i: number): string => String.fromCodePoint(0x4e00 + i * 40, 0x4e01 + i * 40, 0x4e02 + i * 40);
const points = Array.from(
  { length: 14 },
  (_, i): RiskPoint => ({
    id: `p-${String.fromCodePoint(97 + i)}`,
    domain: 'tax',
    power: 'relief',
    tree: 'enforcement',
    posts: ['hall', ...(i < 6 ? ['approver'] : [])],
    title: text(`题${own(i)}`),
    behaviour: text(`行${own(i + 20)}`),
    measures: [text(`措${own(i + 40)}`)],
    scores: { discretion: 2, transparency: 2, reviewability: 2, constraint: 2 },
    impact: 1,
    frequency: 1,
    severity: 2,
    source: { title: text('来源') },
    rules: [],
    ruleTemplates: [],
    rulesToWrite: [],
  }),
);
const PACK = aPack({ riskPoints: points });
const PIN = '482915';
let name: string;
let browser: FakeBrowser;
let worker: ReturnType<typeof aWorker>;
let count = 0;

beforeEach(() => {
  name = `learning-${count++}`;
  browser = aBrowser([PACK]);
  worker = aWorker(browser, name);
});
afterEach(async () => {
  worker.store.close();
  await Dexie.delete(name);
});

const signIn = async (person: string) => {
  await worker.own('pin.set', { person, pin: PIN });
  await worker.own('desk.signIn', { person, pin: PIN });
};
const onPage = (login: string) =>
  worker.page('page.state', {
    adapter: 'tax-old',
    page: 'relief',
    state: 'recognised',
    fieldsNamed: 1,
    fieldsRead: 1,
    login,
    anchorsMissing: [],
  });
const view = async () => {
  const seen = await worker.own('view.learning', {});
  if (seen.kind !== 'learning') throw new Error(seen.kind);
  return seen;
};
/** The right option, which only the library knows: the measure with the title's place in the list, or the title. */
const rightOf = (run: Pick<RunView['question'], 'id' | 'options'>): number => {
  const point = points.find(({ id }) => run.id.endsWith(`:${id}`));
  const right = run.id.startsWith('prevent') ? point?.measures[0]?.zh : point?.title.zh;
  return run.options.indexOf(right ?? '');
};
async function answerAll(kind: 'quiz' | 'exam', wrong = 0, post?: string) {
  const begun = await worker.own('learning.start', { kind, ...(post ? { post } : {}) });
  if (!begun.ok) throw new Error(begun.why);
  let run: RunView = begun.run;
  let left = wrong;
  for (;;) {
    const right = rightOf(run.question);
    const option = left-- > 0 ? (right + 1) % run.question.options.length : right;
    const done: LearningAnswered = await worker.own('learning.answer', { question: run.question.id, option });
    if (!done.ok) throw new Error(done.why);
    if (done.result) return done.result;
    if (!done.run) throw new Error('neither a question nor a result');
    run = done.run;
  }
}
async function learnt() {
  const bodies: { body: Record<string, unknown>; parts: string[] }[] = [];
  for await (const { skeleton, parts } of worker.store.journal.walk())
    if (skeleton.kind === 'learning') bodies.push({ body: skeleton.body, parts: Object.keys(parts) });
  return bodies;
}

it('nobody known is asked nothing', async () => {
  expect(await worker.own('view.learning', {})).toEqual({ kind: 'nobody', language: 'zh' });
});

it('the day’s card is answered once a day and recorded; the right answer comes after it', async () => {
  await onPage('wangmin');
  const { card } = await view();
  const question = card.question ?? { id: '', options: [] };

  const told = await worker.own('learning.answer', { question: question.id, option: 0 });
  await worker.own('learning.answer', { question: question.id, option: 1 });
  const after = await view();

  expect(JSON.stringify(card.question)).not.toContain('right');
  expect(told).toMatchObject({ ok: true, told: { chosen: 0, right: rightOf(question), title: card.point.title } });
  expect(after.card).toMatchObject({ done: true, days: 1 });
  expect(await learnt()).toEqual([
    { body: { learning: 'card', period: '2026-09-21', packs: ['test@1'] }, parts: ['person', 'result'] },
  ]);
});

it('a quiz says after each answer what was right, and is recorded when it is over', async () => {
  await onPage('wangmin');

  const result = await answerAll('quiz', 2);

  expect(result).toMatchObject({ right: 8, of: 10, need: 8, passed: true });
  expect(result.mistakes).toHaveLength(2);
  expect((await view()).quiz).toMatchObject({ period: '2026-Q3', last: { right: 8, of: 10, passed: true } });
  expect((await learnt())[0]?.body).toEqual({
    learning: 'quiz',
    period: '2026-Q3',
    packs: ['test@1'],
    passed: true,
  });
});

it('how many were right stands in a personal part only', async () => {
  await onPage('wangmin');
  await answerAll('quiz', 5);

  const [{ body } = { body: {} }] = await learnt();

  expect(body).not.toHaveProperty('passed');
  expect(JSON.stringify(body)).not.toMatch(/right|wrong|result/);
});

it('the exam wants one’s own sign-in, a post of one’s own, and tells at the end', async () => {
  await onPage('wangmin');
  expect(await worker.own('learning.start', { kind: 'exam', post: 'hall' })).toEqual({ ok: false, why: 'sign_in' });
  await signIn('wangmin');
  expect(await worker.own('learning.start', { kind: 'exam', post: 'approver' })).toEqual({ ok: false, why: 'gone' });

  const begun = await worker.own('learning.start', { kind: 'exam', post: 'hall' });
  const first = begun.ok && (await worker.own('learning.answer', { question: begun.run.question.id, option: 0 }));

  expect(first).toMatchObject({ ok: true, run: { n: 2, of: 20 } });
  expect(first).not.toHaveProperty('told');
});

it('an exam that was passed stays passed when a later one is not', async () => {
  await signIn('wangmin');

  await answerAll('exam', 0, 'hall');
  browser.time += 86_400_000;
  await signIn('wangmin');
  await answerAll('exam', 20, 'hall');

  const [exam] = (await view()).exams;
  expect(exam).toMatchObject({ last: { right: 0, passed: false }, passed: { packs: 'test@1' } });
});

it('a paper that was left goes on where it stood, after the worker was killed too', async () => {
  await signIn('wangmin');
  const begun = await worker.own('learning.start', { kind: 'quiz' });
  const question = begun.ok ? begun.run.question.id : '';
  await worker.own('learning.answer', { question, option: 0 });
  worker.store.close();
  worker = aWorker(browser, name);

  const { run } = await view();
  const again = await worker.own('learning.start', { kind: 'quiz' });

  expect(run).toMatchObject({ kind: 'quiz', n: 2, of: 10 });
  expect(again).toEqual({ ok: true, run });
  expect(await worker.own('learning.answer', { question, option: 1 })).toEqual({ ok: false, why: 'gone' });
});

it('waits while a hold stands, and goes on after it', async () => {
  await onPage('wangmin');
  const begun = await worker.own('learning.start', { kind: 'quiz' });
  const question = begun.ok ? begun.run.question.id : '';
  const event = anEvent({ login: 'wangmin', at: browser.time });
  await worker.page('act.decide', { event, carries: false, mode: 'held' });
  await expect.poll(async () => (await view()).waits).toBe(1);

  expect(await worker.own('learning.answer', { question, option: 0 })).toEqual({ ok: false, why: 'waits' });
  expect(await worker.own('learning.start', { kind: 'quiz' })).toEqual({ ok: false, why: 'waits' });
  await worker.page('act.answer', { event: event.id, answer: { kind: 'back' } });

  expect(await worker.own('learning.answer', { question, option: 0 })).toMatchObject({ ok: true });
});

it('one clerk’s progress is not the next one’s', async () => {
  await onPage('wangmin');
  await answerAll('quiz');
  await onPage('zhaolei');

  const { quiz, card, run } = await view();

  expect([quiz.last, card.days, run]).toEqual([undefined, 0, undefined]);
});

it('opens nothing by itself', async () => {
  await onPage('wangmin');
  await answerAll('quiz');
  worker.wakes.alarm('tidy');
  worker.wakes.idle('idle');
  browser.time += 86_400_000;
  await onPage('wangmin');

  expect(browser.windowsOpened.filter((path) => path.includes('learning'))).toEqual([]);
  expect(browser.notified).toEqual([]);
});
