// The officers' side of the worker: matters, what is done about them, under which regulation. It writes into this machine's
// journal only; imported records are read and never changed.
import type { MessageBody, Replies } from '@/lib/messages';
import type { MatterDone, MatterView, OfficeView, PassesView, ReportView } from '@/lib/messages/office-views';
import { ReviewParts } from '@/lib/model';
import type { Entry, Language, LetterText, Person, Profile } from '@/lib/model';
import { matterState } from '@/lib/review';
import type { Regulation } from '@/lib/review';
import type { GuardDeps, InForce } from '../deps';
import { riskPoints } from '../library';
import { valuesOf } from '../parts';
import type { People } from '../people';
import type { Recorder } from '../recorder';
import { detailView } from '../views/detail';
import { importedProof } from '../views/proof';
import { asksOf, takeAsks } from './asks';
import { counterLines } from './counters';
import { actOn } from './deeds';
import { foldDesk } from './fold';
import { lanesOf } from './lanes';
import { createMatters, flagged } from './matters';
import { papersView } from './papers';
import { passesView } from './passes';
import { receive } from './receive';
import { chooseProfile, chosenProfile, profileOf, regulationOf, stampOf } from './regulation';
import { keepRates, reportView } from './report';
import { checkSample, drawSample, samplesView } from './samples';
import { reviewView } from './view';

interface Deps extends GuardDeps {
  recorder: Recorder;
  people: People;
  inForce(): Promise<InForce>;
  language(): Promise<Language>;
}

export interface OfficeDesk {
  view(): Promise<OfficeView>;
  fold(desk: string): Promise<{ folded: number; entries: number }>;
  choose(profile: string): Promise<OfficeView>;
  matter(id: string): Promise<MatterView>;
  /** A letter as it was written; undefined where there is none or it was erased. */
  letter(seq: number): Promise<LetterText | undefined>;
  act(wanted: MessageBody<'matter.do'>): Promise<MatterDone>;
  /** Who passed the entry exam of which post. */
  passes(): Promise<PassesView>;
  /** That something is handed out, by whom. */
  handOut(body: MessageBody<'office.export'>): Promise<Replies['office.export']>;
  reckon(after: string): Promise<Replies['office.reckon']>;
  papers(): Promise<Replies['view.papers']>;
  samples(): Promise<Replies['view.samples']>;
  draw(body: MessageBody<'sample.draw'>): Promise<Replies['sample.draw']>;
  check(body: MessageBody<'sample.check'>): Promise<Replies['sample.check']>;
  report(body: MessageBody<'view.report'>): Promise<ReportView>;
  rates(body: MessageBody<'report.rates'>): Promise<Replies['report.rates']>;
  asks(desk: string): Promise<Replies['asks.of']>;
  takeAsks(asks: MessageBody<'asks.take'>['asks']): Promise<Replies['asks.take']>;
}

const RECKONED = 2_000;

