import { existsSync, readFileSync } from 'node:fs';
import { diffOverlays, diffPacks } from '@/lib/packs/diff';
import type { DiffLine, PackDiff } from '@/lib/packs/diff';
import type { Command } from './command';
import { USED_WRONGLY } from './command';
import { buildFolder } from './sources';
import { gathered } from './trust/arguments';
import { contentOf, NotStaged } from './trust/staging';

export const diff: Command = {
  usage: 'diff BEFORE AFTER [--en] [--json]',
  summary: '两版有何不同，用话说 / what another version means, in words',
  more: `Each is a built pack (FILE.json), an overlay, or a pack's name or folder, which is built first; - for BEFORE: nothing yet.
Exit 0: the same. 1: another. 2: used wrongly, or a file that is no pack.`,
  run(args) {
    const { rest, has, unknown } = gathered(args, [], ['--en', '--json']);
    const [before, after, more] = rest;
    if (!before || !after || more || unknown.length) {
      console.error(`用法 / usage: npm run hulan -- ${diff.usage}`);
      return USED_WRONGLY;
    }
    try {
      const found = differenceOf(before, after);
      const language = has('--en') ? 'en' : 'zh';
      if (has('--json')) console.log(JSON.stringify(found, null, 1));
      else console.log([found.summary[language], ...found.lines.map((line) => sentence(line, language))].join('\n'));
      return found.lines.length ? 1 : 0;
    } catch (fault) {
      if (!(fault instanceof NotStaged)) throw fault;
      console.error(fault.message);
      return USED_WRONGLY;
    }
  },
};

function differenceOf(before: string, after: string): PackDiff {
  const [a, b] = [before === '-' ? undefined : load(before), load(after)];
  if (b.overlay) return diffOverlays(a?.overlay, b.overlay);
  if (b.pack && (!a || a.pack)) return diffPacks(a?.pack, b.pack);
  throw new NotStaged('规则包与本地口径不能相比 / a pack cannot be held against an overlay');
}
function load(given: string): Pick<ReturnType<typeof contentOf>, 'pack' | 'overlay'> {
  if (given.endsWith('.json') && existsSync(given)) return contentOf(readFileSync(given, 'utf8'));
  const { pack } = buildFolder(given);
  if (!pack) throw new NotStaged(`${given}: 没有，或生成不了 / is not there, or does not build`);
  return { pack };
}

const KINDS = {
  new: { zh: '新增', en: 'new' },
  updated: { zh: '修改', en: 'changed' },
  retired: { zh: '停用', en: 'retired' },
} as const;
const sentence = ({ kind, what, id, title, changes }: DiffLine, language: 'zh' | 'en'): string =>
  [
    `${KINDS[kind][language]}  ${what} ${id}${title ? `  ${title[language]}` : ''}`,
    ...changes.map((one) => `    ${one[language]}`),
  ].join('\n');
