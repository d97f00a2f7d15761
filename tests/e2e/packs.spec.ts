// Packs reach a desk by the bureau's policy: fetched, refused, switched off, brought by a file; and a draft that nobody else meets.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Pack } from '@/lib/model';
import { writeBundle } from '@/lib/packs/tuf/bundle';
import { needBrowser } from '@/tools/browser.mjs';
import { maySetPolicy, openBureau } from '../support/bureau';
import { openDesk } from '../support/desk';
import { holdOf } from '../support/hold';
import { rulesOf, waitForAct } from '../support/journal';
import { PRACTICE_BUILD } from '../support/launch';
import { aRepository, type Repository } from '../support/repository';
import { see } from '../support/surface';
import { taxSystem } from '../support/tax';
import { faultsIn, layOut, lessonOn, signInTeacher } from '../support/teach';
import { expect, test } from '../support/test';
import { variantOf } from '../support/variant';

const PAPERS_MISSING = 'JM2026110002';
const TAX: Pack = JSON.parse(readFileSync(join(PRACTICE_BUILD, 'packs', 'tax.json'), 'utf8'));
const RULE = 'relief-materials';
const QUOTA = 'DE2026110002';

/** A later version of the tax pack, whose rule on missing papers says so. */
function versionSaying(version: number, zh: string): Pack {
  const rules = TAX.rules.map((rule) => (rule.id === RULE ? { ...rule, sentence: { zh, en: zh } } : rule));
  return { ...TAX, version, rules };
}

/** A plain web server over a repository's files, which knows what it was asked before. */
async function serve(repo: Repository): Promise<{ url: string; seen: string[]; server: Server }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    const bytes = repo.files.get(name);
    const etag = `"${repo.timestamp.version}-${bytes?.length ?? 0}"`;
    const status = !bytes ? 404 : request.headers['if-none-match'] === etag ? 304 : 200;
    seen.push(`${status} ${name}`);
    response.writeHead(status, { ETag: etag });
    response.end(status === 200 ? bytes : undefined);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, seen, server };
}

/** A file dragged from the desktop onto the drop zone. */
async function dropFile(page: Page, file: string): Promise<void> {
  const zone = page.getByRole('group', { name: '把规则包文件拖到这里' });
  await zone.scrollIntoViewIfNeeded();
  const box = await zone.boundingBox();
  if (!box) throw new Error('the drop zone is not drawn');
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: box.x + 20, y: box.y + 10, data });
  await session.detach();
}

test('packs of the policy’s source come, are refused, are switched off at once, and come by a file that is dropped', async ({
  practice,
}) => {
  const executable = await needBrowser();
  test.skip(!maySetPolicy(executable), 'policies can only be set by root, for the distribution’s Chromium');
  test.setTimeout(120_000);
  const repo = await aRepository('ecdsa-sha2-nistp256', Date.now());
  const offer = (pack: Pack) =>
    repo.add(`tax-${pack.version}.json`, JSON.stringify(pack), {
      kind: 'pack',
      id: 'tax',
      version: pack.version,
      rollout: { stage: 'all' },
    });
  await offer(versionSaying(2, '第二版：资料未齐'));
  await repo.publish();
  const { url, seen, server } = await serve(repo);
  await practice.reset();
  const bureau = await openBureau(executable, {
    hosts: ['127.0.0.1'],
    settings: {
      hosts: [new URL(practice.tax.url).host],
      ring: '试点',
      packPollMinutes: 1440,
      packSources: [{ id: 'province', urls: [url], root: repo.text('1.root.json') }],
    },
  });
  const brought = join(tmpdir(), `hulan-${process.pid}.hulanpack`);
  try {
    const { desk } = bureau;
    await desk.isReady();
    const packs = await desk.openOwn('console.html#/packs');
    const check = () => packs.getByRole('button', { name: '立即检查' }).click();
    const outcome = packs.locator('.banner').first();
    await expect(packs.getByText('环 试点')).toBeVisible();
    await check();
    await expect(outcome).toContainText('已更新');
    await expect(packs.getByText('签名在有效期内')).toBeVisible();
    await expect(packs.getByText('何静').first()).toBeVisible();
    seen.length = 0;
    await check();
    await expect(outcome).toContainText('没有新内容');
    expect(seen).toEqual(['304 timestamp.json']);

    await desk.page.bringToFront();
    const tax = taxSystem(desk.page, practice.tax.url);
    const hold = holdOf(desk.page);
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    expect(await hold.text()).toContain('第二版：资料未齐');
    await hold.goBack();

    // What is signed by one office only stays outside, and what stood goes on.
    const [business, discipline] = repo.signers.targets;
    repo.signers.targets = business ? [business] : [];
    await offer(versionSaying(3, '只有一方签名'));
    await repo.publish();
    await packs.bringToFront();
    await check();
    await expect(outcome).toContainText('已拒收');
    await expect(outcome).toContainText('签名不足');
    repo.signers.targets = business && discipline ? [business, discipline] : [];

    // The timestamp's key alone takes a rule out of force.
    repo.timestamp['x-hulan-revoked'] = [{ kind: 'rule', id: RULE }];
    delete repo.targets.targets['tax-3.json'];
    await repo.publish();
    await check();
    await expect(packs.locator('.panelbox', { hasText: '紧急停用' }).first()).toContainText(RULE);
    await desk.page.bringToFront();
    await tax.approveRelief(PAPERS_MISSING);
    await hold.passAnyOther(async () => (await practice.attempts('tax', PAPERS_MISSING)).length > 0);
    const passed = await waitForAct(desk.journal, 'relief.approve', (one) => !rulesOf(one).includes(RULE));
    expect(rulesOf(passed)).not.toContain(RULE);

    // No network any more: the next version comes on a stick. An older file is refused.
    const older = new Map(repo.files);
    repo.timestamp['x-hulan-revoked'] = [];
    await offer(versionSaying(4, '第四版：资料未齐'));
    await repo.publish();
    server.close();
    server.closeAllConnections();
    writeFileSync(brought, bundleOf(repo.files));
    await packs.bringToFront();
    await dropFile(packs, brought);
    await expect(outcome).toContainText('已更新');
    await expect(packs.getByRole('row', { name: /tax/ }).first()).toContainText('4');
    writeFileSync(brought, bundleOf(older));
    await dropFile(packs, brought);
    await expect(outcome).toContainText('比已有的旧');
    const kinds = (await desk.journal()).filter(({ kind }) => kind === 'pack').map(({ body }) => JSON.stringify(body));
    for (const what of ['fetched', 'verified', 'active', 'refused', 'revoked', 'allowed_again'])
      expect(kinds.some((body) => body.includes(`"what":"${what}"`))).toBe(true);
  } finally {
    await bureau.close();
    server.closeAllConnections();
    server.close();
    rmSync(brought, { force: true });
  }
});

