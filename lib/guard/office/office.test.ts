import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Profile, RiskPoint } from '@/lib/model';
import type { Entry, Person } from '@/lib/model';
import { aBrowser, anEvent, aPack, aWorker, PEOPLE } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';

const profile = Profile.parse(parse(readFileSync('packs/common/profiles/hulan-default.yaml', 'utf8')));
const HE: Person = { id: 'hejing', name: '何静', posts: ['discipline'], unit: '纪检组' };
const LIU: Person = { id: 'liufang', name: '刘芳', posts: ['discipline', 'approver'], unit: '纪检组' };

let name: string;
let browser: FakeBrowser;
let worker: ReturnType<typeof aWorker>;
let count = 0;
beforeEach(() => {
  name = `office-${count++}`;
  browser = aBrowser([aPack({ staff: [...PEOPLE, HE, LIU], profiles: [profile] })]);
  worker = aWorker(browser, name);
});
afterEach(async () => {
  worker.store.close();
  await Dexie.delete(name);
});

async function entries(kind: string): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const entry of worker.store.journal.walk()) if (entry.skeleton.kind === kind) found.push(entry);
  return found;
}
async function signIn(person: Person): Promise<void> {
  await worker.own('pin.set', { person: person.id, pin: '739201' });
  expect(await worker.own('desk.signIn', { person: person.id, pin: '739201' })).toEqual({ ok: true });
}
/** One flagged act, in the list of matters. */
async function aMatter(): Promise<string> {
  const decided = await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });
  const { ownDesk } = await worker.own('view.office', {});
  await worker.own('office.fold', { desk: ownDesk });
  return `${ownDesk}/${decided.seq}`;
}

describe('an officer at this machine', () => {
  it('reads what a risk point is called, though the worker carries no risk points', async () => {
    const [point] = RiskPoint.array().parse(parse(readFileSync('packs/common/risk-points/credit-it.yaml', 'utf8')));
    if (!point) throw new Error('no risk point');
    browser.files.set('packs/test.json', JSON.stringify(aPack({ id: 'test', riskPoints: [point] })));
    browser.files.set('packs/index.json', JSON.stringify({ packs: [{ id: 'test', file: 'test.json' }] }));

    expect((await worker.own('view.office', {})).words.risk).toEqual({ [point.id]: point.title.zh });
  });

  it('finds a flagged act in the queue with what is counted of it, once', async () => {
    const id = await aMatter();
    const { ownDesk } = await worker.own('view.office', {});
    await worker.own('office.fold', { desk: ownDesk });

    expect(await worker.office.matters()).toMatchObject([
      { id, severity: 2, rule: 'big-relief', subject: 'HJ-2026-1', operator: '王敏', involved: ['wangmin'] },
    ]);
    expect(await worker.office.words([id])).toMatchObject([{ action: 'relief.approve', rules: ['big-relief'] }]);
  });

  it('reads it, which is journalled in their name, and closes it', async () => {
    const id = await aMatter();
    await signIn(HE);

    const read = await worker.own('view.matter', { id });
    expect(read).toMatchObject({ kind: 'matter', flag: { kind: 'flag' }, review: { stage: 'new', barred: {} } });
    const [note] = await entries('read');
    expect(note?.skeleton.body).toEqual({ view: 'matter', matter: id });
    expect(note?.parts.by).toMatchObject({ value: { id: 'hejing' } });

    expect(await worker.own('matter.do', { matter: id, do: 'verdict', verdict: 'false_alarm' })).toMatchObject({
      ok: true,
      stage: 'closed',
    });
    expect(await worker.office.states()).toMatchObject([{ id, stage: 'closed', closedAs: 'false_alarm' }]);
  });

  it('keeps who decided and the words in parts, apart from the skeleton', async () => {
    const id = await aMatter();
    await signIn(HE);
    await worker.own('matter.do', { matter: id, do: 'verdict', verdict: 'dispose', text: '王敏未附对账单' });

    const [entry] = await entries('disposition');
    expect(JSON.stringify(entry?.skeleton)).not.toMatch(/何静|hejing|对账单/);
    expect(entry?.skeleton.body).toMatchObject({ do: 'verdict', verdict: 'dispose', matter: id });
    const again = await worker.own('view.matter', { id });
    expect(again).toMatchObject({
      review: { stage: 'to_dispose', history: [{ who: '何静', do: 'verdict', text: '王敏未附对账单' }] },
    });
  });

  it('refuses with the reason: nobody signed in, own matter, wrong post; and writes nothing', async () => {
    const id = await aMatter();
    const verdict = { matter: id, do: 'verdict', verdict: 'normal' } as const;
    expect(await worker.own('matter.do', verdict)).toEqual({ ok: false, why: 'not_signed_in' });
    await signIn(PEOPLE[0] as Person);
    expect(await worker.own('matter.do', verdict)).toEqual({ ok: false, why: 'own_matter' });
    await signIn(PEOPLE[1] as Person);
    expect(await worker.own('matter.do', verdict)).toEqual({ ok: false, why: 'wrong_post' });
    expect(await entries('disposition')).toEqual([]);
  });

  it('is told apart from others by the posts of the regulation in force', async () => {
    expect((await worker.own('view.office', {})).isOfficer).toBe(false);
    await signIn(HE);
    expect(await worker.own('view.office', {})).toMatchObject({ isOfficer: true, reader: { name: '何静' } });
  });

  it('builds list, deeds and states again from the journal, where the import store was lost', async () => {
    const id = await aMatter();
    await signIn(HE);
    await worker.own('matter.do', { matter: id, do: 'verdict', verdict: 'dispose', text: '属实' });
    worker.store.close();
    await Dexie.delete(`${name}-office`);
    worker = aWorker(browser, name);
    await worker.own('office.fold', { desk: id.split('/')[0] ?? '' });

    expect(await worker.own('view.matter', { id })).toMatchObject({ review: { stage: 'to_dispose' } });
    expect(await worker.office.states()).toMatchObject([{ id, stage: 'to_dispose', verdict: 'dispose' }]);
  });
});

