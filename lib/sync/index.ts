// The sync room, the worker's hallway to other machines: packs come in. It asks, verifies, keeps the last good release and says
// how far it is; it refuses whatever is not signed, fresh and newer, and never takes half of anything.
import { REVOCATIONS } from '@/lib/model';
import type { DeskFacts, Pack, Revocation } from '@/lib/model';
import type { PackChange, PackCheck, PackSourceView } from '@/lib/messages/views';
import type { Holding } from '@/lib/packs';
import { fromBundle, readBundle } from '@/lib/packs/tuf';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import { checkSource } from './check';
import type { Checked } from './check';
import { downloadFrom } from './download';
import type { Fetch } from './download';
import { shelfOf } from './kept';
import { packPolicy } from './policy';
import type { PackPolicy, Source } from './policy';
import { sourceView } from './view';

export interface SyncDeps {
  platform: Platform;
  store: Store;
  fetch: Fetch;
  /** 0 to 1, for the moments of asking. */
  chance(): number;
}
/** What the guard does when packs change. */
export interface SyncHooks {
  changed(): Promise<void>;
  journal(changes: readonly PackChange[]): Promise<void>;
}
export interface PackSync {
  /** What the sources have brought, in the policy's order. */
  holdings(): Promise<{ source: string; holdings: Holding[] }[]>;
  /** Changes whenever `holdings` does. */
  stamp(): Promise<string>;
  sources(): Promise<PackSourceView[]>;
  changes(): Promise<PackChange[]>;
  desk(): Promise<DeskFacts>;
  check(by: PackCheck['by'], source?: string): Promise<(PackCheck & { source: string })[]>;
  bring(text: string): Promise<{ source?: string; check: PackCheck }>;
  /** Sets the alarm where it is not set for the time that it should. */
  arm(): Promise<void>;
  alarm(name: string): Promise<void>;
}

const ALARM = 'packs';
const MINUTE = 60_000;
/** At a start many desks come at once: they ask spread over this. */
const START_SPREAD = 2 * MINUTE;

export function createPackSync(deps: SyncDeps, hooks: SyncHooks): PackSync {
  const { platform, store } = deps;
  const shelf = shelfOf(store, () => platform.random(9));
  const now = (): number => platform.clock.now();
  const policy = async (): Promise<PackPolicy> => packPolicy(await platform.managed());
  /** Packs that a check has just read, by their hash, until what rests on them is made. */
  const fresh = new Map<string, Pack>();
  const read = (sha256: string, pack: Pack): void => void fresh.set(sha256, pack);
  const withRead = (holding: Holding): Holding => {
    const pack = fresh.get(holding.sha256);
    return pack ? { ...holding, pack } : holding;
  };
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other: two checks at once would each write what they began with. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = turn.then(work);
    turn = run.catch(() => undefined);
    return run;
  }
  async function desk(): Promise<DeskFacts> {
    const [{ unit, post, ring }, head] = await Promise.all([policy(), store.journal.head(() => platform.random(9))]);
    return { desk: head.desk, ...(unit ? { unit } : {}), ...(post ? { post } : {}), ...(ring ? { ring } : {}) };
  }

  async function settle(checks: readonly Checked[]): Promise<void> {
    const changes = checks.flatMap((one) => one.changes);
    try {
      if (checks.some((one) => one.isOther)) await hooks.changed();
    } finally {
      fresh.clear();
    }
    if (changes.length) await hooks.journal(changes);
  }
  const revokedRecord =
    (source: string) =>
    async (own: readonly Revocation[]): Promise<Record<string, unknown>> => {
      const others = (await policy()).sources.filter(({ id }) => id !== source);
      const states = await Promise.all(others.map(({ id }) => shelf.state(id)));
      const list = [...own, ...states.flatMap((state) => state.revoked)].slice(0, 500);
      return { [REVOCATIONS]: { version: now(), at: now(), list } };
    };

  async function askAll(sources: readonly Source[], by: PackCheck['by']): Promise<(PackCheck & { source: string })[]> {
    const who = await desk();
    const done: Checked[] = [];
    for (const source of sources)
      done.push(
        await checkSource({
          source,
          by,
          desk: who,
          shelf,
          now,
          revokedRecord: revokedRecord(source.id),
          download: downloadFrom(source.urls, deps.fetch),
          read,
        }),
      );
    await settle(done);
    return done.map(({ check }, i) => ({ ...check, source: sources[i]?.id ?? '' }));
  }

  async function armIn(ms: number): Promise<void> {
    const at = now() + ms;
    await shelf.putNext(at);
    await platform.alarms.at(ALARM, at);
  }
  const spread = (minutes: number): number => minutes * MINUTE * (0.75 + deps.chance() / 2);

  return {
    desk,
    changes: shelf.changes,
    stamp: shelf.stamp,
    async holdings() {
      const { sources } = await policy();
      return Promise.all(
        sources.map(async ({ id }) => ({
          source: id,
          holdings: ((await shelf.kept(id))?.holdings ?? []).map(withRead),
        })),
      );
    },
    async sources() {
      const [{ sources }, nextCheckAt] = await Promise.all([policy(), shelf.nextCheckAt()]);
      return Promise.all(
        sources.map(async (source) => {
          const [state, kept] = await Promise.all([shelf.state(source.id), shelf.kept(source.id)]);
          return sourceView({
            source,
            state,
            holdings: kept?.holdings ?? [],
            now: now(),
            ...(nextCheckAt === undefined ? {} : { nextCheckAt }),
          });
        }),
      );
    },
    check: (by, only) =>
      inTurn(async () => {
        const { sources } = await policy();
        return askAll(
          sources.filter(({ id, urls }) => (only === undefined ? urls.length > 0 : id === only)),
          by,
        );
      }),
    bring: (text) =>
      inTurn(async () => {
        const bundle = readBundle(text);
        const source = (await policy()).sources.find(({ id }) => id === bundle?.source);
        const none: PackCheck = {
          at: now(),
          by: 'file',
          outcome: 'refused',
          refused: { why: bundle ? 'no_root' : 'wrong_shape', of: 'file' },
        };
        if (!bundle || !source) return { check: none };
        const done = await checkSource({
          source,
          by: 'file',
          desk: await desk(),
          shelf,
          now,
          revokedRecord: revokedRecord(source.id),
          get: fromBundle(bundle),
          read,
        });
        await settle([done]);
        return { source: source.id, check: done.check };
      }),
    async arm() {
      const { sources } = await policy();
      const due = (await shelf.nextCheckAt()) ?? 0;
      if (sources.some(({ urls }) => urls.length))
        await (due > now() ? platform.alarms.at(ALARM, due) : armIn(MINUTE / 2 + deps.chance() * START_SPREAD));
    },
    async alarm(name) {
      if (name !== ALARM) return;
      const { sources, pollMinutes } = await policy();
      if (!sources.length) return;
      // Before the work: a worker that is stopped in the middle of it is woken again.
      await armIn(spread(pollMinutes));
      await inTurn(() =>
        askAll(
          sources.filter(({ urls }) => urls.length > 0),
          'timer',
        ),
      );
    },
  };
}
