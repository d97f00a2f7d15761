// Several people at one desk: what belongs to whom is never mixed, whatever the order of sign-ins, page log-ins and days.
import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { aBrowser, anEvent, aPack, aRule, aWorker } from '@/tests/support/guard';

const PIN = '482915';
const PACK = aPack({ rules: [aRule({ id: 'note', ask: 'acknowledge' })] });
const CLERKS = ['wangmin', 'zhaolei', 'sunli'] as const;
const NAMES: Record<string, string> = { wangmin: '王敏', zhaolei: '赵磊', sunli: '孙丽' };
type Step =
  | { do: 'signIn' | 'login' | 'act'; who: string }
  | { do: 'signOut' | 'midnight' | 'anonymous' | 'answerAll' };

let count = 0;
let close: (() => Promise<void>) | undefined;
afterEach(async () => close?.());

async function aDesk(policy: Record<string, unknown> = {}, rules = PACK.rules) {
  await close?.();
  const name = `one-desk-${count++}`;
  const browser = aBrowser([{ ...PACK, rules }]);
  browser.policy = policy;
  const worker = aWorker(browser, name);
  close = async () => {
    close = undefined;
    worker.store.close();
    await Dexie.delete(name);
  };
  const login = (who: string) =>
    worker.page('page.state', {
      adapter: 'tax-old',
      page: 'relief',
      state: 'recognised',
      fieldsNamed: 1,
      fieldsRead: 1,
      anchorsMissing: [],
      login: who,
    });
  /** `who` undefined: the page names nobody. */
  const act = async (who?: string) => {
    browser.time += 1_000;
    const { login: _, ...nobody } = anEvent({ at: browser.time });
    const event = who === undefined ? nobody : { ...nobody, login: who };
    await worker.page('act.decide', { event, carries: false, mode: 'passing' });
    return event.id;
  };
  const signIn = async (who: string | null) => {
    if (who) await worker.own('pin.set', { person: who, pin: PIN, old: PIN });
    await worker.own('desk.signIn', who ? { person: who, pin: PIN } : { person: null });
  };
  return { browser, worker, login, act, signIn };
}
/** Event ids that the clerk's pages show now. */
async function shown(worker: Awaited<ReturnType<typeof aDesk>>['worker']) {
  const [overlay, popup, mine] = await Promise.all([
    worker.own('view.overlay', {}),
    worker.own('view.popup', { tab: 7 }),
    worker.own('view.mine', { limit: 100 }),
  ]);
  return {
    clerk: overlay.clerk?.id ?? '',
    popupClerk: popup.clerk?.id ?? '',
    overlay: [...overlay.todo, ...overlay.today].map(({ seq }) => seq),
    popup: popup.flags.map(({ seq }) => seq),
    mine: mine.lines.map(({ seq }) => seq),
    others: mine.others.map(({ seq }) => seq),
    counts: [overlay.counts.acts, popup.today.acts],
  };
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('signIn' as const, 'login' as const, 'act' as const),
    who: fc.constantFrom(...CLERKS),
  }),
  fc.record({
    do: fc.constantFrom('signOut' as const, 'midnight' as const, 'anonymous' as const, 'answerAll' as const),
  }),
);

