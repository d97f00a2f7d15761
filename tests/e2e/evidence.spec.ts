import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { ROOT } from '@/tools/setup.mjs';
import { VERIFIER } from '@/tools/verifier/build.mjs';
import { forged } from '../support/exports';
import { waitForAct } from '../support/journal';
import { expect, test } from '../support/test';

const PAPERS_MISSING = 'JM2026110002';

/** The command line's word on a file: what it says, and its exit code. */
function commandSays(...args: string[]): { code: number | null; text: string } {
  const done = spawnSync(process.execPath, ['tools/run.mjs', 'tools/hulan.ts', 'journal', 'verify', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { code: done.status, text: done.stdout };
}
async function pageSays(page: Page, file: string): Promise<string> {
  await page.setInputFiles('#file', file);
  await expect(page.locator('#result h2')).toBeVisible({ timeout: 15_000 });
  return (await page.locator('#result').textContent()) ?? '';
}

test('what the desk hands out is verified alike by the console, the command line and the offline page', async ({
  desk,
  tax,
  hold,
}, info) => {
  await tax.logIn('chenjing');
  await tax.approveRelief(PAPERS_MISSING);
  await hold.goBack();
  const act = await waitForAct(desk.journal, 'relief.approve', ({ endings }) => endings.length > 0);

  const proof = await desk.openOwn('console.html#/proof');
  await proof.getByRole('button', { name: '开始验证' }).click();
  await expect(proof.getByText(/条记录完整/)).toBeVisible({ timeout: 15_000 });
  const save = async (page: Page, button: string, name: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    const file = info.outputPath(name);
    await download.saveAs(file);
    return file;
  };
  const whole = await save(proof, '完整留痕', 'whole.hulan');
  const sheet = await save(proof, '操作清单(XLSX)', 'acts.xlsx');
  await save(proof, '取离线验证页', 'verifier.html');
  const detail = await desk.openOwn(`console.html#/flags/${act.seq}`);
  const one = await save(detail, '导出本条及证明', 'one.hulan');
  const changed = info.outputPath('changed.hulan');
  writeFileSync(
    changed,
    forged(readFileSync(whole), ({ entries }) => {
      const entry = entries[act.seq];
      if (entry) entry.skeleton.body.judged = 0;
    }),
  );

  const offline = await desk.context.newPage();
  await offline.context().setOffline(true);
  await offline.goto(pathToFileURL(VERIFIER).href);
  expect(await pageSays(offline, whole)).toContain('完整：与签名时一致');
  expect(await pageSays(offline, one)).toContain('单独取出的');
  expect(await pageSays(offline, changed)).toContain(`第 ${act.seq} 条的内容与写入时的指纹不符`);
  expect(commandSays(whole)).toMatchObject({ code: 0, text: expect.stringContaining('完整：与签名时一致') });
  expect(commandSays(one, '--against', whole)).toMatchObject({ code: 0 });
  expect(commandSays(changed)).toMatchObject({ code: 1, text: expect.stringContaining('指纹不符') });
  expect(commandSays(sheet)).toMatchObject({ code: 1, text: expect.stringContaining('清单') });
  const kinds = (await desk.journal()).map((entry) => entry.kind);
  expect(kinds.filter((kind) => kind === 'export')).toHaveLength(3);
});
