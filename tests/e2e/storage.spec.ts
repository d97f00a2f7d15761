import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { type Desk, openDesk } from '../support/desk';
import { holdOf } from '../support/hold';
import { actsIn, waitForAct } from '../support/journal';
import { PRACTICE_BUILD } from '../support/launch';
import { openPractice, type Practice } from '../support/practice';
import { taxSystem } from '../support/tax';
import { variantOf } from '../support/variant';

const PAPERS_MISSING = 'JM2026110002';
const CLEAN = 'JM2026110001';

// The permission that frees the extension from quotas is taken away, so that there is a limit to run into.
const build = variantOf(PRACTICE_BUILD, {
  manifest: (manifest) => ({
    ...manifest,
    permissions: manifest.permissions.filter((name) => name !== 'unlimitedStorage'),
  }),
});

/** Is there room for a megabyte? Then the limit is not one. */
const takesAMegabyte = (page: Page): Promise<boolean> =>
  page.evaluate(`new Promise((done) => {
    const opening = indexedDB.open('probe');
    opening.onupgradeneeded = () => opening.result.createObjectStore('room', { autoIncrement: true });
    opening.onerror = () => done(false);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('room', 'readwrite');
      writing.objectStore('room').add('x'.repeat(1_000_000));
      writing.oncomplete = () => done(true);
      writing.onabort = () => done(false);
    };
  })`);

let desk: Desk;
let practice: Practice;
test.beforeAll(async () => {
  practice = await openPractice();
  desk = await openDesk({ extension: build.folder });
  await desk.isReady();
});
test.afterAll(async () => {
  await desk.close();
  await practice.close();
  build.drop();
});

test('storage is full: the clerk’s work goes on, and what was kept is written later with a gap that says why', async () => {
  const tax = taxSystem(desk.page, practice.tax.url);
  const hold = holdOf(desk.page);
  await tax.logIn('chenjing');
  await desk.limitStorage(1);
  test.skip(
    await takesAMegabyte(await desk.ownPage()),
    'this browser does not keep to the quota it was given by the test tool',
  );
  await tax.approveRelief(PAPERS_MISSING);
  await hold.continueWithReason();
  await expect.poll(() => practice.timesDone('tax', PAPERS_MISSING)).toBe(1);
  expect(actsIn(await desk.journal())).toEqual([]);

  await desk.limitStorage(undefined);
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
