import type {
  DeadlineView,
  KnowView,
  LineView,
  OverlayView,
  PackSourceView,
  SecondRequestView,
  TodayLine,
  TodoView,
} from '@/lib/messages/views';
import type { Flag, Language } from '@/lib/model';
import type { Library } from '@/lib/packs';
import { askRank } from '@/lib/rules';
import { turnsOf } from '@/lib/rules/deadline';
import type { FlagRow, Store, TicketRow } from '@/lib/store';
import type { InForce } from '../deps';
import type { Tabs } from '../tabs';
import { actOf, firedOf, subjectOf, titleOf } from '../views/act';
import type { Act } from '../views/act';
import { dayStart, markOf, timeText } from '../views/format';
import { clerkView } from '../views/lists';
import type { Deadline } from './deadlines';
import type { Standing } from './standing';
import type { Sitting } from './who';
import { ASK_WORDS, KNOW } from './words';

export interface OverlayInput {
  store: Store;
  packs: InForce;
  tabs: Tabs;
  language: Language;
  now: number;
  sitting: Sitting;
  since: number | undefined;
  holds: readonly Standing[];
  deadlines: readonly Deadline[];
  tickets: readonly TicketRow[];
  openTabs: readonly number[];
  failingSince: number | undefined;
  /** Where packs come from, as the line to each stands. */
  sources: readonly PackSourceView[];
}

/** Flags of a day that are looked at; a clerk has a few. */
const LOOK_AT = 120;
const TODAY_LINES = 12;

/** What waits for the clerk who sits here, what is due, what was said today. Other people's matters are left out. */
export async function overlayView(input: OverlayInput): Promise<OverlayView> {
  const { store, packs, language, now, sitting } = input;
  const { library } = packs;
  const today = dayStart(now);
  // All questions at once: an event in the page waits for no second round.
  const rest = Promise.all([
    countMine(input, today),
    secondOf(input),
    packInUse(input),
    knowOf(input),
    guardedPages(input),
  ]);
  rest.catch(() => undefined);
  const [firstSeq = Number.MAX_SAFE_INTEGER, flags] = await Promise.all([
    store.queries.firstSeqSince(today),
    store.queries.flags({ limit: LOOK_AT }),
  ]);
  const rows = flags.filter((row) => row.seq >= firstSeq);
  const entries = await store.journal.entries(rows.map((row) => row.seq));
  const mine = rows.flatMap((row, i): { row: FlagRow; act: Act }[] => {
    const entry = entries[i];
    const act = entry && actOf(entry);
    return act && isMine(sitting, ownerOf(act)) ? [{ row, act }] : [];
  });
  const clerk = clerkView(library, sitting.person, sitting.login, language);
  const [acts, second, pack, know, pages] = await rest;
  const todo = mine.flatMap(({ row, act }) => todoOf(input, row, act));
  const said = mine.filter(({ row }) => !todo.some((item) => item.seq === row.seq)).slice(0, TODAY_LINES);
  return {
    language,
    shift: input.since === undefined ? {} : { since: input.since },
    todo,
    deadlines: input.deadlines.map((one) => deadlineView(one, input)),
    today: said.flatMap(({ row, act }) => todayOf(input, row, act)),
    know,
    line: lineOf(input.sources),
    counts: { acts, flags: mine.length, pages },
    ...(clerk ? { clerk } : {}),
    ...(sitting.otherLogin === undefined ? {} : { otherLogin: sitting.otherLogin }),
    ...(second ? { second } : {}),
    ...(pack ? { pack: { title: pack.title[language], version: pack.version } } : {}),
  };
}

/** What is left to say while the journal cannot be opened. */
export async function withoutJournal(input: OverlayInput): Promise<OverlayView> {
  const { packs, language, sitting } = input;
  const clerk = clerkView(packs.library, sitting.person, sitting.login, language);
  return {
    language,
    shift: {},
    todo: [],
    deadlines: [],
    today: [],
    know: [knowView('unreachable', 'orange', language)],
    line: lineOf(input.sources),
    counts: { acts: 0, flags: 0, pages: await guardedPages(input) },
    ...(clerk ? { clerk } : {}),
  };
}

/** Nobody in particular sees what nobody in particular did. */
export const isMine = ({ keys }: Pick<Sitting, 'keys'>, who: string): boolean =>
  keys.length ? keys.includes(who) : who === '';
export const ownerOf = (act: Act): string => act.parts.clerk?.login ?? act.parts.clerk?.person?.id ?? '';

/** Put before the clerk, strongest ask first. */
const shownFlags = (act: Act): Flag[] => {
  const shown = new Set([...act.body.flags, ...act.body.undetermined].filter((f) => f.shown).map((f) => f.rule));
  return firedOf(act).filter((flag) => shown.has(flag.rule) && flag.ask !== 'observe');
};

function todoOf({ packs, language, holds }: OverlayInput, row: FlagRow, act: Act): TodoView[] {
  const [lead, ...more] = shownFlags(act);
  if (!lead || row.answer !== 'none') return [];
  const stands = holds.some((hold) => hold.event === act.body.id);
  const isHold = askRank(lead.ask) >= askRank('checklist');
  if (isHold ? !stands : lead.ask !== 'acknowledge') return [];
  const subject = subjectOf(packs.library, act, language);
  return [
    {
      event: act.body.id,
      seq: row.seq,
      kind: isHold ? 'hold' : 'acknowledge',
      at: act.body.at,
      level: markOf(packs.library.scheme, lead.level, language),
      askText: ASK_WORDS[lead.ask][language],
      sentence: lead.sentence[language],
      actionTitle: titleOf(packs.library, act.body.action, language),
      more: more.length,
      canOpen: stands,
      ...(subject === undefined ? {} : { subject }),
      ...(lead.deadline ? { deadline: turnsOf(lead.deadline.at, packs.library.calendar) } : {}),
    },
  ];
}

