import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft, Ring } from '@/lib/model';
import { planAppend, TILE } from '@/lib/journal';
import type { Plan } from '@/lib/journal';
import { ringsFor } from '@/lib/rules';
import { aRule, anAction, OFFICE } from '@/tests/support/rules';
import { createStore } from '.';
import type { Store } from '.';
import { plainly } from './plain';
import { Desk } from './db';

let opened: string[] = [];
afterEach(async () => {
  for (const name of opened) await Dexie.delete(name);
  opened = [];
});

const RINGS = ringsFor(
  [
    aRule('true', {
      id: 'many',
      on: ['relief.approve'],
      facts: { n: { kind: 'count', key: ['client'], window: '7d' } },
    }),
  ],
  { actions: [anAction({ client: 'id' }, { key: 'relief.approve' })], calendar: OFFICE },
);
const DAY = 86_400_000;
const START = Date.parse('2026-03-02T09:00:00+08:00');

async function aStore(name: string): Promise<Store> {
  opened.push(name);
  const store = createStore(name);
  store.counted.use(async () => RINGS);
  await store.counted.prepare(RINGS, START);
  return store;
}
async function planned(store: Store, drafts: readonly Draft[], salt: () => string): Promise<Plan> {
  const head = await store.journal.head(() => 'desk-1');
  return planAppend({ ...head, drafts, moment: { at: START, mono: 1, boot: 'b' }, salt });
}
const append = (store: Store, { before, after, entries, made }: Plan): Promise<'written' | 'moved'> =>
  store.journal.append({ before, after, entries, nodes: made.filter((node) => node.level % TILE === 0) });

/** What lies in the database, word for word. */
async function tablesOf(name: string): Promise<Record<string, unknown[]>> {
  const db = await new Dexie(name).open();
  try {
    const rows = await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const));
    return Object.fromEntries(rows.map(([table, list]) => [table, table === 'rings' ? list.flatMap(counted) : list]));
  } finally {
    db.close();
  }
}

/** A ring whose acts were all withdrawn is as good as none. */
const counted = ({ ring, days }: Ring): unknown[] => (days.length ? [{ ring, days }] : []);

const flag = (dedupe: string) => ({
  rule: 'many',
  ruleVersion: 1,
  pack: 'p',
  level: { scheme: 's', version: 1, key: 'l1', severity: 1 },
  ask: 'acknowledge' as const,
  when: 'before' as const,
  sentence: { zh: '一', en: 'one' },
  facts: [],
  because: { zh: '一', en: 'one' },
  checks: [],
  reasons: [],
  sources: [],
  dedupe,
});
interface Act {
  client: string;
  day: number;
  flagged: boolean;
  chip: boolean;
  answer: 'continue' | 'acknowledge' | 'back' | undefined;
  ending: 'passed' | 'withdrawn' | undefined;
  /** What was shown comes before the act itself, as when a worker was lost in between. */
  early: boolean;
}
const ACT: fc.Arbitrary<Act> = fc.record({
  client: fc.constantFrom('a', 'b'),
  day: fc.integer({ min: 0, max: 9 }),
  flagged: fc.boolean(),
  chip: fc.boolean(),
  answer: fc.constantFrom('continue' as const, 'acknowledge' as const, 'back' as const, undefined),
  ending: fc.constantFrom('passed' as const, 'withdrawn' as const, undefined),
  early: fc.boolean(),
});

