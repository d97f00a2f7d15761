// `test` of all browser specs: practice systems in their seeded state, a desk with a fresh profile, page objects for both.
import { test as base } from '@playwright/test';
import { creditSystem, type CreditSystem } from './credit';
import { type Desk, openDesk } from './desk';
import { type Hold, holdOf } from './hold';
import { type Office, officeBuild } from './office';
import { openPractice, type Practice } from './practice';
import { stumbling } from './stumbling';
import { type TaxSystem, taxSystem } from './tax';
import type { Variant } from './variant';

interface PerTest {
  /** `test.use({ office: 'night' })`: outside the bureau's working hours. */
  office: Office;
  desk: Desk;
  tax: TaxSystem;
  credit: CreditSystem;
  hold: Hold;
}

interface PerWorker {
  practice: Practice;
  builds: (office: Office) => string;
  /** One browser for each office, as new for whoever asks for it. */
  desks: (office: Office) => Promise<Desk>;
}

export const test = base.extend<PerTest, PerWorker>({
  office: ['day', { option: true }],
  builds: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's pattern
    async ({}, use) => {
      const made = new Map<Office, Variant>();
      await use((office) => {
        const build = made.get(office) ?? officeBuild(office);
        made.set(office, build);
        return build.folder;
      });
      for (const build of made.values()) build.drop();
    },
    { scope: 'worker' },
  ],
  practice: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's pattern
    async ({}, use) => {
      const practice = await openPractice();
      await use(practice);
      await practice.close();
    },
    { scope: 'worker' },
  ],
  desks: [
    async ({ builds }, use) => {
      const open = new Map<Office, Desk>();
      await use(async (office) => {
        const known = open.get(office);
        if (known && (await known.asNew())) return known;
        open.delete(office);
        await known?.close();
        const desk = await openDesk({ extension: builds(office) });
        open.set(office, desk);
        await desk.isReady();
        return desk;
      });
      for (const desk of open.values()) await desk.close();
    },
    { scope: 'worker' },
  ],
  desk: async ({ practice, desks, office }, use, info) => {
    await practice.reset();
    const desk = await desks(office);
    await use(desk);
    if (info.status !== info.expectedStatus)
      await desk.page.screenshot({ path: info.outputPath('last.png') }).catch(() => undefined);
  },
  tax: async ({ desk, practice }, use) => use(stumbling(taxSystem(desk.page, practice.tax.url), desk)),
  credit: async ({ desk, practice }, use) => use(stumbling(creditSystem(desk.page, practice.credit.url), desk)),
  hold: async ({ desk }, use) => use(stumbling(holdOf(desk.page), desk)),
});

export { expect } from '@playwright/test';