describe('a letter', () => {
  it('is written from the record with a running number, fingerprinted in the skeleton and kept as a part', async () => {
    const id = await aMatter();
    await signIn(HE);
    const act = (body: object) => worker.own('matter.do', { matter: id, ...body } as never);
    await act({ do: 'verdict', verdict: 'dispose', text: '属实' });
    await act({ do: 'propose', disposition: 'reminder-talk', level: 'hint', text: '补附对账单' });
    expect(await act({ do: 'issue' })).toMatchObject({ ok: true, stage: 'to_report' });

    const seen = await worker.own('view.matter', { id });
    const [letter] = seen.kind === 'matter' ? seen.review.letters : [];
    expect(letter?.number).toMatch(/廉提〔\d{4}〕1号$/);
    const paper = await worker.own('view.letter', { seq: letter?.seq ?? -1 });
    expect(paper).toMatchObject({ title: '廉政风险提醒书', to: '王敏' });
    expect(paper?.paragraphs.join('')).toContain('补附对账单');
    expect(paper?.paragraphs.join('')).not.toMatch(/\{[a-z]+\}/);
    const entry = await worker.store.journal.entry(letter?.seq ?? -1);
    expect(JSON.stringify(entry?.skeleton)).not.toMatch(/王敏|对账单/);
  });
});

describe('the list of flags on a clerk’s desk', () => {
  it('shows the clerk who sits here own acts only; an officer reads all', async () => {
    await worker.page('act.decide', { event: anEvent({ login: 'wangmin' }), carries: false, mode: 'held' });
    const other = await worker.page('act.decide', { event: anEvent({ login: 'sunli' }), carries: false, mode: 'held' });
    const seqs = async () => (await worker.own('view.flags', { limit: 5 })).lines.map((l) => l.clerk);

    await signIn(PEOPLE[0] as Person);
    expect(await seqs()).toEqual(['王敏']);
    expect(await worker.own('view.flag', { seq: other.seq ?? -1 })).toEqual({ kind: 'none' });
    await signIn(HE);
    expect(await seqs()).toEqual(['孙丽', '王敏']);
  });
});
