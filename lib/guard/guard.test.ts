import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyJournal } from '@/lib/journal';
import type { Entry } from '@/lib/model';
import { createStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { aBrowser, anEvent, aPack, aRule, aWorker, OWN, PAGE } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';

let name: string;
let browser: FakeBrowser;
let worker: ReturnType<typeof aWorker>;
let count = 0;
const opened: Store[] = [];
const start = (over: Parameters<typeof aWorker>[2] = {}): ReturnType<typeof aWorker> => {
  const one = aWorker(browser, name, over);
  opened.push(one.store);
  return one;
};

beforeEach(() => {
  name = `guard-${count++}`;
  browser = aBrowser();
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
const kinds = async (): Promise<string[]> => (await journal()).map((e) => e.skeleton.kind);
/** Every byte the database holds, as text. */
async function everything(): Promise<string> {
  const db = await new Dexie(name).open();
  const tables = await Promise.all(db.tables.map((table) => table.toArray()));
  db.close();
  return JSON.stringify(tables) + JSON.stringify([...browser.stored]);
}

describe('act.decide', () => {
  it('records the act durably before it answers with the verdict that counts', async () => {
    const event = anEvent();

    const decision = await worker.page('act.decide', { event, carries: false, mode: 'held' });

    expect(decision).toMatchObject({
      seq: 0,
      deskOnly: true,
      remind: [{ rule: 'big-relief', ask: 'checklist', because: { zh: expect.stringContaining('金额') } }],
    });
    expect(await kinds()).toEqual(['event']);
  });

  it('keeps names, logins, masked numbers and filled sentences out of the skeleton', async () => {
    await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });

    const [entry] = await journal();
    const skeleton = JSON.stringify(entry?.skeleton);

    expect(skeleton).toContain('HJ-2026-1');
    expect(skeleton).toContain('5000000');
    for (const personal of ['恒泰建材', 'wangmin', '王敏', '4103']) expect(skeleton).not.toContain(personal);
    expect(Object.keys(entry?.parts ?? {}).sort()).toEqual(['clerk', 'fields', 'verdict']);
  });

  it('answers the same act with the recorded decision, asked twice at once or by a page that tries again', async () => {
    const body = { event: anEvent(), carries: false, mode: 'held' } as const;

    const [first, second] = await Promise.all([worker.page('act.decide', body), worker.page('act.decide', body)]);
    const third = await worker.page('act.decide', { ...body, event: { ...body.event, fields: {} } });

    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(await kinds()).toEqual(['event']);
  });

  it('goes on where a killed worker stopped', async () => {
    const body = { event: anEvent(), carries: false, mode: 'held' } as const;
    const first = await worker.page('act.decide', body);

    const next = start();
    const again = await next.page('act.decide', body);
    await next.page('act.answer', { event: body.event.id, answer: { kind: 'continue', checks: ['seen'] } });
    const third = start();
    await third.page('act.ending', { event: body.event.id, ending: 'released' });

    expect(again).toEqual(first);
    const entries = await journal();
    expect(entries.map((e) => [e.skeleton.kind, e.skeleton.re])).toEqual([
      ['event', undefined],
      ['answer', 0],
      ['ending', 0],
    ]);
    const { desk, frontier } = await worker.store.journal.head(() => 'x');
    expect((await verifyJournal({ desk, entries, head: frontier })).broken).toBeUndefined();
  });

  it('lets two workers write one after the other without losing or doubling an entry', async () => {
    const other = start();
    const events = Array.from({ length: 20 }, () => anEvent());

    await Promise.all(
      events.map((event, i) => (i % 2 ? other : worker).page('act.decide', { event, carries: false, mode: 'passing' })),
    );

    const entries = await journal();
    expect(entries.map((e) => e.skeleton.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(new Set(entries.map((e) => e.skeleton.body.id)).size).toBe(20);
  });

  it('writes a gap for a rule that could not be told', async () => {
    const event = anEvent();

    await worker.page('act.decide', {
      event: { ...event, fields: { ...event.fields, amount: { kind: 'unread', reason: 'ambiguous' } } },
      carries: false,
      mode: 'passing',
    });

    expect((await journal()).map((e) => e.skeleton)).toMatchObject([
      { kind: 'event' },
      { kind: 'gap', re: 0, body: { reason: 'undetermined_field', rule: 'big-relief', detail: 'amount:ambiguous' } },
    ]);
  });

  it('counts earlier acts by token, and not those that never went through', async () => {
    browser = aBrowser([
      aPack({
        rules: [
          aRule({
            id: 'often',
            on: ['relief.approve'],
            facts: { earlier: { kind: 'count', key: ['owner'], window: '30d', earlier: true } },
            condition: {
              text: 'facts.earlier >= 1',
              tree: {
                op: '>=',
                args: [
                  { op: 'fact', id: 'earlier' },
                  { op: 'num', text: '1' },
                ],
              },
            },
          }),
        ],
      }),
    ]);
    worker = start();
    const act = async (at: number): Promise<{ id: string; rules: string[] }> => {
      const event = anEvent({ at: 1_790_000_000_000 + at });
      await worker.page('identity.carry', { event: event.id, raw: { owner: ['410381199003070012'] } });
      const { remind } = await worker.page('act.decide', { event, carries: true, mode: 'passing' });
      return { id: event.id, rules: remind.map((flag) => flag.rule) };
    };

    const first = await act(0);
    await worker.page('act.ending', { event: first.id, ending: 'withdrawn' });
    const second = await act(1_000);
    await worker.page('act.ending', { event: second.id, ending: 'passed' });
    const third = await act(2_000);

    expect([first.rules, second.rules, third.rules]).toEqual([[], [], ['often']]);
  });

  it('says once, in a gap, that identity numbers did not arrive', async () => {
    await worker.page('act.decide', { event: anEvent(), carries: true, mode: 'held' });

    expect((await journal()).at(-1)?.skeleton.body).toMatchObject({ reason: 'key_missing' });
  });

  it('reads texts that are longer than a field can be as not read', async () => {
    const event = anEvent();

    await worker.page('act.decide', {
      event: { ...event, fields: { ...event.fields, payer: { kind: 'read', value: '长'.repeat(100_000) } } },
      carries: false,
      mode: 'held',
    });

    expect((await everything()).length).toBeLessThan(50_000);
    expect((await journal())[0]?.skeleton.body).toMatchObject({
      fields: { payer: { kind: 'unread', reason: 'too_long' } },
    });
  });
});

describe('identity', () => {
  it('leaves no raw number anywhere, whatever the number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[1-9]\d{16}[\dX]$/), async (number) => {
        const event = anEvent();
        await worker.page('identity.carry', { event: event.id, raw: { owner: [number] } });
        await worker.page('act.decide', { event, carries: true, mode: 'held' });

        const all = await everything();

        expect(all).not.toContain(number);
        expect(all).not.toContain(number.slice(6, 17));
        expect(all).not.toContain(Buffer.from(number).toString('base64').slice(0, 20));
      }),
      { numRuns: 25 },
    );
  });

  it('gives one token for one number, spaces and widths aside, under a key that cannot be exported', async () => {
    const tokens: string[] = [];
    for (const number of ['41038119900307001x', '４１０３８１ 19900307 001X', '410381199003070028']) {
      const event = anEvent();
      await worker.page('identity.carry', { event: event.id, raw: { owner: [number] } });
      await worker.page('act.decide', { event, carries: true, mode: 'held' });
      const row = await worker.store.queries.actById(event.id);
      tokens.push(JSON.stringify(row?.fields.owner));
    }

    expect(tokens[0]).toContain('"token"');
    expect(tokens[1]).toBe(tokens[0]);
    expect(tokens[2]).not.toBe(tokens[0]);
    const key = await worker.store.secrets.deskKey(() => {
      throw new Error('there is one');
    });
    await expect(crypto.subtle.exportKey('raw', key.key)).rejects.toThrow();
  });

  it('still has the token when the worker was killed between the number and the act', async () => {
    const event = anEvent();
    await worker.page('identity.carry', { event: event.id, raw: { owner: ['410381199003070012'] } });

    await start().page('act.decide', { event, carries: true, mode: 'held' });

    expect(JSON.stringify((await worker.store.queries.actById(event.id))?.fields.owner)).toContain('token');
    expect(await kinds()).toEqual(['event']);
  });
});

