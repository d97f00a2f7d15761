// The officers' side of the worker: matters, what is done about them, under which regulation. It writes into this machine's
// journal only; imported records are read and never changed.
import type { MessageBody } from '@/lib/messages';
import type { MatterDone, MatterView, OfficeView, PassesView } from '@/lib/messages/office-views';
import { ReviewBody, ReviewParts } from '@/lib/model';
import type { Entry, Language, LetterText, Person, Profile, ReviewAct } from '@/lib/model';
import { matterState, refusalOf } from '@/lib/review';
import type { FlaggedMatter, MatterState, Regulation } from '@/lib/review';
import type { MatterRow } from '@/lib/store';
import type { GuardDeps, InForce } from '../deps';
import { valuesOf } from '../parts';
import type { People } from '../people';
import type { Recorder } from '../recorder';
import { detailView } from '../views/detail';
import { importedProof } from '../views/proof';
import { foldDesk } from './fold';
import { letterOf, templateFor } from './letters';
import { passesView } from './passes';
import { chooseProfile, chosenProfile, profileOf, regulationOf } from './regulation';
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
}

export function createOfficeDesk(deps: Deps): OfficeDesk {
  const { platform, store, office, recorder, people } = deps;
  const ownDesk = async (): Promise<string> => (await store.journal.head(() => platform.random(9))).desk;
  const library = async () => (await deps.inForce()).library;
  const regulation = async (): Promise<Regulation | undefined> => {
    const lib = await library();
    const profile = profileOf(lib, await chosenProfile(platform));
    return profile && regulationOf(lib, profile);
  };

  /** What was done about a matter, out of this machine's own journal. */
  async function actsOf(id: string): Promise<ReviewAct[]> {
    const entries = await store.journal.entries(await office.done(id));
    return entries.flatMap((entry): ReviewAct[] => {
      if (!entry) return [];
      const body = ReviewBody.safeParse(entry.skeleton.body);
      const parts = ReviewParts.safeParse(valuesOf(entry));
      if (!body.success || !parts.success) return [];
      const { by, text } = parts.data;
      const { seq, at } = entry.skeleton;
      return [{ ...body.data, by, seq, at, ...(text === undefined ? {} : { text }) }];
    });
  }
  const flagged = (row: MatterRow): FlaggedMatter => ({
    id: row.id,
    at: row.at,
    severity: row.severity,
    involved: row.involved,
    ...(row.unit ? { unit: row.unit } : {}),
  });

  /** The letter a deed brings, written from the record. */
  async function paperOf(input: {
    row: MatterRow;
    wanted: { do: ReviewAct['do']; step?: string };
    text: string | undefined;
    by: Person;
    at: number;
    state: MatterState;
    regulation: Regulation;
  }) {
    const { row, wanted, state, regulation: reg, by, at, text } = input;
    const template = templateFor(wanted, state, reg);
    const entry = template && (await entryOf(row));
    if (!template || !entry) return undefined;
    return letterOf({
      template,
      entry,
      state,
      issuer: by,
      issued: await office.letters(template.id),
      library: await library(),
      language: await deps.language(),
      text,
      now: at,
    });
  }
  const entryOf = async (row: MatterRow): Promise<Entry | undefined> =>
    row.desk === (await ownDesk()) ? store.journal.entry(row.seq) : office.entry(row.desk, row.seq);

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
        profiles: lib.profiles.map(({ id, title }) => ({ id, title: title[language] })),
        words: {
          rule: titles(lib.rules),
          risk: titles(lib.riskPoints),
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
      const { reviewed, ...done } = await foldDesk({
        store,
        office,
        library: await library(),
        desk,
        own,
        now,
        checkDue: (severity, at) =>
          reg?.dueAt(at, reg.profile.check.bySeverity[String(severity)] ?? reg.profile.check.due),
      });
      for (const id of reviewed) {
        const row = await office.matter(id);
        if (row && reg)
          await office.keepState({ id, ...standingOf(matterState(flagged(row), await actsOf(id), reg, now)) });
      }
      return done;
    },

    async choose(profile) {
      await chooseProfile(platform, profile);
      await recorder.write([{ kind: 'setting', body: { profile } }]);
      return this.view();
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
      await recorder.write([
        { kind: 'read', body: { view: 'matter', matter: id }, ...(reader ? { parts: { by: reader } } : {}) },
      ]);
      const acts = await actsOf(id);
      const now = platform.clock.now();
      const state = matterState(flagged(row), acts, reg, now);
      const source = row.desk === (await ownDesk()) ? undefined : await office.source(row.desk);
      return {
        kind: 'matter',
        id,
        language,
        flag: await detailView({
          store,
          library: lib,
          language,
          seq: row.seq,
          ...(source
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
        }),
        review: reviewView({ state, matter: flagged(row), regulation: reg, library: lib, language, reader, now }),
      };
    },

    async letter(seq) {
      const entry = await store.journal.entry(seq);
      const parts = entry && ReviewParts.safeParse(valuesOf(entry));
      if (!parts?.success || !parts.data.letter) return undefined;
      const by = await people.signedIn();
      await recorder.write([{ kind: 'read', re: seq, body: { view: 'letter' }, ...(by ? { parts: { by } } : {}) }]);
      return parts.data.letter;
    },

    async passes() {
      const { isOfficer } = await this.view();
      const rows = isOfficer ? await office.passes() : [];
      return { ...passesView(rows, await library(), await deps.language()), isOfficer };
    },

    async act({ text, ...wanted }) {
      const [row, reg, by] = await Promise.all([office.matter(wanted.matter), regulation(), people.signedIn()]);
      if (!by) return { ok: false, why: 'not_signed_in' };
      if (!row || !reg) return { ok: false, why: 'not_this_stage' };
      const matter = flagged(row);
      const acts = await actsOf(wanted.matter);
      const at = platform.clock.now();
      const profile = { id: reg.profile.id, version: reg.profile.version };
      const tried = { ...wanted, profile, by, at, ...(text === undefined ? {} : { text }) };
      const before = matterState(matter, acts, reg, at);
      const why = refusalOf(tried, before, matter, reg);
      if (why) return { ok: false, why };
      // Its number is not known before it is written; it comes after all others.
      const after = matterState(matter, [...acts, { ...tried, seq: Number.MAX_SAFE_INTEGER }], reg, at);
      const paper = await paperOf({
        row,
        wanted,
        text,
        by,
        at,
        state: { ...before, ...dueOf(after) },
        regulation: reg,
      });
      const letter = paper && {
        template: paper.letter.template,
        number: paper.letter.number,
        sha256: paper.sha,
      };
      const seq = await recorder.write([
        {
          kind: 'disposition',
          body: { ...wanted, profile, ...(letter ? { letter } : {}) },
          parts: { by, ...(text === undefined ? {} : { text }), ...(paper ? { letter: paper.letter } : {}) },
        },
      ]);
      if (seq === undefined) return { ok: false, why: 'not_written' };
      await office.keepDone({ matter: wanted.matter, seq });
      if (letter) await office.keepLetter({ seq, template: letter.template, at });
      const standing = standingOf(after);
      await office.keepState({ id: wanted.matter, ...standing });
      return { ok: true, seq, ...standing };
    },
  };
}

const mayReview = (reader: Person, profile: Profile): boolean =>
  [
    ...profile.check.by,
    ...profile.recusal.to,
    ...profile.dispositions.flatMap((d) => [...(d.by ?? []), ...(d.approval ?? [])]),
    ...profile.overdue.flatMap((s) => s.by),
  ].some((post) => reader.posts.includes(post));

/** What list and screen are told of a matter's state. */
const standingOf = ({ stage, due, closedAs, verdict }: MatterState) => ({
  stage,
  ...(due === undefined ? {} : { due }),
  ...(closedAs ? { closedAs } : {}),
  ...(verdict ? { verdict: verdict.kind } : {}),
});

const dueOf = ({ due }: MatterState): { due?: number } => (due === undefined ? {} : { due });
