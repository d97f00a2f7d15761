import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '@/lib/store';
import { aBrowser, anEvent, aPack, aRule, aWorker } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';

let name: string;
let browser: FakeBrowser;
let worker: ReturnType<typeof aWorker>;
let count = 0;
const opened: Store[] = [];
beforeEach(() => {
  name = `views-${count++}`;
  browser = aBrowser();
  worker = aWorker(browser, name);
  opened.push(worker.store);
});
afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  await Dexie.delete(name);
});

const act = async (over: Parameters<typeof anEvent>[0] = {}): Promise<number> => {
  const { seq } = await worker.page('act.decide', {
    event: anEvent({ at: browser.time, ...over }),
    carries: false,
    mode: 'held',
  });
  return seq ?? -1;
};
/** Changes a row of the database behind the program's back. */
async function tamper(change: (db: Dexie) => Promise<unknown>): Promise<void> {
  const db = await new Dexie(name).open();
  await change(db);
  db.close();
}

describe('one flag', () => {
  it('is shown in full: fields, why it fired, what was shown and answered, its end and its proof', async () => {
    const event = anEvent({ at: browser.time });
    await worker.page('act.decide', { event, carries: false, mode: 'held' });
    const shown = {
      text: '金额达到标准',
      textVersion: 'v1',
      surface: 'hold',
      visibleMs: 4_200,
      receipt: 'seen',
    } as const;
    await worker.page('act.answer', {
      event: event.id,
      answer: { kind: 'continue', checks: ['seen'], reasonText: '已核对原件' },
      shown,
    });
    await worker.page('act.ending', { event: event.id, ending: 'released' });
    await worker.page('gap.report', { gaps: [{ reason: 'values_changed', at: browser.time, event: event.id }] });

    const view = await worker.own('view.flag', { seq: 0 });

    expect(view).toMatchObject({
      kind: 'flag',
      actionTitle: '缓缴审核',
      subject: 'HJ-2026-1',
      clerk: '王敏',
      page: '缓缴审核',
      fields: [
        { label: '文书号', value: 'HJ-2026-1' },
        { label: '金额', value: '50,000.00 元', flagged: true },
        { label: '纳税人', value: '恒泰建材' },
        { label: '法定代表人证件', value: '4103**********0012', personal: true },
        { label: '附件数', value: '', unread: '未找到' },
      ],
      fired: [{ rule: 'big-relief', level: { mark: 'yellow', word: '关注' }, askText: '请核对后继续' }],
      shown: [{ surface: 'hold', text: '金额达到标准', visibleMs: 4_200 }],
      answers: [{ kind: 'continue', checks: ['已核对'], reasonText: '已核对原件' }],
      endings: [{ text: '放行' }],
      gaps: [{ reason: 'values_changed', text: '放行前内容有变化' }],
      proof: { state: 'local', seq: 0, sentence: '记录完整；还没有随整本留痕导出过，本机之外无人持有' },
    });
  });

  it('proves any entry of a longer journal by its tree', async () => {
    for (let i = 0; i < 41; i++) await act();

    for (const seq of [0, 15, 16, 31, 32, 40])
      expect(await worker.own('view.flag', { seq })).toMatchObject({ proof: { state: 'local', seq } });
  });

  it('says that a record is broken when its content, its part or a neighbour was changed', async () => {
    for (let i = 0; i < 5; i++) await act();
    const broken = async (): Promise<unknown> => {
      const view = await worker.own('view.flag', { seq: 2 });
      return view.kind === 'flag' && { state: view.proof.state, sentence: view.proof.sentence };
    };

    await tamper((db) => db.table('parts').update([2, 'fields'], { 'part.salt': 'AAAAAAAAAAAAAAAAAAAAAA' }));
    expect(await broken()).toEqual({ state: 'broken', sentence: '第 2 条:个人信息部分与当时的承诺不符' });
    await tamper((db) => db.table('entries').update(2, { 'skeleton.at': 5 }));
    expect(await broken()).toEqual({ state: 'broken', sentence: '第 2 条:内容与当时的指纹不符' });

    const next = await worker.own('view.flag', { seq: 3 });
    expect(next.kind === 'flag' && next.proof.state).toBe('local');
    await tamper((db) => db.table('entries').update(2, { leaf: 'AAAA' }));
    const neighbour = await worker.own('view.flag', { seq: 3 });
    expect(neighbour.kind === 'flag' && neighbour.proof.state).toBe('broken');
  });

  it('is whole and out of the house once the journal was handed out after it', async () => {
    await act();
    await worker.own('journal.export', { what: 'table', withParts: true });
    expect(await worker.own('view.flag', { seq: 0 })).toMatchObject({ proof: { state: 'local' } });

    await worker.own('journal.export', { what: 'journal', withParts: true });

    expect(await worker.own('view.flag', { seq: 0 })).toMatchObject({ proof: { state: 'ok', sentence: '记录完整' } });
  });

  it('whose personal parts were erased still stands, and says what is gone', async () => {
    await act();
    await worker.store.journal.erase(0, ['fields', 'verdict', 'clerk'], browser.time);

    const view = await worker.own('view.flag', { seq: 0 });
    const { lines } = await worker.own('view.flags', { limit: 5 });

    expect(view).toMatchObject({
      proof: { state: 'local', erased: [{ part: 'clerk' }, { part: 'fields' }, { part: 'verdict' }] },
    });
    expect(JSON.stringify(view)).not.toMatch(/恒泰|王敏|4103/);
    expect(lines).toMatchObject([{ rule: 'big-relief', sentence: '已删除', level: { word: '关注' } }]);
  });

  it('that is no act is none', async () => {
    expect(await worker.own('view.flag', { seq: 99 })).toEqual({ kind: 'none' });
  });
});

