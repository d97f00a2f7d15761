import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeBrowser } from '@/tests/support/guard';
import { aBrowser, anEvent, aPack, aRule, aWorker, RELIEF } from '@/tests/support/guard';

const text = (zh: string) => ({ zh, en: zh });
const TERM = {
  field: 'until',
  what: text('听证申请期满'),
  days: 5,
  unit: 'workday' as const,
  until: ['relief.approve'],
};
const PACK = aPack({
  actions: [
    {
      ...RELIEF,
      deadlines: [TERM],
      fields: { ...RELIEF.fields, until: { type: 'date', label: text('送达日'), optional: true } },
    },
  ],
});
let name: string;
let browser: FakeBrowser;
let worker: ReturnType<typeof aWorker>;
let count = 0;

beforeEach(() => {
  name = `day-${count++}`;
  browser = aBrowser([PACK]);
  worker = aWorker(browser, name);
});
afterEach(async () => {
  worker.store.close();
  await Dexie.delete(name);
});

const state = (login: string) =>
  worker.page('page.state', {
    adapter: 'tax-old',
    page: 'relief',
    state: 'recognised',
    fieldsNamed: 1,
    fieldsRead: 1,
    login,
    anchorsMissing: [],
  });
const hold = async (login = 'wangmin') => {
  await state(login);
  const event = anEvent({ login, at: browser.time });
  await worker.page('act.decide', { event, carries: false, mode: 'held' });
  return event;
};
const overlay = () => worker.own('view.overlay', {});

describe('what waits', () => {
  it('a hold waits while it stands, and its page can be brought up', async () => {
    const event = await hold();

    const { todo, counts } = await overlay();
    await worker.own('overlay.open', { what: 'act', id: event.id });

    expect(todo).toMatchObject([{ event: event.id, kind: 'hold', canOpen: true }]);
    expect(counts).toEqual({ acts: 1, flags: 1, pages: 1 });
    expect(browser.fronted).toEqual(['tab 7']);
  });

  it('going back is told to the frames of the tab, where the dialog answers', async () => {
    const event = await hold();

    await worker.own('overlay.answer', { event: event.id, kind: 'back' });

    expect(browser.sent.at(-1)).toEqual({
      tab: 7,
      frame: undefined,
      message: { hulan: 1, name: 'hold.back', body: { id: event.id } },
    });
  });

  it('nothing waits once the hold was answered, or its tab is gone', async () => {
    const answered = await hold();
    await worker.page('act.answer', { event: answered.id, answer: { kind: 'back' } });
    expect((await overlay()).todo).toEqual([]);

    await hold();
    worker.wakes.tabGone(7);
    await expect.poll(async () => (await overlay()).todo).toEqual([]);
  });

  it('a worker that was killed knows which hold stands', async () => {
    const event = await hold();
    await expect.poll(async () => worker.store.memory.get('standing')).toHaveLength(1);
    worker.store.close();
    worker = aWorker(browser, name);

    expect((await overlay()).todo).toMatchObject([{ event: event.id }]);
  });

  it('an acknowledgement is given in the overlay', async () => {
    browser = aBrowser([{ ...PACK, rules: [aRule({ id: 'note', ask: 'acknowledge' })] }]);
    worker.store.close();
    worker = aWorker(browser, name);
    const event = await hold();
    expect((await overlay()).todo).toMatchObject([{ kind: 'acknowledge' }]);

    await worker.own('overlay.answer', { event: event.id, kind: 'acknowledge' });

    expect((await overlay()).todo).toEqual([]);
  });
});

describe('who sits here', () => {
  it('nothing of one clerk is shown to the next', async () => {
    await hold('wangmin');
    await state('zhaolei');

    const { todo, today, counts, clerk } = await overlay();

    expect(clerk?.name).toBe('赵磊');
    expect([todo, today]).toEqual([[], []]);
    expect(counts.acts).toBe(0);
  });

  it('yesterday’s page does not say who sits here today', async () => {
    await state('wangmin');
    browser.time += 24 * 3_600_000;

    expect((await overlay()).clerk).toBeUndefined();
  });

  it('a sign-in with one’s own PIN counts more than the page, says so, and ends with the day', async () => {
    await worker.own('pin.set', { person: 'sunli', pin: '482915' });
    await state('wangmin');
    await worker.own('desk.signIn', { person: 'sunli', pin: '482915' });

    const signedIn = await overlay();
    browser.time += 24 * 3_600_000;

    expect([signedIn.clerk?.name, signedIn.otherLogin]).toEqual(['孙丽', 'wangmin']);
    expect((await overlay()).clerk).toBeUndefined();
  });

  it('a shift is written down once a day and person', async () => {
    await state('wangmin');

    await worker.own('shift.start', { surface: 'pip' });
    await worker.own('shift.start', { surface: 'window' });

    const kinds: string[] = [];
    for await (const entry of worker.store.journal.walk()) kinds.push(entry.skeleton.kind);
    expect(kinds.filter((kind) => kind === 'sign_in')).toHaveLength(1);
    expect((await overlay()).shift.since).toBe(browser.time);
  });

  it('own words are taken on own acts only', async () => {
    await hold('wangmin');
    const [line] = (await worker.own('view.mine', { limit: 10 })).lines;
    const seq = line?.seq ?? -1;

    const mine = await worker.own('mine.note', { seq, kind: 'report', rule: 'big-relief', text: '资料齐全' });
    const after = await worker.own('view.mine', { limit: 10 });
    await state('zhaolei');
    const others = await worker.own('mine.note', { seq, kind: 'statement', text: '不是我的' });

    expect(mine).toEqual({ ok: true });
    expect(after.lines[0]?.notes).toMatchObject([{ kind: 'report', text: '资料齐全', rule: 'big-relief' }]);
    expect(others).toEqual({ ok: false, why: 'not_yours' });
  });
});

