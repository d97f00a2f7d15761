// Pages that ask much: many frames, many rows.
import type { Page } from 'playwright-core';
import { sumOf, traced } from './scripts';
import type { TraceEvent } from './scripts';
import { FRAMES } from './server';

/** ms; one value a load or an insertion. */
export interface HeavyTimes {
  /** Script of ours in a page of 50 frames, for one frame, all scripts together. */
  frame: number[];
  /** Putting 10,000 rows into the page one by one, to the end of the microtasks. */
  rows: number[];
  /** The longest piece of work of ours within the second that follows. */
  longest: number[];
}

export async function heavyTimes(page: Page, url: string, rounds: number): Promise<HeavyTimes> {
  const times: HeavyTimes = { frame: [], rows: [], longest: [] };
  const session = await page.context().newCDPSession(page);
  for (let round = 0; round < rounds; round += 1) {
    const loaded = await traced(session, async () => {
      await page.goto(`${url}/watched?frames`);
      await page.waitForTimeout(600);
    });
    times.frame.push(sumOf(loaded, () => true) / (FRAMES + 1));
    await page.goto(`${url}/watched?rows`);
    await page.waitForTimeout(800);
    const drawn = await traced(session, async () => {
      times.rows.push(await page.evaluate(() => (window as unknown as { __fill(): Promise<number> }).__fill()));
      await page.waitForTimeout(1_000);
    });
    times.longest.push(longestOf(drawn));
  }
  await session.detach();
  return times;
}

const longestOf = (events: readonly TraceEvent[]): number =>
  Math.max(
    0,
    ...events
      .filter(({ name, args }) => name === 'FunctionCall' && args?.data?.url?.startsWith('chrome-extension://'))
      .map(({ dur }) => (dur ?? 0) / 1000),
  );
