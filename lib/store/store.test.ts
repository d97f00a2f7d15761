import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '@/lib/model';
import { canonical, planAppend } from '@/lib/journal';
import { createStore, INDEX_OF } from '.';
import type { Queries, Store } from '.';
import { Desk } from './db';
import { queriesOf } from './queries';

const name = 'store-test';
let store: Store;
beforeEach(() => {
  store = createStore(name);
});
afterEach(async () => {
  store.close();
  await Dexie.delete(name);
});

const salt = () => 'AAAAAAAAAAAAAAAAAAAAAA';
const event = (id: string, action: string, at: number, severity?: number): Draft => ({
  kind: 'event',
  body: {
    id,
    action,
    system: 'sys',
    adapter: { id: 'ad', version: 1 },
    page: 'p',
    at,
    signals: ['click'],
    mode: 'passing',
    fields: { amount: { kind: 'read', value: 5 } },
    undetermined: [],
    judged: 1,
    deskOnly: true,
    flags:
      severity === undefined
        ? []
        : [
            {
              rule: 'r-one',
              ruleVersion: 1,
              pack: 'pk',
              level: { scheme: 's', version: 1, key: 'k', severity },
              ask: 'notice',
              when: 'before',
              shown: true,
            },
          ],
  },
  parts: {
    clerk: { login: 'wang' },
    fields: {
      fields: { owner: { kind: 'read', value: { kind: 'resident_id', masked: '11**', valid: true, same: [] } } },
    },
    tokens: { key: 'k1', tokens: { owner: ['T1'] } },
  },
});
async function write(drafts: Draft[]): Promise<'written' | 'moved'> {
  const head = await store.journal.head(() => 'desk-1');
  const plan = await planAppend({
    desk: head.desk,
    frontier: head.frontier,
    drafts,
    moment: { at: 1, mono: 1, boot: 'b' },
    salt,
  });
  return store.journal.append({ before: plan.before, after: plan.after, entries: plan.entries, nodes: plan.made });
}

