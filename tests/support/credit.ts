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
    /** Opens a record, presses its action, and answers the page's own dialog where it has one. */
    async act(route: string, id: string, name: string): Promise<void> {
      await credit.open(route, id);
      await credit.press(name);
      await page.waitForTimeout(300);
      if (await credit.dialogIsOpen()) await credit.confirm();
    },
    async inspect(id: string, note = '实地查看,经营正常。'): Promise<void> {
      await page.evaluate(() => {
        history.pushState(null, '', '/m/credit/postloan');
        dispatchEvent(new PopStateEvent('popstate'));
      });
      await page.locator('[role=row]', { hasText: id }).getByText('登记检查').click();
      await dialog().locator('textarea').fill(note);
      await named('提 交', dialog()).click({ noWaitAfter: true });
    },
    async inquire(name: string, idNo: string): Promise<void> {
      await page.evaluate(() => {
        history.pushState(null, '', '/m/inquiry/query');
        dispatchEvent(new PopStateEvent('popstate'));
      });
      await credit.fill('被查询人姓名', name);
      await credit.fill('证件号码', idNo);
      await credit.press('查询征信');
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
