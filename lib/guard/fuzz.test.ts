// Whatever is said at the worker's door: it is refused or answered, nothing is thrown out of it, and nothing of it becomes a fact.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { MESSAGES } from '@/lib/messages';
import type { MessageName } from '@/lib/messages';
import { aBrowser, aWorker, OWN, PAGE } from '@/tests/support/guard';

const FACTS = new Set(['event', 'answer', 'ending', 'shown', 'disposition', 'sign_in', 'pin', 'erase', 'setting']);
const names = Object.keys(MESSAGES).filter((name): name is MessageName => name in MESSAGES);

let worker: ReturnType<typeof aWorker>;
beforeAll(async () => {
  worker = aWorker(aBrowser(), 'fuzz');
  await worker.own('hosts.refresh', {});
});
const facts = async (): Promise<string[]> => {
  const written: string[] = [];
  for (let seq = 0; ; seq++) {
    const entry = await worker.store.journal.entry(seq);
    if (!entry) return written;
    if (FACTS.has(entry.skeleton.kind)) written.push(entry.skeleton.kind);
  }
};

/** Values as hostile as they can travel: what is no message at all, and bodies that nearly are. */
const hostile = fc.oneof(
  fc.anything({ withBigInt: false, withNullPrototype: true, maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    [],
    '',
    { event: { id: '__proto__' } },
    { event: 'x'.repeat(50), answer: { kind: 'continue' } },
    JSON.parse('{"__proto__": {"by": "own"}, "constructor": 1}'),
    { gaps: new Array(51).fill({ reason: 'commit_unseen', at: 1 }) },
    { raw: { owner: ['x'.repeat(65)] }, event: '12345678' },
    { ticket: '../..', person: 'x', pin: '1' },
  ),
);
const strangers = [
  {},
  { id: 'another-extension-entirely-aaaaaa', url: PAGE.url },
  { ...PAGE, id: 'another-extension-entirely-aaaaaa' },
  { ...PAGE, url: 'http://evil.example/', origin: 'http://evil.example', tab: { id: 9, url: 'http://evil.example/' } },
  { ...OWN, id: 'another-extension-entirely-aaaaaa' },
];

describe('the doors', () => {
  it.each(names)('%s takes no body that the table does not know, from whomever', async (name) => {
    const before = await facts();
    const { body, by } = MESSAGES[name];
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom(PAGE, OWN, ...strangers), async (given, sender) => {
        const isAllowed = (by === 'page' && sender === PAGE) || (by === 'own' && sender === OWN);
        fc.pre(!(isAllowed && body.safeParse(given).success));

        const reply = await worker.wakes.message({ hulan: 1, name, body: given }, sender);

        expect(reply).toHaveProperty('hulanRefused');
      }),
      { numRuns: 40 },
    );
    expect(await facts()).toEqual(before);
  });

  it('answer nothing that is no message of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (message) => {
        fc.pre(!(typeof message === 'object' && message !== null && 'hulan' in message));

        expect(await worker.wakes.message(message, PAGE)).toBeUndefined();
      }),
    );
  });

  it('refuse names that are inherited or invented', async () => {
    const before = await facts();
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 7, null, {}, ['act.decide']])
      expect(await worker.wakes.message({ hulan: 1, name, body: {} }, OWN)).toEqual({ hulanRefused: 'unknown' });
    expect(await facts()).toEqual(before);
  });
});
