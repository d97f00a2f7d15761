// The contest itself, bundled as the extension is and run in a process of its own; prints its figures as JSON.
import { figure, holds, quantile } from '../figure';
import type { Figure } from '../figure';
import { makeEvents } from './events';
import type { PlainEvent } from './events';
import { costOf } from './cost';
import { timesOf, WARM_UPS } from './passes';
import type { Contestant } from './passes';
import { actionEvent, loadOurs, packedRule } from './ours';
import { PEERS } from './peers';
import type { Loaded, Peer } from './peers';
import { ACTIONS, makeRules, RULES, SEED } from './predicates';
import type { PlainRule } from './predicates';

/** Goals beside each peer: with our index, and as documented (every rule at every event). */
const GOALS: Record<string, { indexed: number; documented?: number }> = {
  'cel-js': { indexed: 5, documented: 200 },
  'json-logic-engine': { indexed: 2 },
  'json-rules-engine': { indexed: 30, documented: 5000 },
};

async function contest(full: boolean): Promise<Figure[]> {
  const rules = makeRules(RULES, ACTIONS, SEED);
  const events = makeEvents(full ? 1000 : 400, SEED + 1);
  return [
    ...load(rules),
    ...(await indexed(rules, events)),
    ...(await asDocumented(rules, events.slice(0, full ? 60 : 20))),
    ...(await scaling(full ? 1000 : 400)),
    ...(await partlyUnread(rules, events)),
  ];
}

/** From the checked trees of a verified pack to a library that has met every action once. */
function load(rules: PlainRule[]): Figure[] {
  const packed = rules.map(packedRule);
  const first = makeEvents(ACTIONS, SEED + 2).map(actionEvent);
  // A list of its own each time: what was made for a list is kept with it.
  const loads = Array.from({ length: 3 }, () => [...packed]).map((list) =>
    costOf(() => {
      const library = loadOurs(list);
      const firstActs = first.map((event) => {
        const start = performance.now();
        library.weigh(event);
        return performance.now() - start;
      });
      return { library, firstActs };
    }),
  );
  const ms = Math.min(...loads.map((l) => l.ms));
  const mb = Math.max(...loads.map((l) => l.mb));
  const firstActs = first.map((_, i) => Math.min(...loads.map((l) => l.made.firstActs[i] ?? Number.POSITIVE_INFINITY)));
  const data = costOf(() => structuredClone(packed));
  return [
    figure('load 10,000 rules, every action met', ms, 'ms', { atMost: 300 }),
    figure('heap the loaded library adds to its data', mb, 'MB', { atMost: 20 }),
    figure('heap of the 10,000 rules as data', data.mb, 'MB'),
    figure('first act of an action, p95', quantile(firstActs, 0.95), 'ms', { atMost: 5 }),
  ];
}

const ours = (rules: PlainRule[]) => loadOurs(rules.map(packedRule));

/** Ids of rules that hold, in one order. */
const sorted = (ids: readonly string[]): string => [...ids].sort().join(' ');

async function agree(event: PlainEvent, mine: string[], loaded: Loaded): Promise<boolean> {
  return sorted(await loaded.hits(event)) === sorted(mine);
}

/** A peer with our index: one set of rules per action. */
function loadIndexed(peer: Peer, rules: readonly PlainRule[]): Loaded {
  const buckets = new Map<string, PlainRule[]>();
  for (const rule of rules) buckets.set(rule.action, [...(buckets.get(rule.action) ?? []), rule]);
  const loaded = new Map([...buckets].map(([action, bucket]) => [action, peer.load(bucket, false)]));
  return { hits: (event) => loaded.get(event.action)?.hits(event) ?? [] };
}

