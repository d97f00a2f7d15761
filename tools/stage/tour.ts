// A scripted clerk plays every practised action in a real browser, meets what Hulan shows, and answers it.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ACTS, type Act } from '@/tests/support/acts';
import { creditSystem } from '@/tests/support/credit';
import type { Desk } from '@/tests/support/desk';
import { heldPage, holdOf } from '@/tests/support/hold';
import { actsIn, type JournalAct } from '@/tests/support/journal';
import type { Practice } from '@/tests/support/practice';
import { askSecond, confirm, setPinIfNone } from '@/tests/support/second';
import { look, press } from '@/tests/support/surface';
import { taxSystem } from '@/tests/support/tax';
import { ROOT } from '@/tools/setup.mjs';
import { openStage, type Stage } from './stage';
import { tableOf } from './table';

const OUT = join(ROOT, 'out', 'tour');
const NEXT = '#hu-continue';
/** How long to wait for a hold or for the act to go through, ms. */
const PATIENCE = 6_000;

interface Row {
  act: Act;
  entry?: JournalAct;
  answered: string;
  went: string;
}

const DONE = 'committed 已办';

export async function tour({ executable }: { executable: string }): Promise<number> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const stage = await openStage({ executable, headed: false });
  let stopped = false;
  void stage.ended.then(() => {
    stopped = true;
    return stage.close();
  });
  try {
    await stage.desk.isReady();
    const rows = await playAll(stage, () => stopped);
    if (stopped) return 130;
    await photographOwnPages(stage);
    console.log(
      `\n${tableOf(['action 动作', 'rules that fired 规则', 'ask', 'answered 应答', 'went through 结果', 'seq'], rows.map(cells))}`,
    );
    const silent = rows.filter(({ entry }) => !entry);
    console.log(`\n${rows.length} acts played, ${rows.length - silent.length} journalled. Screenshots: out/tour/`);
    return silent.length === 0 ? 0 : 1;
  } catch (error) {
    if (stopped) return 130;
    throw error;
  } finally {
    await stage.close();
  }
}

async function playAll(stage: Stage, isStopped: () => boolean): Promise<Row[]> {
  const rows: Row[] = [];
  let now = '';
  for (const [index, act] of ACTS.entries()) {
    if (isStopped()) return rows;
    const clerk = {
      tax: taxSystem(stage.desk.page, stage.practice.tax.url),
      credit: creditSystem(stage.desk.page, stage.practice.credit.url),
    };
    stage.desk.page.removeAllListeners('dialog').on('dialog', (dialog) => dialog.accept().catch(() => undefined));
    if (now !== `${act.system} ${act.who}`) await clerk[act.system].logIn(act.who);
    now = `${act.system} ${act.who}`;
    const row = await playOne(stage, act, clerk, `${String(index + 1).padStart(2, '0')}-${act.action}`);
    console.log(`  ${act.title} ${act.id}: ${row.answered}, ${row.went}`);
    rows.push(row);
    // An act that was given up leaves the page's own dialog open over everything else.
    if (row.went !== DONE && act.system === 'credit') await stage.desk.page.reload();
  }
  return rows;
}

async function playOne(
  { desk, practice }: Stage,
  act: Act,
  clerk: Parameters<Act['play']>[0],
  name: string,
): Promise<Row> {
  const seen = actsIn(await desk.journal()).length;
  const before = await timesDone(practice, act);
  const tabs = new Set(desk.context.pages());
  await act.play(clerk, act.id);
  const isDone = async (): Promise<boolean> => (await timesDone(practice, act)) > before;
  const answered = await answer(desk, name, isDone);
  if (answered !== '返回 back') await until(isDone);
  await until(async () => actsIn(await desk.journal()).length > seen, 2_000);
  const went = (await isDone()) ? DONE : 'not committed 未办';
  for (const page of desk.context.pages()) if (!tabs.has(page)) await page.close().catch(() => undefined);
  const entry =
    actsIn(await desk.journal())
      .slice(seen)
      .find(({ body }) => body.action === act.action) ?? actsIn(await desk.journal()).slice(seen)[0];
  return { act, entry, answered, went };
}

/** Holds are answered in turn by going back and by giving a reason, so that the pictures and the table show both. */
async function answer({ context }: Desk, name: string, isDone: () => Promise<boolean>): Promise<string> {
  let page: Page | undefined;
  await until(async () => {
    page = await heldPage(context);
    return page !== undefined || isDone();
  });
  if (!page) return '– none';
  const hold = holdOf(page);
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(OUT, `${name}-hold.png`) });
  const ways = await hold.ways();
  if (!ways.canContinue) {
    await hold.goBack();
    return '返回 back';
  }
  if (ways.needsSecond) return withSecondPerson(page, name);
  await hold.continueWithReason();
  await page.screenshot({ path: join(OUT, `${name}-after.png`) }).catch(() => undefined);
  return '继续 continue';
}

/** Goes to the second step, lets a colleague confirm with a PIN in the extension's window, and goes on. */
async function withSecondPerson(page: Page, name: string): Promise<string> {
  const hold = holdOf(page);
  await hold.tickAll();
  await hold.pickReason();
  if ((await look(page, 'textarea')).length > 0) await hold.write('已向分管领导说明，请第二人核对。');
  await page.waitForTimeout(600);
  if ((await look(page, NEXT, '下一步')).length > 0) await press(page, NEXT, '下一步');
  await page.waitForTimeout(300);
  if ((await look(page, '.second select')).length === 0) {
    await hold.goBack();
    return '返回 back';
  }
  const window = await askSecond(page, page.context());
  await setPinIfNone(window);
  await window.screenshot({ path: join(OUT, `${name}-second.png`) });
  await confirm(window);
  // Whoever confirmed last at this desk may not within a minute: then the clerk goes back.
  if (!(await until(async () => (await look(page, '.second', '已确认')).length > 0, 3_000))) {
    await window.close();
    await hold.goBack();
    return '返回 back';
  }
  await page.screenshot({ path: join(OUT, `${name}-confirmed.png`) });
  await hold.pressContinue();
  return '双人 second person';
}

async function photographOwnPages({ desk }: Stage): Promise<void> {
  for (const [path, size] of [
    ['popup.html', { width: 360, height: 900 }],
    ['console.html', { width: 1280, height: 860 }],
  ] as const) {
    const page = await desk.openOwn(path).catch(() => undefined);
    if (!page) continue;
    await page.setViewportSize(size);
    await page.waitForTimeout(800);
    await page.screenshot({ path: join(OUT, path.replace('.html', '.png')) });
    await page.close();
  }
}

async function timesDone(practice: Practice, { system, id, action }: Act): Promise<number> {
  const { counts, commits } = await practice.state(system);
  return id ? (counts[id] ?? 0) : commits.filter((commit) => commit.accepted && commit.action === action).length;
}

function cells({ act, entry, answered, went }: Row): string[] {
  const flags = entry?.body.flags ?? [];
  return [
    `${act.action} ${act.title}`,
    flags.map(({ rule }) => rule).join(' ') || '–',
    flags.map(({ ask }) => ask).join(' ') || '–',
    answered,
    went,
    entry ? String(entry.seq) : 'not journalled',
  ];
}

async function until(is: () => Promise<boolean>, ms = PATIENCE): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (await is().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}
