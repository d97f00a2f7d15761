import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Desk, openDesk } from '../support/desk';
import { holdOf } from '../support/hold';
import { waitForAct } from '../support/journal';
import { openOverlay } from '../support/overlay';
import { openPractice, type Practice } from '../support/practice';
import { type SmallDisk, smallDisk } from '../support/small-disk';
import { taxSystem } from '../support/tax';

const PAPERS_MISSING = 'JM2026110002';
const CLEAN = 'JM2026110001';
/** Enough for a profile and its caches, little enough to fill in a moment. */
const MEGABYTES = 200;

let disk: SmallDisk | undefined;
let desk: Desk;
let practice: Practice;
let folder: string | undefined;
test.beforeAll(async () => {
  practice = await openPractice();
});
test.afterEach(async () => {
  await desk?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});
test.afterAll(async () => {
  await practice?.close();
  disk?.drop();
});

test('the disk is full: the clerk’s work goes on, and what was kept is written later with a gap that says why', async () => {
  disk = smallDisk(MEGABYTES);
  test.skip(!disk, 'only root can mount a disk small enough to be filled');
  desk = await openDesk(disk ? { profile: disk.profile } : {});
  await desk.isReady();
  const tax = taxSystem(desk.page, practice.tax.url);
  const hold = holdOf(desk.page);
  await tax.logIn('chenjing');
  disk?.fill();
  await tax.approveRelief(PAPERS_MISSING);
  await hold.continueWithReason();
  await expect.poll(() => practice.timesDone('tax', PAPERS_MISSING)).toBe(1);

  disk?.empty();
  await tax.openRelief(CLEAN);
  await tax.press('审批通过');
  await hold.passAnyOther(async () => (await practice.timesDone('tax', CLEAN)) > 0);

  const act = await waitForAct(desk.journal, 'relief.approve', ({ fields }) =>
    JSON.stringify(fields).includes(PAPERS_MISSING),
  );
  expect(act.answers.map(({ kind }) => kind)).toEqual(['continue']);
  const gaps = (await desk.journal()).filter(({ kind }) => kind === 'gap').map(({ body }) => body.reason);
  expect(gaps).toContain('storage_full');
  expect(await practice.attempts('tax', PAPERS_MISSING)).toHaveLength(1);
});

test('the journal’s database cannot be opened: acts are still held and go through, popup and overlay say how to mend it', async () => {
  folder = mkdtempSync(join(tmpdir(), 'hulan-no-store-'));
  mkdirSync(join(folder, 'Default'));
  // Where the browser keeps its databases stands a file: none of them can be opened.
  writeFileSync(join(folder, 'Default', 'IndexedDB'), '');
  desk = await openDesk({ profile: folder });
  await desk.isReady();
  await practice.reset();
  const tax = taxSystem(desk.page, practice.tax.url);
  const hold = holdOf(desk.page);
  const says = /本机留痕打不开，提醒照常[\s\S]*请重启浏览器/;

  await tax.logIn('chenjing');
  await tax.approveRelief(PAPERS_MISSING);
  await hold.continueWithReason();

  await expect.poll(() => practice.timesDone('tax', PAPERS_MISSING)).toBe(1);
  await expect((await desk.openOwn('popup.html')).locator('body')).toContainText(says);
  const { overlay } = await openOverlay(desk);
  await expect(overlay.locator('body')).toContainText(says);
});
