// @ts-check
// `npm test`: everything one person can break, from a bare clone, ending in one line over all runners together.
// `npm test -- NAME…` runs only the steps whose name contains one of the words.
import { ROOT, runCommand, setUp } from './setup.mjs';

/** @typedef {import('./steps.mjs').Step} Step */

await runCommand(async () => {
  setUp();
  // Everything below may import packages, so it is loaded after they are there.
  const [{ CHECKS, prepare, RUNS }, { needBrowser }] = await Promise.all([
    import('./steps.mjs'),
    import('./browser.mjs'),
  ]);
  const words = process.argv.slice(2);
  const wanted = (/** @type {Step} */ { name }) => words.length === 0 || words.some((word) => name.includes(word));
  const total = { passed: 0, failed: 0, skipped: 0 };

  /** @param {Step} step */
  const take = async ({ name, run }) => {
    const start = Date.now();
    const outcome = await run();
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skipped;
    report(name, outcome, Date.now() - start);
  };

  if ([...RUNS].some((step) => step.name === 'browser tests' && wanted(step))) await needBrowser();
  await take({ name: 'prepare', run: prepare });
  await Promise.all(lanes(CHECKS.filter(wanted), 2).map((lane) => inOrder(lane, take)));
  await inOrder(RUNS.filter(wanted), take);

  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed === 0 ? 0 : 1;
});

/** @param {string} name @param {import('./steps.mjs').Outcome & {notes?: string}} outcome @param {number} ms */
function report(name, outcome, ms) {
  const mark = outcome.failed === 0 ? '✓' : '✗';
  const counts = [
    `${outcome.passed} ok`,
    outcome.failed > 0 && `${outcome.failed} failed`,
    outcome.skipped > 0 && `${outcome.skipped} skipped`,
  ]
    .filter(Boolean)
    .join(', ');
  console.log(`${mark} ${name.padEnd(14)} ${counts}  (${(ms / 1000).toFixed(1)} s)`);
  if (outcome.notes) console.log(outcome.notes);
  if (outcome.failed > 0) console.log(`${tail(outcome.output.replaceAll(`${ROOT}/`, ''))}\n`);
}

/** The end of a long output is where runners say what broke. @param {string} text */
function tail(text) {
  const lines = text.trimEnd().split('\n');
  return (lines.length > 150 ? [`… ${lines.length - 150} lines before`, ...lines.slice(-150)] : lines)
    .map((line) => `    ${line}`)
    .join('\n');
}

/** @param {Step[]} steps @param {number} count */
function lanes(steps, count) {
  return Array.from({ length: count }, (_, lane) => steps.filter((__, index) => index % count === lane));
}

/** @param {Step[]} steps @param {(step: Step) => Promise<void>} take */
async function inOrder(steps, take) {
  for (const step of steps) await take(step);
}
