// What holds wrongly is switched off by a signed repository's next look, on pages that stand open, without a new program.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import type { Adapter, Pack, Revocation } from '@/lib/model';
import { needBrowser } from '@/tools/browser.mjs';
import { packageOf } from '@/tools/hulan/package';
import { type Desk, openDesk } from '../support/desk';
import { aPack, aRule, TAX_ADAPTER } from '../support/guard';
import { holdOf } from '../support/hold';
import { PRACTICE_BUILD } from '../support/launch';
import { aRepository, dateOf, type Repository } from '../support/repository';
import { inEveryWorld } from '../support/isolated';

/** Where distributions' Chromium reads the policies of all users. */
const POLICIES = '/etc/chromium/policies/managed';
const DAY = 86_400_000;
const PAGE = `<!doctype html><meta charset="utf-8"><title>缓缴审核</title>
<h1>缓缴审核</h1><form><label>金额 <input name="amount" value="50000"></label>
<button type="button" id="ok" onclick="document.title='已提交'">审核通过</button></form>`;

const executable = await needBrowser();
test.skip(!mayWrite(), 'policies can only be set by root, for the distribution’s Chromium');

function mayWrite(): boolean {
  if (!/chromium$/.test(executable)) return false;
  try {
    accessSync(dirname(dirname(POLICIES)), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A key of this test alone, so that the policy reaches no other browser's extension. */
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spki = publicKey.export({ type: 'spki', format: 'der' });
const id = [...createHash('sha256').update(spki).digest('hex').slice(0, 32)]
  .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
  .join('');
const policy = join(POLICIES, `hulan-${id}.json`);
const folder = mkdtempSync(join(tmpdir(), 'hulan-off-'));

let repo: Repository;
let desk: Desk;
/** The watched system and the repository: static files both. */
const server = createServer((request, response) => {
  const name = (request.url ?? '/').slice(1);
  if (name === 'relief') return response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PAGE);
  const bytes = repo.files.get(name.replace(/^packs\//, ''));
  const etag = bytes && `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
  const status = !bytes ? 404 : request.headers['if-none-match'] === etag ? 304 : 200;
  return response.writeHead(status, etag ? { ETag: etag } : {}).end(status === 200 ? bytes : undefined);
});
const addressOf = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function county(): Pack {
  const [page] = TAX_ADAPTER.pages;
  if (!page) throw new Error('a page');
  const adapter: Adapter = {
    ...TAX_ADAPTER,
    hosts: [new URL(addressOf()).host],
    pages: [
      {
        ...page,
        when: { url: { path: '/relief*' }, has: [{ name: 'amount' }], not: [] },
        fields: { amount: { from: [{ name: 'amount' }], unit: 'yuan' } },
        actions: [{ action: 'relief.approve', triggers: [{ click: { id: 'ok' } }], fields: {} }],
      },
    ],
  };
  const rule = aRule({ id: 'big-relief', sentence: { zh: '金额较大', en: 'Large' } });
  return aPack({ id: 'county', adapters: [adapter], rules: [rule] });
}
async function publish(pack: Pack): Promise<void> {
  repo.targets.targets = {};
  const { id: name, version: n } = pack;
  await repo.add(`${name}-${n}.json`, JSON.stringify(pack), {
    kind: 'pack',
    id: name,
    version: n,
    rollout: { stage: 'all' },
  });
  await repo.publish();
}
const check = async () =>
  (await desk.ownPage()).evaluate(
    async () => (await chrome.runtime.sendMessage({ hulan: 1, name: 'packs.check', body: {} })).checks[0].outcome,
  );

test.beforeAll(async () => {
  repo = await aRepository();
  repo.timestamp['x-hulan-at'] = Date.now() - 1000;
  for (const role of ['timestamp', 'snapshot', 'targets'] as const) repo[role].expires = dateOf(Date.now() + 30 * DAY);
  repo.root.expires = dateOf(Date.now() + 300 * DAY);
  await repo.write('root');
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  await publish(county());
  const { bytes } = packageOf(PRACTICE_BUILD, { hosts: ['127.0.0.1'], key: spki.toString('base64') });
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  mkdirSync(POLICIES, { recursive: true });
  const packSources = [{ id: 'county', urls: [`${addressOf()}/packs/`], root: repo.text('1.root.json') }];
  writeFileSync(policy, JSON.stringify({ '3rdparty': { extensions: { [id]: { language: 'zh', packSources } } } }));
  desk = await openDesk({ extension: folder, executable });
  await desk.isReady();
});
test.afterAll(async () => {
  await desk?.close();
  server.close();
  rmSync(policy, { force: true });
  rmSync(folder, { recursive: true, force: true });
});

test('what holds wrongly is switched off by the next look at the source: rule, action, adapter and system, each by itself', async () => {
  const hold = holdOf(desk.page);
  const { system, id: adapter } = TAX_ADAPTER;
  const revoke = async (...list: Revocation[]): Promise<void> => {
    repo.timestamp['x-hulan-revoked'] = list;
    await publish(county());
    await check();
  };
  const isHeld = async (): Promise<boolean> => {
    await desk.page.evaluate(() => {
      document.title = '';
    });
    await desk.page.locator('#ok').click();
    await expect.poll(async () => (await hold.isOpen()) || (await desk.page.title()) === '已提交').toBe(true);
    const held = await hold.isOpen();
    if (held) await hold.goBack();
    return held;
  };
  await desk.page.goto(`${addressOf()}/relief`);

  const list: Revocation[] = [
    { kind: 'rule', id: 'big-relief' },
    { kind: 'action', id: 'relief.approve' },
    { kind: 'adapter', id: adapter },
    { kind: 'system', id: system },
  ];
  for (const revocation of list) {
    await revoke();
    await expect.poll(isHeld, { message: 'held while nothing is revoked' }).toBe(true);
    await revoke(revocation);
    // The page that stands open is not loaded anew.
    await expect.poll(isHeld, { message: `not held once the ${revocation.kind} is revoked` }).toBe(false);
  }
  await desk.page.goto(`${addressOf()}/relief`);
  expect(await inEveryWorld(desk.page, 'true'), 'no script in pages of a revoked system').toEqual([]);
});
