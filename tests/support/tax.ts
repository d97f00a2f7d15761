// The old tax system, spoken to as a clerk would: log in, open a paper, press a button. No word about Hulan here.
import type { Frame, Page } from 'playwright-core';

export type TaxSystem = ReturnType<typeof taxSystem>;

export function taxSystem(page: Page, url: string) {
  // The system's own "are you sure?" is answered with yes, as clerks do.
  page.on('dialog', (dialog) => dialog.accept().catch(() => undefined));
  const main = async (): Promise<Frame> => {
    const frame = page.frame({ name: 'mainFrame' });
    if (!frame) throw new Error('not logged in: there is no mainFrame');
    return frame;
  };
  const follow = async (menu: string): Promise<Frame> => {
    const left = page.frame({ name: 'leftFrame' });
    if (!left) throw new Error('not logged in: there is no leftFrame');
    const frame = await main();
    await Promise.all([frame.waitForNavigation(), left.getByRole('link', { name: menu, exact: true }).click()]);
    return main();
  };
  /** Opens a paper's detail page from its list by the link in its row. */
  const open = async (menu: string, id: string, link: string | RegExp): Promise<Frame> => {
    const list = await follow(menu);
    const row = list.locator('tr', { hasText: id }).last();
    await Promise.all([list.waitForNavigation(), row.getByRole('link', { name: link }).first().click()]);
    return main();
  };
  const button = (frame: Frame, name: string) =>
    frame
      .locator(
        `input[type=button][value="${name}"]:visible, input[type=submit][value="${name}"]:visible, button:has-text("${name}"):visible`,
      )
      .first();

  const tax = {
    page,
    main,
    follow,
    open,
    async logIn(who = 'chenjing'): Promise<void> {
      await page.goto(`${url}/login.do`);
      await page.locator('input[name=username]').fill(who);
      await page.locator('input[name=password]').fill('123456');
      await Promise.all([page.waitForURL('**/main.do'), page.locator('input[type=submit]').click()]);
      await (await main()).waitForLoadState();
    },
    /** Presses a button of the open paper by its words. */
    async press(name: string): Promise<void> {
      await button(await main(), name).click({ noWaitAfter: true });
    },
    async fill(name: string, value: string): Promise<void> {
      await (await main()).locator(`[name="${name}"]:visible`).first().fill(value);
    },
    /** The last answer page's words, or '' while none is shown. */
    async message(): Promise<string> {
      const shown = (await main()).locator('#msg');
      return (await shown.count()) > 0 ? shown.innerText() : '';
    },
    openRelief: (id: string) => open('减免审批', id, /审批|查看/),
    async approveRelief(id: string): Promise<void> {
      await tax.openRelief(id);
      await tax.press('审批通过');
    },
    openDeferral: (id: string) => open('延期缴纳审批', id, /.+/),
    async approveDeferral(id: string): Promise<void> {
      await tax.openDeferral(id);
      await tax.press('同 意');
    },
    openPenalty: (id: string) => open('处罚意见', id, /.+/),
    async submitPenalty(id: string): Promise<void> {
      await tax.openPenalty(id);
      await tax.press('提交审核');
    },
    openRefund: (id: string) => open('退税办理', id, /.+/),
    /** The commit stands in a window of its own, which calls back into the frame that opened it. */
    async payRefund(id: string): Promise<Page> {
      await tax.openRefund(id);
      const [popup] = await Promise.all([page.waitForEvent('popup'), tax.press('办理退库')]);
      await popup.locator('[name=yj]').fill('同意退库');
      await popup
        .locator('input[value="确 定"], button:has-text("确 定")')
        .click({ noWaitAfter: true })
        .catch(() => undefined);
      return popup;
    },
    openQuota: (id: string) => open('定期定额核定', id, /.+/),
    async submitQuota(id: string): Promise<void> {
      await tax.openQuota(id);
      await (await main()).locator('a.lnkbtn', { hasText: '核定提交' }).last().click({ noWaitAfter: true });
    },
    async acceptFiling(id: string): Promise<void> {
      await open('申报受理', id, /受理|查看/);
      await tax.press('受 理');
    },
    async acceptPayment(id: string): Promise<void> {
      await open('税款入库', id, /.+/);
      await tax.press('开票入库');
    },
    async removeTarget(id: string): Promise<void> {
      await open('选案撤出', id, /.+/);
      const inner = page.frame({ name: 'opFrame' });
      if (!inner) throw new Error('there is no opFrame');
      await inner.waitForLoadState();
      await inner.locator('button', { hasText: '确认撤出' }).click({ noWaitAfter: true });
    },
    async assignCase(id: string): Promise<void> {
      await open('案件分派', id, /.+/);
      await tax.press('分派确认');
    },
    async moveCase(id: string): Promise<void> {
      const list = await follow('案件流转');
      await list.locator('tr', { hasText: id }).last().getByRole('link', { name: '流转' }).click({ noWaitAfter: true });
    },
    async approveRegistration(id: string): Promise<void> {
      await open('登记核准', id, /.+/);
      await (await main()).locator('td.lnkbtn', { hasText: '核准登记' }).click({ noWaitAfter: true });
    },
    openInvoices: (id: string) => open('发票领用', id, /.+/),
    async allotInvoices(id: string): Promise<void> {
      await tax.openInvoices(id);
      await tax.press('发 放');
    },
    openDeregistration: (id: string) => open('注销登记', id, /.+/),
    async deregister(id: string): Promise<void> {
      await tax.openDeregistration(id);
      await (await main()).locator('input[type=image][name=tj]').click({ noWaitAfter: true });
    },
    openDecision: (id: string) => open('处罚决定', id, /.+/),
    async decidePenalty(id: string): Promise<void> {
      await tax.openDecision(id);
      await (await main()).locator('span.lnkbtn', { hasText: '作出决定' }).click({ noWaitAfter: true });
    },
  };
  return tax;
}
