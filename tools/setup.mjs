// @ts-check
// Set-up of a fresh clone, in plain Node without a dependency: the right Node, the packages of the lock file, a browser.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST = { major: 20, minor: 19 };

/** Ends the program with one sentence, without a stack trace: the reader is a person in front of a fresh clone. */
export class SetUpError extends Error {}

/** Node is new enough and node_modules holds what the lock file says. @throws {SetUpError} */
export function setUp() {
  requireNode(process.versions.node);
  installPackages();
}

/** @param {string} version */
export function requireNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return;
  throw new SetUpError(
    `Hulan needs Node ${OLDEST.major}.${OLDEST.minor} or newer, this is ${version}: install it from https://nodejs.org and try again.`,
  );
}

function installPackages() {
  if (packagesMatch(readJson('package-lock.json'), readJson('node_modules/.package-lock.json'))) return;
  console.log('Installing packages (once, about a minute) …');
  const done = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (done.status !== 0)
    throw new SetUpError(
      'The packages could not be installed: see the lines of npm above, check the network or proxy, and try again.',
    );
}

/**
 * npm keeps a copy of what it installed; a package is stale when its version there differs from the lock file.
 * Packages for other systems (optional) may be missing.
 * @param {{packages?: Record<string, {version?: string, optional?: boolean, devOptional?: boolean}>} | undefined} lock
 * @param {{packages?: Record<string, {version?: string}>} | undefined} installed
 */
export function packagesMatch(lock, installed) {
  if (!lock?.packages || !installed?.packages) return false;
  const there = installed.packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = there[path];
    return found ? found.version === wanted.version : wanted.optional === true || wanted.devOptional === true;
  });
}

/** npm by the path that started us, where there is one: on Windows `npm` is a shell script. @param {string[]} args */
function npm(args) {
  const path = process.env.npm_execpath;
  if (path && /npm-cli\.[cm]?js$/.test(path))
    return spawnSync(process.execPath, [path, ...args], { cwd: ROOT, stdio: 'inherit' });
  return spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
}

/** @param {string} path */
function readJson(path) {
  const file = join(ROOT, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Runs a command of this folder and turns an expected failure into its one sentence.
 * @param {() => Promise<number | void>} command
 */
export async function runCommand(command) {
  try {
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
