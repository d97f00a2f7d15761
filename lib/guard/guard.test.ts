import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyJournal } from '@/lib/journal';
import { freshDesk } from '@/tests/support/fresh-desk';
import { aBrowser, anEvent, aPack, aRule, RELIEF } from '@/tests/support/guard';

const desk = freshDesk('guard');

/** Every byte the database holds, as text. */
async function everything(): Promise<string> {
  const db = await new Dexie(desk.name).open();
  const tables = await Promise.all(db.tables.map((table) => table.toArray()));
  db.close();
  return JSON.stringify(tables) + JSON.stringify([...desk.browser.stored]);
}

describe('act.decide', () => {
  it('records the act durably before it answers with the verdict that counts', async () => {
    const event = anEvent();

    const decision = await desk.worker.page('act.decide', { event, carries: false, mode: 'held' });

    expect(decision).toMatchObject({
      seq: 0,
      deskOnly: true,
      remind: [{ rule: 'big-relief', ask: 'checklist', because: { zh: expect.stringContaining('金额') } }],
    });
    expect(await desk.kinds()).toEqual(['event']);
  });

  it('keeps names, logins, masked numbers and filled sentences out of the skeleton', async () => {
    await desk.worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });

    const [entry] = await desk.journal();
    const skeleton = JSON.stringify(entry?.skeleton);

    expect(skeleton).toContain('HJ-2026-1');
    expect(skeleton).toContain('5000000');
    for (const personal of ['恒泰建材', 'wangmin', '王敏', '4103']) expect(skeleton).not.toContain(personal);
    expect(Object.keys(entry?.parts ?? {}).sort()).toEqual(['clerk', 'fields', 'verdict']);
  });

  it('answers the same act with the recorded decision, asked twice at once or by a page that tries again', async () => {
    const body = { event: anEvent(), carries: false, mode: 'held' } as const;

    const [first, second] = await Promise.all([
      desk.worker.page('act.decide', body),
      desk.worker.page('act.decide', body),
    ]);
    const third = await desk.worker.page('act.decide', { ...body, event: { ...body.event, fields: {} } });

    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(await desk.kinds()).toEqual(['event']);
  });

  it('goes on where a killed worker stopped', async () => {
    const body = { event: anEvent(), carries: false, mode: 'held' } as const;
    const first = await desk.worker.page('act.decide', body);

    const next = desk.start();
    const again = await next.page('act.decide', body);
    await next.page('act.answer', { event: body.event.id, answer: { kind: 'continue', checks: ['seen'] } });
    const third = desk.start();
    await third.page('act.ending', { event: body.event.id, ending: 'released' });

    expect(again).toEqual(first);
    const entries = await desk.journal();
    expect(entries.map((e) => [e.skeleton.kind, e.skeleton.re])).toEqual([
      ['event', undefined],
      ['answer', 0],
      ['ending', 0],
    ]);
    const head = await desk.worker.store.journal.head(() => 'x');
    expect((await verifyJournal({ desk: head.desk, entries, head: head.frontier })).broken).toBeUndefined();
  });

  it('lets two workers write one after the other without losing or doubling an entry', async () => {
    const other = desk.start();
    const events = Array.from({ length: 20 }, () => anEvent());

    await Promise.all(
      events.map((event, i) =>
        (i % 2 ? other : desk.worker).page('act.decide', { event, carries: false, mode: 'passing' }),
      ),
    );

    const entries = await desk.journal();
    expect(entries.map((e) => e.skeleton.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(new Set(entries.map((e) => e.skeleton.body.id)).size).toBe(20);
  });

  it('writes a gap for a rule that could not be told', async () => {
    const event = anEvent();

    await desk.worker.page('act.decide', {
      event: { ...event, fields: { ...event.fields, amount: { kind: 'unread', reason: 'ambiguous' } } },
      carries: false,
      mode: 'passing',
    });

    expect((await desk.journal()).map((e) => e.skeleton)).toMatchObject([
      { kind: 'event' },
      { kind: 'gap', re: 0, body: { reason: 'undetermined_field', rule: 'big-relief', detail: 'amount:ambiguous' } },
    ]);
  });

  it('counts earlier acts by token, and not those that never went through', async () => {
    desk.browser = aBrowser([
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
    desk.worker = desk.start();
    const act = async (at: number): Promise<{ id: string; rules: string[] }> => {
      const event = anEvent({ at: 1_790_000_000_000 + at });
      await desk.worker.page('identity.carry', { event: event.id, raw: { owner: ['410381199003070012'] } });
      const { remind } = await desk.worker.page('act.decide', { event, carries: true, mode: 'passing' });
      return { id: event.id, rules: remind.map((flag) => flag.rule) };
    };

    const first = await act(0);
    await desk.worker.page('act.ending', { event: first.id, ending: 'withdrawn' });
    const second = await act(1_000);
    await desk.worker.page('act.ending', { event: second.id, ending: 'passed' });
    const third = await act(2_000);

    expect([first.rules, second.rules, third.rules]).toEqual([[], [], ['often']]);
  });

  it('says once, in a gap, that identity numbers did not arrive', async () => {
    await desk.worker.page('act.decide', { event: anEvent(), carries: true, mode: 'held' });

    expect((await desk.journal()).at(-1)?.skeleton.body).toMatchObject({ reason: 'key_missing' });
  });

  it('reads texts that are longer than a field can be as not read', async () => {
    const event = anEvent();

    await desk.worker.page('act.decide', {
      event: { ...event, fields: { ...event.fields, payer: { kind: 'read', value: '长'.repeat(100_000) } } },
      carries: false,
      mode: 'held',
    });

    expect((await everything()).length).toBeLessThan(50_000);
    expect((await desk.journal())[0]?.skeleton.body).toMatchObject({
      fields: { payer: { kind: 'unread', reason: 'too_long' } },
    });
  });
});

describe('identity', () => {
  it('leaves no raw number anywhere, whatever the number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[1-9]\d{16}[\dX]$/), async (number) => {
        const event = anEvent();
        await desk.worker.page('identity.carry', { event: event.id, raw: { owner: [number] } });
        await desk.worker.page('act.decide', { event, carries: true, mode: 'held' });

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
      await desk.worker.page('identity.carry', { event: event.id, raw: { owner: [number] } });
      await desk.worker.page('act.decide', { event, carries: true, mode: 'held' });
      const row = await desk.worker.store.queries.actById(event.id);
      tokens.push(JSON.stringify(row?.fields.owner));
    }

    expect(tokens[0]).toContain('"token"');
    expect(tokens[1]).toBe(tokens[0]);
    expect(tokens[2]).not.toBe(tokens[0]);
    const key = await desk.worker.store.secrets.deskKey(() => {
      throw new Error('there is one');
    });
    await expect(crypto.subtle.exportKey('raw', key.key)).rejects.toThrow();
  });

  it('still has the token when the worker was killed between the number and the act', async () => {
    const event = anEvent();
    await desk.worker.page('identity.carry', { event: event.id, raw: { owner: ['410381199003070012'] } });

    await desk.start().page('act.decide', { event, carries: true, mode: 'held' });

    expect(JSON.stringify((await desk.worker.store.queries.actById(event.id))?.fields.owner)).toContain('token');
    expect(await desk.kinds()).toEqual(['event']);
  });
});

