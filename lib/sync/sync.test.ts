import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pageKey, RiskPoint } from '@/lib/model';
import type { Overlay, Pack, PageBriefing, Rollout } from '@/lib/model';
import { writeBundle } from '@/lib/packs/tuf';
import { createPackSync } from '@/lib/sync';
import { aBrowser, anEvent, aPack, aRule, aWorker, TAX_ADAPTER } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';
import { aRepository, aServer, aSigner, NOW } from '@/tests/support/repository';
import type { Repository, Server } from '@/tests/support/repository';

const DAY = 86_400_000;
const ALL: Rollout = { stage: 'all' };
const t = (zh: string) => ({ zh, en: zh });
let made = 0;
let name: string;
let browser: FakeBrowser;
let repo: Repository;
let server: Server;
let worker: ReturnType<typeof aWorker>;

beforeEach(async () => {
  name = `sync-${++made}`;
  browser = aBrowser();
  browser.time = NOW;
  repo = await aRepository();
  server = aServer(repo, 'http://packs.example/');
  browser.policy = {
    unit: '云岭县税务局',
    packSources: [{ id: 'province', urls: ['http://packs.example/'], root: repo.text('1.root.json') }],
  };
  worker = aWorker(browser, name, {
    deliver: (hooks, store) =>
      createPackSync({ platform: browser, store, fetch: (...of) => server.fetch(...of), chance: () => 0.5 }, hooks),
  });
  await worker.own('hosts.refresh', {});
});

async function offer(pack: Pack, rollout: Rollout = ALL): Promise<void> {
  const { id, version } = pack;
  await repo.add(`${id}-${version}.json`, JSON.stringify(pack), { kind: 'pack', id, version, rollout });
}
const version = (n: number, over: Partial<Pack> = {}) => aPack({ version: n, ...over });
const check = async () => (await worker.own('packs.check', {})).checks[0];
const inForce = async () =>
  (await worker.own('view.packs', {})).packs.map((one) => `${one.id}@${one.version} ${one.from} ${one.mode}`);
const decide = async (amountFen = 5_000_000) =>
  (await worker.page('act.decide', { event: anEvent({ amountFen }), carries: false, mode: 'held' })).remind.map(
    ({ rule }) => rule,
  );
const journalled = async () => {
  const seqs = await worker.store.journal.ofKind('pack');
  const entries = await worker.store.journal.entries(seqs);
  return entries.flatMap((entry) => {
    const change = entry?.skeleton.body.change;
    return typeof change === 'object' && change !== null && 'what' in change ? [String(change.what)] : [];
  });
};

