import 'fake-indexeddb/auto';
import * as z from 'zod';
import { mergePacks, readPack, standing } from '@/lib/packs';
import { packText } from '@/lib/packs/build';
import { fetchOffered, offersIn, refresh } from '@/lib/packs/tuf';
import { indexRules, ringsFor } from '@/lib/rules';
import { createStore } from '@/lib/store';
import { createPackSync } from '@/lib/sync';
import { aBrowser, aPack } from '@/tests/support/guard';
import { aRepository, aServer, NOW } from '@/tests/support/repository';
import type { Repository } from '@/tests/support/repository';
import { ACTION_SPECS, CALENDAR, packedRule, SCHEME } from '../engine/ours';
import { ACTIONS, makeRules } from '../engine/predicates';
import { figure, holds, quantile } from '../figure';
import type { Bench, Figure } from '../figure';

const RULES = 10_000;
const SEED = 11;

/** What the worker does with packs from elsewhere. Times are the processor's, so that a busy machine does not count. */
export const packs: Bench = {
  name: 'packs',
  async run({ full }) {
    // As in the extension, which has no eval.
    z.config({ jitless: true });
    const repo = await aRepository();
    const rules = makeRules(RULES, ACTIONS, SEED).map((plain) => {
      const { pack: _, ...rule } = packedRule(plain);
      return rule;
    });
    const text = packText(
      aPack({ version: 2, rules, scheme: SCHEME, calendar: CALENDAR, actions: ACTION_SPECS, adapters: [] }),
    );
    await repo.add('test-2.json', text, { kind: 'pack', id: 'test', version: 2, rollout: { stage: 'all' } });
    await repo.publish();
    return [...(await activation(repo, text, full ? 9 : 3)), ...(await quietChecks(repo, full ? 400 : 100))];
  },
};

async function activation(repo: Repository, text: string, rounds: number): Promise<Figure[]> {
  const took: Record<'verify' | 'check' | 'activate' | 'all' | 'parse', number[]> = {
    verify: [],
    check: [],
    activate: [],
    all: [],
    parse: [],
  };
  for (let round = 0; round <= rounds; round++) {
    const clock = processorClock();
    const { outcome } = await refresh({
      trusted: { root: repo.text('1.root.json') },
      get: repo.get,
      now: NOW,
      leastSigners: 2,
    });
    const [file] = outcome.ok ? offersIn(outcome.inHand.targets).offers : [];
    const got = file && (await fetchOffered(file, repo.get));
    if (!got?.ok) throw new Error(`the bench’s own pack is refused: ${JSON.stringify(got ?? outcome)} ${text.length}`);
    const verify = clock();
    const read = readPack(got.text);
    if (!read.ok) throw new Error(`the bench’s own pack is refused: ${read.refused} ${read.at} ${read.detail}`);
    const check = clock();
    const library = mergePacks(
      standing([], [{ source: 'bench', active: [read.pack], observe: [], overlays: [] }]).packs,
    );
    if (!library) throw new Error('no library');
    indexRules(library.rules, library.actions);
    ringsFor(library.rules, library);
    const activate = clock();
    JSON.parse(text);
    const parse = clock();
    // The first round compiles.
    if (round === 0) continue;
    const all = verify + check + activate;
    for (const [name, ms] of Object.entries({ verify, check, activate, all, parse }))
      took[name as keyof typeof took].push(ms);
  }
  const median = (name: keyof typeof took): number => quantile(took[name], 0.5);
  const bare = median('parse');
  return [
    figure(
      `verify and activate ${RULES.toLocaleString('en')} rules, ${(text.length / 1e6).toFixed(1)} MB`,
      median('all'),
      'ms',
      { atMost: 500 },
      {
        peer: `bare JSON.parse ${bare.toFixed(0)} ms`,
        ratio: bare / median('all'),
      },
    ),
    figure('of it: signatures, dates, hashes', median('verify'), 'ms'),
    figure('of it: shape and references of the pack', median('check'), 'ms'),
    figure('of it: merged, indexed, history planned', median('activate'), 'ms'),
  ];
}

async function quietChecks(repo: Repository, checks: number): Promise<Figure[]> {
  const server = aServer(repo, 'http://packs.example/');
  const browser = aBrowser();
  browser.time = NOW;
  browser.policy = {
    packSources: [{ id: 'province', urls: ['http://packs.example/'], root: repo.text('1.root.json') }],
  };
  const store = createStore(`bench-packs-${Math.random()}`);
  const sync = createPackSync(
    { platform: browser, store, fetch: server.fetch, chance: () => 0.5 },
    { changed: async () => undefined, journal: async () => undefined },
  );
  await sync.check('person');
  server.seen.length = 0;
  const took: number[] = [];
  for (let i = 0; i < checks; i++) {
    const clock = processorClock();
    await sync.check('timer');
    took.push(clock());
  }
  store.close();
  return [
    holds(
      'a look that finds nothing is one conditional request',
      server.seen.every((one) => one === '304 timestamp.json') && server.seen.length === checks,
    ),
    figure('worker time of it, p50', quantile(took, 0.5), 'ms'),
    figure('worker time of it, p95', quantile(took, 0.95), 'ms', { atMost: 20 }),
  ];
}

/** Each call: ms of processor time since the last one. */
function processorClock(): () => number {
  let last = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    return (user + system) / 1000;
  };
}
