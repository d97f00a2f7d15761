// Script time of an extension at document start, from the browser's own trace.
import type { CDPSession, Page } from 'playwright-core';

export interface TraceEvent {
  name: string;
  ph: string;
  dur?: number;
  /** Thread time, µs: what the script itself took, without the waits of a busy machine. */
  tdur?: number;
  pid: number;
  tid: number;
  args?: { data?: { url?: string; frame?: string } };
}

/** ms of thread time spent in evaluating the extension's scripts in a page of one frame; one value a load. */
export interface ScriptTimes {
  /** Scripts that run before the page's own: at document start. */
  start: number[];
  /** In every frame once the page is parsed. */
  parsed: number[];
  /** Where the page was recognised. */
  recognised: number[];
}

const PARSED = /\/lookout\.js/;
const RECOGNISED = /\/reader\.js/;

export async function scriptTimes(page: Page, url: string, loads: number): Promise<ScriptTimes> {
  await page.goto(url);
  const times: ScriptTimes = { start: [], parsed: [], recognised: [] };
  const session = await page.context().newCDPSession(page);
  for (let load = 0; load < loads; load += 1) {
    const events = await traced(session, async () => {
      await page.goto(url);
      await page.waitForTimeout(150);
    });
    times.start.push(sumOf(events, (script) => !PARSED.test(script) && !RECOGNISED.test(script)));
    times.parsed.push(sumOf(events, (script) => PARSED.test(script)));
    times.recognised.push(sumOf(events, (script) => RECOGNISED.test(script)));
  }
  await session.detach();
  return times;
}

/** ms of thread time in evaluating the extension's scripts. */
export function sumOf(events: readonly TraceEvent[], counts: (script: string) => boolean): number {
  const scripts = events.filter(({ name, args }) => {
    const script = args?.data?.url ?? '';
    return name === 'EvaluateScript' && script.startsWith('chrome-extension://') && counts(script);
  });
  return scripts.reduce((sum, { dur, tdur }) => sum + (tdur ?? dur ?? 0), 0) / 1000;
}

export async function traced(session: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
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
