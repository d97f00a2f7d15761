import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildPack } from '@/lib/packs/build';
import type { Pack } from '@/lib/model';

const PACKS = join(import.meta.dirname, '../../packs');
const NAMES = ['common', 'credit', 'tax'];

/** The sources of our packs as the extension ships them. */
export function allSources(names: readonly string[] = NAMES): Map<string, Map<string, string>> {
  return new Map(names.map((name) => [name, filesBelow(join(PACKS, name), '')]));
}

function filesBelow(folder: string, under: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of readdirSync(join(folder, under))) {
    const path = under ? `${under}/${name}` : name;
    if (statSync(join(folder, path)).isDirectory()) {
      if (name !== 'pages') for (const [inner, text] of filesBelow(folder, path)) files.set(inner, text);
    } else if (/\.ya?ml$/.test(name)) files.set(path, readFileSync(join(folder, path), 'utf8'));
  }
  return files;
}

/** Our packs, built. */
export function allPacks(): Pack[] {
  const sources = allSources();
  return NAMES.map((name) => {
    const { pack } = buildPack(name, (wanted) => sources.get(wanted));
    if (!pack) throw new Error(`${name} does not build`);
    return pack;
  });
}
