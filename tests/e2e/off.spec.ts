// What holds wrongly is switched off by a signed source's next look, on the page that stands open, without a new program.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { Adapter, Pack, Revocation } from '@/lib/model';
import { needBrowser } from '@/tools/browser.mjs';
import { type Bureau, maySetPolicy, openBureau } from '../support/bureau';
import { aPack, aRule, TAX_ADAPTER } from '../support/guard';
import { holdOf } from '../support/hold';
import { aRepository, type Repository } from '../support/repository';

const PAGE = `<!doctype html><meta charset="utf-8"><title></title><label>金额 <input name="amount" value="50000"></label>
<button type="button" id="ok" onclick="document.title='已提交'">审核通过</button>`;
const SENTENCE = '金额较大，请核对';

const executable = await needBrowser();
test.skip(!maySetPolicy(executable), 'policies can only be set by root, for the distribution’s Chromium');

let repo: Repository;
let bureau: Bureau;
let at: string;
/** The watched system and the repository: files both. */
const server = createServer((request, response) => {
  const name = (request.url ?? '/').slice(1);
  const bytes = name === 'relief' ? PAGE : repo.files.get(name);
  response.writeHead(bytes ? 200 : 404, name === 'relief' ? { 'Content-Type': 'text/html; charset=utf-8' } : {});
  response.end(bytes);
});

function county(): Pack {
  const [page] = TAX_ADAPTER.pages;
  if (!page) throw new Error('a page');
  const adapter: Adapter = {
    ...TAX_ADAPTER,
    hosts: [new URL(at).host],
    pages: [
      {
        ...page,
        when: { url: { path: '/relief*' }, has: [{ name: 'amount' }], not: [] },
        fields: { amount: { from: [{ name: 'amount' }], unit: 'yuan' } },
        actions: [{ action: 'relief.approve', triggers: [{ click: { id: 'ok' } }], fields: {} }],
      },
    ],
  };
  const rule = aRule({ id: 'big-relief', sentence: { zh: SENTENCE, en: SENTENCE } });
  return aPack({ id: 'county', adapters: [adapter], rules: [rule] });
}

test.beforeAll(async () => {
  test.setTimeout(60_000);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  repo = await aRepository('ecdsa-sha2-nistp256', Date.now());
  const pack = county();
  const offer = { kind: 'pack', id: pack.id, version: pack.version, rollout: { stage: 'all' } };
  await repo.add('county.json', JSON.stringify(pack), offer);
  await repo.publish();
  const packSources = [{ id: 'county', urls: [at], root: repo.text('1.root.json') }];
  bureau = await openBureau(executable, { hosts: ['127.0.0.1'], settings: { language: 'zh', packSources } });
  await bureau.desk.isReady();
});
test.afterAll(async () => {
  await bureau?.close();
  server.close();
});

const KINDS: Revocation[] = [
  { kind: 'rule', id: 'big-relief' },
  { kind: 'action', id: 'relief.approve' },
  { kind: 'adapter', id: TAX_ADAPTER.id },
  { kind: 'system', id: TAX_ADAPTER.system },
];

test('rule, action, adapter and system, each by itself, and each comes back', async () => {
  test.setTimeout(120_000);
  const { desk } = bureau;
  const hold = holdOf(desk.page);
  /** The source says so; the desk looks. */
  const revoke = async (...list: Revocation[]): Promise<void> => {
    repo.timestamp['x-hulan-revoked'] = list;
    await repo.publish();
    const own = await desk.ownPage();
    await own.evaluate(() => chrome.runtime.sendMessage({ hulan: 1, name: 'packs.check', body: {} }));
  };
  /** Presses, and says whether our rule held it; of another rule's hold (the hour of the day) it is let back. */
  const isHeld = async (): Promise<boolean> => {
    await desk.page.evaluate(() => {
      document.title = '';
    });
    await desk.page.locator('#ok').click();
    await expect.poll(async () => (await hold.isOpen()) || (await desk.page.title()) === '已提交').toBe(true);
    if (!(await hold.isOpen())) return false;
    const text = await hold.text();
    await hold.goBack();
    return text.includes(SENTENCE);
  };
  await revoke();
  const timeout = 20_000;
  // A page that was there before the source's pack came into force is watched from its next load.
  const isHeldAfresh = async (): Promise<boolean> => {
    await desk.page.goto(`${at}relief`);
    return isHeld();
  };
  await expect.poll(isHeldAfresh, { message: 'held at first', timeout }).toBe(true);

  for (const revocation of KINDS) {
    await expect.poll(isHeld, { message: 'held while nothing is revoked', timeout }).toBe(true);
    await revoke(revocation);
    // The page that stands open is not loaded anew.
    await expect.poll(isHeld, { message: `not held once the ${revocation.kind} is revoked`, timeout }).toBe(false);
    await revoke();
  }
});