it('overlay, popup and own record show the clerk who sits here his own, and nothing of another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const desk = await aDesk();
      let signed: string | undefined;
      let page: string | undefined;
      for (const one of steps) {
        if (one.do === 'signIn') {
          await desk.signIn(one.who);
          signed = one.who;
        } else if (one.do === 'signOut') {
          await desk.signIn(null);
          signed = undefined;
        } else if (one.do === 'login') {
          await desk.login(one.who);
          page = one.who;
        } else if (one.do === 'midnight') {
          desk.browser.time += 86_400_000;
          [signed, page] = [undefined, undefined];
        } else if (one.do === 'act') await desk.act(one.who);
        else if (one.do === 'anonymous') await desk.act();
        else
          for (const { event, kind } of (await desk.worker.own('view.overlay', {})).todo)
            if (kind === 'acknowledge') await desk.worker.own('overlay.answer', { event, kind: 'acknowledge' });
      }

      const sees = await shown(desk.worker);
      const who = signed ?? page ?? '';
      const ownerOf = async (seq: number): Promise<string> => {
        const entry = await desk.worker.store.journal.entry(seq);
        const value = (part: string) => {
          const kept = entry?.parts[part];
          return kept && 'value' in kept ? kept.value : undefined;
        };
        const clerk = value('clerk') as { login?: string; person?: { id: string } } | undefined;
        return clerk?.login ?? clerk?.person?.id ?? String(value('person') ?? '');
      };

      expect([sees.clerk, sees.popupClerk]).toEqual([who, who]);
      for (const seq of [...sees.overlay, ...sees.popup, ...sees.mine, ...sees.others])
        expect(await ownerOf(seq)).toBe(who);
      expect(sees.counts[0]).toBe(sees.counts[1]);
    }),
    { numRuns: 20 },
  );
}, 60_000);

it('an act on a page that names nobody is its who the policy names for this desk', async () => {
  const { worker, act } = await aDesk({ clerk: 'sunli' });

  await act();

  const sees = await shown(worker);
  expect(sees.clerk).toBe('sunli');
  expect(sees.mine).toHaveLength(1);
});

it('after a change of shift an act is the next one’s, and yesterday’s sign-in owns none of today', async () => {
  const { worker, act, signIn, browser } = await aDesk();
  await signIn('wangmin');
  await act();
  await signIn(null);
  await signIn('zhaolei');
  await act();

  const next = await shown(worker);
  browser.time += 86_400_000;
  await act();
  const tomorrow = await shown(worker);

  expect([next.clerk, next.mine.length, next.others.length]).toEqual(['zhaolei', 1, 2]);
  expect([tomorrow.clerk, tomorrow.mine.length]).toEqual(['', 1]);
});

it('what one clerk acknowledged is shown to the next all the same', async () => {
  const { worker, act, login } = await aDesk();
  await login('wangmin');
  const first = await act('wangmin');
  await worker.page('act.answer', { event: first, answer: { kind: 'acknowledge' } });
  await login('zhaolei');
  const event = anEvent({ login: 'zhaolei' });

  const his = await worker.page('act.decide', { event, carries: false, mode: 'passing' });

  expect(his.remind.map(({ rule }) => rule)).toEqual(['note']);
});

it('a reason that one clerk began is not offered to the next', async () => {
  const { worker } = await aDesk({}, [aRule({ id: 'held', ask: 'justification' })]);
  const held = (login: string, event = anEvent({ login })) =>
    worker.page('act.decide', { event, carries: false, mode: 'held' });
  const begun = anEvent({ login: 'wangmin' });
  await held('wangmin', begun);
  await worker.page('draft.keep', { event: begun.id, text: '王敏的理由' });

  const own = await held('wangmin');
  const next = await held('zhaolei');

  expect([own.draft, next.draft]).toEqual(['王敏的理由', undefined]);
});

it('an export of one’s own record has one’s acts under every name, one’s sign-ins, and nobody else’s', async () => {
  const { worker, act, login, signIn } = await aDesk();
  await login('zhaolei');
  await act('zhaolei');
  await login(NAMES.wangmin ?? '');
  await act(NAMES.wangmin);
  await signIn('wangmin');
  await act('wangmin');

  const { seqs = [] } = await worker.own('journal.export', { what: 'subject', withParts: true });

  const entries = await worker.store.journal.entries(seqs);
  expect(entries.filter((entry) => entry?.skeleton.kind === 'event')).toHaveLength(2);
  expect(entries.filter((entry) => entry?.skeleton.kind === 'sign_in')).toHaveLength(1);
  expect(JSON.stringify(entries.map((entry) => entry?.parts.clerk ?? ''))).not.toContain('zhaolei');
});