describe('packs from a source', () => {
  it('come into force in open pages and verdicts, and the journal says how', async () => {
    await offer(version(2, { rules: [aRule({ id: 'other-relief' })] }));
    await repo.publish();

    expect(await check()).toMatchObject({ source: 'province', by: 'person', outcome: 'updated' });

    expect(await inForce()).toEqual(['test@2 province active']);
    expect(await decide()).toEqual(['other-relief']);
    const page = browser.stored.get(pageKey('tax-old', 'relief')) as PageBriefing;
    expect(page.rules.map(({ id }) => id)).toEqual(['other-relief']);
    expect(await journalled()).toEqual(['fetched', 'verified', 'active']);
    const { sources, packs, changes } = await worker.own('view.packs', {});
    expect(sources).toMatchObject([
      {
        id: 'province',
        state: 'fresh',
        expiredDays: 0,
        versions: { root: 1, timestamp: 2, snapshot: 2, targets: 2 },
        offered: [{ id: 'test', version: 2, here: 'active' }],
      },
    ]);
    expect(sources[0]?.signers.map(({ name: who, office }) => `${who} ${office}`).sort()).toEqual([
      '何静 discipline',
      '周启 business',
    ]);
    expect(packs[0]).toMatchObject({ fetchedAt: NOW, verifiedAt: NOW, activeAt: NOW, rollout: ALL });
    expect(changes.map(({ what }) => what)).toEqual(['active', 'verified', 'fetched']);
  });

  it('bring what their risk points are called, for officers, cards and learning', async () => {
    const [point] = RiskPoint.array().parse(parse(readFileSync('packs/common/risk-points/credit-it.yaml', 'utf8')));
    if (!point) throw new Error('no risk point');
    await offer(version(2, { riskPoints: [point] }));
    await repo.publish();
    await check();

    expect((await worker.own('view.office', {})).words.risk).toEqual({ [point.id]: point.title.zh });
  });

  it('nothing new costs one conditional request, and no packs are read', async () => {
    await offer(version(2));
    await repo.publish();
    await check();
    server.seen.length = 0;
    const got: string[] = [];
    const { get } = worker.store.memory;
    worker.store.memory.get = (key) => {
      got.push(key);
      return get(key);
    };

    expect(await check()).toMatchObject({ outcome: 'unchanged' });

    expect(server.seen).toEqual(['304 timestamp.json']);
    // Once for the view that is answered, never for the check.
    expect(got.filter((key) => key === 'trust/province')).toHaveLength(2);
  });

  it('the next root is asked for once a day, whatever the timestamp says', async () => {
    await check();
    server.seen.length = 0;
    browser.time += DAY;

    await check();

    expect(server.seen).toEqual(['304 timestamp.json', '404 2.root.json']);
  });

  it.each<[string, () => Promise<void> | void, string]>([
    ['signed by one', () => void repo.signers.targets.pop(), 'threshold targets'],
    ['swapped', () => server.swap((file) => file.startsWith('targets/'), 'x'.repeat(40)), 'too_large test-2.json'],
    ['cut', () => server.swap((file) => file.startsWith('targets/'), 'x'), 'length test-2.json'],
  ])('a pack %s is refused by name, and the last good one goes on', async (_what, spoil, says) => {
    await offer(version(2, { rules: [] }));
    await repo.publish();
    await spoil();
    await repo.publish();

    const refused = await check();

    expect(refused).toMatchObject({ outcome: 'refused' });
    expect(`${refused?.refused?.why} ${refused?.refused?.of}`).toMatch(
      says.startsWith('too_large') ? /^(too_large|hash|length) test-2/ : new RegExp(says),
    );
    expect(await inForce()).toEqual(['test@1 program active']);
    expect(await decide()).toEqual(['big-relief']);
    expect(await journalled()).toEqual(['refused']);
    expect((await worker.own('view.popup', {})).refused).toMatchObject([{ file: 'province' }]);
    await check();
    expect(await journalled(), 'said once').toEqual(['refused']);
  });

  it.each<[string, Pack | string, string]>([
    ['another pack', version(2, { id: 'else' }), 'pack_identity'],
    ['another version', version(3), 'pack_identity'],
    ['no pack', '{"format":1}', 'pack_shape'],
  ])('a rightly signed file that is %s is refused', async (_what, pack, why) => {
    const text = typeof pack === 'string' ? pack : JSON.stringify(pack);
    await repo.add('test-2.json', text, { kind: 'pack', id: 'test', version: 2, rollout: ALL });
    await repo.publish();

    expect((await check())?.refused).toMatchObject({ why, of: 'test-2.json' });
    expect(await inForce()).toEqual(['test@1 program active']);
  });

  it('a release is taken whole or not at all', async () => {
    await offer(version(2));
    await offer(aPack({ id: 'more', adapters: [], rules: [] }));
    await repo.publish();
    for (const file of repo.files.keys()) if (file.endsWith('more-1.json')) repo.files.delete(file);

    expect((await check())?.refused).toMatchObject({ why: 'absent', of: 'more-1.json' });
    expect(await inForce()).toEqual(['test@1 program active']);
  });

  it('never goes back to a lower version, nor to other bytes of the same; a copy under a higher number does', async () => {
    await offer(version(5));
    await repo.publish();
    await check();
    repo.targets.targets = {};
    await offer(version(4));
    await repo.publish();
    expect((await check())?.refused).toMatchObject({ why: 'pack_rollback' });

    repo.targets.targets = {};
    await offer(version(5, { rules: [] }));
    await repo.publish();
    expect((await check())?.refused).toMatchObject({ why: 'pack_reused' });

    repo.targets.targets = {};
    await offer(version(6, { rules: [] }));
    await repo.publish();
    expect(await check()).toMatchObject({ outcome: 'updated' });
    expect(await inForce()).toEqual(['test@6 province active']);
  });

  it('what the program itself has newer stands; what a source no longer lists is withdrawn', async () => {
    browser.files.set('packs/test.json', JSON.stringify(version(9)));
    await offer(version(2));
    await offer(aPack({ id: 'more', adapters: [], rules: [] }));
    await repo.publish();
    await check();
    expect(await inForce()).toEqual(['test@9 program active', 'more@1 province active']);

    delete repo.targets.targets['more-1.json'];
    await repo.publish();
    await check();

    expect(await inForce()).toEqual(['test@9 program active']);
    expect(await journalled()).toContain('withdrawn');
  });

  it('that nobody renews go on, and their age shows', async () => {
    await offer(version(2));
    await repo.publish();
    await check();
    browser.time += 10 * DAY;

    expect((await check())?.refused).toMatchObject({ why: 'expired', of: 'timestamp' });
    await check();

    expect(await inForce()).toEqual(['test@2 province active']);
    expect((await worker.own('view.packs', {})).sources).toMatchObject([{ state: 'expired', expiredDays: 7 }]);
    expect((await journalled()).filter((what) => what === 'expired')).toHaveLength(1);
    const { refused, know } = await worker.own('view.popup', {});
    expect(refused).toEqual([]);
    expect(know.map(({ kind }) => kind)).toEqual(['pack_old']);
  });

  it('a desk whose policy names another root begins anew, and keeps what stood until there is something', async () => {
    await offer(version(5));
    await repo.publish();
    await check();
    const other = await aRepository();
    browser.policy = {
      packSources: [{ id: 'province', urls: ['http://packs.example/'], root: other.text('1.root.json') }],
    };

    expect((await check())?.refused).toMatchObject({ why: 'threshold' });
    expect(await inForce()).toEqual(['test@5 province active']);

    repo = other;
    server.serve(other);
    await offer(version(3));
    await other.publish();
    expect(await check()).toMatchObject({ outcome: 'updated' });
    expect(await inForce()).toEqual(['test@3 province active']);
  });

  it('a source that policy no longer names brings nothing', async () => {
    await offer(version(2));
    await repo.publish();
    await check();
    browser.policy = {};
    worker.wakes.storage(['packSources'], 'managed');

    await expect.poll(inForce).toEqual(['test@1 program active']);
  });
});

