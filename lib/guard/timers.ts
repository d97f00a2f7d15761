import * as z from 'zod';
import type { ActionEvent, Found, Need, Verdict } from '@/lib/model';
import { judge } from '@/lib/rules';
import type { FactValue, PackedRule } from '@/lib/rules';
import { because } from '@/lib/rules/explain';
import { hashOf } from '@/lib/rules/hash';
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
/** A figure points to so many acts at most; beyond, which matters were flagged is only added to. */
const MOST_EVIDENCE = 100;

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
    const needs = Object.values(packs.rings.needs(rule, clockAct('tick', now))).flat();
    const { found: read } = await store.counted.read(packs.rings, needs);
    const flagged: Kept['flagged'] = {};
    for (const [who, found] of await byOwner(needs, read)) {
      const key = `${rule.id}/${who}`;
      const known = before[key] ?? [];
      const facts = packs.rings.facts(
        rule,
        clockAct('tick', now),
        (need) => found.get(need.kind === 'due' ? need.population : '') ?? NOTHING,
      );
      const open = openOf(facts);
      if (!open.length) continue;
      flagged[key] = open.length < MOST_EVIDENCE ? open : [...new Set([...known, ...open])];
      const fresh = open.filter((seq) => !known.includes(seq));
      if (fresh.length) await record(rule, { packs, now, who, facts, fresh });
    }
    return flagged;
  }

  /** Marks by clerk: a key belongs to who did its newest act. */
  async function byOwner(needs: readonly Need[], read: readonly Found[]): Promise<Map<string, Map<string, Found>>> {
    const newest = new Map<string, number>();
    for (const { ring, seq } of read.flatMap((found) => found.marks)) newest.set(ring, seq);
    const names = await store.counted.owners([...newest.values()]);
    const owners = new Map<string, Map<string, Found>>();
    for (const [i, need] of needs.entries())
      for (const mark of need.kind === 'due' ? (read[i]?.marks ?? []) : []) {
        const who = names.get(newest.get(mark.ring) ?? -1) ?? '';
        const own = owners.get(who) ?? new Map<string, Found>();
        const population = need.kind === 'due' ? need.population : '';
        const found = own.get(population) ?? { days: [], marks: [] };
        found.marks.push(mark);
        owners.set(who, own.set(population, found));
      }
    return owners;
  }

  async function record(
    rule: PackedRule,
    made: { packs: InForce; now: number; who: string; facts: Record<string, FactValue>; fresh: readonly number[] },
  ): Promise<void> {
    const { packs, now, who, fresh } = made;
    // The same matters have the same id: a worker stopped between journal and memory says nothing twice.
    const id = `due-${hashOf([rule.id, who, ...fresh.map(String)])}`;
    if (await store.queries.actById(id)) return;
    const event = { ...clockAct(id, now), ...(who ? { login: who } : {}) };
    const { library } = packs;
    const verdict: Verdict = judge({
      event,
      rules: [rule],
      scheme: library.scheme,
      calendar: library.calendar,
      actions: library.actions,
      facts: () => made.facts,
      deskOnly: true,
      explain: because,
    });
    if (!verdict.flags.length && !verdict.undetermined.length) return;
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

const NOTHING: Found = { days: [], marks: [] };

const clockAct = (id: string, at: number): ActionEvent => ({
  id,
  action: 'tick',
  system: 'desk',
  adapter: { id: 'desk', version: 1 },
  page: 'timer',
  at,
  fields: {},
  signals: [],
});

/** Acts that opened what is open, or may be. */
const openOf = (facts: Record<string, FactValue>): number[] =>
  [...new Set(Object.values(facts).flatMap((fact) => fact.evidence ?? []))].sort((a, b) => a - b);

const ofRule = (flagged: Kept['flagged'], rule: string): Kept['flagged'] =>
  Object.fromEntries(Object.entries(flagged).filter(([key]) => key.startsWith(`${rule}/`)));

const keptOf = (value: unknown): Kept => Kept.safeParse(value).data ?? { at: 0, flagged: {} };
