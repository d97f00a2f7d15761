// @ts-check
// Builds the packs, then the extension. `npm run build` writes .output/chrome-mv3 and .output/firefox-mv3; --mode practice
// writes the variants whose only hosts are loopback. A target whose sources did not change is left as it is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildVerifier } from './verifier/build.mjs';
import { ROOT, runCommand, SetUpError, setUp } from './setup.mjs';

/** @typedef {{browser: 'chrome' | 'firefox', mode: 'production' | 'practice'}} Target */

const SOURCES = ['entrypoints', 'components', 'lib', 'public', 'wxt.config.ts', 'tsconfig.json', 'package-lock.json'];
const STAMPS = join(ROOT, '.output', '.stamps');

/** Folder of a built extension. @param {Target} target */
export function outDir({ browser, mode }) {
  return join(ROOT, '.output', `${browser}-mv3${mode === 'production' ? '' : `-${mode}`}`);
}

/** Checks and builds every pack under packs/ into the extension. @throws {SetUpError} */
export function buildPacks() {
  const done = run(['tools/run.mjs', 'tools/hulan.ts', 'build', '--all']);
  if (done.status !== 0) throw new SetUpError('A pack was refused: see the lines above.');
}

/** @param {Target[]} targets @returns {{target: Target, built: boolean, ms: number}[]} @throws {SetUpError} */
export function buildExtension(targets) {
  // The offline verifier travels in the extension.
  buildVerifier();
  const hash = hashOfSources();
  return targets.map((target) => {
    const start = Date.now();
    if (isFresh(target, hash)) return { target, built: false, ms: 0 };
    const done = run(['node_modules/wxt/bin/wxt.mjs', 'build', '-b', target.browser, '--mv3', '--mode', target.mode]);
    if (done.status !== 0)
      throw new SetUpError(`The extension for ${target.browser} (${target.mode}) could not be built:\n${done.output}`);
    mkdirSync(STAMPS, { recursive: true });
    writeFileSync(stampOf(target), hash);
    return { target, built: true, ms: Date.now() - start };
  });
}

/** Sizes of the release build, as a table. @returns {Promise<boolean>} whether every budget is kept */
export async function checkBudgets() {
  const { weigh } = await import('./budgets.mjs');
  const rows = weigh(outDir({ browser: 'chrome', mode: 'production' }));
  for (const { name, kb, limitKb, problems } of rows) {
    console.log(
      `  ${name.padEnd(22)} ${kb.toFixed(1).padStart(6)} KB gz  of ${limitKb}${problems.length > 0 ? `   ✗ ${problems.join('; ')}` : ''}`,
    );
  }
  return rows.every(({ problems }) => problems.length === 0);
}

/** @param {Target} target @param {string} hash */
function isFresh(target, hash) {
  return (
    existsSync(join(outDir(target), 'manifest.json')) &&
    existsSync(stampOf(target)) &&
    readFileSync(stampOf(target), 'utf8') === hash
  );
}

/** @param {Target} target */
function stampOf({ browser, mode }) {
  return join(STAMPS, `${browser}-${mode}`);
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesBelow)) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesBelow(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  const entries = readdirOrFile(full);
  if (!entries) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return entries.sort().flatMap((name) => filesBelow(join(path, name)));
}

/** @param {string} full */
function readdirOrFile(full) {
  try {
    return readdirSync(full);
  } catch {
    return undefined;
  }
}

/** @param {string[]} args */
function run(args) {
  const done = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
    maxBuffer: 64 * 1024 * 1024,
  });
  const output = `${done.stdout}${done.stderr}`;
  if (done.status !== 0) process.stdout.write(output);
  return { status: done.status, output };
}

async function main() {
  const mode = process.argv.includes('practice') ? 'practice' : 'production';
  if (process.argv.includes('--clean')) rmSync(join(ROOT, '.output'), { recursive: true, force: true });
  setUp();
  buildPacks();
  for (const { target, built, ms } of buildExtension([
    { browser: 'chrome', mode },
    { browser: 'firefox', mode },
  ])) {
    console.log(
      `${outDir(target).slice(ROOT.length + 1)}  ${built ? `built in ${(ms / 1000).toFixed(1)} s` : 'unchanged'}`,
    );
  }
  if (mode === 'production' && !(await checkBudgets())) return 1;
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await runCommand(main);
