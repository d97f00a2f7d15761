import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Profile } from '@/lib/model';
import type { Person } from '@/lib/model';
import { aBrowser, anEvent, aPack, aWorker, PEOPLE } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';
import { createQueueDesk } from './queue';
import type { Send } from './queue';

const profileOf = (name: string): Profile =>
  Profile.parse(parse(readFileSync(`packs/common/profiles/${name}.yaml`, 'utf8')));
const HE: Person = { id: 'hejing', name: '何静', posts: ['discipline'], unit: '纪检组' };
const DAY = 86_400_000;
const OPEN = { facets: { stage: ['new', 'asked'] } };

let name: string;
let browser: FakeBrowser;
let worker: ReturnType<typeof aWorker>;
let count = 0;
beforeEach(async () => {
  name = `queue-desk-${count++}`;
  browser = aBrowser([
    aPack({ staff: [...PEOPLE, HE], profiles: [profileOf('hulan-default'), profileOf('construction')] }),
  ]);
  worker = aWorker(browser, name);
  await worker.own('pin.set', { person: 'hejing', pin: '739201' });
  await signIn();
});
/** A sign-in ends after some hours. */
async function signIn(): Promise<void> {
  await worker.own('desk.signIn', { person: 'hejing', pin: '739201' });
}
afterEach(async () => {
  worker.store.close();
  await Dexie.delete(name);
  await Dexie.delete(`${name}-office`);
});
const desk = () => createQueueDesk({ office: worker.office, send: worker.own as Send });
/** A flagged act, some days after the first. */
async function flag(days = 0): Promise<void> {
  browser.time += days * DAY;
  await worker.page('act.decide', { event: anEvent({ at: browser.time }), carries: false, mode: 'held' });
}

describe('the list on an officer’s screen', () => {
  it('stands as it was left before anything is read, and then takes in what is new', async () => {
    await flag();
    await desk().refresh();
    await flag(1);

    const again = desk();
    expect(await again.open()).toBe(true);
    expect(again.count(OPEN)).toBe(1);
    expect(await again.refresh()).toBe(true);
    expect(again.count(OPEN)).toBe(2);
    expect(await again.refresh()).toBe(false);
  });

  it('has nothing to show before it was read once', async () => {
    expect(await desk().open()).toBe(false);
  });

  it('moves the matter a verdict was given on, also for who opens it next', async () => {
    await flag();
    const queue = desk();
    await queue.refresh();
    const [id = ''] = queue.ids(OPEN);

    expect(await queue.act({ matter: id, do: 'verdict', verdict: 'dispose', text: '属实' })).toMatchObject({
      ok: true,
    });

    expect(queue.ids(OPEN)).toEqual([]);
    expect(queue.ids({ facets: { stage: ['to_dispose'] } })).toEqual([id]);
    const again = desk();
    await again.open();
    expect(again.ids({ facets: { stage: ['to_dispose'] } })).toEqual([id]);
    expect(again.rates('big-relief')).toMatchObject({ fired: 1, judged: 1, falseAlarms: 0 });
  });

  it('reckons first terms anew when another regulation is chosen', async () => {
    await flag();
    const queue = desk();
    await queue.refresh();
    const dueOf = async (): Promise<number | undefined> => (await queue.page(OPEN, 0, 1)).lines[0]?.due;
    const byDefault = (await dueOf()) ?? 0;

    await worker.own('office.profile', { profile: 'construction' });
    await queue.refresh();

    expect((await dueOf()) ?? 0).toBeLessThan(byDefault);
    expect((byDefault - ((await dueOf()) ?? 0)) / DAY).toBeGreaterThanOrEqual(2);
  });

  it('groups what belongs together, says why, and lets a person split and join, each with a sentence', async () => {
    await flag();
    await flag(3);
    await flag(60);
    await signIn();
    const queue = desk();
    await queue.refresh();
    const [third = '', second = '', first = ''] = (await queue.page({}, 0, 9)).lines
      .sort((a, b) => b.at - a.at)
      .map((l) => l.id);

    expect(await queue.group(second)).toMatchObject({
      subject: 'HJ-2026-1',
      members: [{ id: first }],
      others: [{ id: third }],
      isSplit: false,
    });

    expect(await queue.act({ matter: second, do: 'split' })).toEqual({ ok: false, why: 'sentence_missing' });
    expect(await queue.act({ matter: second, do: 'split', text: '另一笔申请' })).toMatchObject({
      ok: true,
      split: true,
    });
    expect(await queue.group(first)).toMatchObject({ members: [], others: [{ id: third }, { id: second }] });

    expect(await queue.act({ matter: third, do: 'join', with: first, text: '同一笔申请' })).toMatchObject({ ok: true });
    expect(await queue.group(third)).toMatchObject({ members: [{ id: first }], isJoined: true });
    expect(await queue.act({ matter: third, do: 'split', text: '并错了' })).toMatchObject({ ok: true });
    expect(await queue.group(third)).toMatchObject({ members: [], isJoined: false });
    const kinds: unknown[] = [];
    for await (const { skeleton } of worker.store.journal.walk())
      if (skeleton.kind === 'disposition') kinds.push(skeleton.body.do);
    expect(kinds).toEqual(['split', 'join', 'split']);
  });
});
