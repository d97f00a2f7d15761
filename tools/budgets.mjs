// @ts-check
// Sizes of what runs in other people's pages and of our own pages' first load. A budget that is broken fails the build.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { aboveFloor } from './floor.mjs';

/** @typedef {{name: string, files: string[], limitKb: number, inPages: boolean}} Budget */

/** `files` are paths below the built extension; an html file counts with every script and style it loads first, less what all our pages share. @type {Budget[]} */
export const BUDGETS = [
  // All that every watched frame runs: at document start, and once it is parsed.
  {
    name: 'watcher + page hook + lookout',
    files: ['content-scripts/watcher.js', 'content-scripts/page-hook.js', 'content-scripts/lookout.js'],
    limitKb: 15,
    inPages: true,
  },
  // In frames whose page was recognised.
  { name: 'reader', files: ['reader.js'], limitKb: 37, inPages: true },
  { name: 'reminder', files: ['reminder.js'], limitKb: 25, inPages: true },
  // Only where an administrator teaches a page.
  { name: 'teaching', files: ['teach.js'], limitKb: 55, inPages: true },
  // What every page of our own loads; those below count what they load beside it.
  { name: 'shared by our pages', files: [], limitKb: 16, inPages: false },
  { name: 'popup', files: ['popup.html'], limitKb: 20, inPages: false },
  { name: 'risk card', files: ['card.html'], limitKb: 20, inPages: false },
  { name: 'overlay', files: ['overlay.html'], limitKb: 20, inPages: false },
  { name: 'console', files: ['console.html'], limitKb: 120, inPages: false },
];

/** Libraries that must not travel into pages, told by words that survive minifying. */
const FORBIDDEN = [
  { name: 'zod', words: /ZodError|\$Zod|_zod\b/ },
  { name: 'dexie', words: /DexieError|Dexie\.|new Dexie|dexie/ },
  {
    name: 'webextension-polyfill',
    words: /webextension-polyfill|This script should only be loaded in a browser extension/,
  },
  { name: 'cel', words: /no_such_overload|ParseError.*cel|@marcbachmann/ },
];

/**
 * @param {string} folder  a built extension, e.g. .output/chrome-mv3
 * @returns {{name: string, kb: number, limitKb: number, problems: string[]}[]} kb = gzipped, 1 KB = 1024 bytes
 */
export function weigh(folder) {
  const shared = sharedByPages(folder);
  return BUDGETS.map(({ name, files, limitKb, inPages }) => {
    const missing = files.filter((file) => !existsSync(join(folder, file)));
    const present = files.filter((file) => !missing.includes(file));
    const own = present.flatMap((file) => firstLoad(folder, file)).filter((file) => !shared.includes(file));
    const loaded = files.length === 0 ? shared : own;
    const kb =
      loaded.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0) / 1024;
    const problems = missing.map((file) => `${file} is missing from the build`);
    if (kb > limitKb) problems.push(`${kb.toFixed(1)} KB gz is more than ${limitKb} KB`);
    if (inPages)
      problems.push(...loaded.flatMap((file) => forbiddenIn(file, readFileSync(join(folder, file), 'utf8'))));
    return { name, kb, limitKb, problems };
  });
}

/** Scripts that each of our pages loads first. @param {string} folder @returns {string[]} */
function sharedByPages(folder) {
  const pages = BUDGETS.flatMap(({ files }) => files).filter(
    (file) => file.endsWith('.html') && existsSync(join(folder, file)),
  );
  const [first = [], ...rest] = pages.map((file) => firstLoad(folder, file));
  return first.filter((file) => rest.length > 0 && rest.every((loaded) => loaded.includes(file)));
}

/** @param {string} folder @param {string} file */
function firstLoad(folder, file) {
  if (!file.endsWith('.html')) return [file];
  const html = readFileSync(join(folder, file), 'utf8');
  const linked = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map(
    (match) => match[1] ?? '',
  );
  return [file, ...new Set(linked)];
}

/** @param {string} file @param {string} text */
export function forbiddenIn(file, text) {
  const carried = FORBIDDEN.filter(({ words }) => words.test(text)).map(
    ({ name }) => `${file} carries ${name}, which must stay out of pages`,
  );
  return [...carried, ...aboveFloor(text).map((words) => `${file} ${words}`)];
}
