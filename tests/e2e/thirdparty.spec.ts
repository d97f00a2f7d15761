// Pages nobody here wrote, taught by adapter files alone (packs/thirdparty).
import { systems } from '@/tests/systems/index.mjs';
import { holdOf } from '../support/hold';
import { type Desk, openDesk } from '../support/desk';
import { type JournalAct, rulesOf, waitForAct, actsIn } from '../support/journal';
import { expect, type Page, test } from '@playwright/test';

interface Case {
  name: string;
  system: Pick<typeof systems.tryton, 'start' | 'stop' | 'login' | 'isCommit' | 'state'> & {
    act: { click(page: Page): Promise<unknown> };
  };
  action: string;
  /** What names the matter on the page. */
  subjects: string[];
  /** Opens a record, or a list with marked rows. */
  open(page: Page): Promise<unknown>;
}

const CASES: Case[] = [
  {
    name: 'Tryton: approving a payment',
    system: systems.tryton,
    action: 'supplier_payment.approve',
    subjects: ['1'],
    open: (page) => systems.tryton.open(page, 1),
  },
  {
    name: 'LedgerSMB: approving several payables',
    system: systems.ledgersmb,
    action: 'draft_payable.approve',
    subjects: ['DK-1', 'DK-2'],
    open: (page) => systems.ledgersmb.open(page, [1, 2]),
  },
];

for (const { name, system, action, open, subjects } of CASES) {
  test.describe(name, () => {
    test.describe.configure({ mode: 'serial' });
    test.setTimeout(120_000);
    let desk: Desk;
    let unavailable = '';

    test.beforeAll(async () => {
      test.setTimeout(600_000);
      const answer = await system.start(true);
      if (answer.kind === 'unavailable') {
        unavailable = answer.reason;
        return;
      }
      desk = await openDesk();
      await desk.isReady();
      await system.login(desk.page);
    });
    test.afterAll(async () => {
      await desk?.close();
      if (!unavailable) await system.stop();
    });
    test.beforeEach(() => test.skip(unavailable !== '', unavailable));

    test('is held, and declining leaves the state unchanged', async () => {
      const hold = holdOf(desk.page);
      const before = system.state();
      await open(desk.page);
      await system.act.click(desk.page);
      expect(await hold.text()).toContain('核对');
      await hold.goBack();
      await desk.page.waitForTimeout(1_000);

      const act = await waitForAct(desk.journal, action, ({ endings }) => endings.length > 0);
      expect(act.endings.map(({ ending }) => ending)).toEqual(['withdrawn']);
      expect(system.state()).toBe(before);
    });

    test('goes through exactly once after the checks, and subject and amount in the journal are the page’s', async () => {
      const hold = holdOf(desk.page);
      const commits: string[] = [];
      desk.page.on('request', (request) => {
        if (system.isCommit(request)) commits.push(request.url());
      });
      const before = actsIn(await desk.journal()).length;
      await open(desk.page);
      const page = await shownBy(desk.page);
      await system.act.click(desk.page);
      await hold.continueWithReason();
      await expect.poll(() => commits.length).toBe(1);
      await expect.poll(() => system.state()).toContain('approved');
      await desk.page.waitForTimeout(2_000);

      expect(commits).toHaveLength(1);
      const act = await waitForAct(
        desk.journal,
        action,
        ({ endings, answers }) => endings.length > 0 && answers[0]?.kind === 'continue',
      );
      expect(actsIn(await desk.journal()).length).toBe(before + 1);
      expect(rulesOf(act)).toContain('thirdparty-payment-large');
      const readings = [act.fields, ...(act.body.items ?? []), ...(act.parts.fields?.items ?? [])].flatMap((each) =>
        Object.values(each),
      );
      const read = readings.flatMap((reading) =>
        reading.kind === 'read' ? [String(reading.value)] : [JSON.stringify(reading)],
      );
      expect(read).toEqual(expect.arrayContaining(subjects));
      for (const fen of amountsOf(act)) expect(page).toContain((fen / 100).toFixed(2));
      expect(amountsOf(act).length).toBeGreaterThan(0);
    });
  });
}

/** Money of the act and of its items, fen. */
function amountsOf(act: JournalAct): number[] {
  const readings = [act.fields, ...(act.body.items ?? [])].map(({ amount }) => amount);
  return readings.flatMap((reading) =>
    reading?.kind === 'read' && typeof reading.value === 'number' ? [reading.value] : [],
  );
}

/** Words and field values of a page, without thousands separators. */
async function shownBy(page: Page): Promise<string> {
  const values = await page
    .locator('input:visible')
    .evaluateAll((inputs) => inputs.map((input) => (input instanceof HTMLInputElement ? input.value : '')));
  return [await page.locator('body').textContent(), ...values].join(' ').replaceAll(',', '');
}