async function indexed(rules: PlainRule[], plain: PlainEvent[]): Promise<Figure[]> {
  const library = ours(rules);
  const events = plain.map((event) => ({ plain: event, ours: actionEvent(event) }));
  const loaded = PEERS.map((peer) => ({ peer, cost: costOf(() => loadIndexed(peer, rules)) }));
  const verdicts = events.map((e) => library.judge(e.ours));
  const same = new Map<string, boolean>();
  for (const { peer, cost } of loaded) {
    let all = true;
    for (const [i, event] of events.entries())
      all &&= await agree(event.plain, verdicts[i]?.flags.map((f) => f.rule) ?? [], cost.made);
    same.set(peer.name, all);
  }
  const contestants: Contestant<(typeof events)[number]>[] = [
    { name: 'ours', run: (e) => library.weigh(e.ours) },
    { name: 'verdict', run: (e) => library.judge(e.ours) },
    ...loaded.map(({ peer, cost }) => ({
      name: peer.name,
      run: (e: (typeof events)[number]) => cost.made.hits(e.plain),
    })),
  ];
  const times = await timesOf(contestants, events, WARM_UPS);
  const at = (name: string, p: number): number => quantile(times.get(name) ?? [], p);
  const hits = verdicts.reduce((sum, v) => sum + v.flags.length, 0) / verdicts.length;
  return [
    figure('rules that hold, an event', hits, ''),
    figure('10,000 rules, Node, p50', at('ours', 0.5), 'µs'),
    figure('10,000 rules, Node, p99', at('ours', 0.99), 'µs', { atMost: 50 }),
    figure("the same with every flag's texts, p50", at('verdict', 0.5), 'µs'),
    figure("the same with every flag's texts, p99", at('verdict', 0.99), 'µs'),
    ...loaded.flatMap(({ peer, cost }) => [
      holds(`same rules hold as in ${peer.name}`, same.get(peer.name) === true),
      versus(
        `× faster than ${peer.name}, our index given to it`,
        at(peer.name, 0.5) / at('ours', 0.5),
        GOALS[peer.name]?.indexed,
        `p50 ${at(peer.name, 0.5).toFixed(0)} µs, p99 ${at(peer.name, 0.99).toFixed(0)} µs, ${cost.ms.toFixed(0)} ms load, ${cost.mb.toFixed(0)} MB`,
      ),
    ]),
  ];
}

const versus = (name: string, ratio: number, goal: number | undefined, peer: string): Figure =>
  figure(name, ratio, '×', goal === undefined ? {} : { atLeast: goal }, { peer, ratio });

/** The peers as their manuals say: all rules, the action being one more condition. Ours the same as ever. */
async function asDocumented(rules: PlainRule[], plain: PlainEvent[]): Promise<Figure[]> {
  const library = ours(rules);
  const events = plain.map((event) => ({ plain: event, ours: actionEvent(event) }));
  const figures: Figure[] = [];
  for (const peer of PEERS) {
    const loaded = peer.load(rules, true);
    let same = true;
    for (const event of events.slice(0, 5))
      same &&= await agree(
        event.plain,
        library.judge(event.ours).flags.map((f) => f.rule),
        loaded,
      );
    const times = await timesOf(
      [
        { name: 'ours', run: (e: (typeof events)[number]) => library.weigh(e.ours) },
        { name: 'peer', run: (e) => loaded.hits(e.plain) },
      ],
      events,
    );
    const p50 = (name: string): number => quantile(times.get(name) ?? [], 0.5);
    figures.push(
      holds(`same rules hold as in ${peer.name} with all rules`, same),
      versus(
        `× faster than ${peer.name} as documented`,
        p50('peer') / p50('ours'),
        GOALS[peer.name]?.documented,
        `p50 ${p50('peer').toFixed(0)} µs`,
      ),
    );
  }
  return figures;
}

/** With 100 candidates in both, the size of the library must not show. */
async function scaling(count: number): Promise<Figure[]> {
  const small = ours(makeRules(1000, 10, SEED));
  const large = ours(makeRules(RULES, ACTIONS, SEED));
  const events = makeEvents(count, SEED + 3, 10).map(actionEvent);
  const times = await timesOf(
    [
      { name: 'small', run: small.weigh },
      { name: 'large', run: large.weigh },
    ],
    events,
    WARM_UPS,
  );
  const p50 = (name: string): number => quantile(times.get(name) ?? [], 0.5);
  return [
    figure(
      '10,000 rules ÷ 1,000 rules, equal candidates',
      p50('large') / p50('small'),
      '×',
      { atMost: 1.3 },
      { peer: `${p50('small').toFixed(1)} µs` },
    ),
  ];
}

/** A page whose fields could not all be read leaves rules open: three values cost no more than two. */
async function partlyUnread(rules: PlainRule[], plain: PlainEvent[]): Promise<Figure[]> {
  const library = ours(rules);
  const events = plain.map(actionEvent).map((event, i) => ({
    ...event,
    fields: Object.fromEntries(
      Object.entries(event.fields).map(([id, reading], j) => [
        id,
        (i + j) % 10 === 0 ? { kind: 'unread' as const, reason: 'no_element' as const } : reading,
      ]),
    ),
  }));
  const times = await timesOf([{ name: 'ours', run: library.weigh }], events, WARM_UPS);
  return [figure('every tenth field unread, p99', quantile(times.get('ours') ?? [], 0.99), 'µs', { atMost: 50 })];
}

console.log(JSON.stringify(await contest(process.argv.includes('full'))));
