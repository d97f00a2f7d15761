// The worker killed 950 times and the browser 50 times (SIGKILL) at random points of real work: no entry lost, doubled, out of order.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from '@/tests/support/desk';
import { holdOf } from '@/tests/support/hold';
import { actUnderKill, faultsOf, journalOf, killBrowser, oneAct } from '@/tests/support/kill';
import { openPractice } from '@/tests/support/practice';
import type { Practice } from '@/tests/support/practice';
import { taxSystem } from '@/tests/support/tax';

export const about =
  'the worker killed 950 times and the browser 50 times in the middle of work (--worker N, --browser N)';

const CASE = 'JM2026110002';
/** An act takes about this long; the kill comes anywhere within it, and a little before and after. */
const WITHIN_MS = 1_500;
const SAY_EVERY = 50;

export async function run(args: string[]): Promise<{ ok: boolean; line: string }> {
  const rounds = (name: string, usual: number): number => {
    const at = args.indexOf(name);
    return at < 0 ? usual : Number(args[at + 1]);
  };
  const practice = await openPractice();
  try {
    const worker = await killWorkers(practice, rounds('--worker', 950));
    const browser = await killBrowsers(practice, rounds('--browser', 50));
    const faults = [...worker.faults, ...browser.faults];
    return {
      ok: faults.length === 0,
      line: [
        `${worker.rounds} rounds of the worker (${worker.entries} entries), ${browser.rounds} of the browser (${browser.entries} entries)`,
        faults.length ? `NOT: ${faults.slice(0, 10).join('; ')}` : 'no entry lost, doubled or out of order',
      ].join(': '),
    };
  } finally {
    await practice.close();
  }
}

interface Seen {
  rounds: number;
  entries: number;
  faults: string[];
}

async function clerkAt(practice: Practice, profile?: string) {
  const desk = await openDesk(profile === undefined ? {} : { profile });
  await desk.isReady();
  return { desk, tax: taxSystem(desk.page, practice.tax.url), hold: holdOf(desk.page) };
}

async function killWorkers(practice: Practice, rounds: number): Promise<Seen> {
  await practice.reset();
  const at = await clerkAt(practice);
  try {
    await at.tax.logIn('chenjing');
    await at.tax.openRelief(CASE);
    for (let round = 1; round <= rounds; round++) {
      await actUnderKill(at, Math.random() * WITHIN_MS);
      if (round % SAY_EVERY === 0) console.error(`  worker killed ${round} times`);
    }
    // What the page says last is on its way when the hold closes.
    await at.desk.page.waitForTimeout(3_000);
    const entries = await journalOf(at.desk);
    return {
      rounds,
      entries: entries.length,
      faults: await faultsOf(entries, { least: rounds, most: rounds, open: 0 }),
    };
  } finally {
    await at.desk.close();
  }
}

/** After each kill the same profile starts again: all that had been read from the journal before must still be there. */
async function killBrowsers(practice: Practice, rounds: number): Promise<Seen> {
  const profile = mkdtempSync(join(tmpdir(), 'hulan-kill-'));
  const faults: string[] = [];
  let before: { seq: number; leaf: string }[] = [];
  try {
    for (let round = 1; round <= rounds; round++) {
      await practice.reset();
      const at = await clerkAt(practice, profile);
      const entries = await journalOf(at.desk);
      const lost = before.filter(({ seq, leaf }) => entries[seq]?.leaf !== leaf).length;
      if (lost) faults.push(`round ${round}: ${lost} entries lost or changed`);
      faults.push(...(await faultsOf(entries, { least: round - 1, most: 3 * round, open: 2 * round })));
      await at.tax.logIn('chenjing');
      await at.tax.openRelief(CASE);
      await oneAct(at);
      before = (await journalOf(at.desk)).map(({ seq, leaf }) => ({ seq, leaf }));
      const dying = oneAct(at).catch(() => undefined);
      await at.desk.page.waitForTimeout(Math.random() * WITHIN_MS).catch(() => undefined);
      killBrowser(profile);
      await dying;
      await at.desk.close().catch(() => undefined);
      if (round % 10 === 0) console.error(`  browser killed ${round} times`);
    }
    const last = await clerkAt(practice, profile);
    const entries = await journalOf(last.desk);
    await last.desk.close();
    if (before.some(({ seq, leaf }) => entries[seq]?.leaf !== leaf)) faults.push('entries lost by the last kill');
    return { rounds, entries: entries.length, faults };
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  }
}
