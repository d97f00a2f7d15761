// @ts-check
// Every state of every surface: axe in both themes, forced colours and at 200 %, and no text cut off in either language or in the
// pseudo-locale. `npm test` takes one state of each kind.
import { chromium } from 'playwright-core';
import { buildGallery } from '../../tests/gallery/build.mjs';
import { faultsOf } from '../../tests/gallery/look.mjs';
import { STATES } from '../../tests/gallery/states.mjs';
import { needBrowser } from '../browser.mjs';

export const about =
  'every state of our surfaces: axe, both themes, forced colours, 200 %, reduced motion, three tongues';

const SEEN = [
  { say: 'light', seen: { dark: false } },
  { say: 'dark', seen: { dark: true } },
  { say: 'forced colours', seen: { forced: true } },
  { say: '200 %', seen: { zoom: 2 } },
];
/** Below this a window cannot be made. CSS px. */
const LEAST = 320;

/** @param {string[]} args `--only WORD`: states whose name holds it @returns {Promise<import('../prove.mjs').Proved>} */
export async function run(args) {
  const only = args[args.indexOf('--only') + 1] ?? '';
  const [plain, pseudo] = await Promise.all([buildGallery(), buildGallery({ pseudo: true })]);
  const browser = await chromium.launch({ executablePath: await needBrowser(), args: ['--no-sandbox'] });
  const page = await browser.newPage({ locale: 'zh-CN' });
  page.setDefaultTimeout(4_000);
  /** @type {string[]} */
  const faults = [];
  let looks = 0;
  /** @param {string} say @param {Promise<string[]>} found */
  const note = async (say, found) => {
    looks += 1;
    for (const fault of await found.catch((why) => [String(why).split('\n')[0] ?? ''])) faults.push(`${say}: ${fault}`);
  };
  for (const state of STATES.filter(({ name }) => !args.includes('--only') || name.includes(only))) {
    for (const { say, seen } of SEEN) {
      if ('zoom' in seen && (state.size?.[0] ?? 1366) < 2 * LEAST) continue;
      await note(`${state.name}, ${say}`, faultsOf(page, state, { folder: plain, seen }));
    }
    await note(`${state.name}, longer`, faultsOf(page, state, { folder: pseudo, isPseudo: true }));
  }
  await browser.close();
  const line = `${looks} looks at ${STATES.length} states, ${faults.length} faults`;
  return { ok: faults.length === 0, line: [line, ...faults.slice(0, 60)].join('\n    ') };
}
