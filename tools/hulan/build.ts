import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { packText, showProblem } from '@/lib/packs/build';
import { readPack } from '@/lib/packs';
import { options, USED_WRONGLY } from './command';
import type { Command } from './command';
import { buildFolder, packNames, ROOT, sourcesOf } from './sources';

const PUBLIC = join(ROOT, 'public', 'packs');

/** What the extension's own packs are: read by the worker at start. */
interface Index {
  packs: Listed[];
}
/** `from`: folder of the sources, as seen from the repository's root. */
interface Listed {
  id: string;
  version: number;
  file: string;
  sources?: string;
  from?: string;
}

export const build: Command = {
  usage: 'build PACK [--out FILE] | build --all',
  summary: "检查并生成规则包 / check a pack's sources and write the built pack",
  more: 'Default output: public/packs/PACK.json, listed in public/packs/index.json. PACK is a name under packs/ or a folder.\nErrors are printed with file, line and column; warnings do not stop the build.',
  run(args) {
    const { rest, flags, values } = options(args, ['--out']);
    const names = flags.has('--all') ? packNames() : rest;
    if (!names.length) {
      console.error('要生成哪个规则包? / which pack?');
      return USED_WRONGLY;
    }
    const failed = names.filter((name) => !buildOne(name, values['--out'], flags.has('--quiet')));
    return failed.length ? 1 : 0;
  },
};

function buildOne(given: string, out: string | undefined, quiet: boolean): boolean {
  const { name, folder, pack, problems } = buildFolder(given);
  const errors = problems.filter((p) => p.severity === 'error');
  for (const problem of errors) console.error(showProblem(problem));
  if (!pack) {
    console.error(`未生成 / not built: ${name} (${errors.length} 处错误 / errors)`);
    return false;
  }
  const text = packText(pack);
  const read = readPack(text);
  if (!read.ok) {
    console.error(`未生成 / not built: ${name}: ${read.refused} ${read.at} ${read.detail}`);
    return false;
  }
  const file = out ? resolve(out) : join(PUBLIC, `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  if (!out) {
    // An author may begin from them on any machine.
    const sources = `${name}.sources.json`;
    writeFileSync(join(PUBLIC, sources), JSON.stringify({ name, files: Object.fromEntries(sourcesOf(folder)) }));
    listInIndex({ id: pack.id, version: pack.version, file: `${name}.json`, sources, from: relative(ROOT, folder) });
  }
  const warnings = problems.length - errors.length;
  if (!quiet)
    console.log(
      `${name}: ${pack.rules.length} 条规则 rules, ${pack.adapters.length} 个适配 adapters, ${pack.actions.length} 个动作 actions, ${text.length} B${warnings ? `, ${warnings} 条提示 warnings (lint)` : ''} → ${file}`,
    );
  return true;
}

/** Adds or replaces a pack; one whose sources or file are gone is no longer listed. */
function listInIndex(entry: Listed): void {
  const file = join(PUBLIC, 'index.json');
  const index: Index = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { packs: [] };
  const stays = (p: Listed): boolean =>
    p.id !== entry.id && existsSync(join(PUBLIC, p.file)) && existsSync(resolve(ROOT, p.from ?? join('packs', p.id)));
  const packs = [...index.packs.filter(stays), entry].sort((a, b) => (a.id < b.id ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ packs }, null, 1)}\n`);
}
