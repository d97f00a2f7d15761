// The admin's interface: packs and their sources come from the extension's own files, drafts and scores from this machine. The
// room itself, with its parsers, is loaded when one of the admin's pages is opened.
import type { AdminApi } from '@/components/console/admin/api';
import { createAuthor, sourcesFrom } from '@/lib/author';
import type { Sources } from '@/lib/author';
import { readPack } from '@/lib/packs';
import type { Entry, Pack } from '@/lib/model';
import { createDrafts, createOffice, createStore } from '@/lib/store';
import { consoleApi, send } from './api';
import { save } from './save';

const file = async (name: string): Promise<Response> => {
  const reply = await fetch(`/packs/${name}`);
  if (!reply.ok) throw new Error(`no file ${name}`);
  return reply;
};
interface Listed {
  file: string;
  sources?: string;
}
const listed = async (): Promise<Listed[]> => (await (await file('index.json')).json()).packs;

let packs: Promise<Pack[]> | undefined;
const readPacks = async (): Promise<Pack[]> =>
  (await Promise.all((await listed()).map(async (pack) => readPack(await (await file(pack.file)).text())))).flatMap(
    (read) => (read.ok ? [read.pack] : []),
  );

let store: ReturnType<typeof createStore> | undefined;
const journal = () => {
  store ??= createStore();
  return store;
};

const drafts = createDrafts();
let sources: Promise<Sources> | undefined;
const readSources = async (): Promise<Sources> =>
  sourcesFrom(
    await Promise.all(
      (await listed()).flatMap(({ sources: own }) => (own ? [file(own).then((reply) => reply.json())] : [])),
    ),
  );

const SLICE = 2_000;

/** This machine's own journal, then what was imported, oldest first within a desk. */
async function* entries(): AsyncGenerator<{ entries: Entry[]; done: number; of: number }> {
  const office = createOffice();
  const sources = (await office.sources()).filter(({ from }) => from !== 'own');
  const { frontier } = await journal().journal.head(() => '');
  const of = sources.reduce((sum, source) => sum + source.entries, frontier.size);
  let done = 0;
  let slice: Entry[] = [];
  for await (const entry of journal().journal.walk()) {
    slice.push(entry);
    if (slice.length < SLICE) continue;
    done += slice.length;
    yield { entries: slice, done, of };
    slice = [];
  }
  done += slice.length;
  yield { entries: slice, done, of };
  for (const { desk } of sources)
    for (let from = 0; ; ) {
      const found = await office.entriesFrom(desk, from, SLICE);
      if (!found.length) break;
      from = (found.at(-1)?.skeleton.seq ?? from) + 1;
      done += found.length;
      yield { entries: found, done, of };
    }
}

export const adminApi: AdminApi = createAuthor({
  packs: () => {
    packs ??= readPacks();
    return packs;
  },
  sources: () => {
    sources ??= readSources();
    return sources;
  },
  drafts,
  tries: {
    all: async () => (await send('view.packs', {})).drafts,
    run: async (pack, rule) => (await send('draft.run', { pack, rule })).ok,
    stop: async (pack, rule) => {
      await send('draft.stop', { pack, rule });
    },
  },
  acts: async (actions, limit) => {
    const rows = await journal().queries.actsBetween(actions, 0, Date.now(), limit);
    return rows.filter((row) => !row.undone).map(({ who, ...act }) => ({ ...act, ...(who ? { login: who } : {}) }));
  },
  entries,
  state: () => send('view.packs', {}),
  check: () => send('packs.check', {}),
  bring: (text) => send('packs.import', { text }),
  coverage: async () => (await send('hosts.refresh', {})).systems,
  async teach(hosts, tab) {
    const isOf = (host: string): boolean =>
      hosts.some((one) => one === host || (one.startsWith('*.') && host.endsWith(one.slice(1))));
    const open = (await consoleApi.teachable()).filter(({ host }) => isOf(host));
    const page = open.find((one) => one.tab === tab) ?? open[0];
    return page ? consoleApi.teach(page.tab) : { ok: false, why: 'closed' };
  },
  scores: () => send('view.scores', {}),
  keepScore: (body) => send('score.keep', body),
  flags: async (rules) =>
    Object.fromEntries(
      await Promise.all(
        rules.map(async (rule): Promise<[string, number]> => [rule, await journal().queries.countFlags({ rule })]),
      ),
    ),
  exercises: async (actions, since) =>
    (await journal().queries.actsBetween(actions, since, Date.now())).map(({ at, who }) => ({ at, operator: who })),
  now: Date.now,
  save: (name, bytes, type) => save(name, [bytes], type),
});
