import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/model';
import { verifyDesk } from '@/lib/evidence';
import { checkExport } from '@/lib/journal';
import { concat } from '@/lib/journal/bytes';
import { exportJournal } from '@/lib/evidence';
import { createStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { aBrowser } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';
import { createCheckpoints } from './checkpoints';
import type { Checkpoints } from './checkpoints';
import { createKeeping } from './keeping';
import type { Keeping } from './keeping';
import { createRecorder } from './recorder';
import type { Recorder } from './recorder';

const DAY = 86_400_000;
let browser: FakeBrowser;
let store: Store;
let recorder: Recorder;
let checkpoints: Checkpoints;
let keeping: Keeping;
let count = 0;
let name: string;
beforeEach(async () => {
  name = `keeping-${count++}`;
  browser = aBrowser();
  store = createStore(name);
  recorder = createRecorder({ platform: browser, store, grown: (head) => checkpoints.grown(head) });
  checkpoints = createCheckpoints({ platform: browser, store, write: recorder.write });
  const settings = async () => ({
    language: 'zh' as const,
    hosts: [],
    languageFixed: false,
    keepPersonalDays: 365,
    keepDays: 1000,
  });
  keeping = createKeeping({ platform: browser, store, recorder, settings });
});
afterEach(async () => {
  await checkpoints.settled();
  store.close();
  await Dexie.delete(name);
});
const write = (n: number): Promise<number | undefined> =>
  recorder.write(Array.from({ length: n }, (_, i) => ({ kind: 'note', body: { i }, parts: { person: '某某' } })));
const all = async (): Promise<Entry[]> => {
  const found: Entry[] = [];
  for await (const entry of store.journal.walk()) found.push(entry);
  return found;
};
const named = async (): Promise<number[]> =>
  (await all()).filter((e) => JSON.stringify(e.parts).includes('某某')).map((e) => e.skeleton.seq);
const grave = async () => (await verifyDesk(store)).findings.filter((finding) => finding.grave);

describe('what is old', () => {
  it('is sealed by the thousand after ninety days, and nothing younger is', async () => {
    await write(1060);
    await keeping.tend();
    expect(await store.journal.sealedTo()).toBe(0);
    browser.time += 91 * DAY;
    await write(3);

    await keeping.tend();

    expect(await store.journal.sealedTo()).toBe(1024);
    expect(await all()).toHaveLength(1063);
    expect(await grave()).toEqual([]);
  });

  it('loses its personal parts by the first clock, says so in the journal, and stays proved', async () => {
    await write(20);
    browser.time += 366 * DAY;
    await write(5);

    await keeping.tend();
    await checkpoints.sign();

    const erase = (await all()).find((entry) => entry.skeleton.kind === 'erase');
    expect(erase?.skeleton.body).toMatchObject({ from: 0, to: 20, except: [], why: 'retention' });
    expect((await named()).length).toBe(5);
    expect(await grave()).toEqual([]);
    const report = await checkExport(
      concat(...(await exportJournal(store, { program: '0', at: browser.time, withParts: true }))),
    );
    expect(report).toMatchObject({ whole: true, erased: { length: 20 } });
  });

  it('goes as a whole by the second clock, with the roots that stood there', async () => {
    await write(1030);
    browser.time += 100 * DAY;
    await keeping.tend();
    browser.time += 1000 * DAY;
    await write(3);

    await keeping.tend();
    await checkpoints.sign();

    expect(await store.journal.first()).toBe(1024);
    expect(await grave()).toEqual([]);
    expect((await verifyDesk(store)).findings).toMatchObject([{ code: 'trimmed', to: 1023 }]);
    const report = await checkExport(
      concat(...(await exportJournal(store, { program: '0', at: browser.time, withParts: true }))),
    );
    expect(report).toMatchObject({ whole: true, from: 1024 });
  });
});

describe('a hold', () => {
  it('keeps an act from both clocks and from being asked away, until it is lifted', async () => {
    await write(10);
    await keeping.hold(4, true, '审计中');
    browser.time += 366 * DAY;
    await write(1);

    await keeping.tend();

    expect(await named()).toContain(4);
    expect(await named()).not.toContain(5);
    expect(await keeping.erase(4, '本人要求')).toBe('held');
    await keeping.hold(4, false, '审计结束');
    expect(await named()).not.toContain(4);
    expect(await grave()).toEqual([]);
  });
});

describe('an act erased on request', () => {
  it('keeps its skeleton, loses the parts of all that belongs to it, and is told apart from a loss', async () => {
    await write(2);
    await recorder.write([{ kind: 'note', re: 1, body: {}, parts: { person: '某某' } }]);

    expect(await keeping.erase(1, '本人要求')).toBe('erased');

    expect(await named()).toEqual([0]);
    expect((await verifyDesk(store)).erased).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    expect(await grave()).toEqual([]);
  });
});
