// Every state that is looked at: which page, which address, and what a person does there first.
import { Buffer } from 'node:buffer';

const hold = (name, more = {}) => ({ name: `hold-${name}`, page: 'reminder', hash: `hold/${name}`, ...more });
const fillSecond = async (page) => {
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.getByText('合同原件已签，系统补录中').click();
  await page
    .getByRole('textbox', { name: '补充说明' })
    .fill('纸质合同 11-19 签订，柜面扫描件待上传，编号 QH-2026-1183。');
  await page.waitForTimeout(400);
  await page.keyboard.press('Control+Enter');
};
const toAsk = async (page) => {
  await fillSecond(page);
  await page.getByRole('button', { name: '在本机确认' }).click();
};

const overlay = (name, more = {}) => ({
  name: `overlay-${name}`,
  page: 'overlay',
  hash: name,
  size: [320, 420],
  ...more,
});
const card = (name, more = {}) => ({
  name: `card-${name.replaceAll('/', '-')}`,
  page: 'card',
  hash: name,
  size: [1280, 900],
  ...more,
});
const startShift = (page) => page.getByRole('button', { name: /开始班次|Start the shift/ }).click();

const learn = (state, more = {}) => ({
  name: `learn-${state}`,
  page: 'console',
  query: `?learning=${state}`,
  hash: '/learning',
  size: [1280, 900],
  full: true,
  ...more,
});
/** Picks the second option of the question that stands open, and answers. */
const pickSecond = async (page) => {
  await page.locator('.ask input').nth(1).check();
  await page.getByRole('button', { name: /就选这个|Choose this/ }).click();
};
/** Begins the nth paper: the quiz comes first, then the exams. */
const begin = (n) => (page) =>
  page
    .getByRole('button', { name: /^(开始|Begin)$/ })
    .nth(n)
    .click();
const both =
  (...steps) =>
  async (page) => {
    for (const step of steps) await step(page);
  };

const teach = (name, more = {}) => ({ name: `teach-${name}`, page: 'teach', hash: name, size: [1280, 800], ...more });
/** As a person would: a field is chosen in the panel, then pointed at in the page. */
const point = async (page, css, click = true) => {
  const box = await page.locator(css).first().boundingBox();
  await page.mouse.move(box.x + 12, box.y + box.height / 2);
  if (click) await page.mouse.click(box.x + 12, box.y + box.height / 2);
};
const lesson = (page, name, ...with_) =>
  page.evaluate(([act, rest]) => globalThis.lesson.acts[act](...rest), [name, with_]);
/** Three fields of the bureau's page, then the step; `aim` is pointed at last. */
const teaching = (step, aim) => async (page) => {
  for (const [field, css] of [
    ['client_name', 'tr:nth-child(1) td:nth-child(2)'],
    ['amount', 'tr:nth-child(3) input'],
    ['deferred_to', 'tr:nth-child(2) td:nth-child(2)'],
  ]) {
    await lesson(page, 'field', field);
    await point(page, css);
  }
  await lesson(page, 'absent', 'client_id');
  if (step !== 'fields') {
    await lesson(page, 'go', 'act');
    await point(page, '#submit');
  }
  if (step === 'try' || step === 'armed') await lesson(page, 'go', 'try');
  if (step === 'armed') await lesson(page, 'press');
  if (aim) await point(page, aim, false);
};