describe('a journal that cannot be written', () => {
  it('answers without a number, keeps the act, and records act and gap with the next success', async () => {
    const store = createStore(name);
    let broken = true;
    const failing: Store = {
      ...store,
      journal: {
        ...store.journal,
        append: (what) =>
          broken ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : store.journal.append(what),
      },
    };
    worker = start({ store: failing });
    const lost = anEvent();

    const decision = await worker.page('act.decide', { event: lost, carries: false, mode: 'held' });
    await worker.page('act.answer', { event: lost.id, answer: { kind: 'back' } });
    const again = await worker.page('act.decide', { event: lost, carries: false, mode: 'held' });
    broken = false;
    const next = await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });

    expect(decision).toMatchObject({ remind: [{ rule: 'big-relief' }] });
    expect(decision.seq).toBeUndefined();
    expect(again.seq).toBeUndefined();
    expect((await journal()).map((e) => [e.skeleton.kind, e.skeleton.re, e.skeleton.body.reason])).toEqual([
      ['event', undefined, undefined],
      ['answer', 0, undefined],
      ['gap', undefined, 'storage_full'],
      ['event', undefined, undefined],
    ]);
    expect(next.seq).toBe(3);
    expect(browser.stored.has('kept:journal')).toBe(false);
  });

  it('writes what a killed worker had kept, and does not write it twice', async () => {
    const store = createStore(name);
    const failing: Store = { ...store, journal: { ...store.journal, append: () => Promise.reject(new Error('disk')) } };
    const lost = anEvent();
    await start({ store: failing }).page('act.decide', { event: lost, carries: false, mode: 'held' });
    const kept = browser.stored.get('kept:journal');

    await start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    browser.stored.set('kept:journal', kept);
    await start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    const ids = (await journal()).filter((e) => e.skeleton.kind === 'event').map((e) => e.skeleton.body.id);
    expect(ids.filter((id) => id === lost.id)).toHaveLength(1);
    expect(ids).toHaveLength(3);
  });
});

