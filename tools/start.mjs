// @ts-check
// `npm start`: from a bare clone to a browser with Hulan and the practice tax system in front. Without a display, or with
// --headless, a scripted clerk plays every practised action instead. --pack NAME --open URL brings a page of one's own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, runCommand, SetUpError, setUp } from './setup.mjs';

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  setUp();
  const [{ needBrowser }, { buildExtension, buildPacks }] = await Promise.all([
    import('./browser.mjs'),
    import('./build.mjs'),
  ]);
  const executable = await needBrowser();
  buildPacks();
  if (options.pack) buildOwn(options.pack);
  for (const { built, ms } of buildExtension([{ browser: 'chrome', mode: 'practice' }]))
    console.log(built ? `The extension was built in ${(ms / 1000).toFixed(0)} s.` : 'The extension is up to date.');
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: join(ROOT, 'tsconfig.json') });
  const { show } = await import('./stage/show.ts');
  const { tour } = await import('./stage/tour.ts');
  const headless = options.headless || !hasDisplay();
  return headless && !options.open ? tour({ executable }) : show({ executable, open: options.open, headless });
});

/** A pack of one's own, by name or folder: checked and put beside the practice packs. @param {string} pack */
function buildOwn(pack) {
  const done = spawnSync(process.execPath, ['tools/run.mjs', 'tools/hulan.ts', 'build', pack], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (done.status !== 0) throw new SetUpError(`The pack ${pack} was refused: see the lines above.`);
}

const USAGE = 'npm start -- [--headless] [--pack NAME] [--open URL]';

/** @param {string[]} args @returns {{headless: boolean, pack?: string, open?: string}} @throws {SetUpError} */
function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { headless: { type: 'boolean' }, pack: { type: 'string' }, open: { type: 'string' } },
    });
    return { ...values, headless: values.headless === true };
  } catch (error) {
    throw new SetUpError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