describe('stages', () => {
  it('a watched version journals and shows nothing; then a unit, then all', async () => {
    const next = version(2, { rules: [aRule({ id: 'big-relief' }), aRule({ id: 'fresh', ask: 'stop' })] });
    await offer(next, { stage: 'observe' });
    await repo.publish();
    await check();

    expect(await inForce()).toEqual(['test@1 program active', 'test@2 province observe']);
    const { verdict, remind } = await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });
    expect(verdict.flags.map(({ rule, ask }) => `${rule} ${ask}`).sort()).toEqual([
      'big-relief checklist',
      'fresh observe',
    ]);
    expect(remind.map(({ rule }) => rule)).toEqual(['big-relief']);

    await offer(next, { stage: 'rings', units: ['清河县税务局'], rings: [], posts: [], percent: 0 });
    await repo.publish();
    await check();
    expect(await inForce()).toEqual(['test@1 program active']);

    await offer(next, { stage: 'rings', units: ['清河县税务局', '云岭县税务局'], rings: [], posts: [], percent: 0 });
    await repo.publish();
    await check();
    expect(await inForce()).toEqual(['test@2 province active']);
    expect((await decide()).sort()).toEqual(['big-relief', 'fresh']);
  });

  it('a desk that has a version keeps it when its ring is made smaller', async () => {
    const rings = (...units: string[]): Rollout => ({ stage: 'rings', units, rings: [], posts: [], percent: 0 });
    await offer(version(2));
    await offer(version(3), rings('云岭县税务局'));
    await repo.publish();
    await check();
    await offer(version(3), rings());
    await repo.publish();

    expect((await check())?.refused).toBeUndefined();
    expect(await inForce()).toEqual(['test@3 province active']);
  });

  it('a lower unit’s overlay by its own key sets what the rule allows, and what it may not is left out by name', async () => {
    const county = await aRepository();
    const own = await aSigner('县局');
    await county.rotate((root) => {
      root.keys[own.keyId] = own.key;
      root.roles.targets = { keyids: [own.keyId], threshold: 1 };
    });
    county.signers.targets = [own];
    const overlay: Overlay = {
      format: 1,
      kind: 'overlay',
      id: 'county',
      version: 1,
      title: t('云岭县口径'),
      unit: '云岭县税务局',
      rules: [
        { rule: 'big-relief', why: '本地另有审批', off: true },
        { rule: 'second', why: '从严', ask: 'justification' },
      ],
    };
    await county.add('county-1.json', JSON.stringify(overlay), {
      kind: 'overlay',
      id: 'county',
      version: 1,
      rollout: ALL,
    });
    await county.publish();
    browser.files.set(
      'packs/test.json',
      JSON.stringify(version(1, { rules: [aRule({ id: 'big-relief' }), aRule({ id: 'second', ask: 'notice' })] })),
    );
    server.serve(county);
    browser.policy = {
      packSources: [
        { id: 'county', kind: 'overlay', urls: ['http://packs.example/'], root: county.text('1.root.json') },
      ],
    };

    expect(await check()).toMatchObject({ outcome: 'updated' });

    const { packs } = await worker.own('view.packs', {});
    expect(packs[1]).toMatchObject({
      id: 'county',
      kind: 'overlay',
      rules: 2,
      leftOut: [{ rule: 'big-relief', why: 'off_not_allowed' }],
    });
    const { remind } = await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });
    expect(remind.map(({ rule, ask }) => `${rule} ${ask}`).sort()).toEqual([
      'big-relief checklist',
      'second justification',
    ]);
  });

  it('a source of packs is asked for two signers, and brings no overlay', async () => {
    await repo.add('county-1.json', '{}', { kind: 'overlay', id: 'county', version: 1, rollout: ALL });
    await repo.publish();

    expect((await check())?.refused).toMatchObject({ why: 'pack_identity', of: 'county-1.json' });
  });
});