describe('lists', () => {
  it('give flags newest first, a page at a time, with what was answered', async () => {
    const event = anEvent({ at: browser.time });
    await worker.page('act.decide', { event, carries: false, mode: 'held' });
    await worker.page('act.answer', { event: event.id, answer: { kind: 'unanswered', why: 'closed' } });
    await act();
    await act({ amountFen: 5 });
    await act();

    const first = await worker.own('view.flags', { limit: 2 });
    const second = await worker.own('view.flags', { limit: 2, before: first.next ?? -1 });
    const unanswered = await worker.own('view.flags', { limit: 5, answer: 'unanswered' });

    expect(first.lines.map((line) => line.seq)).toEqual([4, 2]);
    expect(second.lines.map((line) => [line.seq, line.answerText])).toEqual([[0, '未应答(页面已关闭)']]);
    expect(first.total).toBe(3);
    expect(unanswered.lines.map((line) => line.seq)).toEqual([0]);
  });

  it('of what is recorded about me show my acts and nobody else’s', async () => {
    await act({ login: 'wangmin' });
    await act({ login: 'zhaolei' });
    await worker.page('page.state', {
      adapter: 'tax-old',
      page: 'relief',
      state: 'recognised',
      fieldsNamed: 5,
      fieldsRead: 4,
      login: 'wangmin',
      anchorsMissing: [],
    });

    const mine = await worker.own('view.mine', { limit: 10 });

    expect(mine).toMatchObject({
      total: 1,
      clerk: { name: '王敏', posts: ['办税服务厅岗'], from: 'page' },
      lines: [{ seq: 0, flags: 1, recorded: expect.arrayContaining(['金额', '纳税人']) }],
    });
  });
});

describe('popup', () => {
  it('tells this page, today, packs and journal at a glance, also after the worker was killed', async () => {
    await worker.page('page.state', {
      adapter: 'tax-old',
      page: 'relief',
      state: 'degraded',
      fieldsNamed: 5,
      fieldsRead: 3,
      login: 'wangmin',
      anchorsMissing: ['#ok'],
    });
    await act();
    await act({ at: browser.time - 3 * 86_400_000 });
    worker = aWorker(browser, name);
    opened.push(worker.store);

    const popup = await worker.own('view.popup', { tab: 7 });

    expect(popup).toMatchObject({
      page: { kind: 'degraded', adapter: '征管系统', page: '缓缴审核', fieldsRead: 3, anchorsMissing: ['#ok'] },
      clerk: { id: 'wangmin' },
      today: { acts: 1 },
      packs: [{ id: 'test', rules: 1, adapters: 1 }],
      journal: { state: 'ok' },
    });
    expect(browser.badges.get(7)).toBe('1');
  });

  it('says plainly that a page is not covered', async () => {
    browser.tabs.url = async () => 'http://news.example/';

    expect((await worker.own('view.popup', { tab: 9 })).page).toEqual({ kind: 'out' });
  });
});

describe('dedupe and budget', () => {
  it('does not show a hint again that was acknowledged, until its act went through', async () => {
    browser = aBrowser([aPack({ rules: [aRule({ id: 'hint', ask: 'acknowledge' })] })]);
    worker = aWorker(browser, `${name}-b`);
    opened.push(worker.store);
    const decide = async (): Promise<{ id: string; remind: number }> => {
      browser.time += 1_000;
      const event = anEvent({ at: browser.time });
      const { remind } = await worker.page('act.decide', { event, carries: false, mode: 'passing' });
      return { id: event.id, remind: remind.length };
    };

    const first = await decide();
    await worker.page('act.answer', { event: first.id, answer: { kind: 'acknowledge' } });
    const second = await decide();
    await worker.page('act.ending', { event: first.id, ending: 'committed' });
    const third = await decide();

    expect([first.remind, second.remind, third.remind]).toEqual([1, 0, 1]);
    await Dexie.delete(`${name}-b`);
  });
});

describe('a journal that cannot be opened', () => {
  it('is said in popup and overlay, with how to mend it; the page is still told, and nothing is said to be none', async () => {
    await act();
    worker.store.close();

    const [popup, overlay] = [await worker.own('view.popup', { tab: 7 }), await worker.own('view.overlay', {})];
    const decided = await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });

    expect(popup).toMatchObject({ journal: { state: 'unreachable' }, page: { kind: 'unrecognised' }, reach: 'page' });
    expect(popup.know).toEqual(overlay.know);
    expect(overlay.know).toMatchObject([{ kind: 'unreachable', more: expect.stringContaining('请重启浏览器') }]);
    expect(decided.remind).toHaveLength(1);
    expect(decided.seq).toBeUndefined();
  });
});