function draftsOf(acts: readonly Act[]): Draft[] {
  const all: Draft[] = [];
  for (const [i, act] of acts.entries()) {
    const id = `act-${i}`;
    const flags = act.flagged ? [flag(`${act.client}-same`)] : [];
    const shown = {
      kind: 'shown' as const,
      body: { event: id, surface: act.chip ? 'chip' : 'hold', textVersion: '1', visibleMs: 9, receipt: 'seen' },
    };
    if (act.early) all.push(shown);
    const re = all.length;
    all.push({
      kind: 'event',
      body: {
        id,
        action: 'relief.approve',
        system: 's',
        adapter: { id: 'a', version: 1 },
        page: 'p',
        at: START + act.day * DAY,
        signals: [],
        mode: 'held',
        fields: { client: { kind: 'read', value: act.client } },
        flags: flags.map(({ rule, ruleVersion, pack, level, ask, when }) => ({
          rule,
          ruleVersion,
          pack,
          level,
          ask,
          when,
          shown: true,
        })),
        undetermined: [],
        judged: 1,
        deskOnly: true,
      },
      parts: {
        clerk: { login: `clerk-${act.client}` },
        ...(flags.length ? { verdict: { flags, undetermined: [], judged: 1 } } : {}),
      },
    });
    if (!act.early) all.push({ ...shown, re });
    if (act.answer) all.push({ kind: 'answer', re, body: { event: id, kind: act.answer, checks: [] } });
    if (act.ending) all.push({ kind: 'ending', re, body: { event: id, ending: act.ending } });
  }
  return all;
}

describe('an append', () => {
  it('leaves the same database however its entries were taken together', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(ACT, { minLength: 1, maxLength: 7 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }),
        async (acts, sizes) => {
          round++;
          const drafts = draftsOf(acts);
          const [single, cut] = [`append-${round}-single`, `append-${round}-cut`];
          for (const [name, sizeAt] of [
            [single, () => 1],
            [cut, (n: number) => sizes[n % sizes.length] ?? 1],
          ] as const) {
            const store = await aStore(name);
            let salts = 0;
            const salt = (): string => `salt${String(salts++).padStart(18, '0')}`;
            for (let from = 0, n = 0; from < drafts.length; n++) {
              const to = from + sizeAt(n);
              expect(await append(store, await planned(store, drafts.slice(from, to), salt))).toBe('written');
              from = to;
            }
            store.close();
          }
          expect(await tablesOf(cut)).toEqual(await tablesOf(single));
          for (const name of [single, cut]) await Dexie.delete(name);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('finds what came before its act, of one act or of many, among many others', async () => {
    const store = await aStore('append-early');
    const acts = Array.from(
      { length: 80 },
      (): Act => ({
        client: 'a',
        day: 0,
        flagged: false,
        chip: true,
        answer: undefined,
        ending: undefined,
        early: true,
      }),
    );
    const salt = () => 'AAAAAAAAAAAAAAAAAAAAAA';
    const drafts = draftsOf(acts);
    const shown = drafts.filter(({ kind }) => kind === 'shown');
    const events = drafts.filter(({ kind }) => kind === 'event');

    await append(store, await planned(store, shown, salt));
    for (const [from, to] of [
      [0, 1],
      [1, 31],
      [31, 80],
    ] as const)
      await append(store, await planned(store, events.slice(from, to), salt));

    expect(await store.memory.openedToday(START, 'clerk-a')).toBe(80);
    store.close();
  });
});

describe('a plain transaction', () => {
  const name = 'plain-test';
  let desk: Desk;
  beforeEach(() => {
    opened.push(name);
    desk = new Desk(name);
  });
  afterEach(() => desk.close());

  it('writes nothing where its work fails half way, and says what failed', async () => {
    await expect(
      plainly(desk, 'write', ['counters'], async (tx) => {
        tx.put('counters', { key: 'a', n: 1 });
        await tx.get('counters', 'a');
        throw new Error('half way');
      }),
    ).rejects.toThrow('half way');

    expect(await desk.counters.toArray()).toEqual([]);
  });

  it('writes nothing where a row is there already', async () => {
    await plainly(desk, 'write', ['counters'], async (tx) => tx.put('counters', { key: 'a', n: 1 }));

    await expect(
      plainly(desk, 'write', ['counters'], async (tx) => {
        tx.put('counters', { key: 'b', n: 2 });
        tx.add('counters', { key: 'a', n: 3 });
      }),
    ).rejects.toMatchObject({ name: 'ConstraintError' });

    expect(await desk.counters.toArray()).toEqual([{ key: 'a', n: 1 }]);
  });

  it('opens again a database that the browser closed', async () => {
    await desk.open();
    desk.backendDB().close();

    await plainly(desk, 'write', ['counters'], async (tx) => tx.put('counters', { key: 'a', n: 1 }));

    expect(await desk.counters.count()).toBe(1);
  });
});