export function createOfficeDesk(deps: Deps): OfficeDesk {
  const { platform, store, office, recorder, people } = deps;
  const ownDesk = async (): Promise<string> => (await store.journal.head(() => platform.random(9))).desk;
  const library = async () => (await deps.inForce()).library;
  /** What the risk points are called. */
  const riskWords = async (language: Language): Promise<Record<string, string>> =>
    Object.fromEntries((await riskPoints(deps)).map(({ id, title }) => [id, title[language]]));
  const matters = createMatters({ store, office, ownDesk });
  const regulation = async (): Promise<Regulation | undefined> => {
    const lib = await library();
    const profile = profileOf(lib, await chosenProfile(platform));
    return profile && regulationOf(lib, profile);
  };
  /** Who reads and under which regulation, where the reader is one who may. */
  async function officer(): Promise<{ reader: Person; regulation: Regulation } | undefined> {
    const [reader, reg] = await Promise.all([people.signedIn(), regulation()]);
    return reader && reg && mayReview(reader, reg.profile) ? { reader, regulation: reg } : undefined;
  }
  const noteRead = (body: Record<string, unknown>, by: Person | undefined, re?: number) =>
    recorder.write([{ kind: 'read', ...(re === undefined ? {} : { re }), body, ...(by ? { parts: { by } } : {}) }]);
  const sampling = async () => {
    const [reg, reader, language] = await Promise.all([regulation(), people.signedIn(), deps.language()]);
    return reg && { platform, store, office, recorder, regulation: reg, language, reader };
  };
  const reporting = async () => {
    const who = await officer();
    const language = await deps.language();
    return (
      who && {
        ...{ platform, store, office, recorder, language, ...who },
        library: await library(),
        riskWords: await riskWords(language),
      }
    );
  };

  return {
    async view() {
      const lib = await library();
      const language = await deps.language();
      const reader = await people.signedIn();
      const profile = profileOf(lib, await chosenProfile(platform));
      const titles = (list: readonly { id: string; title: { zh: string; en: string } }[]): Record<string, string> =>
        Object.fromEntries(list.map((x) => [x.id, x.title[language]]));
      return {
        language,
        ownDesk: await ownDesk(),
        isOfficer: reader !== undefined && profile !== undefined && mayReview(reader, profile),
        profile: {
          id: profile?.id ?? '',
          title: profile?.title[language] ?? '',
          source: profile?.source ?? '',
        },
        stamp: profile ? await stampOf(lib, profile) : '',
        profiles: lib.profiles.map(({ id, title }) => ({ id, title: title[language] })),
        words: {
          rule: titles(lib.rules),
          risk: await riskWords(language),
          post: Object.fromEntries(Object.entries(lib.posts).map(([id, text]) => [id, text[language]])),
          action: Object.fromEntries(lib.actions.map((a) => [a.key, a.title[language]])),
        },
        levels: lib.scheme.levels.map(({ key, severity, mark, label }) => ({
          key,
          severity,
          mark: { mark, word: label[language] },
        })),
        ...(reader ? { reader: { ...reader, postNames: reader.posts.map((p) => lib.posts[p]?.[language] ?? p) } } : {}),
      };
    },

    async fold(desk) {
      const now = platform.clock.now();
      const own = await ownDesk();
      const reg = await regulation();
      const { reviewed, statements, ...done } = await foldDesk({
        store,
        office,
        library: await library(),
        desk,
        own,
        now,
        checkDue: (severity, at) => reg && dueFirst(reg, severity, at),
      });
      // What was counted of an entry was counted while it could be read.
      if (desk !== own && done.folded >= done.entries) await office.eraseCopies(desk);
      if (!reg) return done;
      const received = await receive(statements, { office, recorder, matters, regulation: reg });
      for (const id of new Set([...reviewed, ...received])) await matters.reckon(id, reg, now);
      return done;
    },

    async choose(profile) {
      await chooseProfile(platform, profile);
      await recorder.write([{ kind: 'setting', body: { profile } }]);
      return this.view();
    },

    async reckon(after) {
      const reg = await regulation();
      if (!reg) return {};
      // Terms of one day and severity are the same for all: the calendar is asked once.
      const known = new Map<string, number>();
      const last = await office.redue(after, RECKONED, ({ severity, at }) => {
        const key = `${severity} ${Math.floor((at + SHANGHAI_MS) / DAY_MS)}`;
        const due = known.get(key) ?? dueFirst(reg, severity, at);
        known.set(key, due);
        return due;
      });
      if (last !== undefined) return { after: last };
      const now = platform.clock.now();
      for (const id of await office.doneMatters()) await matters.reckon(id, reg, now);
      return {};
    },

    async matter(id) {
      const [row, reg, lib, language] = await Promise.all([
        office.matter(id),
        regulation(),
        library(),
        deps.language(),
      ]);
      if (!row || !reg) return { kind: 'none' };
      const reader = await people.signedIn();
      await noteRead({ view: 'matter', matter: id }, reader);
      const now = platform.clock.now();
      const state = matterState(flagged(row), await matters.actsOf(id), reg, now);
      const source = await office.source(row.desk);
      const isOwn = row.desk === (await ownDesk());
      const flag = await detailView({
        store,
        library: lib,
        language,
        seq: row.seq,
        ...(source ? { clock: source.clock ?? [] } : {}),
        ...(source && !isOwn
          ? {
              imported: {
                journal: {
                  entry: (seq: number) => office.entry(row.desk, seq),
                  belonging: (seq: number) => office.belonging(row.desk, seq),
                },
                proof: (entry: Entry) => importedProof(source, entry, language),
              },
            }
          : {}),
      });
      return {
        kind: 'matter',
        id,
        language,
        flag,
        lanes: await lanesOf({
          row,
          own: flag.kind === 'flag' ? flag.timeline : [],
          office,
          library: lib,
          language,
        }),
        counters: await counterLines({ row, state, regulation: reg, office, language }),
        review: reviewView({ state, matter: flagged(row), regulation: reg, library: lib, language, reader, now }),
      };
    },

    async letter(seq) {
      const entry = await store.journal.entry(seq);
      const parts = entry && ReviewParts.safeParse(valuesOf(entry));
      if (!parts?.success || !parts.data.letter) return undefined;
      await noteRead({ view: 'letter' }, await people.signedIn(), seq);
      return parts.data.letter;
    },

    async passes() {
      const { isOfficer } = await this.view();
      const rows = isOfficer ? await office.passes() : [];
      return { ...passesView(rows, await library(), await deps.language()), isOfficer };
    },

    async act(wanted) {
      const [row, reg, by] = await Promise.all([office.matter(wanted.matter), regulation(), people.signedIn()]);
      if (!by) return { ok: false, why: 'not_signed_in' };
      if (!row || !reg) return { ok: false, why: 'not_this_stage' };
      return actOn(wanted, row, {
        office,
        recorder,
        matters,
        library: await library(),
        language: await deps.language(),
        regulation: reg,
        by,
        at: platform.clock.now(),
      });
    },

    async handOut({ what, entries }) {
      const at = platform.clock.now();
      const who = await officer();
      if (!who) return { ok: false, at };
      const seq = await recorder.write([
        { kind: 'export', body: { office: what, entries }, parts: { by: who.reader } },
      ]);
      return { ok: seq !== undefined, at };
    },

    async papers() {
      const who = await officer();
      if (!who) return [];
      await noteRead({ view: 'papers' }, who.reader);
      return papersView({ store, office, library: await library(), language: await deps.language() });
    },

    async samples() {
      const on = await sampling();
      return on && (await officer()) ? samplesView(on) : { plans: [], draws: [] };
    },
    async draw(body) {
      const on = await sampling();
      return on ? drawSample(body, on) : { ok: false, why: 'not_due' };
    },
    async check(body) {
      const on = await sampling();
      return on ? checkSample(body, on) : { ok: false, why: 'not_due' };
    },

    async report(body) {
      const on = await reporting();
      if (!on) return NO_REPORT;
      const view = await reportView(body, on);
      if (view.report) await noteRead({ view: 'report', month: view.report.month }, on.reader);
      return view;
    },
    async rates(body) {
      const on = await reporting();
      return { ok: on ? await keepRates(body, on) : false };
    },

    async asks(desk) {
      return (await officer()) ? asksOf(desk, { office, matters }) : [];
    },
    takeAsks: async (asks) => ({ taken: await takeAsks(asks, { store, recorder }) }),
  };
}

const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const NO_REPORT: ReportView = {
  language: 'zh',
  months: [],
  annex: [],
  words: { unit: '', rule: {}, risk: {}, post: {}, severity: {}, rate: {}, profile: '' },
};

const dueFirst = ({ profile, dueAt }: Regulation, severity: number, at: number): number =>
  dueAt(at, profile.check.bySeverity[String(severity)] ?? profile.check.due);

const mayReview = (reader: Person, profile: Profile): boolean =>
  [
    ...profile.check.by,
    ...profile.recusal.to,
    ...profile.dispositions.flatMap((d) => [...(d.by ?? []), ...(d.approval ?? [])]),
    ...profile.overdue.flatMap((s) => s.by),
  ].some((post) => reader.posts.includes(post));
