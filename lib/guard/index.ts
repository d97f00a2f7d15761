// The guard room, the worker's hallway: every message comes through its doors; it decides, records, then answers. It refuses
// what the table of messages does not allow, and never keeps a raw identity number.
import type { Adapter } from '@/lib/model';
import type { Wakes } from '@/lib/platform/types';
import { createAnswers } from './answer';
import { createCheckpoints } from './checkpoints';
import { createCoverage } from './coverage';
import { createDay } from './day';
import { createDecider } from './decide';
import type { GuardDeps } from './deps';
import { createDrafts } from './drafts';
import { createDoor } from './doors';
import { handlersOf } from './handlers';
import { createIdentities } from './identity';
import { createPacks } from './library';
import { createKeeping } from './keeping';
import { createLearning } from './learning';
import { createOfficeDesk } from './office';
import { closeOrphans } from './orphans';
import { createPeople } from './people';
import { createRecorder } from './recorder';
import { createSeconds } from './second';
import { revokedHere } from './revoked';
import { createSettings } from './settings';
import { createSight } from './sight';
import type { GapTeller } from './sight';
import { createTabs } from './tabs';
import { createTeachers } from './teach';
import { createTimers, DUE } from './timers';
import { takeUntold } from './untold';
import { createWitness } from './witness';

export type { GuardDeps } from './deps';

const TIDY = 'tidy';
const TIDY_MINUTES = 60;
const IDLE_SECONDS = 300;

