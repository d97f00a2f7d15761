// The clerk's day, worker side: what overlay and popup show of the matters of whoever sits here, deadlines, shift. It decides
// nothing about an act and refuses to show one clerk's matters to another.
import type { DayReplies } from '@/lib/messages/day';
import { BACK, CHANGED } from '@/lib/messages/said';
import type { Decision, MessageBody } from '@/lib/messages';
import type { CardView, OverlayView, PackSourceView, PopupView } from '@/lib/messages/views';
import { askRank } from '@/lib/rules';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { Answers } from '../answer';
import type { InForce, Settings } from '../deps';
import type { People } from '../people';
import type { Recorder } from '../recorder';
import type { Tabs } from '../tabs';
import { dayStart } from '../views/format';
import type { WatchedHosts } from '../hosts';
import { riskPoints } from '../library';
import { caseView, latestAbout } from './case';
import { cardView } from './card';
import { createDeadlines } from './deadlines';
import { isMine, overlayView, ownerOf, withoutJournal } from './overlay';
import { noteOf } from './notes';
import { actOf } from '../views/act';
import { createHolds } from './standing';
import { createDesk } from './who';
import type { Sitting } from './who';
import { NOTICES } from './words';

export interface DayDeps {
  platform: Platform;
  store: Store;
  recorder: Recorder;
  people: People;
  tabs: Tabs;
  answers: Pick<Answers, 'answer'>;
  inForce(): Promise<InForce>;
  settings(): Promise<Settings>;
  hosts(): Promise<WatchedHosts>;
  /** Where packs come from; none where the bureau named no source. */
  sources(): Promise<PackSourceView[]>;
}
type Wide<N extends keyof DayReplies> = Promise<DayReplies[N]>;

const SHIFT = 'shift';
const STANDS = 'overlayStands';
const TOLD = 'deadlinesTold';
const CARD_DAY = 'cardDay';
const SAVER = 'saverWindow';
const BADGE_AFTER_MS = 250;

export type Day = ReturnType<typeof createDay>;

