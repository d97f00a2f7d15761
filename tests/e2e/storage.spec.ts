import { expect, test } from '@playwright/test';
import { type Desk, openDesk } from '../support/desk';
import { holdOf } from '../support/hold';
import { waitForAct } from '../support/journal';
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
test.beforeAll(async () => {
  disk = smallDisk(MEGABYTES);
  test.skip(!disk, 'only root can mount a disk small enough to be filled');
  practice = await openPractice();
  desk = await openDesk(disk ? { profile: disk.profile } : {});
  await desk.isReady();
});
test.afterAll(async () => {
  await desk?.close();
  await practice?.close();
  disk?.drop();
});

test('the disk is full: the clerk’s work goes on, and what was kept is written later with a gap that says why', async () => {
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