/** Everything the worker does, as answers to what may wake it. Opens the store at once, so that the first act finds it open. */
export function createGuard(deps: GuardDeps): Wakes {
  const { platform, store } = deps;
  const recorder = createRecorder({ ...deps, grown: (head) => checkpoints.grown(head) });
  const checkpoints = createCheckpoints({ ...deps, write: recorder.write });
  const settings = createSettings(deps);
  const delivery = deps.deliver?.({
    changed: () => freshen(true),
    journal: async (changes) => {
      await recorder.write(changes.map((change) => ({ kind: 'pack', body: { change } })));
    },
  });
  const drafts = createDrafts(store, platform.clock.now);
  const packs = createPacks({
    ...deps,
    revoked: () => revokedHere(store, settings.now),
    drafts: drafts.all,
    ...(delivery ? { delivery } : {}),
  });
  const identities = createIdentities(deps);
  const tabs = createTabs(deps);
  const gap: GapTeller = (one) => answers.gaps([one]);
  const sight = createSight({ clock: platform.clock, memory: store.memory, gap });
  const inForce = packs.inForce;
  const language = async () => (await settings.now()).language;
  const people = createPeople({
    ...deps,
    recorder,
    inForce,
    language,
    clerk: async () => (await settings.now()).clerk,
  });
  const decider = createDecider({ ...deps, recorder, identities, people, inForce, settings: settings.now });
  const seconds = createSeconds({ ...deps, recorder, people, decider, language });
  const answers = createAnswers({ ...deps, recorder, decider, seconds, inForce });
  const coverage = createCoverage({ platform, inForce, settings: settings.now, gaps: answers.gaps });
  const day = createDay({
    ...deps,
    recorder,
    people,
    tabs,
    answers,
    inForce,
    settings: settings.now,
    hosts: coverage.hosts,
    sources: async () => delivery?.sources() ?? [],
  });
  const learning = createLearning({ ...deps, recorder, inForce, language, sits: day.sits, waits: day.waits });
  const keeping = createKeeping({ ...deps, recorder, settings: settings.now });
  const timers = createTimers({ ...deps, recorder, inForce });
  const officeDesk = createOfficeDesk({ ...deps, recorder, people, inForce, language });
  const teachers = createTeachers({ ...deps, recorder, people, settings, inForce });
  const watchedAdapters = async (): Promise<Adapter[]> => {
    const { hosts } = await coverage.hosts();
    return (await inForce()).library.adapters.filter((adapter) => adapter.hosts.some((host) => hosts.includes(host)));
  };
  const witness = createWitness({ ...deps, adapters: watchedAdapters, gap, counted: (...of) => sight.commit(...of) });
  const handlers = handlersOf({
    ...deps,
    recorder,
    packs,
    drafts,
    settings,
    identities,
    tabs,
    sight,
    people,
    decider,
    seconds,
    answers,
    coverage,
    day,
    learning,
    checkpoints,
    keeping,
    officeDesk,
    ...(delivery ? { delivery } : {}),
    teachers,
  });
  const untold = (keys?: string[]): Promise<void> =>
    takeUntold({ local: platform.local, mask: deps.mask, tell: (ending) => handlers['act.ending'](ending, {}) }, keys);
  const door = createDoor({
    own: platform.own,
    mask: deps.mask,
    hosts: async () => (await coverage.hosts()).hosts,
    handlers,
    isTaught: (sender) => teachers.isTaught(sender),
    refused: (why, name, detail) => {
      if (why !== 'not_ours')
        ours(
          answers.gaps([
            {
              reason: 'message_refused',
              at: platform.clock.now(),
              detail: `${why} ${name} ${detail}`.trim().slice(0, 300),
            },
          ]),
        );
    },
  });

  /** The one place for our own mistakes outside a message: recorded as a gap; the worker goes on. */
  function ours(work: Promise<unknown>): void {
    work.catch((fault: unknown) =>
      recorder
        .write([
          {
            kind: 'gap',
            body: {
              reason: 'journal_gap',
              at: platform.clock.now(),
              detail: (fault instanceof Error ? `${fault.name}: ${fault.message}` : 'fault').slice(0, 300),
            },
          },
        ])
        .catch(() => undefined),
    );
  }

  const arm = async (): Promise<void> => delivery?.arm();

  async function freshen(inject: boolean): Promise<void> {
    const { library, refused, rings, revoked = [] } = await packs.refresh();
    await coverage.refresh({ inject });
    await recorder.write([
      {
        kind: 'pack',
        body: {
          packs: library.packs.map(({ id, version }) => ({ id, version })),
          refused: refused.map((r) => r.file),
          revoked: revoked.map(({ kind, id }) => `${kind} ${id}`),
          conflicts: library.conflicts.length,
          oversized: coverage.oversized(),
        },
      },
    ]);
    if (refused.length)
      await answers.gaps(
        refused.map(({ file, detail }) => ({
          reason: 'pack_refused',
          at: platform.clock.now(),
          detail: `${file}: ${detail}`.slice(0, 300),
        })),
      );
    await platform.alarms.every(TIDY, TIDY_MINUTES);
    await store.counted.prepare(rings, platform.clock.now());
    await timers.tick();
  }

  /** The bureau set something: what is in force from now on. */
  async function notePolicy(): Promise<void> {
    const { clerk, ...policy } = await settings.now();
    await recorder.write([{ kind: 'setting', body: { policy }, ...(clerk ? { parts: { person: clerk } } : {}) }]);
  }

  store.counted.use(async () => (await inForce()).rings);
  platform.idleAfter(IDLE_SECONDS);
  ours(store.open().then(checkpoints.check));
  // What a worker that was stopped meanwhile left half made is made now; where nothing is lacking this reads one row.
  ours(inForce().then(({ rings }) => store.counted.prepare(rings, platform.clock.now())));
  void inForce().catch(() => undefined);

  return {
    message: door,
    installed: () => {
      ours(untold().then(() => closeOrphans({ platform, store, recorder }, 'orphaned')));
      ours(freshen(true).finally(arm));
      ours(day.woke());
    },
    startup: () => {
      ours(untold().then(() => closeOrphans({ platform, store, recorder }, 'closed')));
      ours(
        drafts
          .over()
          .then(() => freshen(false))
          .finally(arm),
      );
      ours(day.woke());
    },
    storage: (keys, area) => {
      if (area === 'local') ours(Promise.all([coverage.storageChanged(keys), untold(keys)]));
      if (area === 'managed') {
        settings.changed();
        ours(notePolicy());
        ours(
          packs
            .refresh()
            .then(() => coverage.refresh({ inject: true }))
            .finally(arm),
        );
      }
    },
    permissions: () => ours(coverage.refresh({ inject: true })),
    windowClosed: (window) => ours(seconds.windowClosed(window).finally(day.changed)),
    tabGone: (tab) => ours(Promise.all([tabs.gone(tab), day.tabGone(tab), teachers.gone(tab)])),
    request: (seen) => {
      teachers.seen(seen);
      ours(witness.seen(seen));
    },
    alarm: (name) => {
      if (delivery) ours(delivery.alarm(name));
      if (name === TIDY)
        ours(
          Promise.all([
            store.memory.tidy(platform.clock.now()),
            seconds.expire(),
            recorder.write([]),
            keeping.tend(),
            checkpoints.sign(),
            day.tick(),
          ]),
        );
      if (name === TIDY || name === DUE) ours(timers.tick());
    },
    // Back at the desk, perhaps after the machine slept: what came due meanwhile is said now.
    idle: (state) => {
      if (state === 'idle') ours(day.idle());
      if (state === 'active') ours(timers.tick());
    },
    notified: (id) => ours(day.notified(id)),
  };
}