describe('a kept note that can never be written', () => {
  it('does not keep the others out of the journal', async () => {
    const lost = anEvent();
    const note = (body: Record<string, unknown>) => ({ kind: 'gap', body });
    browser.stored.set('kept:journal', {
      since: browser.time,
      reason: 'store_failed',
      lost: 0,
      notes: [
        note({ reason: 'worker_away', at: 1 }),
        note({ reason: 'worker_away', at: Number.NaN }),
        note({ reason: 'navigated_away', at: 2 }),
      ],
    });

    const next = start();
    await next.page('act.decide', { event: lost, carries: false, mode: 'passing' });

    expect((await journal()).map((e) => e.skeleton.body.reason ?? e.skeleton.kind)).toEqual([
      'event',
      'worker_away',
      'navigated_away',
      'store_failed',
    ]);
    expect((await journal()).at(-1)?.skeleton.body.detail).toBe('3 kept, 1 lost');
    expect(browser.stored.has('kept:journal')).toBe(false);
  });
});

describe('the clock', () => {
  it('that was set is noted once, before what is written next', async () => {
    await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    browser.clock.now = () => browser.time + 3_600_000;
    await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    const { seq } = await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    expect((await journal()).map((e) => [e.skeleton.kind, e.skeleton.body.stepMs])).toEqual([
      ['event', undefined],
      ['clock', 3_600_000],
      ['event', undefined],
      ['event', undefined],
    ]);
    expect(seq).toBe(3);
  });

  it('that ran backwards while no worker was there is noted by the next one', async () => {
    await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });
    browser.clock.now = () => browser.time - 86_400_000;

    await start().page('act.decide', { event: anEvent(), carries: false, mode: 'passing' });

    expect((await journal())[1]?.skeleton).toMatchObject({ kind: 'clock', body: { backMs: 86_400_000 } });
  });
});

