// @ts-check
// Finds the browser that plays the clerk's, or installs one. Branded Chrome is left out: it no longer takes --load-extension.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ROOT, SetUpError } from './setup.mjs';

const DEBIAN_PACKAGES = ['chromium', 'fonts-noto-cjk'];

/** Path of a Chromium-family browser; installs one when there is none. @throws {SetUpError} */
export async function needBrowser() {
  const found = await findBrowser();
  if (found) {
    if (canInstallDebian() && !hasChineseFont()) installDebian(['fonts-noto-cjk']);
    return found;
  }
  console.log('No Chromium-family browser here: installing one (once) …');
  if (canInstallDebian()) installDebian(DEBIAN_PACKAGES);
  else
    spawnSync(process.execPath, [join(ROOT, 'node_modules/playwright/cli.js'), 'install', 'chromium', '--no-shell'], {
      cwd: ROOT,
      stdio: 'inherit',
    });
  const installed = await findBrowser();
  if (installed) return installed;
  throw new SetUpError(
    'No browser could be found or installed: install Chromium or Edge, or set HULAN_BROWSER to the path of one, and try again.',
  );
}

/** @returns {Promise<string | undefined>} */
export async function findBrowser() {
  const named = process.env.HULAN_BROWSER;
  if (named) {
    if (!existsSync(named)) throw new SetUpError(`HULAN_BROWSER names ${named}, which is not there.`);
    return named;
  }
  const candidates = [...chromiums(), ...chromesForTesting(), ...edges(), ...(await playwrightsOwn())];
  return candidates.find((path) => existsSync(path) && starts(path));
}

/** Firefox ESR for the smoke run; undefined when it is neither here nor installable. */
export function needFirefox() {
  const find = () =>
    ['/usr/bin/firefox-esr', ...onPath('firefox-esr'), '/usr/lib/firefox-esr/firefox-esr'].find((path) =>
      existsSync(path),
    );
  if (!find() && canInstallDebian()) installDebian(['firefox-esr']);
  return find();
}

/** Root on Debian or a child of it: the distribution's packages may be installed. */
export function canInstallDebian() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && /debian/.test(readIfThere('/etc/os-release'));
}

/** @param {string[]} packages */
export function installDebian(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq', '-o', 'DPkg::Lock::Timeout=600'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  const done = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=600', ...packages],
    { stdio: ['ignore', 'ignore', 'inherit'], env },
  );
  return done.status === 0;
}

function chromiums() {
  if (process.platform === 'darwin') return ['/Applications/Chromium.app/Contents/MacOS/Chromium'];
  if (process.platform === 'win32')
    return windowsFolders().map((folder) => join(folder, 'Chromium', 'Application', 'chrome.exe'));
  // The wrapper in /usr/bin adds flags of its own; the program itself stands first.
  return [
    '/usr/lib/chromium/chromium',
    '/usr/lib64/chromium-browser/chromium-browser',
    ...onPath('chromium'),
    ...onPath('chromium-browser'),
  ];
}

/** Where Playwright and Puppeteer keep "Chrome for Testing". */
function chromesForTesting() {
  const roots = [
    join(homedir(), '.cache', 'puppeteer', 'chrome'),
    process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright'),
  ];
  const program = process.platform === 'win32' ? 'chrome.exe' : 'chrome';
  return roots.flatMap((root) =>
    foldersIn(root).flatMap((version) => foldersIn(version).map((folder) => join(folder, program))),
  );
}

function edges() {
  if (process.platform === 'darwin') return ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'];
  if (process.platform === 'win32')
    return windowsFolders().map((folder) => join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'));
  return [...onPath('microsoft-edge'), ...onPath('microsoft-edge-stable')];
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core');
  return [chromium.executablePath()];
}

/** A stand-in that only asks to install a snap is no browser. Windows opens a window on --version, so there the file must do. @param {string} path */
function starts(path) {
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0;
}

function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return listed.status !== 0 || listed.stdout.trim() !== '';
}

function windowsFolders() {
  return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
    (folder) => folder !== undefined,
  );
}

/** @param {string} name */
function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
}

/** @param {string} root */
function foldersIn(root) {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(root, entry.name));
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
