// node tools/run.mjs FILE args… : runs a TypeScript file of this repository, with `@/…` meaning the repository's root.
import { resolve, dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('用法 / usage: node tools/run.mjs FILE [args…]');
  process.exit(2);
}
process.env.TSX_TSCONFIG_PATH ??= resolve(root, 'tsconfig.json');
const { register } = await import('tsx/esm/api');
register({ tsconfig: resolve(root, 'tsconfig.json') });
const target = resolve(process.cwd(), file);
process.argv = [process.argv[0], target, ...args];
await import(pathToFileURL(target).href);
