import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportJournal } from '@/lib/evidence';
import { concat } from '@/lib/journal/bytes';
import { Profile, ScoringSettings } from '@/lib/model';
import type { Entry, Person } from '@/lib/model';
import { asksFile, readAsks } from '@/lib/office/asks';
import { importExport } from '@/lib/office/import';
import { aBrowser, anEvent, aPack, aWorker, PEOPLE } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';

const t = (zh: string) => ({ zh, en: zh });
const profile: Profile = {
  ...Profile.parse(parse(readFileSync('packs/common/profiles/hulan-default.yaml', 'utf8'))),
  fourEyesToClose: [],
  counters: [{ id: 'twice', levels: ['hint'], per: 'unit', within: 'year', at: 2, propose: t('建议专项检查') }],
  sampling: [
    {
      id: 'again',
      title: t('年度抽查'),
      per: 'year',
      of: 'matters',
      levels: ['hint'],
      share: 0.5,
      atLeast: 1,
      by: ['discipline'],
    },
    {
      id: 'units',
      title: t('高风险单位'),
      per: 'year',
      of: 'units',
      levels: ['hint'],
      share: 0.2,
      atLeast: 1,
      by: ['principal'],
    },
  ],
};
const scoring = ScoringSettings.parse(parse(readFileSync('packs/common/scoring.yaml', 'utf8')));
const HE: Person = { id: 'hejing', name: '何静', posts: ['discipline'], unit: '纪检组' };
const DAY = 86_400_000;

type Worker = ReturnType<typeof aWorker>;
const made: { worker: Worker; name: string }[] = [];
let count = 0;
function aDesk(): { worker: Worker; browser: FakeBrowser } {
  const name = `follow-up-${count++}`;
  const browser = aBrowser([aPack({ staff: [...PEOPLE, HE], profiles: [profile], scoring })]);
  const worker = aWorker(browser, name);
  made.push({ worker, name });
  return { worker, browser };
}
let worker: Worker;
let browser: FakeBrowser;
beforeEach(() => {
  ({ worker, browser } = aDesk());
});
afterEach(async () => {
  for (const { worker: one, name } of made.splice(0)) {
    one.store.close();
    await Dexie.delete(name);
    await Dexie.delete(`${name}-office`);
  }
});

async function signIn(person: Person, at: Worker = worker): Promise<void> {
  await at.own('pin.set', { person: person.id, pin: '739201' });
  expect(await at.own('desk.signIn', { person: person.id, pin: '739201' })).toEqual({ ok: true });
}
async function entries(kind: string, at: Worker = worker): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const entry of at.store.journal.walk()) if (entry.skeleton.kind === kind) found.push(entry);
  return found;
}
const ownDesk = async (at: Worker = worker): Promise<string> => (await at.own('view.office', {})).ownDesk;
async function fold(desk: string): Promise<void> {
  for (let done = { folded: 0, entries: 1 }; done.folded < done.entries; )
    done = await worker.own('office.fold', { desk });
}
async function aMatter(): Promise<string> {
  const decided = await worker.page('act.decide', {
    event: anEvent({ at: browser.time }),
    carries: false,
    mode: 'held',
  });
  await fold(await ownDesk());
  return `${await ownDesk()}/${decided.seq}`;
}
const act = (matter: string, body: object) => worker.own('matter.do', { matter, ...body } as never);
/** A warning that was issued, reported back and closed. */
async function closed(matter: string): Promise<void> {
  await signIn(HE);
  await act(matter, { do: 'verdict', verdict: 'dispose', text: '属实' });
  await act(matter, { do: 'propose', disposition: 'reminder-talk', level: 'hint', text: '补附' });
  expect(await act(matter, { do: 'issue' })).toMatchObject({ ok: true });
  await signIn(PEOPLE[0] as Person);
  expect(await act(matter, { do: 'report_back', text: '已补' })).toMatchObject({ ok: true });
  await signIn(HE);
  expect(await act(matter, { do: 'accept' })).toMatchObject({ ok: true, stage: 'closed' });
}
const seen = async (id: string) => {
  const view = await worker.own('view.matter', { id });
  if (view.kind !== 'matter') throw new Error('no matter');
  return view;
};

