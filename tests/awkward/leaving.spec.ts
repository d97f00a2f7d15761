// Pages that leave under a hold and come back from the back/forward cache as they were.
import { expect, test } from '@playwright/test';
import { startBench } from './bench';

let bench: Awaited<ReturnType<typeof startBench>>;
test.beforeAll(async () => {
  bench = await startBench();
});
test.afterAll(async () => {
  await bench.close();
});

const POST = `fetch('/do',{method:'POST',body:'a=1'})`;
const HELD = `<input name="amount" value="600000"><input name="case_id" value="A1"><button id="go" onclick="${POST}">放款</button>`;
/** Without this header no page is kept; the bench's own is no-store. */
const KEPT = { 'cache-control': 'no-cache' };

async function openKept(html: string): Promise<void> {
  await bench.open(html);
  bench.serve('/p', `<!doctype html><title>t</title>${html}`, KEPT);
  await bench.page.goto(`${bench.origin}/p`);
  await bench.ready();
  await bench.page.evaluate('window.sameDocument = true');
}
/** Leaves and comes back; the document must be the very one that was left. */
async function leaveAndReturn(): Promise<void> {
  await bench.page.goto(`${bench.origin}/other`);
  await bench.page.evaluate('history.back()');
  await expect.poll(() => bench.page.evaluate('window.sameDocument === true').catch(() => false)).toBe(true);
  await bench.settle(200);
}
const answers = async () =>
  (await bench.heard('act.answer')).map(({ body }) => (body.answer as { kind: string; why?: string }).kind);

test('a page left under a hold comes back without it, and the next press is judged afresh', async () => {
  await openKept(HELD);
  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();

  await leaveAndReturn();

  await expect(bench.dialog()).toHaveCount(0);
  expect(bench.posted).toEqual([]);
  await bench.page.click('#go');
  await expect(bench.dialog()).toBeVisible();
  await bench.answer('on');
  await expect.poll(() => bench.posted.length).toBe(1);
  expect(new Set((await bench.events()).map(({ id }) => id)).size).toBe(2);
  expect(await answers()).toEqual(['unanswered', 'continue']);
});

test('a page left while its act waited for the worker comes back free', async () => {
  await openKept(HELD.replace('600000', '1000').replace('A1', 'H1'));
  await bench.tellWorker('setDelay', 700);
  await bench.page.click('#go');
  await leaveAndReturn();
  await bench.tellWorker('setDelay', 0);

  await bench.settle(1_500);
  const before = bench.posted.length;
  await bench.page.click('#go');
  await expect.poll(() => bench.posted.length).toBe(before + 1);

  expect(before).toBe(0);
});

test('a small frame whose hold stood in the top frame holds again after the way back', async () => {
  bench.serve('/p2', `<!doctype html>${HELD}`, KEPT);
  await openKept('<iframe name="f" src="/p2" width="400" height="120"></iframe>');
  await bench.settle(300);
  const button = await bench.page.frameLocator('[name=f]').locator('#go').boundingBox();
  // By its place: of a document that came back, the driver no longer knows the frames.
  const press = () => bench.page.mouse.click((button?.x ?? 0) + 5, (button?.y ?? 0) + 5);
  await press();
  await expect(bench.dialog()).toBeVisible();

  await leaveAndReturn();

  await expect(bench.dialog()).toHaveCount(0);
  await press();
  await expect(bench.dialog()).toBeVisible();
  await bench.answer('on');
  await expect.poll(() => bench.posted.length).toBe(1);
});
