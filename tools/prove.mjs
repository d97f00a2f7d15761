// @ts-check
// `npm run prove [-- NAME… [options]]`: the long proofs, one file of tools/prove each, one line each. Without NAME: all of them.
// A proof exports `about` (one sentence) and `run(args)`, which answers {ok, line}; options (--rounds 20) go to every proof named.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runCommand, setUp } from './setup.mjs';

/** @typedef {{ok: boolean, line: string}} Proved what was seen, in one line */
/** @typedef {{about: string, run: (args: string[]) => Promise<Proved>}} Proof */

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'prove');

/** Proofs by name: the files of the folder, without what they share (in folders below) and their tests. */
function proofs() {
  const files = readdirSync(FOLDER).filter((file) => /\.(mjs|ts)$/.test(file) && !/\.(test|d)\.ts$/.test(file));
  return new Map(files.sort().map((file) => [file.replace(/\.(mjs|ts)$/, ''), join(FOLDER, file)]));
}

/** @param {string} path @returns {Promise<Proof>} */
const load = (path) => import(pathToFileURL(path).href);

await runCommand(async () => {
  setUp();
  const there = proofs();
  const given = process.argv.slice(2);
  const first = given.findIndex((arg) => arg.startsWith('--'));
  const names = first < 0 ? given : given.slice(0, first);
  const args = first < 0 ? [] : given.slice(first);
  if (args.includes('--help')) {
    for (const [name, path] of there) console.log(`  ${name.padEnd(14)} ${(await load(path)).about}`);
    return 0;
  }
  const unknown = names.filter((name) => !there.has(name));
  if (unknown.length > 0) {
    console.error(`没有此证明 / no such proof: ${unknown.join(', ')}; there are ${[...there.keys()].join(', ')}`);
    return 2;
  }
  let failed = 0;
  for (const [name, path] of there) {
    if (names.length > 0 && !names.includes(name)) continue;
    const start = Date.now();
    const { ok, line } = await prove(path, args);
    if (!ok) failed += 1;
    console.log(`${ok ? '✓' : '✗'} ${name.padEnd(14)} ${line}  (${((Date.now() - start) / 1000).toFixed(0)} s)`);
  }
  return failed > 0 ? 1 : 0;
});

/** A proof that breaks has not been given. @param {string} path @param {string[]} args @returns {Promise<Proved>} */
async function prove(path, args) {
  try {
    return await (await load(path)).run(args);
  } catch (error) {
    return { ok: false, line: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
