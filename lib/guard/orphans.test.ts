import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/model';
import type { Store } from '@/lib/store';
import { aBrowser, anEvent, aWorker } from '@/tests/support/guard';
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

beforeEach(() => {
  name = `orphans-${count++}`;
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

describe('a hold that stood when the extension was reloaded or the browser ended', () => {
  it.each([
    ['installed', 'orphaned'],
    ['startup', 'closed'],
  ] as const)('at %s is closed as unanswered: %s, with a gap, once', async (wake, why) => {
    const held = anEvent();
    const answered = anEvent();
    for (const event of [held, answered]) await worker.page('act.decide', { event, carries: false, mode: 'held' });
    await worker.page('act.answer', { event: answered.id, answer: { kind: 'back' } });

    const next = start();
    next.wakes[wake]();
    await expect.poll(kinds).toEqual(expect.arrayContaining(['answer', 'gap', 'pack']));
    start().wakes[wake]();
    await expect.poll(async () => (await kinds()).filter((kind) => kind === 'pack').length).toBe(2);

    const entries = await journal();
    const bodies = (kind: string) => entries.filter(({ skeleton }) => skeleton.kind === kind).map((e) => e.skeleton);
    expect(bodies('answer').map(({ re, body }) => [re, body.kind, body.why])).toEqual([
      [1, 'back', undefined],
      [0, 'unanswered', why],
    ]);
    expect(bodies('gap').map(({ re, body }) => [re, body.reason])).toEqual([[0, 'extension_gone']]);
  });
});
