import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aBrowser, aWorker } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';

let name: string;
let browser: FakeBrowser;
let worker: ReturnType<typeof aWorker>;
let count = 0;
beforeEach(() => {
  name = `scores-${count++}`;
  browser = aBrowser();
  worker = aWorker(browser, name);
});
afterEach(async () => {
  worker.store.close();
  await Dexie.delete(name);
});
const EVIDENCE = {
  discretion: '无量化标准',
  transparency: '结果不公开',
  reviewability: '有留痕',
  constraint: '一人可办',
};
const sheet = (discretion: number, over: object = {}) => ({
  point: 'tax-defer-repeat',
  scores: { discretion, transparency: 4, reviewability: 3, constraint: 4 },
  impact: 1.3,
  frequency: 1,
  evidence: EVIDENCE,
  ...over,
});
async function signIn(person: string): Promise<void> {
  await worker.own('pin.set', { person, pin: '739201' });
  expect(await worker.own('desk.signIn', { person, pin: '739201' })).toEqual({ ok: true });
}

describe('scoring a risk point', () => {
  it('is journalled in the name of who is signed in, words apart so that they can be erased', async () => {
    await signIn('zhaolei');

    const done = await worker.own('score.keep', sheet(4));

    const entry = await worker.store.journal.entry(done.ok ? done.seq : -1);
    expect(entry?.skeleton.body).toMatchObject({ note: 'score', point: 'tax-defer-repeat', impact: 1.3 });
    expect(JSON.stringify(entry?.skeleton.body)).not.toMatch(/zhaolei|量化/);
    expect((await worker.own('view.scores', {})).sheets).toMatchObject([
      { person: 'zhaolei', scores: { discretion: 4 }, evidence: EVIDENCE },
    ]);
  });

  it('is refused without a name, and without a line of evidence for each dimension', async () => {
    expect(await worker.own('score.keep', sheet(4))).toEqual({ ok: false, why: 'not_signed_in' });
    await signIn('zhaolei');
    expect(await worker.own('score.keep', sheet(4, { evidence: { discretion: '无标准' } }))).toEqual({
      ok: false,
      why: 'no_evidence',
    });
  });

  it('adds entries and edits none; a worker that was stopped finds them again', async () => {
    await signIn('zhaolei');
    await Promise.all([worker.own('score.keep', sheet(4)), worker.own('score.keep', sheet(2))]);
    worker.store.close();
    worker = aWorker(browser, name);

    const { sheets } = await worker.own('view.scores', {});

    expect(sheets.map(({ scores }) => scores.discretion).sort()).toEqual([2, 4]);
  });

  it('takes a joint score only where two stand more than a step apart', async () => {
    await signIn('zhaolei');
    await worker.own('score.keep', sheet(5));
    expect(await worker.own('score.keep', sheet(4, { joint: true }))).toEqual({ ok: false, why: 'not_joint' });
    await signIn('sunli');
    await worker.own('score.keep', sheet(3));

    expect(await worker.own('score.keep', sheet(4, { joint: true }))).toMatchObject({ ok: true });
  });
});
