// Bundles one source the way the extension does: Preact, `@/` from the root, `?inline` styles as text.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const inlineCss = {
  name: 'inline-css',
  setup(b) {
    b.onResolve({ filter: /\.css\?inline$/ }, (a) => ({
      path: resolve(a.path.startsWith('@/') ? ROOT : a.resolveDir, a.path.replace(/^@\//, '').replace('?inline', '')),
      namespace: 'inline-css',
    }));
    b.onLoad({ filter: /.*/, namespace: 'inline-css' }, async (a) => {
      const css = await build({
        stdin: { contents: await readFile(a.path, 'utf8'), loader: 'css', resolveDir: dirname(a.path) },
        minify: true,
        write: false,
        target: 'chrome102',
      });
      return { contents: css.outputFiles[0].text, loader: 'text' };
    });
  },
};

/** `virtual:pack-sources`: the sources of our packs as the build ships them. */
const packSources = {
  name: 'pack-sources',
  setup(b) {
    b.onResolve({ filter: /^virtual:pack-sources$/ }, (a) => ({ path: a.path, namespace: 'pack-sources' }));
    b.onLoad({ filter: /.*/, namespace: 'pack-sources' }, async () => ({
      contents: JSON.stringify(await Promise.all(['common', 'credit', 'tax'].map(sourcesOf))),
      loader: 'json',
    }));
  },
};
async function sourcesOf(name) {
  const folder = resolve(ROOT, 'packs', name);
  const found = await readdir(folder, { recursive: true });
  const paths = found.filter((path) => /\.ya?ml$/.test(path) && !path.includes('pages/')).sort();
  const files = await Promise.all(paths.map(async (path) => [path, await readFile(resolve(folder, path), 'utf8')]));
  return { name, files: Object.fromEntries(files) };
}
const TEXTS = resolve(ROOT, 'components/texts/index.ts');
/** Every sentence of ours longer by a third and with marks over its letters: what does not fit, or was written in place, is seen. */
const pseudoTexts = {
  name: 'pseudo-texts',
  setup(b) {
    b.onLoad({ filter: /components\/texts\/index\.ts$/ }, async ({ suffix }) =>
      suffix
        ? undefined
        : {
            contents: `export * from ${JSON.stringify(`${TEXTS}?`)};
              import { sayer as plain } from ${JSON.stringify(`${TEXTS}?`)};
              import { pseudo } from ${JSON.stringify(resolve(ROOT, 'tests/gallery/pseudo.mjs'))};
              const all = (texts) => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)]));
              export const sayer = (language, texts) => plain(language, { zh: all(texts.en), en: all(texts.en) });`,
            loader: 'ts',
            resolveDir: ROOT,
          },
    );
  },
};

/** @returns {Promise<{js: string, css: string}>} */
export const bundle = async (entry, { minify = true, globalName, pseudo = false } = {}) => {
  const made = await build({
    entryPoints: [resolve(ROOT, entry)],
    bundle: true,
    minify,
    write: false,
    format: 'iife',
    globalName,
    target: 'chrome102',
    outdir: '/out',
    alias: { '@': ROOT },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [inlineCss, packSources, ...(pseudo ? [pseudoTexts] : [])],
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.svg': 'text' },
    logLevel: 'error',
  });
  const text = (ext) => made.outputFiles.find((f) => f.path.endsWith(ext))?.text ?? '';
  return { js: text('.js'), css: text('.css') };
};
