import * as z from 'zod';
import type { Verdict } from '@/lib/model';
import type { PackedRule } from '@/lib/rules';
import { hashOf } from '@/lib/rules/hash';
import { byClerk, newestOf, timerAct, turn } from '@/lib/rules/timer';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { InForce } from './deps';
import { gapNote, gapsOf } from './gaps';
import type { Recorder } from './recorder';
import { splitEvent } from './split';

export interface Timers {
  /** Looks at what has come due. At start-up, every hour, when the machine wakes and at the next due time; one after the other. */
  tick(): Promise<void>;
}
interface TimersDeps {
  platform: Platform;
  store: Store;
  recorder: Pick<Recorder, 'write'>;
  inForce(): Promise<InForce>;
}

/** The alarm for the next matter that comes due within the hour. */
export const DUE = 'due';
const MEMORY = 'timers';
const HOUR = 3_600_000;

/** What was flagged, rule and clerk by rule and clerk: sequence numbers of the acts that opened the matters. */
const Kept = z.object({ at: z.number(), flagged: z.record(z.string(), z.array(z.number())) });
type Kept = z.infer<typeof Kept>;

/**
 * Rules that run by timer: B is missing some days after A. A matter is flagged once, in the name of whoever opened it, and
 * journalled; overlay and popup show it from there. A browser that was closed only delays it.
 */
export function createTimers({ platform, store, recorder, inForce }: TimersDeps): Timers {
  let tail: Promise<unknown> = Promise.resolve();

  async function run(): Promise<void> {
    const packs = await inForce();
    const now = platform.clock.now();
    const before = keptOf(await store.memory.get(MEMORY));
    // A clock put back leaves due times behind that were reckoned from later; all is counted again from the acts.
    if (now < before.at) await store.counted.prepare(packs.rings, now, true);
    const ready = await store.counted.ready();
    const flagged: Kept['flagged'] = {};
    for (const rule of packs.index.rulesFor('tick')) {
      if (packs.rings.populationsOf(rule).every((id) => ready.has(id)))
        Object.assign(flagged, await runRule(rule, { packs, now, before: before.flagged }));
      else Object.assign(flagged, ofRule(before.flagged, rule.id));
    }
    await store.memory.put(MEMORY, { at: now, flagged });
    const next = await store.counted.nextDue(now);
    if (next !== undefined && next < now + HOUR) await platform.alarms.at(DUE, next + 1);
  }

  async function runRule(
    rule: PackedRule,
    { packs, now, before }: { packs: InForce; now: number; before: Kept['flagged'] },
  ): Promise<Kept['flagged']> {
    const needs = Object.values(packs.rings.needs(rule, timerAct('tick', now))).flat();
    const { found: read } = await store.counted.read(packs.rings, needs);
    const names = await store.counted.owners([...newestOf(read).values()]);
    const flagged: Kept['flagged'] = {};
    for (const [who, found] of byClerk(needs, read, (seq) => names.get(seq ?? -1) ?? '')) {
      const key = `${rule.id}/${who}`;
      const { fresh, verdict, known } = turn(rule, {
        ...packs.library,
        rings: packs.rings,
        at: now,
        who,
        found,
        known: before[key] ?? [],
      });
      if (known.length) flagged[key] = known;
      if (verdict) await record({ rule, now, who, fresh, verdict });
    }
    return flagged;
  }

  async function record(told: {
    rule: PackedRule;
    now: number;
    who: string;
    fresh: readonly number[];
    verdict: Verdict;
  }): Promise<void> {
    const { rule, now, who, fresh, verdict } = told;
    // The same matters have the same id: a worker stopped between journal and memory says nothing twice, and what cannot be told
    // is said once.
    const open = verdict.flags.length ? [] : ['?'];
    const id = `due-${hashOf([rule.id, who, ...open, ...fresh.map(String)])}`;
    if (await store.queries.actById(id)) return;
    const event = { ...timerAct(id, now), ...(who ? { login: who } : {}) };
    const shown = verdict.flags.filter((flag) => flag.ask !== 'observe');
    const kept = verdict.flags.filter((flag) => flag.ask === 'observe');
    const { body, parts } = splitEvent({ event, mode: 'passing', verdict, shown, kept, deskOnly: true });
    await recorder.write([
      { kind: 'event', body, parts },
      ...gapsOf(verdict, { at: now, action: event.action, event: id }).map(gapNote),
    ]);
  }

  return {
    tick: () => {
      const next = tail.then(run);
      tail = next.catch(() => undefined);
      return next;
    },
  };
}

const ofRule = (flagged: Kept['flagged'], rule: string): Kept['flagged'] =>
  Object.fromEntries(Object.entries(flagged).filter(([key]) => key.startsWith(`${rule}/`)));

const keptOf = (value: unknown): Kept => Kept.safeParse(value).data ?? { at: 0, flagged: {} };
