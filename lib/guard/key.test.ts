import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rule } from '@/lib/model';
import type { Store } from '@/lib/store';
import { aBrowser, anEvent, aPack, aRule, aWorker } from '@/tests/support/guard';
import { lockKey } from '@/lib/journal/key-file';

const atLeast = (n: number): Rule['condition'] => ({
  text: `facts.times >= ${n}`,
  tree: {
    op: '>=',
    args: [
      { op: 'fact', id: 'times' },
      { op: 'num', text: String(n) },
    ],
  },
});
const rules = [
  aRule({ id: 'again', condition: atLeast(2), facts: { times: { kind: 'count', key: ['owner'], window: '30d' } } }),
  aRule({
    id: 'sequence',
    condition: atLeast(2),
    facts: {
      times: {
        kind: 'count',
        window: '30d',
        key: [],
        where: {
          text: 'owner == t.owner',
          tree: {
            op: '==',
            args: [
              { op: 'field', id: 'owner' },
              { op: 'field', id: 't.owner' },
            ],
          },
        },
      },
    },
  }),
];
const NUMBER = '11010519491231002X';
const fileOf = (id: string, byte: number): Promise<string> =>
  lockKey({ id, key: new Uint8Array(32).fill(byte), passphrase: '护栏 2026', rounds: 10 });

let name: string;
let count = 0;
const opened: Store[] = [];
const start = (desk = name): ReturnType<typeof aWorker> => {
  const browser = aBrowser([aPack({ rules })]);
  browser.time += 60_000 * opened.length;
  const one = aWorker(browser, desk);
  opened.push(one.store);
  return one;
};
beforeEach(() => {
  name = `key-${count++}`;
});
afterEach(async () => {
  for (const store of opened.splice(0)) {
    store.close();
    await Dexie.delete(name);
  }
});

async function act(worker: ReturnType<typeof aWorker>) {
  const event = anEvent();
  await worker.page('identity.carry', { event: event.id, raw: { owner: [NUMBER] } });
  const { verdict, seq = -1 } = await worker.page('act.decide', { event, carries: true, mode: 'passing' });
  const entry = await worker.store.journal.entry(seq);
  return { rules: verdict.flags.map(({ rule }) => rule).sort(), tokens: JSON.stringify(entry?.parts.tokens) };
}

describe('the bureau’s key', () => {
  it('gives the same number the same token on every desk', async () => {
    const [here, there] = [start(), start(`${name}-other`)];
    const file = await fileOf('county-1', 7);
    for (const worker of [here, there])
      expect(await worker.own('key.import', { file, passphrase: '护栏 2026' })).toEqual({ ok: true, id: 'county-1' });

    const [one, two] = [await act(here), await act(there)];

    const token = /"owner":\["([\w-]+)"\]/.exec(one.tokens)?.[1];
    expect(token).toHaveLength(43);
    expect(two.tokens).toContain(token);
    await Dexie.delete(`${name}-other`);
  });

  it('replaces the desk’s own and then an older one, and what was made with them is still found', async () => {
    let worker = start();
    expect((await act(worker)).rules).toEqual([]);
    worker = start();
    await worker.own('key.import', { file: await fileOf('county-1', 7), passphrase: '护栏 2026' });
    const second = await act(worker);
    worker = start();
    await worker.own('key.import', { file: await fileOf('county-2', 8), passphrase: '护栏 2026' });
    const third = await act(worker);

    expect(second.rules).toEqual(['again', 'sequence']);
    expect(third.rules).toEqual(['again', 'sequence']);
    expect(third.tokens).toContain('county-2');
  });

  it.each([
    ['a wrong passphrase', '别的口令', (file: string) => file, '口令不对'],
    ['a file that was changed', '护栏 2026', (file: string) => file.replace('county-1', 'county-9'), '口令不对'],
    ['another file', '护栏 2026', () => '{"format":1}', '不是本单位密钥文件'],
  ])('is not taken with %s', async (_note, passphrase, change, sentence) => {
    const worker = start();

    const done = await worker.own('key.import', { file: change(await fileOf('county-1', 7)), passphrase });

    expect(done).toMatchObject({ ok: false, sentence: expect.stringContaining(sentence) });
    expect(await worker.store.secrets.identityKeys()).toEqual([]);
  });

  it('cannot be taken out again', async () => {
    const worker = start();
    await worker.own('key.import', { file: await fileOf('county-1', 7), passphrase: '护栏 2026' });

    const [row] = await worker.store.secrets.identityKeys();

    expect(row?.key.extractable).toBe(false);
  });
});