describe('store', () => {
  it('keeps entries, parts and head together, and gives the entry back as it was chained', async () => {
    const head = await store.journal.head(() => 'desk-1');
    const plan = await planAppend({
      desk: head.desk,
      frontier: head.frontier,
      drafts: [event('event-001', 'relief.approve', 5)],
      moment: { at: 1, mono: 1, boot: 'b' },
      salt,
    });
    await store.journal.append({ before: plan.before, after: plan.after, entries: plan.entries, nodes: plan.made });

    expect(canonical(await store.journal.entry(0))).toBe(canonical(plan.entries[0]));
    expect((await store.journal.head(() => 'other')).desk).toBe('desk-1');
    expect((await store.journal.head(() => 'other')).frontier).toEqual(plan.after);
  });

  it('writes nothing when the head has moved', async () => {
    const head = await store.journal.head(() => 'desk-1');
    const stale = await planAppend({
      desk: head.desk,
      frontier: head.frontier,
      drafts: [event('event-002', 'relief.approve', 6)],
      moment: { at: 1, mono: 1, boot: 'b' },
      salt,
    });
    await write([event('event-001', 'relief.approve', 5)]);

    expect(
      await store.journal.append({
        before: stale.before,
        after: stale.after,
        entries: stale.entries,
        nodes: stale.made,
      }),
    ).toBe('moved');
    expect(await store.journal.entry(1)).toBeUndefined();
    expect(await store.queries.actById('event-002')).toBeUndefined();
  });

  it('writes nothing at all when one of the rows cannot be written', async () => {
    await write([event('event-001', 'relief.approve', 5)]);

    await expect(
      write([event('event-003', 'relief.approve', 7), event('event-001', 'relief.approve', 8)]),
    ).rejects.toThrow();

    expect((await store.journal.head(() => 'x')).frontier.size).toBe(1);
    expect(await store.queries.actById('event-003')).toBeUndefined();
  });

  it('puts tokens beside masked numbers in history only, and forgets both when the parts are erased', async () => {
    await write([event('event-001', 'relief.approve', 5)]);
    const [act] = await store.queries.actsBetween(['relief.approve'], 0, 9);
    expect(act?.fields.owner).toMatchObject({ value: { masked: '11**', token: 'T1' } });

    await store.journal.erase(0, ['fields', 'tokens', 'clerk'], 99);

    expect(JSON.stringify(await store.queries.actById('event-001'))).not.toMatch(/T1|11\*\*|wang/);
    expect((await store.journal.entry(0))?.parts).toMatchObject({ fields: { erasedAt: 99 }, tokens: { erasedAt: 99 } });
  });

  it('lists acts in a window that is open at its start and closed at its end', async () => {
    await write([
      event('event-001', 'a.do', 5),
      event('event-002', 'a.do', 6),
      event('event-003', 'b.do', 7),
      event('event-004', 'a.do', 8),
    ]);

    expect((await store.queries.actsBetween(['a.do', 'b.do'], 5, 7)).map((e) => e.at)).toEqual([6, 7]);
  });

  it('walks over every entry and beyond a hole', async () => {
    await write(Array.from({ length: 600 }, (_, i): Draft => ({ kind: 'note', body: { i } })));
    const desk = new Desk(name);
    await desk.entries.bulkDelete(Array.from({ length: 520 }, (_, i) => i + 10));
    const seqs: number[] = [];
    for await (const entry of store.journal.walk()) seqs.push(entry.skeleton.seq);
    desk.close();

    expect(seqs.slice(0, 11)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 530]);
    expect(seqs).toHaveLength(80);
  });

  it('answers every declared query by a declared index', async () => {
    await write([event('event-001', 'a.do', 5, 2), event('event-002', 'a.do', 6, 1)]);
    const asked: string[] = [];
    const desk = new Desk(name);
    desk.use({
      stack: 'dbcore',
      name: 'watch',
      create: (core) => ({
        ...core,
        table: (table) => {
          const inner = core.table(table);
          const note = (index: { name: string | null; keyPath?: string | string[] | null }): void => {
            asked.push(index.name ?? ':primary');
          };
          return {
            ...inner,
            query: (req) => {
              note(req.query.index);
              return inner.query(req);
            },
            count: (req) => {
              note(req.query.index);
              return inner.count(req);
            },
            openCursor: (req) => {
              note(req.query.index);
              return inner.openCursor(req);
            },
          };
        },
      }),
    });
    const q = queriesOf(desk);
    const runs: { [K in keyof Queries]: () => Promise<unknown>[] } = {
      actsBetween: () => [q.actsBetween(['a.do'], 0, 9)],
      actById: () => [q.actById('event-001')],
      actsSince: () => [q.actsSince(0)],
      firstSeqSince: () => [q.firstSeqSince(0)],
      actsOf: () => [q.actsOf('wang', undefined, 5)],
      actsBefore: () => [q.actsBefore(undefined, 5)],
      countOf: () => [q.countOf('wang')],
      flags: () => [
        q.flags({ limit: 5 }),
        q.flags({ limit: 5, severity: 1 }),
        q.flags({ limit: 5, answer: 'none' }),
        q.flags({ limit: 5, severity: 2, answer: 'none', rule: 'r-one', before: 9 }),
      ],
      countFlags: () => [
        q.countFlags({}),
        q.countFlags({ severity: 1 }),
        q.countFlags({ answer: 'none' }),
        q.countFlags({ severity: 1, answer: 'none' }),
      ],
      flagsFrom: () => [q.flagsFrom(0), q.flagsFrom(0, 'none')],
      exports: () => [q.exports(5)],
      gaps: () => [q.gaps(3)],
      about: () => [q.about('wangmin')],
    };
    for (const [query, run] of Object.entries(runs)) {
      asked.length = 0;
      await Promise.all(run());
      expect([...new Set(asked)].sort(), query).toEqual([...INDEX_OF[query as keyof Queries]].sort());
    }
    desk.close();
  });

  it('finds flags by rule, severity and answer, newest first, page by page', async () => {
    await write([event('event-001', 'a.do', 5, 2), event('event-002', 'a.do', 6, 1), event('event-003', 'a.do', 7, 2)]);
    await write([{ kind: 'answer', re: 0, body: { event: 'event-001', kind: 'back' } }]);

    expect((await store.queries.flags({ limit: 5 })).map((f) => f.seq)).toEqual([2, 1, 0]);
    expect((await store.queries.flags({ limit: 1, before: 2 })).map((f) => f.seq)).toEqual([1]);
    expect((await store.queries.flags({ limit: 5, severity: 2, answer: 'none' })).map((f) => f.seq)).toEqual([2]);
    expect((await store.queries.flags({ limit: 5, rule: 'r-one', answer: 'back' })).map((f) => f.seq)).toEqual([0]);
    expect(await store.queries.countFlags({ severity: 2 })).toBe(2);
  });
});
