import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ActionSpec } from '@/lib/model';
import { buildPack } from '@/lib/packs/build';
import type { Built, Published } from '@/lib/packs/build';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PACKS = join(ROOT, 'packs');

/** Folders under `packs/` that hold a pack. */
export const packNames = (): string[] =>
  existsSync(PACKS)
    ? readdirSync(PACKS)
        .filter((n) => existsSync(join(PACKS, n, 'pack.yaml')))
        .sort()
    : [];

/** `packs/tax`, `tax` or an absolute folder → its name and the folder that holds it. */
export function locate(given: string): { name: string; base: string } {
  const folder = existsSync(resolve(given, 'pack.yaml'))
    ? resolve(given)
    : join(PACKS, given.replace(/^packs\//, '').replace(/\/+$/, ''));
  return { name: basename(folder), base: resolve(folder, '..') };
}

const sourceFiles = new Map<string, ReadonlyMap<string, string> | undefined>();

/** The YAML files of a pack folder; saved pages beside adapters are left out. */
function filesOf(folder: string): ReadonlyMap<string, string> | undefined {
  if (sourceFiles.has(folder)) return sourceFiles.get(folder);
  const files = new Map<string, string>();
  const walk = (dir: string): void => {
    for (const name of readdirSync(dir)) {
      const path = join(dir, name);
      if (statSync(path).isDirectory()) {
        if (name !== 'pages') walk(path);
      } else if (/\.ya?ml$/.test(name))
        files.set(relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
    }
  };
  const found = existsSync(folder) && statSync(folder).isDirectory();
  if (found) walk(folder);
  sourceFiles.set(folder, found ? files : undefined);
  return sourceFiles.get(folder);
}

/** The files a pack was built from. */
export const sourcesOf = (folder: string): ReadonlyMap<string, string> => filesOf(folder) ?? new Map();

/** Builds the pack of a folder; included packs are looked for beside it, then in `packs/`. */
export function buildFolder(given: string): Built & { name: string; folder: string } {
  const { name, base } = locate(given);
  const key = join(base, name);
  const built =
    builds.get(key) ?? buildPack(name, (n) => filesOf(join(base, n)) ?? filesOf(join(PACKS, n)), published());
  builds.set(key, built);
  return { name, folder: key, ...built };
}
const builds = new Map<string, Built>();

/** Every action of every pack: what a wildcard rule meets once the packs are merged. */
export function allActions(): Map<string, ActionSpec> {
  return new Map(
    packNames()
      .flatMap((name) => buildFolder(name).pack?.actions ?? [])
      .map((a) => [a.key, a]),
  );
}

/** Ids published so far; only rules of our packs are on the list. */
function published(): Published | undefined {
  const file = join(PACKS, 'published.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
