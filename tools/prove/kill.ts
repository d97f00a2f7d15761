// The worker killed 950 times and the browser 50 times (SIGKILL) at random points of real work: no entry lost, doubled, out of order.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension, buildPacks } from '@/tools/build.mjs';
import { openDesk } from '@/tests/support/desk';
import type { Desk } from '@/tests/support/desk';
import { holdOf } from '@/tests/support/hold';
import { actUnderKill, faultsOf, journalOf, killBrowser, oneAct } from '@/tests/support/kill';
import { PRACTICE_BUILD } from '@/tests/support/launch';
import { openPractice } from '@/tests/support/practice';
import type { Practice } from '@/tests/support/practice';
import { taxSystem } from '@/tests/support/tax';
import { inStretches, stampOf } from './stretches';
import type { Seen } from './stretches';

export const about =
  'the worker killed 950 times and the browser 50 times in the middle of work (--worker N, --browser N; goes on where it was broken off, --fresh starts anew)';

const CASE = 'JM2026110002';
/** An act takes about this long; the kill comes anywhere within it, and a little before and after. */
const WITHIN_MS = 1_500;
/** Seconds: longer than the page's last try to say something again. */
const SETTLES = 40;

export async function run(args: string[]): Promise<{ ok: boolean; line: string }> {
  const rounds = (name: string, usual: number): number => {
    const at = args.indexOf(name);
    return at < 0 ? usual : Number(args[at + 1]);
  };
  buildPacks();
  buildExtension([{ browser: 'chrome', mode: 'practice' }]);
  const of = { stamp: stampOf(PRACTICE_BUILD), fresh: args.includes('--fresh') };
  const practice = await openPractice();
  try {
    const worker = await inStretches('kill-worker', { ...of, wanted: rounds('--worker', 950), size: 50 }, (n) =>
      killWorkers(practice, n),
    );
    const browser = await inStretches('kill-browser', { ...of, wanted: rounds('--browser', 50), size: 10 }, (n) =>
      killBrowsers(practice, n),
    );
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
    for (let round = 1; round <= rounds; round++) await actUnderKill(at, Math.random() * WITHIN_MS);
    return { rounds, ...(await settled(at.desk, { least: rounds, most: rounds, open: 0 })) };
  } finally {
    await at.desk.close();
  }
}

/** What the page says last is on its way when the hold closes, and may have to be said again. */
async function settled(desk: Desk, acts: Parameters<typeof faultsOf>[1]): Promise<Omit<Seen, 'rounds'>> {
  for (let tries = 0; ; tries++) {
    const entries = await journalOf(desk);
    const faults = await faultsOf(entries, acts);
    if (!faults.length || tries === SETTLES) return { entries: entries.length, faults };
    await desk.page.waitForTimeout(1_000);
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
