// Saved pages under thousands of changes a new version of a system may bring: read right, or said to be degraded.
import { drifter } from '@/tests/support/drift/drift';
import { MUTATIONS } from '@/tests/support/drift/mutations';
import { savedPages } from '@/tests/support/saved-pages';

export const about =
  'saved pages, changed thousands of times as upgrades change them, are read right or degraded, never wrong (--rounds N)';

export async function run(args: string[]): Promise<{ ok: boolean; line: string }> {
  const at = args.indexOf('--rounds');
  const rounds = Number(at < 0 ? 5 : args[at + 1]);
  const drift = drifter((name, value) => Object.assign(globalThis, { [name]: value }));
  const counts = { right: 0, degraded: 0, wrong: 0, silent: 0 };
  for (const [p, page] of savedPages().entries())
    for (let round = 1; round <= rounds; round++)
      for (const [m, mutation] of MUTATIONS.entries()) {
        // Every change alone, then with one to three others.
        const seen = drift(page, round * 100_000 + p * 100 + m, 1 + (round % 4), mutation);
        if (!seen) continue;
        counts[seen.kind]++;
        if (seen.kind === 'wrong' || seen.kind === 'silent')
          console.log(
            `  ${seen.kind}: ${seen.page} ${seen.seed}: ${seen.done.join(' + ')}: ${seen.detail.join(' | ')}`.slice(
              0,
              500,
            ),
          );
      }
  const total = Object.values(counts).reduce((a, b) => a + b, 0);
  return {
    ok: counts.wrong + counts.silent === 0,
    line: `${total} changed pages: ${counts.right} right, ${counts.degraded} degraded and said so, ${counts.wrong} wrong, ${counts.silent} silent`,
  };
}