describe('a counter of the regulation', () => {
  it('proposes to a person once the warning is issued, who takes it up or leaves it with a reason, once', async () => {
    const first = await aMatter();
    await closed(first);
    expect((await seen(first)).counters).toEqual([]);
    const second = await aMatter();
    await closed(second);

    const [counter] = (await seen(second)).counters;
    expect(counter).toMatchObject({ id: 'twice', n: 2, at: 2, propose: '建议专项检查', matters: [first, second] });
    const decide = { do: 'consequence', counter: 'twice', adopted: false };
    expect(await act(second, decide)).toEqual({ ok: false, why: 'sentence_missing' });
    expect(await act(second, { ...decide, text: '两件同因，已一并整改' })).toMatchObject({ ok: true, stage: 'closed' });
    expect(await act(second, { ...decide, text: '再来' })).toEqual({ ok: false, why: 'already_done' });

    expect((await seen(second)).counters).toMatchObject([{ decided: { adopted: false, by: '何静' } }]);
  });

  it('counts no warning that was withdrawn', async () => {
    const first = await aMatter();
    await signIn(HE);
    await act(first, { do: 'verdict', verdict: 'dispose', text: '属实' });
    await act(first, { do: 'propose', disposition: 'reminder-talk', level: 'hint', text: '补附' });
    await act(first, { do: 'issue' });
    expect(await act(first, { do: 'withdraw', text: '查无此事' })).toMatchObject({ ok: true, closedAs: 'withdrawn' });
    const second = await aMatter();
    await closed(second);

    expect((await seen(second)).counters).toEqual([]);
  });
});

describe('a sample', () => {
  it('is drawn with a seed that is journalled, comes out the same again, and is checked item by item', async () => {
    const ids = [await aMatter(), await aMatter(), await aMatter()];
    for (const id of ids) await closed(id);
    const before = await worker.own('view.samples', {});
    expect(before.plans).toMatchObject([
      { id: 'again', pool: 3, isDue: true },
      { id: 'units', pool: 1, isDue: true, barred: 'wrong_post' },
    ]);

    expect(await worker.own('sample.draw', { plan: 'again', seed: '048217' })).toEqual({ ok: true });
    expect(await worker.own('sample.draw', { plan: 'units' })).toEqual({ ok: false, why: 'wrong_post' });

    const [note] = (await entries('note')).filter((e) => e.skeleton.body.office === 'draw');
    expect(note?.skeleton.body).toMatchObject({ seed: '048217', pool: 3, of: 'again' });
    const { plans, draws } = await worker.own('view.samples', {});
    expect(plans[0]).toMatchObject({ isDue: false });
    const [draw] = draws;
    expect(draw).toMatchObject({ seed: '048217', again: 'same', by: '何静' });
    expect(draw?.items).toHaveLength(2);
    const item = draw?.items[0]?.item ?? '';
    const seq = draw?.seq ?? -1;
    expect(await worker.own('sample.check', { draw: seq, item: 'nobody/9', found: 'right', text: '好' })).toMatchObject(
      {
        ok: false,
      },
    );
    expect(await worker.own('sample.check', { draw: seq, item, found: 'wrong', text: '附件仍缺' })).toEqual({
      ok: true,
    });
    expect((await worker.own('view.samples', {})).draws[0]?.items[0]).toMatchObject({
      item,
      checked: { found: 'wrong', text: '附件仍缺', by: '何静' },
    });
  });

  it('names its seed where nobody chose one', async () => {
    await closed(await aMatter());

    await worker.own('sample.draw', { plan: 'again' });

    const [draw] = (await worker.own('view.samples', {})).draws;
    expect(draw?.seed).toMatch(/^\d{6}$/);
    expect(draw?.again).toBe('same');
  });
});

