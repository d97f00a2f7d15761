// A bureau's policy names a signed repository; the worker fetches its packs, and what the page reminds of is another.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import type { Adapter, Pack } from '@/lib/model';
import { needBrowser } from '@/tools/browser.mjs';
import { packageOf } from '@/tools/hulan/package';
import { type Desk, openDesk } from '../support/desk';
import { aPack, aRule, TAX_ADAPTER } from '../support/guard';
import { holdOf } from '../support/hold';
import { PRACTICE_BUILD } from '../support/launch';
import { aRepository, dateOf, type Repository } from '../support/repository';

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
const folder = mkdtempSync(join(tmpdir(), 'hulan-packs-'));

let repo: Repository;
let desk: Desk;
const seen: string[] = [];
/** The watched system and the repository: static files both. */
const server = createServer((request, response) => {
  const name = (request.url ?? '/').slice(1);
  if (name === 'relief') return response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PAGE);
  const bytes = repo.files.get(name.replace(/^packs\//, ''));
  const etag = bytes && `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
  const status = !bytes ? 404 : request.headers['if-none-match'] === etag ? 304 : 200;
  seen.push(`${status} ${name}`);
  return response.writeHead(status, etag ? { ETag: etag } : {}).end(status === 200 ? bytes : undefined);
});
const addressOf = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function version(n: number, sentence: string): Pack {
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
  const rule = aRule({ id: 'big-relief', version: n, sentence: { zh: sentence, en: sentence } });
  return aPack({ id: 'county', version: n, adapters: [adapter], rules: [rule] });
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
  await publish(version(1, '第一版规则'));
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

test('a signed pack is fetched and reminds, the next one reminds otherwise, and a forged one changes nothing', async () => {
  const hold = holdOf(desk.page);
  const press = async (): Promise<string> => {
    await desk.page.goto(`${addressOf()}/relief`);
    await desk.page.locator('#ok').click();
    const text = await hold.text();
    await hold.goBack();
    return text;
  };
  expect(await check()).toBe('updated');
  expect(await press()).toContain('第一版规则');

  await publish(version(2, '第二版规则'));
  await desk.killWorker();
  expect(await check()).toBe('updated');
  expect(await press()).toContain('第二版规则');

  repo.signers.targets.pop();
  await publish(version(3, '伪造的规则'));
  expect(await check()).toBe('refused');
  expect(await press()).toContain('第二版规则');
  expect(seen.filter((one) => one.includes('3.json')).length, 'the forged pack is not even fetched').toBe(0);
  const changes = (await desk.journal()).flatMap(({ skeleton: { kind, body } }) =>
    kind === 'pack' && 'change' in body ? [JSON.stringify(body.change)] : [],
  );
  expect(changes.some((one) => one.includes('"offices"') || one.includes('"threshold"'))).toBe(true);
});
