// @ts-check
// What `npm test` runs, one step each. A step answers with counts, so that one line at the end can speak for all runners.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { needFirefox } from './browser.mjs';
import { buildExtension, outDir } from './build.mjs';
import { weigh } from './budgets.mjs';
import { ROOT } from './setup.mjs';

/** @typedef {{passed: number, failed: number, skipped: number, output: string}} Outcome */
/** @typedef {{name: string, run: () => Promise<Outcome>}} Step */

const OUT = join(ROOT, 'out', 'test');

/** Steps that only read; they may run beside each other. @type {Step[]} */
export const CHECKS = [
  { name: 'types', run: async () => asOne(await node('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.')) },
  {
    name: 'style',
    run: async () => asOne(await node('node_modules/@biomejs/biome/bin/biome', 'check', '--max-diagnostics=40', '.')),
  },
  {
    name: 'import rules',
    run: async () =>
      asOne(
        await node(
          'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
          '--config',
          '.dependency-cruiser.cjs',
          ...ROOMS.filter((room) => existsSync(join(ROOT, room))),
        ),
      ),
  },
  { name: 'unused code', run: async () => asOne(await node('node_modules/knip/bin/knip.js', '--no-progress')) },
];

const ROOMS = ['entrypoints', 'components', 'lib', 'hub', 'tools', 'practice', 'bench', 'tests'];

/** Steps that need both cores or the build before them; they run in this order. @type {Step[]} */
export const RUNS = [
  { name: 'unit tests', run: unitTests },
  { name: 'pack cases', run: packCases },
  { name: 'build', run: builds },
  { name: 'size budgets', run: budgets },
  { name: 'browser tests', run: browserTests },
];

/** Generated types first: without them nothing else can be judged. */
export async function prepare() {
  mkdirSync(OUT, { recursive: true });
  return asOne(await node('node_modules/wxt/bin/wxt.mjs', 'prepare'));
}

async function unitTests() {
  const report = freshReport('unit.json');
  const { output } = await node(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  if (!existsSync(report)) return failed(output);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that could not be loaded has no tests to fail.
  const unloaded = testResults.filter(
    (/** @type {{status: string, assertionResults: {status: string}[]}} */ file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  return { passed: numPassedTests, failed: numFailedTests + unloaded, skipped: numPendingTests + numTodoTests, output };
}

async function packCases() {
  const { output } = await node('tools/run.mjs', 'tools/hulan.ts', 'test');
  const counts = /^(\d+) passed, (\d+) failed$/m.exec(output);
  if (!counts) return failed(output);
  return { passed: Number(counts[1]), failed: Number(counts[2]), skipped: 0, output };
}

async function builds() {
  /** @type {Outcome} */
  const total = { passed: 0, failed: 0, skipped: 0, output: '' };
  const packs = asOne(await node('tools/run.mjs', 'tools/hulan.ts', 'build', '--all', '--quiet'));
  add(total, packs);
  if (packs.failed > 0) return total;
  for (const target of /** @type {import('./build.mjs').Target[]} */ ([
    { browser: 'chrome', mode: 'production' },
    { browser: 'firefox', mode: 'production' },
    { browser: 'chrome', mode: 'practice' },
    { browser: 'firefox', mode: 'practice' },
  ])) {
    try {
      buildExtension([target]);
      add(total, { passed: 1, failed: 0, skipped: 0, output: '' });
    } catch (error) {
      add(total, failed(String(error)));
    }
  }
  return total;
}

async function budgets() {
  const rows = weigh(outDir({ browser: 'chrome', mode: 'production' }));
  const broken = rows.filter(({ problems }) => problems.length > 0);
  const output = rows
    .map(({ name, kb, limitKb, problems }) => `${name}: ${kb.toFixed(1)} of ${limitKb} KB gz ${problems.join('; ')}`)
    .join('\n');
  return { passed: rows.length - broken.length, failed: broken.length, skipped: 0, output };
}

/** @typedef {{name: string, files: string, env?: Record<string, string>}} Specs `files`: a pattern of their paths */
/** Specs of Chromium alone that write no policy: their practice systems stand on other ports. */
const SHIFTED = 'e2e/(credit|hostile|keyboard|kill|second-person|tax|witness|worker)\\.spec';
/** Two lanes run beside each other, each one spec after the other: more of them only wait for the two cores. @type {Specs[][]} */
const LANES = [
  [{ name: 'practice', files: `tests/(?!${SHIFTED})(e2e|hostile)/` }],
  [
    { name: 'pages', files: 'tests/(?!e2e/|hostile/)' },
    { name: 'practice-shifted', files: `tests/${SHIFTED}`, env: { HULAN_PORTS_SHIFT: '1000' } },
  ],
];

async function browserTests() {
  needFirefox();
  /** @type {Outcome & {notes: string}} */
  const total = { passed: 0, failed: 0, skipped: 0, output: '', notes: '' };
  const inLane = async (/** @type {Specs[]} */ lane) => {
    for (const specs of lane) {
      const outcome = await browserSpecs(specs);
      add(total, outcome);
      total.notes += outcome.notes;
    }
  };
  await Promise.all(LANES.map(inLane));
  return total;
}

/** @param {Specs} of @returns {Promise<Outcome & {notes: string}>} */
async function browserSpecs({ name, files, env = {} }) {
  const report = freshReport(`browser-${name}.json`);
  const { output } = await node(
    'node_modules/@playwright/test/cli.js',
    'test',
    files,
    '--pass-with-no-tests',
    `--output=test-results/${name}`,
    { ...env, HULAN_E2E_JSON: report },
  );
  if (!existsSync(report)) return { ...failed(output), notes: '' };
  const { stats, suites, errors } = JSON.parse(readFileSync(report, 'utf8'));
  const notes = skippedTitles(suites)
    .map((line) => `    skipped: ${line}\n`)
    .join('');
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    output: `${output}\n${notes}`,
    notes,
  };
}

/** @typedef {{title: string, suites?: Suite[], specs?: {title: string, tests: {status: string, annotations: {type: string, description?: string}[]}[]}[]}} Suite */
/** @param {Suite[]} suites @returns {string[]} */
function skippedTitles(suites) {
  return suites.flatMap(({ suites: below = [], specs = [] }) => [
    ...skippedTitles(below),
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'skipped')
        .map(
          ({ annotations }) =>
            `${title}: ${annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'}`,
        ),
    ),
  ]);
}

/** @param {string} name */
function freshReport(name) {
  const file = join(OUT, name);
  rmSync(file, { force: true });
  return file;
}

/** @param {Outcome} total @param {Outcome} more */
function add(total, more) {
  total.passed += more.passed;
  total.failed += more.failed;
  total.skipped += more.skipped;
  total.output += more.output;
}

/** @param {string} output @returns {Outcome} */
function failed(output) {
  return { passed: 0, failed: 1, skipped: 0, output };
}

/** @param {{code: number, output: string}} done @returns {Outcome} */
function asOne({ code, output }) {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0, output } : failed(output);
}

/**
 * Runs a program of node_modules or of ours; the last argument may be extra environment.
 * @param {string} file @param {...(string | Record<string, string>)} rest
 * @returns {Promise<{code: number, output: string}>}
 */
function node(file, ...rest) {
  const args = rest.filter((each) => typeof each === 'string');
  const env = Object.assign({}, ...rest.filter((each) => typeof each !== 'string'));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, file), ...args], {
      cwd: ROOT,
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