describe('papers and lists', () => {
  it('stand in a register by number, whose reading and handing out are journalled', async () => {
    const id = await aMatter();
    await closed(id);

    expect(await worker.own('view.papers', {})).toMatchObject([
      { title: '廉政风险提醒书', matter: id, to: '王敏', by: '何静' },
    ]);
    expect(await worker.own('office.export', { what: 'papers', entries: 1 })).toMatchObject({ ok: true });

    expect((await entries('read')).at(-1)?.skeleton.body).toEqual({ view: 'papers' });
    const [out] = await entries('export');
    expect(out?.skeleton.body).toEqual({ office: 'papers', entries: 1 });
    expect(JSON.stringify(out?.skeleton)).not.toContain('何静');
  });

  it('are refused to who may not review, and nothing is written', async () => {
    await aMatter();
    await signIn(PEOPLE[1] as Person);

    expect(await worker.own('office.export', { what: 'queue', entries: 1 })).toMatchObject({ ok: false });
    expect(await worker.own('view.papers', {})).toEqual([]);
    expect(await entries('export')).toEqual([]);
  });
});

describe('a month that is over', () => {
  it('is sealed with its figures when it is first asked for; what comes later stands in the annex', async () => {
    const id = await aMatter();
    await closed(id);
    const month = new Date(browser.time + DAY / 3).toISOString().slice(0, 7);
    const running = await worker.own('view.report', {});
    expect(running).toMatchObject({ report: { month, acts: 1, flags: 1, confirmed: 1 } });
    expect(running.sealed).toBeUndefined();

    browser.time += 40 * DAY;
    await signIn(HE);
    const sealed = await worker.own('view.report', { month });
    expect(sealed.sealed).toMatchObject({ by: '何静' });
    expect(sealed.annex).toEqual([]);
    const [note] = (await entries('note')).filter((e) => e.skeleton.body.office === 'seal');
    expect(note?.skeleton.body).toMatchObject({ of: month, sha256: sealed.sealed?.sha256 });

    expect(
      await worker.own('report.rates', {
        month,
        values: { filing: { part: 90, whole: 100 }, nothing: { part: 1, whole: 1 } },
      }),
    ).toEqual({ ok: true });
    const later = await worker.own('view.report', { month });
    expect(later.report).toEqual(sealed.report);
    expect(later.sealed?.seq).toBe(sealed.sealed?.seq);
    expect(later.annex).toEqual([{ what: 'rate', id: 'filing', now: 90 }]);
  });

  it('counts a verdict in the month it was given, and no longer once it is taken back', async () => {
    const id = await aMatter();
    await signIn(HE);
    const done = await act(id, { do: 'verdict', verdict: 'false_alarm' });
    const rules = async () => (await worker.own('view.report', {})).report?.rules;
    expect(await rules()).toMatchObject([{ rule: 'big-relief', fired: 1, falseAlarms: 1, judged: 1 }]);

    await act(id, { do: 'undo', of: done.ok ? done.seq : -1 });

    expect(await rules()).toMatchObject([{ falseAlarms: 0, judged: 0 }]);
  });
});