describe('answers', () => {
  it('belong to their act, keep the reason apart, and are written once', async () => {
    const event = anEvent();
    await worker.page('act.decide', { event, carries: false, mode: 'held' });
    const answer = {
      event: event.id,
      answer: { kind: 'continue', checks: ['seen'], reasonText: '现场核验过原件' },
      shown: { text: '金额 50,000.00 元', textVersion: 'v1', surface: 'hold', visibleMs: 4_000, receipt: 'seen' },
    } as const;

    await worker.page('act.answer', { ...answer, answer: { ...answer.answer, checks: [...answer.answer.checks] } });
    await worker.page('act.answer', { ...answer, answer: { ...answer.answer, checks: [...answer.answer.checks] } });

    const entries = await journal();
    expect(entries.map((e) => [e.skeleton.kind, e.skeleton.re])).toEqual([
      ['event', undefined],
      ['shown', 0],
      ['answer', 0],
    ]);
    expect(JSON.stringify(entries.map((e) => e.skeleton))).not.toContain('现场核验');
    expect(entries[2]?.parts.reason).toMatchObject({ value: '现场核验过原件' });
    expect(await worker.store.queries.flags({ limit: 5, answer: 'continue' })).toHaveLength(1);
  });

  it('and endings said in one breath with the act come after it, in their order', async () => {
    const event = anEvent();

    await Promise.all([
      worker.page('act.decide', { event, carries: false, mode: 'held' }),
      worker.page('act.answer', {
        event: event.id,
        answer: { kind: 'back' },
        shown: { text: 'x', textVersion: 'v1', surface: 'hold', visibleMs: 1, receipt: 'seen' },
      }),
      worker.page('act.ending', { event: event.id, ending: 'withdrawn' }),
    ]);

    expect((await journal()).map((e) => [e.skeleton.kind, e.skeleton.re])).toEqual([
      ['event', undefined],
      ['shown', 0],
      ['answer', 0],
      ['ending', 0],
    ]);
  });

  it('that came before their act are found with it', async () => {
    const event = anEvent();
    await worker.page('act.answer', { event: event.id, answer: { kind: 'back' } });
    await worker.page('act.ending', { event: event.id, ending: 'withdrawn' });

    const { seq } = await worker.page('act.decide', { event, carries: false, mode: 'held' });

    const view = await worker.own('view.flag', { seq: seq ?? -1 });
    expect(view).toMatchObject({
      kind: 'flag',
      answers: [{ kind: 'back' }],
      endings: [{ text: '撤回,未提交' }],
      proof: { state: 'ok' },
    });
    expect(await worker.store.queries.flags({ limit: 5, answer: 'back' })).toHaveLength(1);
    expect(await worker.store.queries.actById(event.id)).toMatchObject({ undone: true });
  });

  it('of a second person whom this desk did not see are marked so', async () => {
    const event = anEvent();
    await worker.page('act.decide', { event, carries: false, mode: 'held' });

    await worker.page('act.answer', {
      event: event.id,
      answer: {
        kind: 'continue',
        checks: [],
        second: { person: 'zhaolei', post: 'approver', way: 'local_pin', at: 5, ticket: 'made-up' },
      },
    });

    const entries = await journal();
    expect(entries.at(-1)?.skeleton.body).toMatchObject({ second: { verified: false } });
    expect(entries.at(-2)?.skeleton.body).toMatchObject({ reason: 'message_refused' });
  });

  it('give a draft back until the reason was given', async () => {
    const body = { event: anEvent(), carries: false, mode: 'held' } as const;
    await worker.page('draft.keep', { key: 'relief.approve:"HJ-2026-1"', text: '材料已' });
    const first = await worker.page('act.decide', body);
    await worker.page('act.answer', {
      event: body.event.id,
      answer: { kind: 'continue', checks: ['seen'], reasonText: '材料已核对' },
    });
    const second = await worker.page('act.decide', { ...body, event: anEvent() });

    expect(first.draft).toBe('材料已');
    expect(second.draft).toBeUndefined();
  });
});

describe('doors', () => {
  it.each([
    [
      'a page that is not watched',
      {
        ...PAGE,
        url: 'http://evil.example/',
        origin: 'http://evil.example',
        tab: { id: 7, url: 'http://evil.example/' },
      },
    ],
    [
      'a watched host on another port',
      { ...PAGE, url: 'http://tax.example:9999/', tab: { id: 7, url: 'http://tax.example:9999/' } },
    ],
    [
      'a frame of another host in a watched tab',
      { ...PAGE, url: 'http://evil.example/frame', origin: 'http://evil.example' },
    ],
    ['another extension', { ...PAGE, id: 'other' }],
    ['nobody in particular', {}],
    ['our own popup', OWN],
  ])('refuse an act from %s, and say so in the journal', async (_note, sender) => {
    await expect(worker.from(sender, 'act.decide', { event: anEvent(), carries: false, mode: 'held' })).rejects.toThrow(
      'refused: sender',
    );

    await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });
    expect((await journal())[0]?.skeleton.body).toMatchObject({
      reason: 'message_refused',
      detail: expect.stringContaining('sender act.decide'),
    });
  });

  it('let frames without an address of their own speak for their watched tab', async () => {
    for (const url of ['about:blank', 'about:srcdoc', undefined]) {
      const { seq } = await worker.from({ ...PAGE, ...(url ? { url } : { url: '' }), origin: 'null' }, 'act.decide', {
        event: anEvent(),
        carries: false,
        mode: 'passing',
      });
      expect(seq).toBeTypeOf('number');
    }
  });

  it('refuse a page that asks for what only our own pages may', async () => {
    await expect(worker.page('view.flags', { limit: 5 })).rejects.toThrow('refused: sender');
    await expect(
      worker.from({ ...OWN, url: 'chrome-extension://other/popup.html' }, 'view.people', {}),
    ).rejects.toThrow('refused: sender');
  });

  it('refuse bodies and names that the table does not know', async () => {
    expect(await worker.wakes.message({ hulan: 1, name: 'act.decide', body: { event: { id: 'x' } } }, PAGE)).toEqual({
      hulanRefused: 'shape',
    });
    expect(await worker.wakes.message({ hulan: 1, name: 'constructor', body: {} }, PAGE)).toEqual({
      hulanRefused: 'unknown',
    });
    expect(worker.wakes.message({ name: 'act.decide' }, PAGE)).toBeUndefined();
    expect(worker.wakes.message('hello', PAGE)).toBeUndefined();
  });
});
