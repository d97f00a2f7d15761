// The admin's interface: packs and their sources come from the extension's own files, drafts and scores from this machine. The
// room itself, with its parsers, is loaded when one of the admin's pages is opened.
import type { AdminApi } from '@/components/console/admin/api';
import { createAuthor, sourcesFrom } from '@/lib/author';
import type { Sources } from '@/lib/author';
import { readPack } from '@/lib/packs';
import type { Pack } from '@/lib/model';
import { createDrafts, createStore } from '@/lib/store';
import { send } from './api';
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
  acts: async (actions, limit) => {
    const rows = await journal().queries.actsBetween(actions, 0, Date.now(), limit);
    return rows.filter((row) => !row.undone).map(({ who, ...act }) => ({ ...act, ...(who ? { login: who } : {}) }));
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