describe('answers', () => {
  it('belong to their act, keep the reason apart, and are written once', async () => {
    const event = anEvent();
    await desk.worker.page('act.decide', { event, carries: false, mode: 'held' });
    const answer = {
      event: event.id,
      answer: { kind: 'continue', checks: ['seen'], reasonText: '现场核验过原件' },
      shown: { text: '金额 50,000.00 元', textVersion: 'v1', surface: 'hold', visibleMs: 4_000, receipt: 'seen' },
    } as const;

    await desk.worker.page('act.answer', {
      ...answer,
      answer: { ...answer.answer, checks: [...answer.answer.checks] },
    });
    await desk.worker.page('act.answer', {
      ...answer,
      answer: { ...answer.answer, checks: [...answer.answer.checks] },
    });

    const entries = await desk.journal();
    expect(entries.map((e) => [e.skeleton.kind, e.skeleton.re])).toEqual([
      ['event', undefined],
      ['shown', 0],
      ['answer', 0],
    ]);
    expect(JSON.stringify(entries.map((e) => e.skeleton))).not.toContain('现场核验');
    expect(entries[2]?.parts.reason).toMatchObject({ value: '现场核验过原件' });
    expect(await desk.worker.store.queries.flags({ limit: 5, answer: 'continue' })).toHaveLength(1);
  });

  it('and endings said in one breath with the act come after it, in their order', async () => {
    const event = anEvent();

    await Promise.all([
      desk.worker.page('act.decide', { event, carries: false, mode: 'held' }),
      desk.worker.page('act.answer', {
        event: event.id,
        answer: { kind: 'back' },
        shown: { text: 'x', textVersion: 'v1', surface: 'hold', visibleMs: 1, receipt: 'seen' },
      }),
      desk.worker.page('act.ending', { event: event.id, ending: 'withdrawn' }),
    ]);

    expect((await desk.journal()).map((e) => [e.skeleton.kind, e.skeleton.re])).toEqual([
      ['event', undefined],
      ['shown', 0],
      ['answer', 0],
      ['ending', 0],
    ]);
  });

  it('that came before their act are found with it', async () => {
    const event = anEvent();
    await desk.worker.page('act.answer', { event: event.id, answer: { kind: 'back' } });
    await desk.worker.page('act.ending', { event: event.id, ending: 'withdrawn' });

    const { seq } = await desk.worker.page('act.decide', { event, carries: false, mode: 'held' });

    const view = await desk.worker.own('view.flag', { seq: seq ?? -1 });
    expect(view).toMatchObject({
      kind: 'flag',
      answers: [{ kind: 'back' }],
      endings: [{ text: '撤回，未提交' }],
      proof: { state: 'local' },
    });
    expect(await desk.worker.store.queries.flags({ limit: 5, answer: 'back' })).toHaveLength(1);
    expect(await desk.worker.store.queries.actById(event.id)).toMatchObject({ undone: true });
  });

  it('of a second person whom this desk did not see are marked so', async () => {
    const event = anEvent();
    await desk.worker.page('act.decide', { event, carries: false, mode: 'held' });

    await desk.worker.page('act.answer', {
      event: event.id,
      answer: {
        kind: 'continue',
        checks: [],
        second: { person: 'zhaolei', post: 'approver', way: 'local_pin', at: 5, ticket: 'made-up' },
      },
    });

    const entries = await desk.journal();
    expect(entries.at(-1)?.skeleton.body).toMatchObject({ second: { verified: false } });
    expect(entries.at(-2)?.skeleton.body).toMatchObject({ reason: 'message_refused' });
  });

  it.each([
    ['case_no', 'in the open body of the act'],
    ['payer', 'a name, which has a part of its own'],
    ['owner', 'an identity, whose token has another'],
  ])('give a draft back until the reason was given, where the matter is told by %s: %s', async (subject) => {
    desk.browser = aBrowser([aPack({ actions: [{ ...RELIEF, subject }] })]);
    desk.worker = desk.start();
    const act = async () => {
      const event = anEvent();
      await desk.worker.page('identity.carry', { event: event.id, raw: { owner: ['410302198001010012'] } });
      return { event, carries: true, mode: 'held' } as const;
    };
    const begun = await act();
    await desk.worker.page('act.decide', begun);
    await desk.worker.page('draft.keep', { event: begun.event.id, text: '材料已' });
    desk.worker = desk.start();
    const again = await desk.worker.page('act.decide', begun);
    const body = await act();
    const next = await desk.worker.page('act.decide', body);
    await desk.worker.page('act.answer', {
      event: body.event.id,
      answer: { kind: 'continue', checks: ['seen'], reasonText: '材料已核对' },
    });
    const last = await desk.worker.page('act.decide', await act());

    expect([again.draft, next.draft, last.draft]).toEqual(['材料已', '材料已', undefined]);
  });
});
