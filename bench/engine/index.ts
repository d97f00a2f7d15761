import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '@/tools/setup.mjs';
import type { Bench, Figure } from '../figure';
import { inChromium } from './chromium';
import { RULES, SEED } from './predicates';

/**
 * 10,000 generated rules, 1 % of them candidates of an act, 30-field events, 3 to 6 predicates: what the click costs beside
 * three engines that run the same rules. An event's time is the least of five passes; p50 and p99 are over events.
 * Our code is bundled as in the extension: what runs TypeScript straight away slows every function it names. The peers are
 * loaded as they are published.
 */
export const engine: Bench = {
  name: 'engine',
  async run({ full }) {
    const program = join(ROOT, 'out/bench/engine.mjs');
    await build({
      entryPoints: [join(ROOT, 'bench/engine/contest.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      alias: { '@': ROOT },
      logLevel: 'warning',
    });
    const done = spawnSync(process.execPath, [program, ...(full ? ['full'] : [])], { cwd: ROOT, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`the contest ended early:\n${done.stderr}`);
    const figures: Figure[] = JSON.parse(done.stdout);
    return [...figures, ...(await inChromium(RULES, full ? 1000 : 400, SEED))];
  },
};
