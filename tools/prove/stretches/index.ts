// Long proofs in stretches: what a stretch saw is kept, so that a proof that was broken off goes on where it was.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@/tools/setup.mjs';

export interface Seen {
  rounds: number;
  entries: number;
  faults: string[];
}

const FOLDER = join(ROOT, '.cache', 'prove');

/** Of which program: another build is proved anew. */
export function stampOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()))
    hash.update(file.name).update(readFileSync(join(file.parentPath, file.name)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * Rounds until there are `wanted`, at most `size` at a time; `play` does so many and says what it saw. `fresh` forgets what was
 * kept. Ends at the first stretch with a fault.
 */
export async function inStretches(
  name: string,
  { stamp, wanted, size, fresh }: { stamp: string; wanted: number; size: number; fresh: boolean },
  play: (rounds: number) => Promise<Seen>,
): Promise<Seen> {
  const file = join(FOLDER, `${name}-${stamp}.json`);
  if (fresh) rmSync(file, { force: true });
  let seen = keptIn(file);
  if (seen.rounds > 0 && seen.rounds < wanted) console.error(`  ${name}: goes on after ${seen.rounds} rounds`);
  while (seen.rounds < wanted && !seen.faults.length) {
    const next = await play(Math.min(size, wanted - seen.rounds));
    seen = {
      rounds: seen.rounds + next.rounds,
      entries: seen.entries + next.entries,
      faults: next.faults.map((fault) => `after ${seen.rounds} rounds: ${fault}`),
    };
    // A stretch with a fault is not kept: played again, it may be seen again.
    if (!seen.faults.length) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, JSON.stringify(seen));
    }
    console.error(`  ${name}: ${seen.rounds} of ${wanted} rounds, ${seen.entries} entries`);
  }
  return seen;
}

function keptIn(file: string): Seen {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { rounds: 0, entries: 0, faults: [] };
  }
}
