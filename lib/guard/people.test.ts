import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/model';
import type { Store } from '@/lib/store';
import { aBrowser, anEvent, aPack, aRule, aWorker, TAX_ADAPTER } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';

let name: string;
let browser: FakeBrowser;
let worker: ReturnType<typeof aWorker>;
let count = 0;
const opened: Store[] = [];
const start = (): ReturnType<typeof aWorker> => {
  const one = aWorker(browser, name);
  opened.push(one.store);
  return one;
};
const twoPersons = aRule({ id: 'two', ask: 'second_person', secondPerson: { posts: ['approver'] } });

beforeEach(() => {
  name = `people-${count++}`;
  browser = aBrowser([aPack({ rules: [twoPersons] })]);
  worker = start();
});
afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  await Dexie.delete(name);
});

async function journal(): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of worker.store.journal.walk()) entries.push(entry);
  return entries;
}
/** Waits until the window was opened, and gives its ticket. */
async function ticket(n = 1): Promise<string> {
  await expect.poll(() => browser.windowsOpened.length).toBe(n);
  return browser.windowsOpened[n - 1]?.split('ticket=')[1] ?? '';
}
async function heldAct(): Promise<string> {
  const event = anEvent();
  await worker.page('act.decide', { event, carries: false, mode: 'held' });
  return event.id;
}

describe('PIN', () => {
  it('is set by its owner, and changed only with the old one', async () => {
    expect(await worker.own('pin.set', { person: 'zhaolei', pin: '739201' })).toEqual({ ok: true });
    expect(await worker.own('pin.set', { person: 'zhaolei', pin: '111222' })).toMatchObject({
      ok: false,
      why: 'wrong_pin',
    });
    expect(await worker.own('pin.set', { person: 'zhaolei', old: '739201', pin: '111222' })).toEqual({ ok: true });
    expect(await worker.own('desk.signIn', { person: 'zhaolei', pin: '111222' })).toEqual({ ok: true });
  });

  it.each([
    ['too short', '12ab'],
    ['one digit', '000000'],
    ['a run', '123456'],
    ['a run down', '987654'],
  ])('refuses %s', async (_note, pin) => {
    expect(await worker.own('pin.set', { person: 'zhaolei', pin })).toMatchObject({ ok: false, why: 'weak_pin' });
  });

  it('is locked after five wrong attempts, also when they are made at once or the worker is killed between them', async () => {
    await worker.own('pin.set', { person: 'zhaolei', pin: '739201' });
    const wrong = { person: 'zhaolei', pin: '000001' };
    await Promise.all([
      worker.own('desk.signIn', wrong),
      worker.own('desk.signIn', wrong),
      worker.own('desk.signIn', wrong),
    ]);
    worker = start();
    await Promise.all([worker.own('desk.signIn', wrong), worker.own('desk.signIn', wrong)]);

    const right = await worker.own('desk.signIn', { person: 'zhaolei', pin: '739201' });
    browser.time += 16 * 60_000;
    const later = await worker.own('desk.signIn', { person: 'zhaolei', pin: '739201' });

    expect(right).toMatchObject({ ok: false, why: 'locked', until: expect.any(Number) });
    expect(later).toEqual({ ok: true });
  });

  it('stands nowhere in the database or the journal', async () => {
    await worker.own('pin.set', { person: 'zhaolei', pin: '73920188' });
    await worker.own('desk.signIn', { person: 'zhaolei', pin: '73920199' });
    const db = await new Dexie(name).open();
    const all = JSON.stringify(await Promise.all(db.tables.map((table) => table.toArray())));
    db.close();

    expect(all).not.toMatch(/73920188|73920199/);
    expect((await journal()).map((e) => [e.skeleton.kind, e.skeleton.body.outcome])).toEqual([
      ['pin', 'set'],
      ['pin', 'wrong'],
    ]);
  });
});

