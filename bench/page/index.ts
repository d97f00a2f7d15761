// What Hulan costs a page and a clerk, beside a bare browser and an empty extension in the same run.
import { openDesk } from '@/tests/support/desk';
import { inEveryWorld } from '@/tests/support/isolated';
import { launchBrowser } from '@/tests/support/launch';
import { openPractice } from '@/tests/support/practice';
import { taxSystem } from '@/tests/support/tax';
import type { Page } from 'playwright-core';
import { figure, holds, quantile, type Bench, type Figure } from '../figure';
import { emptyExtension, hulanWithBenchPack } from './extensions';
import { heavyTimes } from './heavy';
import type { HeavyTimes } from './heavy';
import { timesToHold } from './hold';
import { scriptTimes } from './scripts';
import type { ScriptTimes } from './scripts';
import { startBenchServer } from './server';

/** uBlock Origin Lite, unpacked, where somebody has it: no registry of ours carries it. */
const BLOCKER = process.env.HULAN_UBOL;

interface Costs extends ScriptTimes, HeavyTimes {
  click: number[];
}

export const page: Bench = {
  name: 'page',
  async run({ full }) {
    const rounds = full ? 60 : 25;
    const server = await startBenchServer();
    try {
      const bare = await costs(null, server.url, rounds);
      const empty = await costs(emptyExtension(), server.url, rounds);
      const blocker = BLOCKER ? await costs(BLOCKER, server.url, rounds) : undefined;
      const ours = await hulan(server.url, rounds);
      return [...compared(ours.costs, { empty, bare, ...(blocker ? { 'uBO Lite': blocker } : {}) }), ...ours.figures];
    } finally {
      await server.close();
    }
  },
};

async function costs(extension: string | null, url: string, rounds: number): Promise<Costs> {
  const browser = await launchBrowser({ extension });
  try {
    const tab = browser.context.pages()[0] ?? (await browser.context.newPage());
    return await measure(tab, url, rounds);
  } finally {
    await browser.close();
  }
}

async function measure(tab: Page, url: string, rounds: number): Promise<Costs> {
  const scripts = await scriptTimes(tab, `${url}/watched`, rounds);
  await tab.goto(`${url}/watched`);
  await tab.waitForTimeout(500);
  for (let press = 0; press < rounds * 4 + 10; press += 1) {
    await tab.click('#go');
    await tab.waitForTimeout(25);
  }
  const click = (await tab.evaluate(() => (window as unknown as { __press: number[] }).__press)).slice(10);
  const heavy = await heavyTimes(tab, url, Math.ceil(rounds / 4));
  return { ...scripts, ...heavy, click };
}

async function hulan(url: string, rounds: number): Promise<{ costs: Costs; figures: Figure[] }> {
  const practice = await openPractice();
  const desk = await openDesk({ extension: hulanWithBenchPack() });
  try {
    await desk.isReady();
    await desk.page.goto(`${url}/plain`.replace('127.0.0.1', 'localhost'));
    await desk.page.waitForTimeout(300);
    const none = holds('page outside the packs: no script', (await inEveryWorld(desk.page, 'true')).length === 0);
    const measured = await measure(desk.page, url, rounds);
    const tax = taxSystem(desk.page, practice.tax.url);
    await tax.logIn('chenjing');
    const presses = Math.max(rounds, 40);
    const awake = await timesToHold(desk, tax, { rounds: presses, press: 'mouse', stopped: false });
    const stopped = await timesToHold(desk, tax, { rounds: presses, press: 'mouse', stopped: true });
    const enter = await timesToHold(desk, tax, { rounds, press: 'enter', stopped: true });
    return {
      costs: measured,
      figures: [
        none,
        figure('click to dialog, worker awake, p50', quantile(awake, 0.5), 'ms'),
        figure('click to dialog, worker awake, p95', quantile(awake, 0.95), 'ms', { atMost: 50 }),
        figure('click to dialog, worker stopped, p50', quantile(stopped, 0.5), 'ms'),
        figure('click to dialog, worker stopped, p95', quantile(stopped, 0.95), 'ms', { atMost: 150 }),
        figure('Enter to dialog, worker stopped, p95', quantile(enter, 0.95), 'ms'),
      ],
    };
  } finally {
    await desk.close();
    await practice.close();
  }
}

function compared(ours: Costs, peers: { empty: Costs; bare: Costs } & Record<string, Costs>): Figure[] {
  const { empty } = peers;
  const over = (p: number): number => quantile(ours.click, p) - quantile(empty.click, p);
  const told = (of: (costs: Costs) => number) => ({
    peer: Object.entries(peers)
      .map(([name, costs]) => `${name} ${ms(of(costs))}`)
      .join(', '),
  });
  const beside = (p: number, of: keyof Costs) => told((costs) => quantile(costs[of], p));
  return [
    figure(
      'script at document start, a frame, p50',
      quantile(ours.start, 0.5),
      'ms',
      { atMost: 1 },
      beside(0.5, 'start'),
    ),
    figure('script at document start, a frame, p95', quantile(ours.start, 0.95), 'ms', {}, beside(0.95, 'start')),
    figure('script once a frame is parsed, p50', quantile(ours.parsed, 0.5), 'ms'),
    figure('script where the page was recognised, p50', quantile(ours.recognised, 0.5), 'ms'),
    figure(
      'script in a page of 50 frames, a frame, p50',
      quantile(ours.frame, 0.5),
      'ms',
      { atMost: 1 },
      beside(0.5, 'frame'),
    ),
    figure(
      '10,000 rows put into a watched page, over empty, least',
      least(ours.rows) / least(empty.rows),
      '×',
      { atMost: 1.02 },
      told((costs) => least(costs.rows)),
    ),
    figure('longest work of ours after that, p50', quantile(ours.longest, 0.5), 'ms', { atMost: 50 }),
    figure('watched click, all rules false, over empty, p50', over(0.5), 'ms', { atMost: 0.5 }, beside(0.5, 'click')),
    figure('watched click, all rules false, over empty, p95', over(0.95), 'ms', { atMost: 1 }, beside(0.95, 'click')),
  ];
}

const least = (values: readonly number[]): number => Math.min(...values);
const ms = (value: number): string => `${value.toFixed(2)} ms`;
