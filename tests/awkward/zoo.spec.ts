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
import { playBoth } from './zoo/play';
import type { Player } from './zoo/play';

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

const playerOf = (clerk: Clerk, open: Player['open']): Player => ({
  posted: clerk.posted,
  serve: clerk.serve,
  rest: clerk.rest,
  open,
  async act(each) {
    const at = whereOf(clerk, each);
    await (each.act ? each.act(clerk.page, at) : at.locator('#go').click());
  },
  after: async (each) => void (await each.after?.(clerk.page)),
  said: async () => clerk.said.splice(0),
  windows: async () => clerk.context.pages().length,
});

for (const each of [...CONSTRUCTS, ...FRAMES, ...LIBRARIES])
  test(`${each.say}: one event; declined, nothing; let go, as without us`, async () => {
    const ours = playerOf(bench, async ({ html, action, page, history, leads }) => {
      await bench.open(html, action, page);
      if (history) await bench.tellWorker('setHistory', true);
      await prepare(bench, each);
      if (leads) await bench.ready();
    });
    await playBoth(
      {
        ...ours,
        isHeld: () => bench.dialog(whereOf(bench, each)).isVisible(),
        answer: (which) => bench.answer(which, whereOf(bench, each)),
        events: bench.events,
        heard: bench.heard,
      },
      playerOf(bare, async ({ html }) => {
        await bare.open(html);
        await prepare(bare, each);
      }),
      each,
    );
  });