describe('second person', () => {
  it('is asked for among those who hold the post and are not the operator', async () => {
    const event = anEvent({ login: '赵磊' });

    const decision = await worker.page('act.decide', { event, carries: false, mode: 'held' });

    expect(decision.candidates.map((p) => p.id)).toEqual(['sunli']);
    expect(decision.postNames.approver).toEqual({ zh: '审批岗', en: '审批岗' });
  });

  it('works on the same system: the staff of another pack is neither asked for nor let confirm', async () => {
    const outsider = { id: 'huangbo', name: '黄波', posts: ['approver'], unit: '云岭联社' };
    const auditor = { id: 'suhe', name: '苏合', posts: ['approver'], unit: '云岭县' };
    const credit = { ...TAX_ADAPTER, id: 'credit', system: 'credit', hosts: ['credit.example'] };
    browser = aBrowser([
      aPack({ rules: [twoPersons] }),
      aPack({ id: 'credit', rules: [], adapters: [credit], staff: [outsider] }),
      aPack({ id: 'staff', rules: [], adapters: [], staff: [auditor] }),
    ]);
    name = `people-${count++}`;
    worker = start();
    await worker.own('pin.set', { person: 'huangbo', pin: '739201' });
    const event = anEvent();

    const decision = await worker.page('act.decide', { event, carries: false, mode: 'held' });
    void worker.page('second.ask', { event: event.id, person: 'huangbo' });
    const id = await ticket();
    const done = await worker.own('second.confirm', { ticket: id, person: 'huangbo', pin: '739201' });

    expect(decision.candidates.map((p) => p.id)).toEqual(['zhaolei', 'sunli', 'suhe']);
    expect(done).toMatchObject({ why: 'not_eligible' });
  });

  it('confirms in a window of ours, and the answer is kept as seen by this desk', async () => {
    await worker.own('pin.set', { person: 'zhaolei', pin: '739201' });
    const event = await heldAct();
    const asked = worker.page('second.ask', { event, person: 'zhaolei' });
    const id = await ticket();

    const view = await worker.own('second.view', { ticket: id });
    const done = await worker.own('second.confirm', { ticket: id, person: 'zhaolei', pin: '739201' });
    const reply = await asked;
    if (!reply.ok) throw new Error(reply.sentence);
    await worker.page('act.answer', {
      event,
      answer: {
        kind: 'continue',
        checks: ['seen'],
        reasonText: '十个字以上的理由说明',
        second: { person: 'zhaolei', post: reply.post, way: 'local_pin', at: reply.at, ticket: reply.ticket },
      },
    });

    expect(view).toMatchObject({
      kind: 'ask',
      actionTitle: '缓缴审核',
      subject: 'HJ-2026-1',
      clerk: '王敏',
      chosen: 'zhaolei',
      candidates: [
        { id: 'zhaolei', hasPin: true },
        { id: 'sunli', hasPin: false },
      ],
    });
    expect(done).toEqual({ ok: true });
    expect(reply.post).toBe('approver');
    expect((await journal()).at(-1)).toMatchObject({
      skeleton: { kind: 'answer', body: { second: { verified: true } } },
      parts: { second: { value: 'zhaolei' } },
    });
  });

  it('may not be the operator, somebody without the post, or the one who confirmed a moment ago', async () => {
    for (const person of ['wangmin', 'zhaolei', 'sunli']) await worker.own('pin.set', { person, pin: '739201' });
    const first = worker.page('second.ask', { event: await heldAct(), person: 'zhaolei' });
    await worker.own('second.confirm', { ticket: await ticket(), person: 'zhaolei', pin: '739201' });
    await first;
    const second = worker.page('second.ask', { event: await heldAct(), person: 'zhaolei' });
    const id = await ticket(2);
    const tryAs = (person: string) => worker.own('second.confirm', { ticket: id, person, pin: '739201' });

    expect(await tryAs('wangmin')).toMatchObject({ why: 'not_eligible' });
    expect(await tryAs('nobody')).toMatchObject({ why: 'unknown_person' });
    expect(await tryAs('zhaolei')).toMatchObject({ why: 'not_eligible' });
    browser.time += 61_000;
    expect(await tryAs('zhaolei')).toEqual({ ok: true });
    expect(await second).toMatchObject({ ok: true });
  });

  it('refuses with a sentence, which the clerk reads', async () => {
    await worker.own('pin.set', { person: 'sunli', pin: '739201' });
    const asked = worker.page('second.ask', { event: await heldAct(), person: 'sunli' });

    await worker.own('second.refuse', { ticket: await ticket(), person: 'sunli', pin: '739201', sentence: '材料不全' });

    expect(await asked).toEqual({ ok: false, refused: true, sentence: '对方不同意:材料不全' });
    expect((await journal()).some((e) => e.skeleton.body.note === 'second_refused')).toBe(true);
  });

  it('did not answer when the window was closed, and a late confirmation counts no more', async () => {
    await worker.own('pin.set', { person: 'sunli', pin: '739201' });
    const asked = worker.page('second.ask', { event: await heldAct(), person: 'sunli' });
    const id = await ticket();
    await expect.poll(async () => (await worker.store.secrets.ticket(id))?.window).toBe(41);

    worker.wakes.windowClosed(41);

    expect(await asked).toMatchObject({ ok: false, sentence: '确认窗口已关闭' });
    expect(await worker.own('second.confirm', { ticket: id, person: 'sunli', pin: '739201' })).toMatchObject({
      ok: false,
      why: 'gone',
    });
    expect(await worker.own('second.view', { ticket: id })).toMatchObject({ kind: 'gone' });
  });

  it('who confirmed while the worker was killed is known when the page asks again', async () => {
    await worker.own('pin.set', { person: 'sunli', pin: '739201' });
    const event = await heldAct();
    void worker.page('second.ask', { event, person: 'sunli' });
    const id = await ticket();
    worker = start();
    await worker.own('second.confirm', { ticket: id, person: 'sunli', pin: '739201' });

    expect(await worker.page('second.ask', { event, person: 'sunli' })).toMatchObject({
      ok: true,
      ticket: id,
      post: 'approver',
    });
    expect(browser.windowsOpened).toHaveLength(1);
  });

  it('cannot be asked for an act that asks for none', async () => {
    expect(await worker.page('second.ask', { event: 'event-unknown', person: 'sunli' })).toMatchObject({ ok: false });
    expect(browser.windowsOpened).toEqual([]);
  });
});
