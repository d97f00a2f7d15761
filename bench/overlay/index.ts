import type { Page } from 'playwright-core';
import { openDesk } from '@/tests/support/desk';
import type { Desk } from '@/tests/support/desk';
import { holdOf } from '@/tests/support/hold';
import { openPractice } from '@/tests/support/practice';
import { taxSystem } from '@/tests/support/tax';
import { figure, quantile } from '../figure';
import type { Bench, Figure } from '../figure';

const CASE = 'JM2026110002';
/** Where the page, the small window and the overlay leave their times: epoch ms of this machine's clock. */
const MARKS = 'benchMarks';

/**
 * The clerk's overlay: from the click that starts the shift to the overlay with its contents, beside an empty window of the same
 * kind; and from the press that is held in the page to its line in the overlay.
 */
export const overlay: Bench = {
  name: 'overlay',
  async run({ full }) {
    const practice = await openPractice();
    await practice.reset();
    const desk = await openDesk();
    try {
      await desk.isReady();
      const opened = await openings(desk, full ? 20 : 5);
      const shown = await holds(desk, practice.tax.url, full ? 20 : 6);
      return figuresOf(opened, shown);
    } finally {
      await desk.close();
      await practice.close();
    }
  },
};

/** Milliseconds from click to contents, ours and an empty window's in turn. */
async function openings(desk: Desk, times: number): Promise<{ ours: number[]; empty: number[] }> {
  const ours: number[] = [];
  const empty: number[] = [];
  for (let n = 0; n < times; n++) {
    const host = await desk.openOwn('overlay.html');
    await host.evaluate(watchOpening, MARKS);
    await host.getByRole('button', { name: '开始班次' }).click();
    await host.waitForFunction((key) => Reflect.get(globalThis, key)?.length > 1, MARKS);
    ours.push(await between(host));
    await host.close();

    const bare = await desk.openOwn('managed-schema.json');
    await bare.evaluate(openEmpty, MARKS);
    await bare.click('body');
    await bare.waitForFunction((key) => Reflect.get(globalThis, key)?.length > 1, MARKS);
    empty.push(await between(bare));
    await bare.close();
  }
  return { ours, empty };
}

const between = (page: Page): Promise<number> =>
  page.evaluate((key) => {
    const [from = 0, to = 0] = Reflect.get(globalThis, key) as number[];
    return to - from;
  }, MARKS);

/** Runs in the small window: the click, and the moment the overlay says what waits. */
function watchOpening(key: string): void {
  const marks: number[] = [];
  Reflect.set(globalThis, key, marks);
  addEventListener('click', () => marks.push(performance.now()), { capture: true, once: true });
  const pip = Reflect.get(globalThis, 'documentPictureInPicture') as EventTarget;
  pip.addEventListener('enter', (event) => {
    const { document: doc } = Reflect.get(event, 'window') as Window;
    const look = new MutationObserver(() => {
      if (!doc.body.innerText.includes('当前没有待处理事项')) return;
      look.disconnect();
      marks.push(performance.now());
    });
    look.observe(doc.body, { subtree: true, childList: true, characterData: true });
  });
}
/** Runs in a bare page of ours: the next click opens an empty window. */
function openEmpty(key: string): void {
  const marks: number[] = [];
  Reflect.set(globalThis, key, marks);
  addEventListener(
    'click',
    () => {
      marks.push(performance.now());
      const pip = Reflect.get(globalThis, 'documentPictureInPicture') as {
        requestWindow(size: object): Promise<Window>;
      };
      void pip.requestWindow({ width: 320, height: 420 }).then(() => marks.push(performance.now()));
    },
    { once: true },
  );
}

/** Milliseconds from the press in the page to the overlay's words. */
async function holds(desk: Desk, url: string, times: number): Promise<number[]> {
  const host = await desk.openOwn('overlay.html');
  const opened = desk.context.waitForEvent('page');
  await host.getByRole('button', { name: '开始班次' }).click();
  const pip = await opened;
  await pip.evaluate((key) => {
    const marks: number[] = [];
    Reflect.set(globalThis, key, marks);
    let was = false;
    new MutationObserver(() => {
      const is = document.body.innerText.includes('1 项待我处理');
      if (is && !was) marks.push(Date.now());
      was = is;
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, MARKS);
  await desk.context.addInitScript((key) => {
    addEventListener('click', () => Reflect.set(globalThis, key, Date.now()), true);
  }, MARKS);
  await desk.page.bringToFront();
  const tax = taxSystem(desk.page, url);
  const hold = holdOf(desk.page);
  await tax.logIn('chenjing');
  const found: number[] = [];
  for (let n = 0; n < times; n++) {
    await tax.approveRelief(CASE);
    await hold.text();
    await pip.waitForFunction((key) => Reflect.get(globalThis, key).length > 0, MARKS);
    const shown = await pip.evaluate(
      (key) => Number((Reflect.get(globalThis, key) as number[]).splice(0).at(-1)),
      MARKS,
    );
    const pressed = await Promise.all(
      desk.page.frames().map((frame) => frame.evaluate((key) => Number(Reflect.get(globalThis, key) ?? 0), MARKS)),
    );
    found.push(shown - Math.max(...pressed));
    await hold.goBack();
    await pip.getByText('当前没有待处理事项').waitFor();
  }
  return found;
}

function figuresOf({ ours, empty }: { ours: number[]; empty: number[] }, shown: number[]): Figure[] {
  const open = quantile(ours, 0.5);
  const bare = quantile(empty, 0.5);
  return [
    figure(
      'click to overlay with contents, p50',
      open,
      'ms',
      { atMost: 150 },
      { peer: `empty window ${bare.toFixed(0)} ms`, ratio: bare / open },
    ),
    figure('press in the page to its line in the overlay, p50', quantile(shown, 0.5), 'ms', { atMost: 100 }),
  ];
}