describe('asking for more', () => {
  it('on one machine stands before the clerk, whose statement brings the matter back', async () => {
    const id = await aMatter();
    await signIn(HE);
    await act(id, { do: 'verdict', verdict: 'ask_more', text: '请补对账单' });
    await signIn(PEOPLE[0] as Person);

    const [line] = (await worker.own('view.mine', { limit: 5 })).lines;
    expect(line?.notes).toMatchObject([{ kind: 'asked', text: '请补对账单', by: '何静' }]);
    expect(await worker.own('mine.note', { seq: line?.seq ?? -1, kind: 'statement', text: '已补' })).toMatchObject({
      ok: true,
    });
    await fold(await ownDesk());

    await signIn(HE);
    expect((await seen(id)).review).toMatchObject({
      stage: 'new',
      history: [{ do: 'verdict' }, { do: 'statement', who: '王敏', text: '已补' }],
    });
    expect(await worker.office.states()).toMatchObject([{ id, stage: 'new' }]);
  });

  it('goes to another desk in a file and comes back with its next export, once', async () => {
    const clerk = aDesk();
    await signIn(PEOPLE[0] as Person, clerk.worker);
    const decided = await clerk.worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });
    const take = async (): Promise<void> => {
      await clerk.worker.own('journal.export', { what: 'journal', withParts: true });
      const bytes = concat(...(await exportJournal(clerk.worker.store, { program: '0.1.0', at: 1, withParts: true })));
      const done = await importExport(bytes, 'desk.hulan', {
        office: worker.office,
        ownDesk: await ownDesk(),
        now: browser.time,
      });
      expect(done).toMatchObject({ ok: true, whole: true });
      await fold(desk);
    };
    const desk = await ownDesk(clerk.worker);
    const id = `${desk}/${decided.seq}`;
    await fold(await ownDesk());
    await take();
    await signIn(HE);
    expect(await act(id, { do: 'verdict', verdict: 'ask_more', text: '请补对账单' })).toMatchObject({ ok: true });

    const file = asksFile(desk, await worker.own('asks.of', { desk }));
    expect(readAsks(file, 'another')).toEqual({ ok: false, why: 'other_desk' });
    expect(readAsks('{}', desk)).toEqual({ ok: false, why: 'not_asks' });
    const read = readAsks(file, desk);
    if (!read.ok) throw new Error(read.why);
    expect(await clerk.worker.own('asks.take', { asks: read.asks })).toEqual({ taken: 1 });
    expect(await clerk.worker.own('asks.take', { asks: read.asks })).toEqual({ taken: 0 });
    const [line] = (await clerk.worker.own('view.mine', { limit: 5 })).lines;
    expect(line?.notes).toMatchObject([{ kind: 'asked', text: '请补对账单', by: '何静' }]);
    await clerk.worker.own('mine.note', { seq: decided.seq ?? -1, kind: 'statement', text: '对账单已补传' });

    await take();
    await take();

    expect((await seen(id)).review).toMatchObject({
      stage: 'new',
      history: [
        { do: 'verdict', verdict: 'ask_more' },
        { do: 'statement', who: '王敏', text: '对账单已补传', isReceived: true },
      ],
    });
    expect(await worker.own('asks.of', { desk })).toEqual([]);
    expect((await entries('disposition')).filter((e) => e.skeleton.body.do === 'statement')).toHaveLength(1);
    expect(JSON.stringify((await entries('disposition')).map((e) => e.skeleton))).not.toMatch(/对账单|王敏/);
  });

  it('a page cannot claim that words came from a desk', async () => {
    const id = await aMatter();
    await signIn(HE);

    await expect(act(id, { do: 'statement', text: '我说', from: { seq: 3 } })).rejects.toThrow('shape');
  });
});

describe('two lanes beside a matter', () => {
  it('show the operator’s own course and acts, and what others did on the same subject, without a name', async () => {
    const by = async (login: string, days: number): Promise<void> => {
      browser.time += days * DAY;
      await worker.page('act.decide', { event: anEvent({ login, at: browser.time }), carries: false, mode: 'held' });
    };
    await by('wangmin', 0);
    await by('sunli', 3);
    browser.time += DAY;
    const id = await aMatter();
    await signIn(HE);

    const { lanes } = await seen(id);

    expect(lanes.map(({ lane, isThis }) => [lane, isThis ?? false])).toEqual([
      ['operator', false],
      ['subject', false],
      ['operator', true],
    ]);
    expect(JSON.stringify(lanes)).not.toMatch(/孙丽|sunli/);
  });
});