function todayOf({ packs, language }: OverlayInput, row: FlagRow, act: Act): TodayLine[] {
  const [lead] = shownFlags(act);
  if (!lead) return [];
  const subject = subjectOf(packs.library, act, language);
  return [
    {
      seq: row.seq,
      at: act.body.at,
      level: markOf(packs.library.scheme, lead.level, language),
      sentence: lead.sentence[language],
      answer: row.answer,
      ...(subject === undefined ? {} : { subject }),
    },
  ];
}

const deadlineView = (one: Deadline, { language, openTabs }: OverlayInput): DeadlineView => ({
  id: one.id,
  what: one.what[language],
  due: one.due,
  near: one.near,
  soon: one.soon,
  canOpen: one.tab !== undefined && openTabs.includes(one.tab),
  ...(one.matter === undefined ? {} : { matter: one.matter }),
});

async function secondOf({
  store,
  packs,
  language,
  tickets,
  now,
}: OverlayInput): Promise<SecondRequestView | undefined> {
  const row = tickets.find((t) => t.state === 'open' && t.until > now);
  const entry = row?.seq === undefined ? undefined : await store.journal.entry(row.seq);
  if (!row || !entry) return undefined;
  const act = actOf(entry);
  const lead = firedOf(act).find((flag) => flag.ask === 'second_person') ?? firedOf(act)[0];
  if (!lead) return undefined;
  const subject = subjectOf(packs.library, act, language);
  const from = act.parts.clerk?.person?.name ?? act.parts.clerk?.login;
  return {
    ticket: row.ticket,
    until: row.until,
    level: markOf(packs.library.scheme, lead.level, language),
    sentence: lead.sentence[language],
    actionTitle: titleOf(packs.library, act.body.action, language),
    posts: row.posts.map((post) => packs.library.posts[post]?.[language] ?? post),
    ...(subject === undefined ? {} : { subject }),
    ...(from === undefined ? {} : { from }),
  };
}

async function countMine({ store, sitting }: OverlayInput, since: number): Promise<number> {
  const keys = sitting.keys.length ? sitting.keys : [''];
  const lists = await Promise.all(keys.map((key) => store.queries.actsOf(key, undefined, 500)));
  return lists.flat().filter((row) => row.at >= since).length;
}

async function guardedPages({ tabs, openTabs }: OverlayInput): Promise<number> {
  const states = await Promise.all(openTabs.map((tab) => tabs.of(tab)));
  return states.filter((frame) => frame?.state === 'recognised').length;
}

/** The pack of the page that stands open; without one, the first that names pages. */
async function packInUse({ packs, tabs, openTabs }: OverlayInput): Promise<Library['packs'][number] | undefined> {
  const { adapters, packs: known } = packs.library;
  const states = await Promise.all(openTabs.map((tab) => tabs.of(tab)));
  const used = states.flatMap((frame) => adapters.find((a) => a.id === frame?.adapter) ?? [])[0] ?? adapters[0];
  return known.find((pack) => pack.id === used?.pack);
}

function lineOf(sources: readonly PackSourceView[]): LineView {
  if (!sources.length) return { state: 'none' };
  const checks = sources.flatMap(({ lastCheck }) => lastCheck ?? []);
  const at = Math.max(0, ...checks.map((check) => check.at));
  const isAway = checks.some(({ outcome }) => outcome === 'unreachable');
  return { state: isAway ? 'away' : 'ok', ...(at ? { at } : {}) };
}

function knowView(kind: KnowView['kind'], mark: KnowView['mark'], language: Language, about = ''): KnowView {
  const { sentence, more } = KNOW[kind];
  return { kind, sentence: sentence(about)[language], more: more[language], ...(mark ? { mark } : {}) };
}

async function knowOf(input: OverlayInput): Promise<KnowView[]> {
  const { packs, tabs, openTabs, language, failingSince } = input;
  const know: KnowView[] = [];
  const say = (kind: KnowView['kind'], mark: KnowView['mark'], about = ''): void => {
    know.push(knowView(kind, mark, language, about));
  };
  if (failingSince !== undefined) say('journal', 'orange');
  if (packs.refused.length) say('pack_refused', 'orange', packs.refused[0]?.file);
  for (const { state, expiredDays, lastCheck } of input.sources) {
    // What is out of date is no failed signature: its age is said below.
    if (lastCheck?.outcome === 'refused' && lastCheck.refused?.why !== 'expired') say('source_refused', 'orange');
    if (lastCheck?.outcome === 'unreachable') say('line', undefined, timeText(lastCheck.at).slice(5, 16));
    if (state === 'expired') say('pack_old', 'yellow', String(expiredDays));
  }
  for (const tab of openTabs) {
    const frame = await tabs.of(tab);
    const adapter = packs.library.adapters.find((a) => a.id === frame?.adapter);
    if (frame?.state !== 'degraded' || !adapter) continue;
    say(
      'page_lost',
      undefined,
      adapter.pages.find((p) => p.id === frame.page)?.title[language] ?? adapter.title[language],
    );
  }
  return know.slice(0, 4);
}
