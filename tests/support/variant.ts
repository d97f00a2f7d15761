// The build under test with something of it changed, in a folder of its own.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pack } from '@/lib/model';

export interface Change {
  manifest?(manifest: { permissions: string[] }): object;
  pack?(pack: Pack): Pack;
  /** Ids of the packs that come with it; all without this. */
  only?: string[];
  /** Packs laid beside them. */
  more?: Pack[];
}
export interface Variant {
  folder: string;
  drop(): void;
}

interface PackList {
  packs: { id: string; version: number; file: string }[];
}

export function variantOf(build: string, change: Change): Variant {
  const folder = mkdtempSync(join(tmpdir(), 'hulan-build-'));
  cpSync(build, folder, { recursive: true });
  const { manifest, pack, only, more = [] } = change;
  if (manifest) rewrite(join(folder, 'manifest.json'), manifest);
  const packs = join(folder, 'packs');
  for (const file of pack ? readdirSync(packs).filter((name) => name !== 'index.json') : [])
    if (pack) rewrite(join(packs, file), pack);
  if (only || more.length)
    rewrite<PackList>(join(packs, 'index.json'), (list) => ({
      packs: [
        ...list.packs.filter(({ id }) => !only || only.includes(id)),
        ...more.map(({ id, version }) => ({ id, version, file: `${id}.json` })),
      ],
    }));
  for (const own of more) writeFileSync(join(packs, `${own.id}.json`), JSON.stringify(own));
  return { folder, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

function rewrite<T>(file: string, change: (value: T) => object): void {
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as T)));
}
