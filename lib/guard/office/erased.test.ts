import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportEntries, exportJournal } from '@/lib/evidence';
import { concat } from '@/lib/journal/bytes';
import { Profile } from '@/lib/model';
import type { Person } from '@/lib/model';
import { importExport } from '@/lib/office/import';
import { forged } from '@/tests/support/exports';
import { aBrowser, anEvent, aPack, aWorker, PEOPLE } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';

// What a desk erased goes from an officer's copies, too, whichever of its files comes first.
const profile = Profile.parse(parse(readFileSync('packs/common/profiles/hulan-default.yaml', 'utf8')));
const HE: Person = { id: 'hejing', name: '何静', posts: ['discipline'], unit: '纪检组' };
const NAMES = /王敏|wangmin|恒泰建材/;

type Worker = ReturnType<typeof aWorker>;
interface Seat {
  worker: Worker;
  browser: FakeBrowser;
  name: string;
}
let count = 0;
let clerk: Seat;
let officer: Seat;
function aSeat(): Seat {
  const name = `erased-${count++}`;
  const browser = aBrowser([aPack({ staff: [...PEOPLE, HE], profiles: [profile] })]);
  return { worker: aWorker(browser, name), browser, name };
}
beforeEach(async () => {
  [clerk, officer] = [aSeat(), aSeat()];
  await officer.worker.own('pin.set', { person: HE.id, pin: '739201' });
  await officer.worker.own('desk.signIn', { person: HE.id, pin: '739201' });
});
afterEach(async () => {
  for (const { worker, name } of [clerk, officer]) {
    worker.store.close();
    await Dexie.delete(name);
    await Dexie.delete(`${name}-office`);
  }
});

const later = (): void => {
  clerk.browser.time += 60_000;
};
async function anAct(amountFen?: number): Promise<number> {
  later();
  const event = anEvent({ at: clerk.browser.time, ...(amountFen === undefined ? {} : { amountFen }) });
  const { seq } = await clerk.worker.page('act.decide', { event, carries: false, mode: 'held' });
  return seq ?? -1;
}
const erase = (seq: number) => clerk.worker.own('journal.erase', { seq, why: '依申请' });
/** The desk's journal as a file, signed up to now. */
async function exported(seqs?: number[]): Promise<Uint8Array> {
  later();
  await clerk.worker.own('journal.export', { what: 'journal', withParts: true });
  const how = { program: '0.1.0', at: clerk.browser.time, withParts: true };
  const { store } = clerk.worker;
  return concat(
    ...(seqs ? await exportEntries(store, seqs, { ...how, kind: 'flag' }) : await exportJournal(store, how)),
  );
}
const deskOf = async ({ worker }: Seat): Promise<string> => (await worker.own('view.office', {})).ownDesk;
async function fold(): Promise<void> {
  const desk = await deskOf(clerk);
  for (let done = { folded: 0, entries: 1 }; done.folded < done.entries; )
    done = await officer.worker.own('office.fold', { desk });
}
async function take(bytes: Uint8Array) {
  const { office } = officer.worker;
  const done = await importExport(bytes, 'desk.hulan', {
    office,
    ownDesk: await deskOf(officer),
    now: clerk.browser.time,
  });
  await fold();
  return done;
}
/** All that the officer's store says of an act: its entries, its line, its place in the lanes. */
async function said(seq: number): Promise<string> {
  const { office } = officer.worker;
  const desk = await deskOf(clerk);
  const id = `${desk}/${seq}`;
  const acts = await office.actsOn('恒泰建材', 0, Number.MAX_SAFE_INTEGER, 99);
  return JSON.stringify([
    await office.entry(desk, seq),
    await office.belonging(desk, seq),
    await office.lines([id]),
    acts.filter((act) => act.seq === seq),
  ]);
}

it('goes from the copies of acts and closed matters, from an open one when it is closed; the figures stay', async () => {
  const [checked, open, plain] = [await anAct(), await anAct(), await anAct(100)];
  await take(await exported());
  const desk = await deskOf(clerk);
  const close = (seq: number) =>
    officer.worker.own('matter.do', { matter: `${desk}/${seq}`, do: 'verdict', verdict: 'normal' });
  expect(await close(checked)).toMatchObject({ ok: true, stage: 'closed' });
  const months = async () =>
    (await Promise.all((await officer.worker.office.months()).map((m) => officer.worker.office.tallies(m)))).flat();
  const before = await months();
  for (const seq of [checked, open, plain]) expect(await said(seq)).toMatch(NAMES);
  for (const seq of [checked, open, plain]) expect(await erase(seq)).toEqual({ ok: true });

  expect(await take(await exported())).toMatchObject({ ok: true, whole: true });

  expect(await said(checked)).not.toMatch(NAMES);
  expect(await said(plain)).not.toMatch(NAMES);
  expect(await said(open)).toMatch(NAMES);
  expect(await months()).toEqual(before);
  expect(await close(open)).toMatchObject({ ok: true, stage: 'closed' });
  await fold();
  expect(await said(open)).not.toMatch(NAMES);
});

it('does not come back with a file that was written before, which is no breach', async () => {
  const seq = await anAct();
  const older = await exported();
  expect(await erase(seq)).toEqual({ ok: true });
  await take(await exported());
  expect(await said(seq)).not.toMatch(NAMES);

  const found = await take(older);

  expect(found).toMatchObject({ ok: true, whole: true, added: 0, sentence: { zh: '完整；比已有的一份旧' } });
  expect(await said(seq)).not.toMatch(NAMES);
  expect(await officer.worker.office.sources()).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ desk: await deskOf(clerk), state: 'ok' })]),
  );
});

it('is not taken in from an older file, where only the word of its erasure is here', async () => {
  const seq = await anAct();
  const older = await exported();
  await erase(seq);
  await exported();
  const erasures: number[] = [];
  for await (const { skeleton } of clerk.worker.store.journal.walk())
    if (skeleton.kind === 'erase') erasures.push(skeleton.seq);
  await take(await exported(erasures));

  await take(older);

  expect(await said(seq)).toContain('erasedAt');
  expect(await said(seq)).not.toMatch(NAMES);
});

it('stays where a file only leaves it out, and so does what a file that is not whole says', async () => {
  const seq = await anAct(100);
  const bytes = await exported();
  await take(bytes);

  const found = await take(
    forged(bytes, ({ entries }) => {
      for (const entry of entries)
        entry.parts = Object.fromEntries(Object.keys(entry.parts).map((part) => [part, { erasedAt: 1 }]));
    }),
  );

  expect(found).toMatchObject({ ok: true, whole: false });
  expect(await said(seq)).toMatch(NAMES);
});
