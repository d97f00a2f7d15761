// Every state that is looked at: which page, which address, and what a person does there first.
const hold = (name, more = {}) => ({ name: `hold-${name}`, page: 'reminder', hash: `hold/${name}`, ...more });
const fillSecond = async (page) => {
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.getByText('合同原件已签，系统补录中').click();
  await page.getByRole('textbox', { name: '补充说明' }).fill('纸质合同 11-19 签订，柜面扫描件待上传，编号 QH-2026-1183。');
  await page.waitForTimeout(400);
  await page.keyboard.press('Control+Enter');
};
const toAsk = async (page) => { await fillSecond(page); await page.getByRole('button', { name: '在本机确认' }).click(); };

export const STATES = [
  hold('checklist'),
  hold('checklist', { name: 'hold-checklist-ticked', act: async (page) => { await page.keyboard.press('1'); await page.keyboard.press('3'); } }),
  hold('justification'),
  hold('second'),
  hold('second', { name: 'hold-second-person', act: fillSecond }),
  hold('second', { name: 'hold-second-waiting', act: toAsk }),
  hold('second', { name: 'hold-second-ok', act: async (page) => { await toAsk(page); await page.evaluate(() => window.answerSecond({ ok: true, ticket: 't', at: Date.now(), post: 'credit-review' })); } }),
  hold('second', { name: 'hold-second-refused', act: async (page) => { await toAsk(page); await page.evaluate(() => window.answerSecond({ ok: false, sentence: '合同未见原件，不同意放款。' })); } }),
  hold('second-nobody', { act: fillSecond }),
  hold('stop', { hash: 'hold/stop/middle' }),
  hold('notes'), hold('many'), hold('long'), hold('hostile'), hold('english'), hold('overdue'),
  hold('justification', { name: 'hold-narrow', size: [420, 640] }),
  hold('many', { name: 'hold-narrow-many', size: [420, 640] }),
  hold('justification', { name: 'hold-forced', forced: true }),
  hold('justification', { name: 'hold-no-anchor', hash: 'hold/justification/none' }),
  { name: 'chip-closed', page: 'reminder', hash: 'chip/closed' },
  { name: 'chip-open', page: 'reminder', hash: 'chip/open' },
  { name: 'chip-acked', page: 'reminder', hash: 'chip/open', act: async (page) => page.getByRole('button', { name: '知道了' }).first().click() },
  { name: 'chip-mini', page: 'reminder', hash: 'chip/closed', size: [320, 600] },
  { name: 'chip-mini-open', page: 'reminder', hash: 'chip/open', size: [420, 600] },
  { name: 'chip-lost', page: 'reminder', hash: 'chip/lost' },
  { name: 'hint', page: 'reminder', hash: 'hint', act: async (page) => page.locator('#until').focus() },
  { name: 'tell', page: 'reminder', hash: 'tell' },
];
