// @ts-check
// Writes the offline verifier: one HTML file with its script and style inside, to .output/verifier.html and into the extension,
// from where the console hands it out.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
/** Where the page is written. */
export const VERIFIER = join(ROOT, '.output', 'verifier.html');

export function buildVerifier() {
  // In a bare clone this file is read before packages are installed.
  /** @type {typeof import('esbuild')} */
  const { buildSync } = createRequire(import.meta.url)('esbuild');
  const made = buildSync({
    entryPoints: [join(HERE, 'page.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome102', 'firefox115'],
    alias: { '@': ROOT },
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'error',
  });
  const script = (made.outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
  const html = readFileSync(join(HERE, 'page.html'), 'utf8')
    .replace('/*STYLE*/', () => readFileSync(join(HERE, 'page.css'), 'utf8'))
    .replace('/*SCRIPT*/', () => script);
  for (const file of [VERIFIER, join(ROOT, 'public', 'verifier.html')]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, html);
  }
}
