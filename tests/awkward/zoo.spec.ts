// The zoo: whatever way a page acts, one act is one event with the right fields; declined, nothing happens; let go, the page does
// exactly what it does in a browser without us: the same requests, handlers, submitter, point and windows.
import { expect, test } from '@playwright/test';
import type { Frame, Page } from '@playwright/test';
import { startBare, startBench } from './bench';
import type { Clerk } from './bench';
import { CONSTRUCTS } from './zoo/constructs';
import type { Construct } from './zoo/constructs';
import { FRAMES } from './zoo/frames';
import { LIBRARIES, serveLibraries } from './zoo/libraries';

let bench: Awaited<ReturnType<typeof startBench>>;
let bare: Awaited<ReturnType<typeof startBare>>;
test.beforeAll(async () => {
  test.setTimeout(60_000);
  [bench, bare] = await Promise.all([startBench(), startBare()]);
  await serveLibraries([bench, bare]);
});
test.afterAll(async () => {
  await Promise.all([bench.close(), bare.close()]);
});

const QUIET_MS = 250;
/** What came of an act: read when nothing more comes. */
async function outcome({ posted, said, context }: Clerk, sends = 1) {
  await expect.poll(() => posted.length).toBeGreaterThanOrEqual(sends);
  await quiet();
  return { sent: [...posted], said: [...said].sort(inTime), windows: context.pages().length };
}
const quiet = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, QUIET_MS);
  });
/** What an answer of the server brings may come before or after the rest. */
const inTime = (a: string, b: string): number => Number(a === 'answered') - Number(b === 'answered');

/** A frame of a javascript: address is known by its place only. */
const innermost = (page: Page, name: string): Frame | undefined => page.frame(name) ?? page.frames()[1];
const whereOf = ({ page, context }: Clerk, { frame, window }: Construct): Page | Frame => {
  const found = window ? context.pages()[1] : frame ? innermost(page, frame) : page;
  if (!found) throw new Error(`no frame ${frame}`);
  return found;
};
async function prepare({ page, context, said }: Clerk, { confirms, leads, window, frame }: Construct): Promise<void> {
  if (confirms) page.on('dialog', (dialog) => void dialog.accept());
  const opened = window && context.waitForEvent('page');
  for (const lead of leads ?? []) await page.click(lead);
  await opened;
  if (frame) await expect.poll(() => innermost(page, frame)).toBeDefined();
  said.length = 0;
}
async function act(clerk: Clerk, each: Construct): Promise<void> {
  const at = whereOf(clerk, each);
  await (each.act ? each.act(clerk.page, at) : at.locator('#go').click());
}

const USUAL = { fields: { amount: { kind: 'read', value: 60_000_000 }, case_id: { kind: 'read', value: 'A1' } } };

for (const each of [...CONSTRUCTS, ...FRAMES, ...LIBRARIES]) {
  test(`${each.say}: one event; declined, nothing; let go, as without us`, async () => {
    for (const clerk of [bench, bare])
      for (const [path, page] of Object.entries(each.serves ?? {})) clerk.serve(path, ...page);
    const alone = (async () => {
      await bare.open(each.html);
      await prepare(bare, each);
      await act(bare, each);
      await each.after?.(bare.page);
      return outcome(bare, each.sends);
    })();
    alone.catch(() => undefined);

    await bench.open(each.html, each.action, each.page);
    if (each.history) await bench.tellWorker('setHistory', true);
    await prepare(bench, each);
    if (each.leads) await bench.ready();
    await act(bench, each);
    const dialog = bench.dialog(whereOf(bench, each));
    await expect(dialog).toBeVisible();
    await bench.answer('back', whereOf(bench, each));
    await quiet();
    expect(bench.posted).toEqual([]);
    expect(bench.said).not.toContain('answered');
    bench.said.length = 0;
    await act(bench, each);
    await expect(dialog).toBeVisible();
    await bench.answer('on', whereOf(bench, each));
    await each.after?.(bench.page);

    expect(await outcome(bench, each.sends)).toEqual(await alone);
    const events = await bench.events();
    expect(events).toMatchObject([each.expects ?? USUAL, each.expects ?? USUAL]);
    expect(events).toHaveLength(2);
    expect((await bench.heard('act.answer')).map((h) => h.body.answer)).toMatchObject([
      { kind: 'back' },
      { kind: 'continue' },
    ]);
    expect((await bench.heard('act.ending')).map((h) => h.body.ending).filter((e) => e !== 'committed')).toEqual([
      'withdrawn',
      'released',
    ]);
  });
}
