// The worker's side of teaching a page: who may, in which tab, what the desk knows about it. Skeletons are kept by host.
import type { MessageBody, Reply } from '@/lib/messages';
import type { Sender, SeenRequest } from '@/lib/platform/types';
import { fieldsOfRule } from '@/lib/rules/fields';
import { matchesAction } from '@/lib/rules/reach';
import type { GuardDeps, InForce } from './deps';
import { isWatched } from './hosts';
import type { People } from './people';
import type { Recorder } from './recorder';
import type { SettingsDesk } from './settings';

/** Who teaches pages: the post that keeps the bureau's systems. Where no pack has a staff list nobody can hold it, and anybody may. */
const POST = 'it';
const SCRIPT = 'teach.js';
const MAX_SNAPSHOTS = 30;
const MAX_CALLS = 30;

type Snapshot = MessageBody<'teach.keep'>;
type Calls = Reply<'teach.calls'>['calls'];

interface Deps extends Pick<GuardDeps, 'platform' | 'store' | 'words'> {
  people: People;
  recorder: Recorder;
  settings: SettingsDesk;
  inForce(): Promise<InForce>;
}

export interface Teachers {
  /** Whoever signed in here, or anybody where there is no staff list. */
  may(): Promise<boolean>;
  start(tab: number): Promise<Reply<'teach.start'>>;
  begin(sender: Sender): Promise<Reply<'teach.begin'>>;
  keep(snapshot: Snapshot, sender: Sender): Promise<{ ok: boolean }>;
  calls(sender: Sender): Promise<Reply<'teach.calls'>>;
  end(sender: Sender): Promise<{ ok: true }>;
  /** A lesson stands in this tab's top frame. */
  isTaught(sender: Sender): Promise<boolean>;
  seen(request: SeenRequest): void;
  gone(tab: number): Promise<void>;
}

export function createTeachers(deps: Deps): Teachers {
  const { platform, store } = deps;
  const key = (tab: number | undefined): string => `lesson/${tab ?? -1}`;
  const made = new Map<number, Calls>();

  const mayTeach = async (): Promise<boolean> => {
    const [person, all] = await Promise.all([deps.people.signedIn(), deps.people.all()]);
    return all.length === 0 || !!person?.posts.includes(POST);
  };
  const hostOf = (sender: Sender): string => new URL(sender.url ?? 'http://unknown').host;
  const kept = async (host: string): Promise<Snapshot[]> => {
    const value = await store.memory.get(`skeletons/${host}`).catch(() => undefined);
    return Array.isArray(value) ? (value as Snapshot[]) : [];
  };

  return {
    may: mayTeach,
    async start(tab) {
      if (!(await mayTeach())) return { ok: false, why: 'post' };
      await store.memory.put(key(tab), platform.clock.now());
      made.set(tab, []);
      try {
        await platform.scripts.inject({ tab, frame: 0, file: SCRIPT, world: 'ISOLATED' });
      } catch {
        await store.memory.forget(key(tab));
        return { ok: false, why: 'page' };
      }
      const url = await platform.tabs.url(tab).catch(() => undefined);
      await deps.recorder.write([{ kind: 'setting', body: { teaching: url ? new URL(url).host : '' } }]);
      return { ok: true };
    },
    async begin(sender) {
      const { library } = await deps.inForce();
      const adapter = library.adapters.find((one) => isWatched(sender.url, one.hosts));
      return {
        language: (await deps.settings.now()).language,
        actions: library.actions.map((spec) => ({
          spec,
          pack: packOf(library, spec.key),
          needed: neededOf(library.rules, spec.key, Object.keys(spec.fields)),
        })),
        ...(adapter ? { adapter } : {}),
        snapshots: await kept(hostOf(sender)),
      };
    },
    async keep(snapshot, sender) {
      const host = hostOf(sender);
      const list = [...(await kept(host)), snapshot].slice(-MAX_SNAPSHOTS);
      await store.memory.put(`skeletons/${host}`, list);
      return { ok: true };
    },
    calls: async (sender) => ({ calls: made.get(sender.tab?.id ?? -1) ?? [] }),
    async end(sender) {
      await store.memory.forget(key(sender.tab?.id));
      made.delete(sender.tab?.id ?? -1);
      return { ok: true };
    },
    async isTaught(sender) {
      if (sender.tab?.id === undefined || sender.frameId !== 0) return false;
      return typeof (await store.memory.get(key(sender.tab.id)).catch(() => undefined)) === 'number';
    },
    seen(request) {
      const calls = made.get(request.tab);
      if (!calls || request.isSocket || request.method === 'GET' || calls.length >= MAX_CALLS) return;
      const call = { method: request.method, path: new URL(request.url).pathname, words: deps.words(request) };
      if (!calls.some((one) => JSON.stringify(one) === JSON.stringify(call))) calls.push(call);
    },
    async gone(tab) {
      made.delete(tab);
      await store.memory.forget(key(tab)).catch(() => undefined);
    },
  };
}

/** The pack to include for this action: one whose rules or adapters name it. */
const packOf = ({ rules, adapters }: InForce['library'], action: string): string =>
  adapters.find(({ pages }) => pages.some(({ actions }) => actions.some((one) => one.action === action)))?.pack ??
  rules.find(({ on }) => on.includes(action))?.pack ??
  'common';

/** Field → rules that ask for it. */
function neededOf(rules: InForce['library']['rules'], action: string, fields: string[]): Record<string, string[]> {
  const needed: Record<string, string[]> = {};
  for (const rule of rules)
    if (rule.on.some((pattern) => matchesAction(pattern, action)))
      for (const field of fieldsOfRule(rule))
        if (fields.includes(field)) needed[field] = [...(needed[field] ?? []), rule.id];
  return needed;
}