export function createDay(deps: DayDeps) {
  const { platform, store, recorder } = deps;
  const desk = createDesk(deps);
  const holds = createHolds(store);
  const deadlines = createDeadlines(deps);
  let telling: Promise<void> = Promise.resolve();
  let badge: ReturnType<typeof setTimeout> | undefined;

  /** Our open pages ask again; the icon follows a moment later. */
  function changed(): void {
    platform.tell(CHANGED);
    clearTimeout(badge);
    badge = setTimeout(() => void refreshBadge().catch(() => undefined), BADGE_AFTER_MS);
  }

  async function view(): Promise<OverlayView> {
    const [sitting, packs, settings, hosts] = await Promise.all([
      desk.sits(),
      deps.inForce(),
      deps.settings(),
      deps.hosts(),
    ]);
    const [since, standing, due, tickets, openTabs, sources] = await Promise.all([
      sinceOf(sitting),
      holds.all(),
      deadlines.of((who) => isMine(sitting, who)),
      store.secrets.openTickets().catch(() => []),
      platform.tabs.at(hosts.patterns),
      deps.sources().catch(() => []),
    ]);
    const given = {
      store,
      packs,
      tabs: deps.tabs,
      language: settings.language,
      now: platform.clock.now(),
      sitting,
      since,
      holds: standing.filter((hold) => openTabs.includes(hold.tab)),
      deadlines: due,
      tickets,
      openTabs,
      sources,
      failingSince: recorder.state().failingSince,
    };
    return overlayView(given).catch(async (fault: unknown) => {
      if (await isReadable()) throw fault;
      return withoutJournal(given);
    });
  }

  const isReadable = (): Promise<boolean> =>
    store.memory.get(SHIFT).then(
      () => true,
      () => false,
    );

  /** Where the day is shown beside the page. Notifications tell of terms, and only to whom has started a shift. */
  async function reach(): Promise<PopupView['reach']> {
    const stands = await store.memory.get(STANDS).catch(() => undefined);
    if (stands === 'pip' || stands === 'window') return stands;
    const isOn = (await sinceOf(await desk.sits())) !== undefined && (await platform.notices());
    return isOn ? 'notice' : 'page';
  }

  /** What waits and what is near or over: a figure on the icon, nothing where there is none. */
  async function refreshBadge(): Promise<void> {
    const { todo, deadlines: due, second } = await view();
    const now = platform.clock.now();
    const n = todo.length + (second ? 1 : 0) + due.filter((one) => one.near <= now).length;
    await platform.badge.set(n ? String(n) : '');
  }

  async function sinceOf(sitting: Sitting): Promise<number | undefined> {
    const kept = await store.memory.get(SHIFT).catch(() => undefined);
    if (typeof kept !== 'object' || kept === null) return undefined;
    const at = Number(Reflect.get(kept, 'at'));
    const who = String(Reflect.get(kept, 'who'));
    // A shift that was started before anybody was named belongs to the first who is.
    const isTheirs = who === '' || who === (sitting.keys[0] ?? '');
    return isTheirs && at >= dayStart(platform.clock.now()) ? at : undefined;
  }

  async function startShift({ surface }: MessageBody<'shift.start'>): Wide<'shift.start'> {
    const sitting = await desk.sits();
    const now = platform.clock.now();
    if ((await sinceOf(sitting)) === undefined) {
      await store.memory.put(SHIFT, { who: sitting.keys[0] ?? '', at: now });
      await recorder.write([
        {
          kind: 'sign_in',
          body: { shift: 'start', surface, by: sitting.login ? 'page' : sitting.person ? 'sign_in' : 'nobody' },
          ...(sitting.keys[0] ? { parts: { person: sitting.keys[0] } } : {}),
        },
      ]);
    }
    return { ok: true };
  }

  async function answer({ event, kind }: MessageBody<'overlay.answer'>): Wide<'overlay.answer'> {
    if (kind === 'acknowledge') {
      const act = await store.queries.actById(event);
      if (!act || !isMine(await desk.sits(), act.who)) return { ok: false, why: 'gone' };
      await deps.answers.answer({ event, answer: { kind: 'acknowledge' } });
      return { ok: true };
    }
    const hold = (await holds.all()).find((one) => one.event === event);
    if (!hold) return { ok: false, why: 'gone' };
    // Every frame hears it; the one where the dialog stands answers as if "back" had been pressed there.
    await platform.tabs.send(hold.tab, undefined, { hulan: 1, name: BACK, body: { id: event } }).catch(() => undefined);
    return { ok: true };
  }

  async function open({ what, id }: MessageBody<'overlay.open'>): Wide<'overlay.open'> {
    const isShown = await bringUp(what, id);
    return isShown ? { ok: true } : { ok: false, why: 'gone' };
  }
  async function bringUp(what: MessageBody<'overlay.open'>['what'], id: string): Promise<boolean> {
    if (what === 'second') {
      const row = await store.secrets.ticket(id);
      return row?.state === 'open' && platform.windows.show(row.window);
    }
    if (what === 'act') {
      const hold = (await holds.all()).find((one) => one.event === id);
      return !!hold && platform.tabs.show(hold.tab);
    }
    const sitting = await desk.sits();
    const found = (await deadlines.of((who) => isMine(sitting, who))).find((one) => one.id === id);
    return found?.tab !== undefined && platform.tabs.show(found.tab);
  }

  /** Marks that changed while no overlay stands: said once each by the desktop. */
  async function tellDeadlines(): Promise<void> {
    const sitting = await desk.sits();
    if ((await sinceOf(sitting)) === undefined || (await store.memory.get(STANDS)) !== 'none') return;
    const now = platform.clock.now();
    const [told, { language }] = await Promise.all([store.memory.get(TOLD), deps.settings()]);
    const before = Array.isArray(told) ? told.map(String) : [];
    const fresh: string[] = [];
    for (const one of await deadlines.of((who) => isMine(sitting, who))) {
      const turn = one.due <= now ? 'over' : one.near <= now ? 'near' : undefined;
      const key = `${turn}:${one.id}`;
      if (!turn || before.includes(key)) continue;
      fresh.push(key);
      const what = one.what[language];
      await platform.notify(`deadline:${one.id}`, { title: NOTICES[turn](what)[language], text: one.matter ?? '' });
    }
    if (fresh.length) await store.memory.put(TOLD, [...fresh, ...before].slice(0, 300));
  }

  async function card(): Promise<CardView> {
    const [sitting, { library }, today, points] = await Promise.all([
      desk.sits(),
      deps.inForce(),
      view(),
      riskPoints(deps),
    ]);
    return cardView({ library, points, sitting, today, now: platform.clock.now() });
  }

  /** May the card come by itself? Where the bureau says so; else on desks where a shift was started before. */
  async function cardAllowed(): Promise<boolean> {
    const { dayCard } = await deps.settings();
    if (dayCard !== undefined) return dayCard;
    return (await store.memory.get(SHIFT).catch(() => undefined)) !== undefined;
  }

  return {
    changed,
    view,
    reach,
    card,
    async matter(seq: number): Wide<'view.case'> {
      const [{ library }, { language, deadlines: due }] = await Promise.all([deps.inForce(), view()]);
      return caseView(seq, { store, library, language, now: platform.clock.now(), deadlines: due });
    },
    async openCase(matter: MessageBody<'case.open'>): Wide<'case.open'> {
      const { library } = await deps.inForce();
      const seq = await latestAbout(matter, { store, library, now: platform.clock.now() });
      await platform.tabs.open(`console.html#/case/${seq ?? 'none'}`);
      return { ok: true };
    },
    /** A watched page was recognised: at the day's first visit the card opens in a tab behind it. */
    async visited(): Promise<void> {
      const now = platform.clock.now();
      const shown = await store.memory.get(CARD_DAY);
      if (shown === dayStart(now) || !(await cardAllowed())) return;
      const { person } = await desk.sits();
      if (!person) return;
      await store.memory.put(CARD_DAY, dayStart(now));
      await platform.tabs.openBehind('card.html');
    },
    /** Five minutes without a key or a pointer, no dialog standing: the card over the whole screen, until the next key. */
    async idle(): Promise<void> {
      if (!(await cardAllowed()) || (await holds.all()).length) return;
      const open = await store.memory.get(SAVER);
      if (typeof open === 'number' && (await platform.windows.show(open))) return;
      await store.memory.put(SAVER, await platform.windows.openFull('card.html#saver'));
    },
    sits: desk.sits,
    /** Holds that stand in open pages, whoever's they are: nothing else is asked for meanwhile. */
    async waits(): Promise<number> {
      const open = await platform.tabs.at((await deps.hosts()).patterns);
      return (await holds.all()).filter(({ tab }) => open.includes(tab)).length;
    },
    startShift,
    answer,
    open,
    async stands({ where }: MessageBody<'overlay.stands'>): Wide<'overlay.stands'> {
      await store.memory.put(STANDS, where);
      return { ok: true };
    },
    async seen(
      { action, fields, login }: MessageBody<'deadline.seen'>,
      tab: number | undefined,
    ): Wide<'deadline.seen'> {
      const who = login ?? (await desk.sits()).keys[0] ?? '';
      const at = platform.clock.now();
      await deadlines.seen({ action, fields, who, at, ...(tab === undefined ? {} : { tab }) });
      changed();
      return { ok: true };
    },
    /** The clerk's own words on an act of his; on another's they are refused. */
    async note(words: MessageBody<'mine.note'>): Wide<'mine.note'> {
      const sitting = await desk.sits();
      const entry = await store.journal.entry(words.seq);
      if (entry?.skeleton.kind !== 'event' || !isMine(sitting, ownerOf(actOf(entry))))
        return { ok: false, why: 'not_yours' };
      await recorder.write([noteOf(words, sitting.keys[0])]);
      return { ok: true };
    },
    /** An act was decided: its hold stands in that tab, its deadlines are kept. */
    async decided({ event }: MessageBody<'act.decide'>, { remind }: Decision, tab: number | undefined): Promise<void> {
      const who = event.login ?? (await desk.sits()).keys[0] ?? '';
      const at = {
        action: event.action,
        fields: event.fields,
        who,
        at: event.at,
        ...(tab === undefined ? {} : { tab }),
      };
      const isHeld = remind.some((flag) => askRank(flag.ask) >= askRank('checklist') && flag.when === 'before');
      const kept = isHeld && tab !== undefined ? holds.add({ event: event.id, tab, at: event.at }) : undefined;
      changed();
      await Promise.all([kept, deadlines.seen(at)]);
      for (const flag of remind) await deadlines.flagged(flag, at);
    },
    async answered(event: string): Promise<void> {
      await holds.drop({ event });
      changed();
    },
    async ended({ event, ending }: MessageBody<'act.ending'>): Promise<void> {
      await holds.drop({ event });
      if (ending === 'passed' || ending === 'released' || ending === 'committed') {
        const act = await store.queries.actById(event);
        if (act) await deadlines.done(act);
      }
      changed();
    },
    async tabGone(tab: number): Promise<void> {
      await holds.drop({ tab });
      changed();
    },
    /** The browser starts: no window of ours stands. */
    async woke(): Promise<void> {
      await store.memory.put(STANDS, 'none');
      changed();
    },
    async tick(): Promise<void> {
      // Two alarms at once say it once.
      telling = telling.then(tellDeadlines, tellDeadlines);
      await telling;
      changed();
    },
    async notified(id: string): Promise<void> {
      if (id.startsWith('deadline:')) await open({ what: 'deadline', id: id.slice('deadline:'.length) });
    },
  };
}
