// Builds the extension of the awkward pages: our real watcher and page hook, a worker and a surface that stand in for the rest.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Styles as text, as the real build takes them. */
const inlineCss: Plugin = {
  name: 'inline-css',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.css\?inline$/ }, ({ path }) => ({
      path: path.replace('@/', root).replace('?inline', ''),
      namespace: 'inline-css',
    }));
    onLoad({ filter: /.*/, namespace: 'inline-css' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'text',
    }));
  },
};

export const FIREFOX_ID = 'awkward@hulan.example';

export async function buildExtension(browser: 'chromium' | 'firefox' = 'chromium'): Promise<string> {
  const out = `${root}out/awkward-${browser}`;
  await mkdir(out, { recursive: true });
  const entry = (path: string): string => `import script from ${JSON.stringify(`${root}${path}`)}; script.main();`;
  const common = {
    bundle: true,
    format: 'iife',
    target: 'chrome102',
    alias: { '@': root.replace(/\/$/, '') },
    logLevel: 'error',
  } as const;
  await Promise.all([
    build({
      ...common,
      stdin: { contents: entry('entrypoints/watcher.content/index.ts'), resolveDir: root, loader: 'ts' },
      outfile: `${out}/watcher.js`,
    }),
    build({
      ...common,
      stdin: { contents: entry('entrypoints/reader/index.ts'), resolveDir: root, loader: 'ts' },
      outfile: `${out}/reader.js`,
    }),
    build({
      ...common,
      stdin: { contents: entry('entrypoints/lookout.content/index.ts'), resolveDir: root, loader: 'ts' },
      outfile: `${out}/lookout.js`,
    }),
    build({
      ...common,
      stdin: { contents: entry('entrypoints/page-hook.content/index.ts'), resolveDir: root, loader: 'ts' },
      outfile: `${out}/hook.js`,
    }),
    build({ ...common, entryPoints: [`${root}tests/awkward/extension/worker.ts`], outfile: `${out}/worker.js` }),
    build({ ...common, entryPoints: [`${root}tests/awkward/extension/reminder.ts`], outfile: `${out}/reminder.js` }),
    build({
      ...common,
      plugins: [inlineCss],
      stdin: { contents: entry('entrypoints/reminder/index.ts'), resolveDir: root, loader: 'ts' },
      outfile: `${out}/real.js`,
    }),
  ]);
  await writeFile(
    `${out}/manifest.json`,
    JSON.stringify({
      manifest_version: 3,
      name: 'awkward',
      version: '1',
      permissions: ['storage', 'scripting'],
      host_permissions: ['http://127.0.0.1/*'],
      background: browser === 'firefox' ? { scripts: ['worker.js'] } : { service_worker: 'worker.js' },
      ...(browser === 'firefox' ? { browser_specific_settings: { gecko: { id: FIREFOX_ID } } } : {}),
    }),
  );
  await writeFile(`${out}/desk.html`, '<!doctype html><title>desk</title>');
  return out;
}
