import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fromBundle, offersIn, readBundle, readRoot, writeBundle } from '@/lib/packs/tuf';
import { pathOf } from '@/lib/packs/tuf/target';
import type { Command } from './command';
import { USED_WRONGLY } from './command';
import { gathered } from './trust/arguments';
import { newest } from './trust/folder';
import { getFrom, verifyFiles } from './trust/release';
import { offerLines, refusedLine, signerLine } from './trust/words';

export const pack: Command = {
  usage:
    'pack verify (--repo DIR | --file F.hulanpack) [--root ROOT.json] | pack file --repo DIR --source ID --out F.hulanpack  [--json]',
  summary: '像终端一样核对仓库或包文件;制作包文件 / verifies as a desk does; makes one file of a repository',
  more: `verify  --root: the root that desks were given by policy; without it the repository's own first one, which proves less.
file    --source: the id that the desks' policy gives this source. For a stick, or for dropping into the console.
Exit 0: every desk takes it. 1: refused, and why.`,
  async run(args) {
    const { rest, one, has, unknown } = gathered(args, ['--repo', '--file', '--root', '--source', '--out'], ['--json']);
    const [what, ...more] = rest;
    if (unknown.length || more.length) return usedWrongly();
    const repo = one('--repo') && resolve(one('--repo') ?? '');
    if (what === 'file' && repo) return makeFile(repo, one('--source'), one('--out'));
    if (what !== 'verify' || (!repo && !one('--file'))) return usedWrongly();
    const bundle = repo ? undefined : readBundle(readFileSync(one('--file') ?? '', 'utf8'));
    if (!repo && !bundle) {
      console.error('不是包文件 / not a pack file');
      return 1;
    }
    const rootFile = one('--root');
    const root = rootFile ? readFileSync(rootFile, 'utf8').trim() : (bundle?.files['1.root.json'] ?? firstRoot(repo));
    const isRoot = root === undefined ? undefined : await readRoot(root);
    if (root === undefined || !isRoot?.ok) {
      console.error(isRoot && !isRoot.ok ? refusedLine(isRoot.refused) : '没有根 / there is no root');
      return 1;
    }
    const get = bundle ? fromBundle(bundle) : getFrom(repo ?? '');
    const done = await verifyFiles(get, { root }, Date.now());
    if (has('--json'))
      console.log(
        JSON.stringify(
          done.ok
            ? {
                ok: true,
                offers: offersIn(done.inHand.targets).offers.map(({ offer }) => offer),
                signers: done.inHand.signers,
                expires: done.inHand.timestamp.expires,
              }
            : done,
        ),
      );
    else if (done.ok)
      console.log(
        [
          '✓',
          ...offerLines(done.inHand.targets),
          ...done.inHand.signers.map(signerLine),
          done.inHand.timestamp.expires,
        ].join('\n'),
      );
    else console.error(refusedLine(done.refused));
    return done.ok ? 0 : 1;
  },
};

const firstRoot = (repo: string | undefined): string | undefined =>
  repo && existsSync(join(repo, '1.root.json')) ? readFileSync(join(repo, '1.root.json'), 'utf8') : undefined;

/** All roots, and the newest of the rest with the files it names. */
function makeFile(repo: string, source: string | undefined, out: string | undefined): number {
  if (!source || !out) return usedWrongly();
  const [targets, snapshot] = [newest(repo, 'targets'), newest(repo, 'snapshot')];
  if (!targets || !snapshot) {
    console.error(`${repo}: 尚未发布 / nothing was released yet`);
    return 1;
  }
  const names = [
    ...readdirSync(repo).filter((name) => /^\d+\.root\.json$/.test(name)),
    'timestamp.json',
    `${snapshot.signed.version}.snapshot.json`,
    `${targets.signed.version}.targets.json`,
    ...offersIn(targets.signed).offers.map(pathOf),
  ];
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(repo, name), 'utf8')]));
  writeFileSync(out, writeBundle(source, files));
  console.log(`${out}  ${names.length} 个文件 / files`);
  return 0;
}
const usedWrongly = (): number => {
  console.error(`用法 / usage: npm run hulan -- ${pack.usage}`);
  return USED_WRONGLY;
};
