// The credit system, spoken to as a clerk would. Its ids and class names change at every load, so only words and roles are used.
import type { Locator, Page } from 'playwright-core';

export type CreditSystem = ReturnType<typeof creditSystem>;

export function creditSystem(page: Page, url: string) {
  const dialog = () => page.locator('[role=dialog]').last();
  /** The innermost element with exactly these words: buttons here are button, div or span. */
  const named = (name: string, inside: Page | Locator = page) =>
    inside
      .locator('button, div, span')
      .getByText(name, { exact: true })
      .or(inside.getByRole('button', { name, exact: true }))
      .last();

  const credit = {
    page,
    async logIn(who = 'huangbo'): Promise<void> {
      await page.goto(`${url}/login`);
      await page.locator('input[name=username]').fill(who);
      await page.locator('input[name=password]').fill('123456');
      await Promise.all([page.waitForURL('**/m/home'), page.keyboard.press('Enter')]);
      await page.locator('[data-user-id]').waitFor();
    },
    /** Opens a record by its route, through the page's own history as its menu does. */
    async open(route: string, id: string): Promise<void> {
      await page.evaluate((path) => {
        history.pushState(null, '', path);
        dispatchEvent(new PopStateEvent('popstate'));
      }, `${route}/${id}`);
      await page.getByText(id).first().waitFor();
      await page.waitForTimeout(500);
    },
    async press(name: string): Promise<void> {
      await named(name).click({ noWaitAfter: true });
    },
    async confirm(): Promise<void> {
      await named('确 定', dialog()).click({ noWaitAfter: true });
    },
    dialogIsOpen: async () => (await page.locator('[role=dialog]').count()) > 0,
    fill: (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value),

    openDisbursement: (id: string) => credit.open('/m/credit/disburse', id),
    async disburse(id: string): Promise<void> {
      await credit.openDisbursement(id);
      await credit.press('确认放款');
      await credit.confirm();
    },
    async signContract(id: string): Promise<void> {
      await credit.open('/m/credit/contract', id);
      await credit.press('合同签订');
      await credit.confirm();
    },
    async submitExpense(id: string): Promise<void> {
      await credit.open('/m/office/expense', id);
      await credit.press('提交报销');
    },
    async discount(id: string): Promise<void> {
      await credit.open('/m/bill/discount', id);
      await credit.press('贴现提交');
      await credit.confirm();
    },
    async openCard(id: string): Promise<void> {
      await credit.open('/m/counter/card', id);
      await credit.press('确认开卡');
      await credit.confirm();
    },
  };
  return credit;
}
