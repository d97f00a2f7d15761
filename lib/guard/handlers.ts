import type { Envelope, MessageName } from '@/lib/messages';
import type { Sender } from '@/lib/platform/types';
import { createScores } from './admin/scores';
import type { Answers } from './answer';
import type { Checkpoints } from './checkpoints';
import type { Coverage } from './coverage';
import type { Day } from './day';
import type { Decider } from './decide';
import type { Delivery, GuardDeps } from './deps';
import type { Drafts } from './drafts';
import type { Handlers } from './doors';
import type { Identities } from './identity';
import type { Packs } from './library';
import type { OfficeDesk } from './office';
import { createPackDesk } from './pack-desk';
import { refusedSources } from './refused-sources';
import type { Keeping } from './keeping';
import type { Learning } from './learning';
import type { People } from './people';
import type { Recorder } from './recorder';
import type { Seconds } from './second';
import type { SettingsDesk } from './settings';
import { createSuppressed } from './suppressed';
import type { Sight } from './sight';
import type { Tabs } from './tabs';
import { handOut } from './handing-out';
import { coverageView } from './views/coverage';
import { KEY_REFUSED } from './key-words';
import { detailView } from './views/detail';
import { clerkView, flagsView, isOf, mineView } from './views/lists';
import { peopleView, secondView } from './views/people';
import { popupView } from './views/popup';
import { tableView } from './views/table';
import type { Teachers } from './teach';

interface Rooms extends GuardDeps {
  recorder: Recorder;
  packs: Packs;
  drafts: Drafts;
  settings: SettingsDesk;
  identities: Identities;
  tabs: Tabs;
  sight: Sight;
  people: People;
  decider: Decider;
  seconds: Seconds;
  answers: Answers;
  coverage: Coverage;
  day: Day;
  learning: Learning;
  checkpoints: Checkpoints;
  keeping: Keeping;
  officeDesk: OfficeDesk;
  delivery?: Delivery;
  teachers: Teachers;
}
const DONE = { ok: true } as const;
const REMINDER = 'reminder.js';
const READER = 'reader.js';