const bundleOf = (files: ReadonlyMap<string, Uint8Array>): string =>
  writeBundle(
    'province',
    Object.fromEntries([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])),
  );

test('a draft reminds its author alone and is no flag; a locator that found nothing is named, and its page taught again', async ({
  practice,
}) => {
  test.setTimeout(120_000);
  await practice.reset();
  const lost = variantOf(PRACTICE_BUILD, { pack: withLostField });
  const desk = await openDesk({ extension: lost.folder });
  try {
    await desk.isReady();
    const admin = await desk.openOwn(`console.html#/rules/tax/${RULE}`);
    await admin.getByRole('button', { name: '在本机预览' }).click();
    await expect(admin.getByRole('button', { name: '停止预览' })).toBeVisible();
    await admin.getByRole('textbox', { name: '中文提醒语' }).fill('草稿里的话：还差资料');
    await admin.getByRole('textbox', { name: '中文提醒语' }).blur();

    await desk.page.bringToFront();
    const tax = taxSystem(desk.page, practice.tax.url);
    const hold = holdOf(desk.page);
    await tax.logIn('chenjing');
    await tax.approveRelief(PAPERS_MISSING);
    const text = await hold.text();
    expect(text).toContain('草稿里的话：还差资料');
    expect(text).toContain('草稿 · 仅本机预览');
    expect(text).toContain('规则尚未发布，不作为预警记录');
    await hold.goBack();
    const act = await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);
    expect(rulesOf(act)).toContain(RULE);
    expect(rulesOf(act)).not.toContain(`${RULE}-draft`);
    expect(act.body.drafts).toEqual([`${RULE}-draft`]);

    // Quite another page: one of its fields is not where the adapter says.
    await tax.openQuota(QUOTA);
    await signInTeacher(desk);
    const packs = await desk.openOwn('console.html#/packs');
    const fault = packs.locator('tr.lacking').first();
    await expect(fault).toContainText('no-such-field');
    await expect(fault).toContainText('定期定额核定');
    await fault.getByRole('button', { name: /重新示教/ }).click();
    await see(desk.page, '.teach .pn');

    // In the frame of the frameset where people work: fields and button are found there.
    const lesson = lessonOn(desk.page);
    await lesson.fill('动作名称', '核定提交');
    await lesson.fill('动作标识', 'quota.taught');
    await lesson.next();
    const frame = await tax.main();
    for (const name of ['hdxse', 'zzzl', 'hyjybh', 'chrs'])
      await lesson.pointAt(frame.locator(`[name=${name}]:visible`));
    expect(await lesson.texts('.fl .tag')).toEqual(['稳固', '稳固', '稳固', '稳固']);
    await lesson.next();
    await lesson.pointAt(frame.locator('a.lnkbtn', { hasText: '核定提交' }).last());
    await lesson.next();
    expect(await lesson.texts('.bd b')).toContain('认得出本页');
    const laid = layOut(await lesson.download());
    expect(faultsIn(laid.folder)).toEqual([]);
    laid.drop();
    await lesson.leave();
  } finally {
    await desk.close();
    lost.drop();
  }
});

function withLostField(pack: Pack): Pack {
  if (pack.id !== 'tax') return pack;
  const adapters = pack.adapters.map((adapter) => ({
    ...adapter,
    pages: adapter.pages.map((page) =>
      page.id === 'quota'
        ? {
            ...page,
            fields: { ...page.fields, client_id: { from: [{ name: 'no-such-field' }], identity: 'uscc' as const } },
          }
        : page,
    ),
  }));
  return { ...pack, adapters };
}