const queue = (name, more = {}) => ({
  name: `queue-${name}`,
  page: 'console',
  hash: '/queue',
  size: [1280, 900],
  ...more,
});
const admin = (name, hash, more = {}) => ({
  name: `admin-${name}`,
  page: 'console',
  hash,
  size: [1366, 900],
  wait: '.main h1',
  ...more,
});
const DEFER = '/rules/tax/tax-defer-repeat';
const SPEND = '/rules/common/spend-5000';
const toFive = async (page) => {
  const field = page.locator('.edrows input').first();
  await field.fill('5');
  await field.blur();
  await page.waitForSelector('.changed');
};
const toSource = (page) => page.locator('label', { hasText: /^(源数据|Source)$/ }).click();
const typeSource = async (page, from, to) => {
  await toSource(page);
  const area = page.locator('textarea').first();
  await area.fill((await area.inputValue()).replace(from, to));
  await area.blur();
  await page.waitForSelector('.faults li');
};
const breakCondition = async (page) => {
  await typeSource(page, 'amount >= params.a', 'amuont >= params.a');
  await page.locator('label', { hasText: '句式' }).click();
  await page.keyboard.press('F8');
};
const breakSource = (page) => typeSource(page, 'level: caution', 'level: cauton');
const addCount = async (page) => {
  await page.getByRole('button', { name: '加一行：次数窗' }).click();
  await page.waitForSelector('.edrows .new');
};
const startBacktest = async (page) => {
  await toFive(page);
  await page.getByRole('button', { name: /^(开始回测|Run)$/ }).click();
};
const backtest = async (page) => {
  await startBacktest(page);
  await page.waitForSelector('.diffs');
};
const dropPack = async (page) => {
  await page.waitForSelector('.drop input');
  await page
    .locator('.drop input')
    .setInputFiles({ name: 'tax-13.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await page.waitForSelector('.banner');
};
const tryHere = (page) => page.getByRole('button', { name: '在本机预览' }).click();
const LIBRARY = '/library';
const POINT = '/library/tax-defer-repeat';
const matter = (stage, more = {}) => ({
  name: `matter-${stage}`,
  page: 'console',
  query: `?stage=${stage}`,
  hash: '/matter/desk1/1',
  size: [1280, 1000],
  ...more,
});
const keys =
  (...pressed) =>
  async (page) => {
    await page.waitForSelector('.queue tbody th');
    for (const key of pressed) await page.keyboard.press(key);
  };

/** @type {import('./look.mjs').State[]} */
export const STATES = [
  teach('page'),
  teach('page', { name: 'teach-page-en', hash: 'page/en' }),
  teach('fields'),
  teach('fields', { name: 'teach-fields-aim', act: teaching('fields', '#statements') }),
  teach('fields', {
    name: 'teach-fields-aim-en',
    hash: 'fields/en',
    act: teaching('fields', 'tr:nth-child(1) td:nth-child(4)'),
  }),
  teach('fields', { name: 'teach-act', act: teaching('act', '#middle') }),
  teach('fields', { name: 'teach-act-en', hash: 'fields/en', act: teaching('act') }),
  teach('fields', { name: 'teach-try', act: teaching('try') }),
  teach('fields', { name: 'teach-try-en', hash: 'fields/en', act: teaching('armed') }),
  teach('own', {
    name: 'teach-own',
    act: async (page) => {
      await point(page, '#why');
      await point(page, '#statements');
    },
  }),
  teach('fields', { name: 'teach-passing', act: async (page) => page.keyboard.press('Alt+p') }),
  teach('fields', {
    name: 'teach-keyboard',
    act: async (page) => {
      for (const key of ['Tab', 'Tab', 'Enter', 'Tab', 'ArrowUp']) await page.keyboard.press(key);
    },
  }),
  teach('fields', {
    name: 'teach-left',
    act: async (page) => lesson(page, 'side', 'left'),
  }),
  teach('fields', { name: 'teach-narrow', size: [640, 800], act: teaching('fields') }),
  teach('fields', { name: 'teach-forced', forced: true, act: teaching('fields', '#why') }),
  ...[
    'full/screen',
    'full/saver',
    'full/plate',
    'full/book',
    'long/screen',
    'long/plate',
    'nobody/screen',
    'away/screen',
    'full/screen/en',
  ].map((name) => card(name)),
  card('full/screen', { name: 'card-dark', dark: true }),
  card('full/screen', { name: 'card-forced', forced: true }),
  card('full/screen', { name: 'card-200', size: [480, 640], full: true }),
  card('full/plate', { name: 'card-plate-dark', dark: true }),
  ...['full', 'done', 'waits', 'nobody', 'nopost', 'page'].map((name) => learn(name)),
  learn('full', { name: 'learn-en', query: '?language=en&learning=full' }),
  learn('done', { name: 'learn-dark', dark: true }),
  learn('done', { name: 'learn-forced', forced: true }),
  learn('done', { name: 'learn-200', size: [640, 450] }),
  learn('full', { name: 'learn-card-told', act: pickSecond }),
  learn('full', { name: 'learn-quiz', act: begin(0) }),
  learn('full', { name: 'learn-quiz-told', act: both(begin(0), pickSecond) }),
  learn('exam', { name: 'learn-exam', act: begin(1) }),
  learn('exam', { name: 'learn-exam-result', act: both(begin(1), pickSecond, pickSecond, pickSecond) }),
  learn('exam', {
    name: 'learn-exam-result-en-dark',
    dark: true,
    query: '?language=en&learning=exam',
    act: both(begin(1), pickSecond, pickSecond, pickSecond),
  }),
  queue('passes', { hash: '/passes' }),
  queue('passes-en', { hash: '/passes', query: '?language=en' }),
  queue('passes-empty', { hash: '/passes', query: '?empty' }),
  queue('passes-clerk', { hash: '/passes', query: '?clerk' }),
  admin('library', LIBRARY),
  admin('library-dark', LIBRARY, { dark: true }),
  admin('library-none', LIBRARY, { query: '?nopacks', wait: '.empty' }),
  admin('library-failed', LIBRARY, { query: '?failed', wait: '.banner' }),
  admin('point', POINT, { size: [1366, 1250] }),
  admin('point-en-dark', POINT, { query: '?language=en', dark: true, size: [1366, 1250] }),
  admin('point-apart', '/library/tax-quota-low', { size: [1366, 1250] }),
  admin('point-hidden', '/library/tax-pen-disparity', { size: [1366, 1250] }),
  admin('point-nobody', POINT, { query: '?nobody&fresh', size: [1366, 1250] }),
  admin('point-narrow', POINT, { size: [640, 900], full: true }),
  admin('point-forced', POINT, { forced: true, size: [1366, 1250] }),
  admin('packs', '/packs', { size: [1366, 1130] }),
  admin('packs-en-dark', '/packs', { query: '?language=en', dark: true, size: [1366, 1130] }),
  admin('packs-none', '/packs', { query: '?nosource' }),
  admin('packs-refused', '/packs', { act: dropPack }),
  admin('packs-narrow', '/packs', { size: [640, 900], full: true }),
  admin('backtest', DEFER, { size: [1366, 1300], act: backtest }),
  admin('backtest-en-dark', DEFER, { query: '?language=en', dark: true, size: [1366, 1300], act: backtest }),
  admin('backtest-running', DEFER, { query: '?slow', act: startBacktest }),
  admin('rules', '/rules'),
  admin('rule', DEFER, { size: [1366, 1100] }),
  admin('rule-changed', DEFER, { size: [1366, 1100], act: toFive }),
  admin('rule-changed-en-dark', DEFER, { query: '?language=en', dark: true, size: [1366, 1100], act: toFive }),
  admin('rule-tried', DEFER, { size: [1366, 1100], act: tryHere }),
  admin('rule-fault', SPEND, { size: [1366, 1100], act: breakCondition }),
  admin('rule-source', SPEND, { size: [1366, 1100], act: breakSource }),
  admin('rule-added', SPEND, { size: [1366, 1200], act: addCount }),
  admin('rule-overdue', '/rules/tax/dun-absent', { size: [1366, 1000] }),
  admin('rule-narrow', DEFER, { size: [640, 900], full: true }),
  queue('list'),
  queue('wide', { size: [1920, 1000] }),
  queue('preview', { act: keys('j', 'j', 'Space') }),
  queue('preview-dark', { dark: true, act: keys('j', 'Space') }),
  queue('sentence', { act: keys('j', '4') }),
  queue('picked', { act: keys('v', 'v', 'x', 'j', 'x') }),
  queue('undo', { act: keys('j', '2') }),
  queue('keys', { act: keys('?') }),
  queue('english', { query: '?language=en', act: keys('j', 'Space') }),
  queue('empty', { query: '?empty' }),
  queue('failed', { query: '?failed' }),
  queue('clerk', { query: '?clerk' }),
  queue('forced', { forced: true, act: keys('j', 'Space') }),
  queue('narrow', { size: [640, 900], full: true }),
  queue('letter', { hash: '/letter/18', size: [1280, 1200] }),
  queue('letter-long', { hash: '/letter/18', query: '?long', size: [1280, 1200], full: true }),
  queue('sources', { hash: '/sources' }),
  queue('wide-dark', { size: [1920, 1000], dark: true, act: keys('j', 'Space') }),
  queue('papers', { hash: '/papers' }),
  queue('papers-empty', { hash: '/papers', query: '?empty' }),
  queue('samples', { hash: '/samples' }),
  queue('samples-dark', { hash: '/samples', dark: true }),
  queue('samples-empty', { hash: '/samples', query: '?empty' }),
  queue('report', { hash: '/report', full: true }),
  queue('report-dark', { hash: '/report', full: true, dark: true }),
  queue('report-wide', { hash: '/report', size: [1920, 1000], full: true }),
  queue('report-english', { hash: '/report', query: '?language=en', full: true }),
  queue('report-empty', { hash: '/report', query: '?empty' }),
  queue('report-failed', { hash: '/report', query: '?failed' }),
  queue('report-narrow', { hash: '/report', size: [640, 900], full: true }),
  queue('report-forced', { hash: '/report', forced: true, full: true }),
  matter('reported', { name: 'matter-wide-dark', size: [1920, 1080], dark: true }),
  ...['new', 'to_dispose', 'to_approve', 'to_issue', 'to_report', 'reported', 'closed'].map((stage) => matter(stage)),
  matter('to_dispose', { name: 'matter-to_dispose-dark', dark: true }),
  matter('to_report', { name: 'matter-to_report-en', query: '?stage=to_report&language=en' }),
  ...['items', 'quiet', 'second', 'stale', 'offline', 'away', 'waiting', 'nobody', 'other'].flatMap((name) => [
    overlay(name),
    overlay(name, { name: `overlay-${name}-dark`, dark: true }),
  ]),
  ...['items', 'second', 'quiet'].map((name) => overlay(name, { name: `overlay-${name}-en`, hash: `${name}/en` })),
  overlay('items', { name: 'overlay-items-small', size: [280, 320] }),
  overlay('items', { name: 'overlay-items-200', size: [160, 210], full: true }),
  overlay('items', { name: 'overlay-items-forced', forced: true }),
  overlay('host', { size: [380, 320] }),
  overlay('host', { name: 'overlay-host-en', hash: 'host/en', size: [380, 320] }),
  overlay('host-open', { size: [380, 320], act: startShift }),
  overlay('host-window', { size: [380, 640], act: startShift }),
  overlay('host-closed', {
    size: [380, 640],
    act: async (page) => {
      await startShift(page);
      await page.evaluate(() => globalThis.closeOverlay());
    },
  }),
  overlay('host-closed', {
    name: 'overlay-host-closed-en-dark',
    hash: 'host-closed/en',
    dark: true,
    size: [380, 640],
    act: async (page) => {
      await startShift(page);
      await page.evaluate(() => globalThis.closeOverlay());
    },
  }),
  hold('checklist'),
  hold('checklist', {
    name: 'hold-checklist-ticked',
    act: async (page) => {
      await page.keyboard.press('1');
      await page.keyboard.press('3');
    },
  }),
  hold('justification'),
  hold('second'),
  hold('second', { name: 'hold-second-person', act: fillSecond }),
  hold('second', { name: 'hold-second-waiting', act: toAsk }),
  hold('second', {
    name: 'hold-second-ok',
    act: async (page) => {
      await toAsk(page);
      await page.evaluate(() => window.answerSecond({ ok: true, ticket: 't', at: Date.now(), post: 'credit-review' }));
    },
  }),
  hold('second', {
    name: 'hold-second-refused',
    act: async (page) => {
      await toAsk(page);
      await page.evaluate(() =>
        window.answerSecond({ ok: false, sentence: '合同未见原件，不同意放款。', refused: true }),
      );
    },
  }),
  hold('second-nobody', { act: fillSecond }),
  hold('stop', { hash: 'hold/stop/middle' }),
  hold('notes'),
  hold('many'),
  hold('long'),
  hold('hostile'),
  hold('english'),
  hold('draft', { act: async (page) => page.getByRole('button', { name: '展开' }).click() }),
  hold('overdue'),
  hold('justification', { name: 'hold-narrow', size: [420, 640] }),
  hold('many', { name: 'hold-narrow-many', size: [420, 640] }),
  hold('justification', { name: 'hold-forced', forced: true }),
  hold('justification', { name: 'hold-no-anchor', hash: 'hold/justification/none' }),
  { name: 'chip-closed', page: 'reminder', hash: 'chip/closed' },
  { name: 'chip-open', page: 'reminder', hash: 'chip/open' },
  {
    name: 'chip-acked',
    page: 'reminder',
    hash: 'chip/open',
    act: async (page) => page.getByRole('button', { name: '知道了' }).first().click(),
  },
  { name: 'chip-mini', page: 'reminder', hash: 'chip/closed', size: [320, 600] },
  { name: 'chip-mini-open', page: 'reminder', hash: 'chip/open', size: [420, 600] },
  { name: 'chip-draft', page: 'reminder', hash: 'chip/draft' },
  { name: 'chip-draft-closed', page: 'reminder', hash: 'chip/draft-closed' },
  { name: 'chip-lost', page: 'reminder', hash: 'chip/lost' },
  { name: 'chip-doubtful', page: 'reminder', hash: 'chip/doubtful' },
  { name: 'hint', page: 'reminder', hash: 'hint', act: async (page) => page.locator('#until').focus() },
  { name: 'hint-draft', page: 'reminder', hash: 'hint/draft', act: async (page) => page.locator('#until').focus() },
  ...[
    'recognised',
    'out',
    'not-allowed',
    'degraded',
    'unrecognised',
    'refused',
    'failing',
    'unreachable',
    'long',
    'failed',
    'waiting',
  ].map((n) => ({ name: `popup-${n}`, page: 'popup', hash: n, size: [360, 560], full: true })),
  { name: 'popup-english', page: 'popup', hash: 'recognised/en', size: [360, 560], full: true },
  { name: 'popup-dark', page: 'popup', hash: 'recognised', size: [360, 560], full: true, dark: true },
  ...['flags', 'flags/41', 'flags/404', 'mine', 'case/38', 'people', 'hosts', 'proof'].map((h) => ({
    name: `console-${h.replace('/', '-')}`,
    page: 'console',
    hash: `/${h}`,
    size: [1280, 800],
    full: true,
  })),
  ...['flags', 'flags/41', 'people'].map((h) => ({
    name: `console-${h.replace('/', '-')}-dark`,
    page: 'console',
    hash: `/${h}`,
    size: [1280, 800],
    full: true,
    dark: true,
  })),
  ...['empty', 'failed', 'waiting'].map((s) => ({
    name: `console-${s}`,
    page: 'console',
    query: `?${s}`,
    hash: '/flags',
    size: [1280, 800],
  })),
  { name: 'console-broken', page: 'console', query: '?broken', hash: '/flags/41', size: [1280, 800], full: true },
  { name: 'console-english', page: 'console', query: '?language=en', hash: '/flags/41', size: [1280, 800], full: true },
  { name: 'console-narrow', page: 'console', hash: '/flags/41', size: [640, 800], full: true },
  { name: 'console-phone', page: 'console', hash: '/flags', size: [420, 800], full: true },
  {
    name: 'console-pin',
    page: 'console',
    hash: '/people',
    size: [1280, 800],
    act: async (page) => {
      await page.getByRole('button', { name: '更改口令 李文博' }).click();
      await page.getByLabel('新口令').fill('12');
      await page.getByRole('button', { name: '保存口令' }).click();
    },
  },
  {
    name: 'console-proved',
    page: 'console',
    hash: '/proof',
    size: [1280, 800],
    act: async (page) => page.getByRole('button', { name: '开始验证' }).click(),
  },
  { name: 'second', page: 'second', size: [560, 640], full: true },
  { name: 'second-dark', page: 'second', size: [560, 640], full: true, dark: true },
  {
    name: 'second-wrong',
    page: 'second',
    size: [560, 640],
    full: true,
    act: async (page) => {
      await page.getByLabel('本人口令').fill('000000');
      await page.getByRole('button', { name: '确认', exact: true }).click();
    },
  },
  {
    name: 'second-refuse',
    page: 'second',
    size: [560, 640],
    full: true,
    act: async (page) => page.getByRole('button', { name: '不同意' }).click(),
  },
  {
    name: 'second-done',
    page: 'second',
    size: [560, 640],
    act: async (page) => {
      await page.getByLabel('本人口令').fill('482913');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'second-nopin',
    page: 'second',
    size: [560, 640],
    full: true,
    act: async (page) => page.getByLabel('第二人', { exact: true }).selectOption('qh-044'),
  },
  { name: 'second-gone', page: 'second', hash: 'gone', size: [560, 400] },
  { name: 'tell', page: 'reminder', hash: 'tell' },
];