describe('deadlines', () => {
  const seen = (until: string) =>
    worker.page('deadline.seen', {
      action: 'relief.approve',
      login: 'wangmin',
      fields: { case_no: { kind: 'read', value: 'HJ-2026-9' }, until: { kind: 'read', value: until } },
    });
  /** The fake clock starts on 21 September 2026. */
  const served = (daysAgo: number): string => new Date(browser.time - daysAgo * 86_400_000).toISOString().slice(0, 10);

  it('a page’s term is counted in working days and shown to its clerk', async () => {
    await state('wangmin');
    await seen(served(0));

    const [due] = (await overlay()).deadlines;

    expect(due).toMatchObject({ what: '听证申请期满', matter: 'HJ-2026-9', canOpen: true });
    expect((due?.near ?? 0) > browser.time).toBe(true);
  });

  it('is said by the desktop once where no overlay stands, and stands on the icon', async () => {
    await state('wangmin');
    await worker.own('shift.start', { surface: 'window' });
    await worker.own('overlay.stands', { where: 'none' });
    await seen(served(20));

    worker.wakes.alarm('tidy');
    worker.wakes.alarm('tidy');

    await expect.poll(() => browser.notified.map(({ title }) => title)).toEqual(['听证申请期满：已过期限']);
    await expect.poll(() => browser.badges.get(undefined)).toBe('1');
  });

  it('is over when the act that ends it went through', async () => {
    await state('wangmin');
    await seen(served(0));
    const event = anEvent({ login: 'wangmin', at: browser.time });
    const fields = { ...event.fields, case_no: { kind: 'read' as const, value: 'HJ-2026-9' } };
    await worker.page('act.decide', { event: { ...event, fields }, carries: false, mode: 'passing' });

    await worker.page('act.ending', { event: event.id, ending: 'committed' });

    expect((await overlay()).deadlines).toEqual([]);
  });
});

describe('the case card', () => {
  it('tells the stages of one matter in order, and nothing of another', async () => {
    const first = await hold();
    await worker.page('act.answer', { event: first.id, answer: { kind: 'back' } });
    browser.time += 60_000;
    await hold();
    const other = anEvent({ login: 'wangmin', at: browser.time });
    const fields = { ...other.fields, case_no: { kind: 'read' as const, value: 'HJ-2026-2' } };
    await worker.page('act.decide', { event: { ...other, fields }, carries: false, mode: 'passing' });
    const { lines } = await worker.own('view.mine', { limit: 10 });

    const view = await worker.own('view.case', { seq: lines.at(-1)?.seq ?? -1 });

    expect(view).toMatchObject({ kind: 'case', subject: 'HJ-2026-1' });
    expect(view.kind === 'case' && view.stages.map(({ answerText }) => answerText !== undefined)).toEqual([
      true,
      false,
    ]);
  });
});

describe('the case card, asked for in the page', () => {
  const ask = (value: string) =>
    worker.page('case.open', { action: 'relief.approve', subject: { kind: 'read', value } });

  it('opens at the latest act of the matter, or says that there is none; the page chooses no address', async () => {
    await hold();
    await hold();

    await ask('HJ-2026-1');
    await ask('HJ-2026-1/../../proof');
    await ask('');

    expect(browser.windowsOpened).toEqual([
      'console.html#/case/1',
      'console.html#/case/none',
      'console.html#/case/none',
    ]);
  });
});

describe('the risk card', () => {
  const opened = () => browser.windowsOpened;

  it('comes after idle minutes on a desk where a shift was started, not while a dialog stands', async () => {
    worker.wakes.idle('idle');
    await worker.own('shift.start', { surface: 'pip' });
    const event = await hold();
    worker.wakes.idle('idle');
    await overlay();
    expect(opened()).not.toContain('card.html#saver');

    await worker.page('act.answer', { event: event.id, answer: { kind: 'back' } });
    worker.wakes.idle('idle');

    await expect.poll(opened).toContain('card.html#saver');
  });

  it('names no client, and nobody’s matter', async () => {
    await hold();

    const card = JSON.stringify(await worker.own('view.card', {}));

    for (const named of ['恒泰建材', 'HJ-2026']) expect(card).not.toContain(named);
  });
});
