import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildExtension, buildPacks, outDir } from '../tools/build.mjs';
import { weigh } from '../tools/budgets.mjs';
import { figure, holds } from './figure';
import type { Bench } from './figure';

/** Gzipped size of what the release build puts into pages, beside its budget. */
export const sizes: Bench = {
  name: 'sizes',
  async run() {
    buildPacks();
    buildExtension([{ browser: 'chrome', mode: 'production' }]);
    const folder = outDir({ browser: 'chrome', mode: 'production' });
    if (!existsSync(folder)) throw new Error(`${fileURLToPath(new URL(folder, import.meta.url))} was not built`);
    return weigh(folder).flatMap(({ name, kb, limitKb, problems }) => [
      figure(name, kb, 'KB gz', { atMost: limitKb }),
      ...problems.filter((p) => !p.includes('is more than')).map((p) => holds(p, false)),
    ]);
  },
};
