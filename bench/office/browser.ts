// The officer's list on its own database in a page: what runs there is this file's bundle.
import { exportJournal } from '@/lib/evidence';
import { concat } from '@/lib/journal/bytes';
import { foldDesk } from '@/lib/guard/office/fold';
import type { MessageName, Reply } from '@/lib/messages';
import type { OfficeView } from '@/lib/messages/office-views';
import type { Draft, QueueFilter } from '@/lib/model';
import { createQueueDesk, importExport } from '@/lib/office';
import type { QueueDesk } from '@/lib/office';
import type { Library } from '@/lib/packs';
import { createOffice, createStore } from '@/lib/store';
import type { MatterRow } from '@/lib/store';
import { sign, write } from '../journal/desk';
import { simulatedDrafts } from './drafts';

const BATCH = 200;
const COPIED = 5_000;
const DAY = 86_400_000;
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
const VIEW: OfficeView = {
  language: 'zh',
  isOfficer: true,
  ownDesk: 'officer',
  stamp: 'bench',
  profile: { id: 'p', title: 'p', source: 's' },
  profiles: [],
  words: { rule: {}, risk: {}, post: {}, action: {} },
  levels: [],
  reader: { id: 'hejing', name: 'hejing', posts: [], unit: '', postNames: [] },
};

/** A list whose deeds and folds need no worker: what is measured is the page's own work. */
const deskOf = (office: ReturnType<typeof createOffice>): QueueDesk =>
  createQueueDesk({
    office,
    send: async <N extends MessageName>(name: N): Promise<Reply<N>> => {
      const answers: Partial<Record<MessageName, unknown>> = {
        'view.office': VIEW,
        'office.fold': { folded: 0, entries: 0 },
        'office.reckon': {},
        'matter.do': { ok: true, seq: 1, stage: 'to_dispose', due: Date.UTC(2025, 11, 31), verdict: 'dispose' },
      };
      return answers[name] as Reply<N>;
    },
  });

const FILTERS: QueueFilter[] = [
  { facets: { stage: ['new', 'asked'] }, own: false },
  { facets: { severity: ['3'] } },
  { facets: { severity: ['2', '3'], answer: ['continue'] }, own: false },
  { from: Date.UTC(2025, 2, 1), to: Date.UTC(2025, 5, 1) },
  { words: '1' },
  { facets: { stage: ['new'] }, dueBefore: Date.UTC(2025, 3, 1), words: '2' },
];

const api = {
  /** A journal of so many entries out of the simulated year, as its export. */
  async exported(entries: number, library: Library, say: (done: number) => unknown): Promise<Uint8Array> {
    const store = createStore('office-bench-desk');
    let head = await store.journal.head(() => 'benchdesk');
    await sign(store);
    head = await store.journal.head(() => 'benchdesk');
    let drafts: Draft[] = [];
    for (const act of simulatedDrafts(library, () => head.frontier.size + drafts.length)) {
      drafts.push(...act);
      if (drafts.length < BATCH) continue;
      head = await write(store, head, drafts);
      drafts = [];
      if (head.frontier.size % 10_000 < BATCH) say(head.frontier.size);
      if (head.frontier.size >= entries) break;
    }
    await sign(store);
    const pieces = await exportJournal(store, { program: 'bench', at: 1, withParts: true });
    store.close();
    return concat(...pieces);
  },

  /** Takes an export in: verified and written; then folded into the list. */
  async imported(bytes: Uint8Array, library: Library) {
    const office = createOffice('office-bench');
    let steps = 0;
    let found: Awaited<ReturnType<typeof importExport>> | undefined;
    const took = await timed(async () => {
      found = await importExport(bytes, 'bench.hulan', { office, ownDesk: 'officer', now: 1, progress: () => steps++ });
    });
    if (!found?.ok) throw new Error(found?.why);
    const { desk, added, whole } = found;
    const store = createStore('office-bench-own');
    const folded = await timed(async () => {
      for (let done = { folded: 0, entries: 1 }; done.folded < done.entries; )
        done = await foldDesk({
          store,
          office,
          library,
          desk,
          own: 'officer',
          now: 1,
          checkDue: (_, at) => at + 7 * DAY,
        });
    });
    const matters = (await office.matters()).length;
    return { took, folded, added, whole, steps, matters };
  },

  /** The imported matters again under other desks, until the list has so many. */
  async grow(rows: number): Promise<number> {
    const office = createOffice('office-bench');
    const matters = await office.matters();
    const words = await office.words(matters.map((m) => m.id));
    for (let n = matters.length; n < rows; ) {
      const desk = `copy${n}`;
      const some = Array.from({ length: Math.min(COPIED, rows - n) }, (_, seq) => {
        const at = n + seq;
        const of = matters[at % matters.length] as MatterRow;
        return { ...of, desk, seq, id: `${desk}/${seq}`, at: of.at + at * 61 };
      });
      await office.fold({
        from: 0,
        source: { desk, from: desk, importedAt: 1, entries: 1, folded: 1, state: 'ok', sentence: { zh: '', en: '' } },
        matters: some,
        words: some.flatMap(({ id }, i) => {
          const word = words[(n + i) % words.length];
          return word ? [{ ...word, id }] : [];
        }),
        acts: [],
        answers: [],
        tallies: [],
        done: [],
        letters: [],
        papers: [],
        passes: [],
      });
      n += some.length;
    }
    return (await office.matters()).length;
  },

  /** The first visit builds the columns; the next ones find them. Milliseconds each. */
  async list() {
    const office = createOffice('office-bench');
    const built = await timed(() => deskOf(office).refresh());
    const first: number[] = [];
    const [open = {}] = FILTERS;
    for (let i = 0; i < 5; i++) {
      const again = createOffice('office-bench');
      first.push(
        await timed(async () => {
          const desk = deskOf(again);
          await desk.open();
          await desk.page(open, 0, 100);
        }),
      );
    }
    const desk = deskOf(office);
    await desk.open();
    const filters: number[] = [];
    for (let i = 0; i < 5; i++)
      for (const filter of FILTERS) filters.push(await timed(() => desk.page(filter, 0, 100)));
    const verdicts: number[] = [];
    for (const id of desk.ids(open).slice(0, 40))
      verdicts.push(await timed(() => desk.act({ matter: id, do: 'verdict', verdict: 'dispose', text: 'x' })));
    return { built, first, filters, verdicts };
  },
};

declare global {
  var officeBench: typeof api;
}
globalThis.officeBench = api;
