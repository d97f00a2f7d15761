// npm run bench [full] [NAME…]: every figure beside its peer or the bare browser in the same run. Absolute times drift with
// the machine, ratios decide. A figure that misses its goal is printed as failing, and the command ends with 1.
import { mkdirSync, writeFileSync } from 'node:fs';
import { backtest } from './backtest';
import { engine } from './engine';
import type { Bench, Figure } from './figure';
import { journal } from './journal';
import { office } from './office';
import { overlay } from './overlay';
import { packs } from './packs';
import { page } from './page';
import { sizes } from './sizes';
import { tableOf } from './table';
import { window } from './window';

const BENCHES: Bench[] = [sizes, engine, window, journal, office, packs, backtest, page, overlay];
const OUT = new URL('../out/', import.meta.url);

const words = process.argv.slice(2);
const full = words.includes('full');
const wanted = words.filter((word) => word !== 'full');
const unknown = wanted.filter((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown.length)
  throw new Error(`no such benchmark: ${unknown.join(', ')}; there are ${BENCHES.map((b) => b.name).join(', ')}`);

const figures: Figure[] = [];
for (const bench of BENCHES) {
  if (wanted.length && !wanted.includes(bench.name)) continue;
  const started = Date.now();
  const found = await bench.run({ full });
  figures.push(...found.map((f) => ({ ...f, name: `${bench.name}: ${f.name}` })));
  console.log(`\n${tableOf(found)}\n(${bench.name}, ${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

mkdirSync(OUT, { recursive: true });
writeFileSync(new URL('bench.json', OUT), `${JSON.stringify(figures, null, 1)}\n`);
const failing = figures.filter((f) => !f.ok);
console.log(
  `\n${figures.length} figures, ${failing.length} failing${failing.map((f) => `\n  FAILS ${f.name}: ${f.value} ${f.unit} (goal ${f.goal})`).join('')}`,
);
process.exitCode = failing.length ? 1 : 0;