/** One handler a message: a few words each, the work is done in the rooms they name. */
export function handlersOf(rooms: Rooms): Handlers {
  const { platform, store, packs, people, decider, seconds, answers, tabs, coverage, day } = rooms;
  const scores = createScores(rooms);
  const suppressed = createSuppressed({
    platform,
    answers,
    language: async () => (await rooms.settings.now()).language,
  });
  const reading = async () => ({
    store,
    library: (await packs.inForce()).library,
    language: (await rooms.settings.now()).language,
  });
  /** Passes a message on to the tab it came from; gives what the frame answered, undefined where none took it. */
  const tell = async (
    sender: Sender,
    frame: number | undefined,
    name: MessageName,
    body: unknown,
  ): Promise<unknown> => {
    const tab = sender.tab?.id;
    if (tab === undefined) return undefined;
    const envelope: Envelope = { hulan: 1, name, body };
    return platform.tabs.send(tab, frame, envelope).catch(() => undefined);
  };
  /** On a clerk's desk one's own records only; an officer reads all. Undefined: nobody is known to sit here, or an officer does. */
  const ownNames = async (): Promise<readonly string[] | undefined> => {
    const { keys } = await day.sits();
    return keys.length === 0 || (await rooms.officeDesk.view()).isOfficer ? undefined : keys;
  };

  const packDesk = createPackDesk(rooms);

  return {
    'desk.wake': async ({ inject }, sender) => {
      if (inject) await put(rooms, sender, REMINDER);
      return DONE;
    },
    'reader.call': async (_, sender) => {
      await put(rooms, sender, READER);
      return DONE;
    },
    'identity.carry': async ({ event, raw }) => {
      await rooms.identities.carry(event, raw);
      return DONE;
    },
    'act.decide': async (body, sender) => {
      const decision = await decider.decide(body);
      const remind = decision.remind.filter((flag) => !flag.draft);
      // The overlay first: it is what the clerk sees besides the page.
      void day.decided(body, { ...decision, remind }, sender.tab?.id).catch(() => undefined);
      if (remind.length) await tabs.reminded(sender.tab?.id, remind.length);
      return decision;
    },
    'act.preview': (body) => decider.preview(body),
    'act.answer': async (body, sender) => {
      const done = await answers.answer(body);
      await suppressed(body.event, body.shown, sender.tab?.id);
      await day.answered(body.event);
      return done;
    },
    'act.ending': async (body) => {
      const done = await answers.ending(body);
      await day.ended(body);
      return done;
    },
    'act.shown': async (body, sender) => {
      const done = await answers.shown(body);
      await suppressed(body.event, body.shown, sender.tab?.id);
      return done;
    },
    'gap.report': ({ gaps }) => answers.gaps(gaps),
    'page.state': async (state, sender) => {
      if (sender.tab?.id !== undefined) await tabs.say(sender.tab.id, sender.frameId ?? 0, state);
      void rooms.sight.page(state, sender.tab?.id).catch(() => undefined);
      day.changed();
      if (state.state === 'recognised') void day.visited().catch(() => undefined);
      return DONE;
    },
    // The top frame draws for a frame that is too small. What it answers goes to every frame of the tab; the event id tells whose it is.
    'hold.elsewhere': async (body, sender) => {
      const drawn = await tell(sender, 0, 'hold.elsewhere', body);
      if (drawn !== undefined) return drawn;
      // A top frame that is no page of the packs has no reader yet.
      await put(rooms, { tab: sender.tab, frameId: 0 }, READER);
      return tell(sender, 0, 'hold.elsewhere', body);
    },
    'hold.elsewhere.close': (body, sender) => tell(sender, 0, 'hold.elsewhere.close', body),
    'hold.elsewhere.outcome': async (body, sender) => {
      if (sender.frameId === 0) await tell(sender, undefined, 'hold.elsewhere.outcome', body);
      return DONE;
    },
    'draft.keep': async ({ event, text }) => {
      const key = await decider.draftKey(event);
      if (key !== undefined) await store.memory.keepDraft(key, text, platform.clock.now());
      return DONE;
    },

    'second.ask': (body) => seconds.ask(body),
    'second.view': async ({ ticket }) => {
      day.changed();
      const row = await seconds.ticket(ticket);
      const decided = row && (await decider.decided(row.event));
      return secondView({
        ...(await reading()),
        people,
        row,
        now: platform.clock.now(),
        flags: decided?.verdict.flags ?? [],
        action: decided?.action ?? '',
      });
    },
    'second.confirm': (body) => seconds.confirm(body).finally(day.changed),
    'second.refuse': (body) => seconds.refuse(body).finally(day.changed),
    'pin.set': (body) => people.setPin(body),
    'desk.signIn': async ({ person, pin }) => {
      const done = await people.signIn(person, pin);
      day.changed();
      return done;
    },
    'desk.settings': async ({ language }) => {
      if (language && (await rooms.settings.setLanguage(language))) {
        await coverage.refresh({ inject: false });
        await rooms.recorder.write([{ kind: 'setting', body: { language } }]);
      }
      return { language: (await rooms.settings.now()).language };
    },
    'key.import': async ({ file, passphrase }) => {
      const opened = await rooms.identities.bring(file, passphrase);
      if (!opened.ok) return { ok: false, sentence: KEY_REFUSED[opened.why][(await rooms.settings.now()).language] };
      await rooms.recorder.write([{ kind: 'setting', body: { bureauKey: opened.id } }]);
      return { ok: true, id: opened.id };
    },
    'hosts.refresh': async () => {
      const { refused } = await packs.refresh();
      const watched = await coverage.refresh({ inject: true });
      return {
        watched: watched.hosts,
        missing: watched.missing,
        systems: await coverageView(rooms.sight, await packs.inForce(), (await rooms.settings.now()).language),
        refused: refused.map(({ file, detail }) => ({ file, sentence: detail })),
      };
    },
    'journal.export': (body) => handOut({ ...rooms, who: async () => (await day.sits()).keys }, body),
    'journal.hold': async ({ seq, on, why }) => {
      await rooms.keeping.hold(seq, on, why);
      return DONE;
    },
    'journal.erase': async ({ seq, why }) => ({ ok: (await rooms.keeping.erase(seq, why)) === 'erased' }),
    'view.table': async (asked) => tableView(await reading(), asked),

    'deadline.seen': (body, sender) => day.seen(body, sender.tab?.id),
    'view.overlay': () => day.view(),
    'view.card': () => day.card(),
    'view.case': ({ seq }) => day.matter(seq),
    'case.open': (body) => day.openCase(body),
    'mine.note': (body) => day.note(body),
    'shift.start': (body) => day.startShift(body),
    'overlay.stands': (body) => day.stands(body),
    'overlay.answer': (body) => day.answer(body),
    'overlay.open': (body) => day.open(body),

    'view.learning': () => rooms.learning.view(),
    'learning.start': (body) => rooms.learning.start(body),
    'learning.answer': (body) => rooms.learning.answer(body),

    'view.office': () => rooms.officeDesk.view(),
    'office.fold': ({ desk }) => rooms.officeDesk.fold(desk),
    'office.profile': ({ profile }) => rooms.officeDesk.choose(profile),
    'view.matter': ({ id }) => rooms.officeDesk.matter(id),
    'view.letter': async ({ seq }) => (await rooms.officeDesk.letter(seq)) ?? null,
    'view.passes': () => rooms.officeDesk.passes(),
    'matter.do': (body) => rooms.officeDesk.act(body),
    'office.export': (body) => rooms.officeDesk.handOut(body),
    'office.reckon': ({ after }) => rooms.officeDesk.reckon(after),
    'view.papers': () => rooms.officeDesk.papers(),
    'view.samples': () => rooms.officeDesk.samples(),
    'sample.draw': (body) => rooms.officeDesk.draw(body),
    'sample.check': (body) => rooms.officeDesk.check(body),
    'view.report': (body) => rooms.officeDesk.report(body),
    'report.rates': (body) => rooms.officeDesk.rates(body),
    'asks.of': ({ desk }) => rooms.officeDesk.asks(desk),
    'asks.take': ({ asks }) => rooms.officeDesk.takeAsks(asks),

    'view.packs': packDesk.view,
    'packs.check': ({ source }) => packDesk.check(source),
    'packs.import': ({ text }) => packDesk.bring(text),
    'draft.run': (body) => packDesk.runDraft(body),
    'draft.stop': (body) => packDesk.stopDraft(body),
    'view.scores': () => scores.view(),
    'score.keep': (body) => scores.keep(body),
    'teach.start': ({ tab }) => rooms.teachers.start(tab),
    'teach.begin': (_, sender) => rooms.teachers.begin(sender),
    'teach.keep': (snapshot, sender) => rooms.teachers.keep(snapshot, sender),
    'teach.calls': (_, sender) => rooms.teachers.calls(sender),
    'teach.end': (_, sender) => rooms.teachers.end(sender),

    'view.popup': async ({ tab }) => {
      const [sitting, { language }, inForce, hosts, today] = await Promise.all([
        day.sits(),
        rooms.settings.now(),
        packs.inForce(),
        coverage.hosts(),
        day.view(),
      ]);
      const frame = tab === undefined ? undefined : await tabs.of(tab);
      const mismatch = rooms.checkpoints.found();
      const sources = (await rooms.delivery?.sources().catch(() => [])) ?? [];
      return popupView({
        platform,
        store,
        packs: { ...inForce, refused: [...inForce.refused, ...refusedSources(sources, language)] },
        hosts,
        language,
        recorder: rooms.recorder,
        sitting,
        today,
        reach: await day.reach(),
        ...(mismatch ? { mismatch } : {}),
        mayTeach: await rooms.teachers.may(),
        ...(tab === undefined ? {} : { tab }),
        ...(frame ? { frame } : {}),
      });
    },
    'view.flags': async (asked) => flagsView(await reading(), asked, await ownNames()),
    'view.flag': async ({ seq }) => {
      const names = await ownNames();
      const entry = names && (await store.journal.entry(seq));
      if (names && !(entry?.skeleton.kind === 'event' && isOf(entry, names))) return { kind: 'none' };
      await rooms.recorder.write([{ kind: 'read', re: seq, body: { view: 'flag' } }]);
      return detailView({ ...(await reading()), seq, held: await rooms.keeping.isHeld(seq) });
    },
    'view.mine': async (asked) => {
      const who = await day.sits();
      const on = await reading();
      const view = clerkView(on.library, who.person, who.login, on.language);
      return mineView({ ...on, office: rooms.office }, asked, { keys: who.keys, ...(view ? { clerk: view } : {}) });
    },
    'view.people': async () => {
      const login = await tabs.lastLogin();
      return peopleView({ ...(await reading()), people, ...(login ? { pageLogin: login } : {}) });
    },
  };
}

/** Puts a script into the very frame that asks. */
async function put({ platform }: Rooms, sender: Sender, file: string): Promise<void> {
  const tab = sender.tab?.id;
  if (tab === undefined) return;
  await platform.scripts.inject({
    tab,
    file,
    world: 'ISOLATED',
    ...(sender.documentId ? { document: sender.documentId } : { frame: sender.frameId ?? 0 }),
  });
}
