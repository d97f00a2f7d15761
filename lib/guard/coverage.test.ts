import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PageBriefing, StoredIndex } from '@/lib/model';
import { freshDesk } from '@/tests/support/fresh-desk';
import { aBrowser, anEvent, aPack, aRule, PAGE_URL, TAX_ADAPTER } from '@/tests/support/guard';
import { covers, isWatched, watchedHosts } from './hosts';

const desk = freshDesk('coverage');
afterEach(() => void vi.useRealTimers());

const bodies = async (): Promise<Record<string, unknown>[]> => (await desk.journal()).map((e) => e.skeleton.body);
const installed = async (): Promise<void> => {
  desk.worker.wakes.installed();
  await expect.poll(async () => (await bodies()).some((body) => 'packs' in body)).toBe(true);
};
const INDEX = 'briefing:index';
const briefings = (): Record<string, unknown> =>
  Object.fromEntries([...desk.browser.stored].filter(([key]) => key.startsWith('briefing:')));
const PAGE_KEY = 'briefing:page:tax-old/relief';

describe('hosts', () => {
  it.each([
    ['tax.example', 'tax.example:8081', true, 'no port covers every port'],
    ['tax.example:8081', 'tax.example:8081', true, ''],
    ['tax.example:8081', 'tax.example:80', false, 'another port'],
    ['*.tax.example', 'a.tax.example', true, 'a subdomain'],
    ['*.tax.example', 'tax.example', true, 'the domain itself'],
    ['*.tax.example', 'eviltax.example', false, 'only the same letters'],
    ['tax.example', 'a.tax.example', false, 'a subdomain of a plain name'],
  ])('%s covers %s: %s (%s)', (entry, host, expected) => {
    expect(covers(entry, host)).toBe(expected);
  });

  it('are watched where an adapter names them and the browser allows them', async () => {
    const adapters = [{ hosts: ['tax.example:8081', 'other.example'] }];

    expect(await watchedHosts(adapters, [], desk.browser)).toEqual({
      hosts: ['tax.example:8081'],
      patterns: ['http://tax.example:8081/*'],
      missing: ['http://other.example/*', 'https://other.example/*'],
    });
    expect(await watchedHosts(adapters, ['other.example'], desk.browser)).toMatchObject({
      hosts: [],
      missing: ['http://other.example/*', 'https://other.example/*'],
    });
  });

  it('have no port in their pattern where the browser knows none', async () => {
    expect((await watchedHosts([TAX_ADAPTER], [], { ...desk.browser, portsInPatterns: false })).patterns).toEqual([
      'http://tax.example/*',
    ]);
  });

  it('are told apart by address, never by the text of an address', () => {
    expect(isWatched('http://tax.example:8081/x', ['tax.example:8081'])).toBe(true);
    for (const url of [
      'http://evil.example/?tax.example:8081',
      'http://tax.example:8081@evil.example/',
      'file:///tax.example',
      'javascript:0',
      undefined,
    ])
      expect(isWatched(url, ['tax.example:8081'])).toBe(false);
  });
});

describe('installing', () => {
  it('writes the briefings, registers the scripts in their order and puts them into open tabs', async () => {
    await installed();

    expect(Object.keys(briefings()).sort()).toEqual([INDEX, PAGE_KEY, 'briefing:requests']);
    expect(desk.browser.registered.map((s) => [s.file, s.world, s.runAt, s.matches])).toEqual([
      ['content-scripts/watcher.js', 'ISOLATED', 'document_start', ['http://tax.example:8081/*']],
      ['content-scripts/page-hook.js', 'MAIN', 'document_start', ['http://tax.example:8081/*']],
      ['content-scripts/lookout.js', 'ISOLATED', 'document_end', ['http://tax.example:8081/*']],
    ]);
    expect(desk.browser.injected.map((where) => [where.tab, where.file])).toEqual(
      desk.browser.registered.map((s) => [7, s.file]),
    );
  });

  it('checks files once: the same bytes keep their library, another byte is looked at', async () => {
    const stamp = () => (desk.browser.stored.get(INDEX) as StoredIndex).stamp;
    await installed();
    const first = stamp();

    desk.worker = desk.start();
    await installed();
    const again = stamp();
    desk.browser.files.set('packs/test.json', JSON.stringify(aPack({ version: 2 })));
    desk.worker = desk.start();
    desk.worker.wakes.installed();

    expect(again).toBe(first);
    await expect.poll(stamp).toContain('test@2');
  });

  it('registers nothing and briefs nobody where no host is allowed', async () => {
    desk.browser.permitted.clear();

    await installed();

    expect(desk.browser.registered).toEqual([]);
    expect(desk.browser.stored.get(INDEX)).toMatchObject({ systems: [] });
  });

  it('keeps the good packs in force beside a broken one, and names the broken one', async () => {
    desk.browser.files.set('packs/bad.json', '{"format":1,"id":"bad"}');
    desk.browser.files.set(
      'packs/index.json',
      JSON.stringify({ packs: [{ file: 'bad.json' }, { file: 'test.json' }] }),
    );

    await installed();

    const popup = await desk.worker.own('view.popup', {});
    expect(popup.packs.map((p) => p.id)).toEqual(['test']);
    expect(popup.refused).toMatchObject([{ file: 'bad.json' }]);
    await expect.poll(async () => (await bodies()).some((body) => body.reason === 'pack_refused')).toBe(true);
  });

  it('watches a host as soon as the browser allows it', async () => {
    desk.browser.permitted.clear();
    await installed();
    expect((await desk.worker.own('view.popup', { tab: 7 })).page).toEqual({
      kind: 'not_allowed',
      host: 'tax.example:8081',
    });

    desk.browser.permitted.add('http://tax.example/*');
    desk.worker.wakes.permissions();

    await expect.poll(() => desk.browser.registered.length).toBe(3);
    expect((desk.browser.stored.get(INDEX) as StoredIndex).systems).toHaveLength(1);
  });
});

