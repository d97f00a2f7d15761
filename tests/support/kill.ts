// Work under which the worker, or the whole browser, is killed at random moments; and what must be true of the journal after.
import { readdirSync, readFileSync } from 'node:fs';
import type { Desk } from './desk';
import type { Hold } from './hold';
import { actsIn, isOf, readJournal } from './journal';
import type { JournalEntry } from './journal';
import type { TaxSystem } from './tax';
import { createAudit } from '@/lib/journal';

/** One act of a clerk: pressed, held, read, gone back from. Nothing reaches the system, so the same page serves again. */
export async function oneAct({ tax, hold }: { tax: TaxSystem; hold: Hold }): Promise<void> {
  await tax.press('审批通过');
  await hold.text(20_000);
  await hold.goBack();
}

/** Kills the worker once, somewhere within an act. */
export async function actUnderKill(on: { desk: Desk; tax: TaxSystem; hold: Hold }, afterMs: number): Promise<void> {
  const killed = new Promise((resolve) => setTimeout(resolve, afterMs)).then(() => on.desk.killWorker());
  await Promise.all([oneAct(on), killed]);
}

/** What is wrong with a journal: lost, doubled, out of order, not what was written. `acts`: how many there were; `open`: how many may lack an end. */
export async function faultsOf(
  entries: JournalEntry[],
  acts: { least: number; most: number; open: number },
): Promise<string[]> {
  const faults: string[] = [];
  const audit = createAudit({ desk: entries[0]?.skeleton.desk ?? '', checkpoints: [] });
  for (const { skeleton, leaf, parts } of entries) await audit.add({ skeleton, leaf, parts });
  const { findings } = await audit.finish();
  for (const { code, seq } of findings) if (code !== 'unsigned_tail') faults.push(`${code} at ${seq}`);
  const found = actsIn(entries);
  const ids = new Set(found.map((act) => act.body.id));
  if (ids.size !== found.length) faults.push(`${found.length - ids.size} acts doubled`);
  if (found.length < acts.least || found.length > acts.most)
    faults.push(`${found.length} acts, not ${acts.least}–${acts.most}`);
  const unfinished = found.filter((act) => act.answers.length !== 1 || act.endings.length !== 1);
  if (unfinished.length > acts.open)
    faults.push(
      `${unfinished.length} acts without exactly one answer and one end: ${unfinished
        .slice(0, 5)
        .map((act) => `${act.seq} (${act.answers.length}/${act.endings.length})`)
        .join(' ')}`,
    );
  for (const act of found) {
    const event = entries.find((entry) => entry.seq === act.seq);
    const own = entries.filter((entry) => event && isOf(entry, event)).map((entry) => entry.kind);
    if (own.includes('ending') && own.indexOf('answer') > own.indexOf('ending')) faults.push(`order of ${act.seq}`);
  }
  return faults;
}

/** Ends a browser by its profile, at once and without a word to it. */
export function killBrowser(profile: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const said = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (said.includes(`--user-data-dir=${profile}`)) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // gone already, or not ours to read
    }
  }
}

/** The journal, from a page that may have to be opened anew. */
export const journalOf = async (desk: Desk): Promise<JournalEntry[]> => readJournal(await desk.ownPage());