describe('switched off from afar', () => {
  it('a rule is off within one poll, also where the release is refused; and on again with the next', async () => {
    await check();
    repo.timestamp['x-hulan-revoked'] = [{ kind: 'rule', id: 'big-relief' }];
    await repo.publish();
    repo.files.delete('2.targets.json');
    await worker.wakes.alarm('packs');

    await expect.poll(decide).toEqual([]);
    expect((await worker.own('view.packs', {})).revoked).toEqual([{ kind: 'rule', id: 'big-relief', by: 'source' }]);
    repo.timestamp['x-hulan-revoked'] = [];
    await repo.publish();
    worker.wakes.alarm('packs');
    await expect.poll(decide).toEqual(['big-relief']);
    await expect.poll(journalled).toEqual(expect.arrayContaining(['revoked', 'allowed_again']));
  });
});

describe('a pack file', () => {
  const bundle = (source = 'province') =>
    writeBundle(source, Object.fromEntries([...repo.files.keys()].map((file) => [file, repo.text(file)])));

  it('is verified like what is fetched, and works where there is no network at all', async () => {
    browser.policy = { packSources: [{ id: 'province', root: repo.text('1.root.json') }] };
    await offer(version(2));
    await repo.publish();

    const { source, check: checked } = await worker.own('packs.import', { text: bundle() });

    expect(source).toBe('province');
    expect(checked).toMatchObject({ by: 'file', outcome: 'updated' });
    expect(await inForce()).toEqual(['test@2 province active']);
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['of a source that policy does not name', () => bundle('elsewhere'), 'no_root'],
    ['that is none', () => 'hello', 'wrong_shape'],
    [
      'with a byte changed',
      () => {
        const { source, files } = JSON.parse(bundle());
        const spoilt = files['timestamp.json'].replace(/(?<="sig":"..............)./, (c: string) =>
          c === '3' ? '4' : '3',
        );
        return writeBundle(source, { ...files, 'timestamp.json': spoilt });
      },
      'threshold',
    ],
  ])('%s is refused', async (_what, text, why) => {
    await offer(version(2));
    await repo.publish();

    expect((await worker.own('packs.import', { text: text() })).check.refused).toMatchObject({ why });
    expect(await inForce()).toEqual(['test@1 program active']);
  });

  it('older than what is in hand is refused', async () => {
    const old = bundle();
    await offer(version(2));
    await repo.publish();
    await check();

    expect((await worker.own('packs.import', { text: old })).check.refused).toMatchObject({ why: 'rollback' });
  });
});

describe('asking by itself', () => {
  it('is set at the start, spread by chance, and again before each time', async () => {
    worker.wakes.startup();
    await expect.poll(() => browser.alarmsSet.get('packs')).toBe(NOW + 30_000 + 60_000);
    browser.time = NOW + 90_000;

    worker.wakes.alarm('packs');

    await expect.poll(() => server.seen.length).toBeGreaterThan(0);
    expect(browser.alarmsSet.get('packs')).toBe(NOW + 90_000 + 10 * 60_000);
    expect((await worker.own('view.packs', {})).sources[0]?.nextCheckAt).toBe(NOW + 90_000 + 10 * 60_000);
  });

  it('is not set where policy names no source', async () => {
    browser.policy = {};
    worker.wakes.startup();
    await worker.own('view.packs', {});
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(browser.alarmsSet.has('packs')).toBe(false);
  });
});

describe('the line', () => {
  it.each<[string, () => void, string]>([
    ['endless', () => server.answer(() => endless()), 'too_large'],
    ['an error', () => server.answer(() => new Response('', { status: 500 })), 'unreachable'],
    ['not there', () => server.answer(() => Promise.reject(new TypeError('no network'))), 'unreachable'],
    ['a page of something else', () => server.answer(() => new Response('<html>')), 'not_json'],
  ])('that is %s is told as such, and what stood goes on', async (_what, spoil, why) => {
    await offer(version(2));
    await repo.publish();
    await check();
    spoil();
    browser.time += 1000;

    expect((await check())?.refused).toMatchObject({ why });
    expect(await inForce()).toEqual(['test@2 province active']);
  });

  it('to one address down, the next one is asked', async () => {
    const [source] = browser.policy.packSources as object[];
    browser.policy = { packSources: [{ ...source, urls: ['http://down.example/', 'http://packs.example/'] }] };
    await offer(version(2));
    await repo.publish();

    expect(await check()).toMatchObject({ outcome: 'updated' });
  });
});

describe('a worker killed at any moment', () => {
  it('has the old packs or the new ones, whole, and comes to the new ones', async () => {
    await offer(version(2, { rules: [aRule({ id: 'second-version' })], adapters: [{ ...TAX_ADAPTER, version: 4 }] }));
    await repo.publish();
    const seen = new Set<string>();
    for (let kill = 1; kill < 40; kill++) {
      const here = `${name}-kill-${kill}`;
      let left = kill;
      const mortal = aWorker(browser, here, {
        deliver: (hooks, store) => {
          // From the n-th touch of network or database on, nothing ever answers.
          const dies =
            <A extends unknown[], R>(call: (...of: A) => Promise<R>) =>
            (...of: A): Promise<R> =>
              left-- > 0 ? call(...of) : new Promise<R>(() => undefined);
          const memory = {
            ...store.memory,
            get: dies(store.memory.get),
            put: dies(store.memory.put),
            putAll: dies(store.memory.putAll),
          };
          return createPackSync(
            {
              platform: browser,
              store: { ...store, memory },
              fetch: dies((url, init) => server.fetch(url, init)),
              chance: () => 0.5,
            },
            { ...hooks, changed: dies(hooks.changed) },
          );
        },
      });
      const done = mortal.own('packs.check', {}).then(() => true);
      const finished = await Promise.race([
        done,
        new Promise<false>((resolve) => setTimeout(() => resolve(false), 60)),
      ]);
      mortal.store.close();

      const next = aWorker(browser, here, {
        deliver: (hooks, store) =>
          createPackSync({ platform: browser, store, fetch: (...of) => server.fetch(...of), chance: () => 0.5 }, hooks),
      });
      const rules = (await next.page('act.decide', { event: anEvent(), carries: false, mode: 'held' })).remind.map(
        ({ rule }) => rule,
      );
      const packs = (await next.own('view.packs', {})).packs.map((one) => one.version);
      seen.add(`${packs} ${rules}`);
      await next.own('packs.check', {});
      expect((await next.own('view.packs', {})).packs.map((one) => one.version)).toEqual([2]);
      next.store.close();
      if (finished) break;
    }

    expect([...seen].sort()).toEqual(['1 big-relief', '2 second-version']);
  });
});

const endless = (): Response =>
  new Response(new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65_536).fill(32)) }));
