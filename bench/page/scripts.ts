// Script time of an extension at document start, from the browser's own trace.
import type { CDPSession, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  dur?: number;
  pid: number;
  tid: number;
  args?: { data?: { url?: string; frame?: string } };
}

/** ms of evaluating the extension's scripts, summed over one load of a page of one frame; one value a load. */
export async function scriptTimes(page: Page, url: string, loads: number): Promise<number[]> {
  await page.goto(url);
  const times: number[] = [];
  const session = await page.context().newCDPSession(page);
  for (let load = 0; load < loads; load += 1) {
    const events = await traced(session, async () => {
      await page.goto(url);
      await page.waitForTimeout(50);
    });
    const ours = events.filter(
      ({ name, args }) => name === 'EvaluateScript' && args?.data?.url?.startsWith('chrome-extension://'),
    );
    times.push(ours.reduce((sum, { dur }) => sum + (dur ?? 0), 0) / 1000);
  }
  await session.detach();
  return times;
}

async function traced(session: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }): void => {
    events.push(...(value as TraceEvent[]));
  };
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['devtools.timeline', 'v8.execute'] },
    transferMode: 'ReportEvents',
  });
  await act();
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return events;
}