describe('briefing', () => {
  it('holds what a page needs to judge, and neither ranges nor what only officers read', async () => {
    desk.browser = aBrowser([
      aPack({
        rules: [
          aRule({
            id: 'big-relief',
            handledBy: '税源管理科',
            reportBack: { n: 3, unit: 'workday' },
          }),
          aRule({ id: 'other', status: 'retired' }),
        ],
      }),
    ]);
    desk.worker = desk.start();
    await installed();

    const page = desk.browser.stored.get(PAGE_KEY) as PageBriefing;

    expect(page.rules.map((rule) => [rule.id, rule.pack])).toEqual([['big-relief', 'test']]);
    expect(page.actions.map((a) => a.key)).toEqual(['relief.approve']);
    expect(JSON.stringify(page)).not.toMatch(/"at":|税源管理科|workday/);
    expect(desk.browser.stored.get('briefing:requests')).toEqual({
      'tax-old': [[0, 'relief.approve', 'POST', '/relief/save']],
    });
  });

  it('is put right and journalled when somebody else changes, adds or takes away a part', async () => {
    await installed();
    const good = structuredClone(briefings());
    const changes: [string, () => void][] = [
      ['changed', () => desk.browser.stored.set(INDEX, { ...(good[INDEX] as object), systems: [] })],
      ['added', () => desk.browser.stored.set('briefing:page:evil/x', {})],
      ['taken away', () => desk.browser.stored.delete(PAGE_KEY)],
    ];

    for (const [, change] of changes) {
      change();
      desk.worker.wakes.storage([INDEX], 'local');
      await expect.poll(briefings).toEqual(good);
    }

    await expect
      .poll(async () => (await bodies()).filter((body) => body.reason === 'briefing_tampered').length)
      .toBe(3);
  });

  it('written by ourselves is no tampering', async () => {
    await installed();
    await desk.worker.own('desk.settings', { language: 'en' });
    desk.worker.wakes.storage([INDEX, PAGE_KEY], 'local');
    await desk.worker.own('hosts.refresh', {});

    expect((desk.browser.stored.get(INDEX) as StoredIndex).language).toBe('en');
    expect((await bodies()).some((body) => body.reason === 'briefing_tampered')).toBe(false);
  });

  it('follows the language that the bureau fixed', async () => {
    desk.browser.policy = { language: 'en', hosts: 'not a list' };
    await installed();

    expect(await desk.worker.own('desk.settings', { language: 'zh' })).toEqual({ language: 'en' });
  });
});

describe('second witness', () => {
  const request = { method: 'POST', url: new URL('/relief/save?id=1', PAGE_URL).href, tab: 7, frame: 0, at: 0 };
  const unseen = async (): Promise<unknown[]> => (await bodies()).filter((body) => body.reason === 'commit_unseen');
  const passed = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    });

  it('names a commit without an act, by method and path only', async () => {
    desk.worker.wakes.request(request);

    await expect
      .poll(unseen, { timeout: 8_000 })
      .toMatchObject([{ action: 'relief.approve', adapter: 'tax-old', page: 'relief', detail: 'POST /relief/save' }]);
  });

  it('names a socket of a watched system, whose messages nobody sees, and no other', async () => {
    await installed();
    const opening = { method: 'GET', tab: 7, frame: 0, at: 1, isSocket: true };
    desk.worker.wakes.request({ ...opening, url: 'ws://elsewhere.example/live' });
    desk.worker.wakes.request({ ...opening, url: 'ws://tax.example:8081/live?token=secret' });

    await expect
      .poll(async () => (await bodies()).filter((body) => body.reason === 'channel_unwatched'))
      .toMatchObject([{ system: 'tax', adapter: 'tax-old', detail: 'WebSocket /live' }]);
  });

  it('names a commit of a shared or service worker, which belongs to no tab', async () => {
    await installed();
    desk.worker.wakes.request({
      method: 'POST',
      url: 'http://tax.example:8081/relief/save',
      tab: -1,
      frame: -1,
      at: 1,
    });

    await expect.poll(unseen, { timeout: 6_000 }).toMatchObject([{ adapter: 'tax-old', action: 'relief.approve' }]);
  });

  it('is silent about a commit whose act was captured, and about requests no adapter names', async () => {
    await desk.worker.page('act.decide', {
      event: anEvent({ at: desk.browser.time }),
      carries: false,
      mode: 'passing',
    });
    desk.worker.wakes.request(request);
    desk.worker = desk.start({ fits: () => false });
    desk.worker.wakes.request(request);
    await passed(3_500);

    expect(await unseen()).toEqual([]);
  });

  it('does not take an act that ended long ago for the captured one', async () => {
    const event = anEvent({ at: desk.browser.time });
    await desk.worker.page('act.decide', { event, carries: false, mode: 'held' });
    await desk.worker.page('act.ending', { event: event.id, ending: 'withdrawn' });
    desk.browser.time += 60_000;

    desk.worker.wakes.request(request);

    await expect.poll(unseen, { timeout: 8_000 }).toHaveLength(1);
  });
});
