import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { signMetadata } from '@/lib/packs/tuf/sign';
import type { Command } from './command';
import { USED_WRONGLY } from './command';
import { gathered, signerIn } from './trust/arguments';
import { readMeta, write } from './trust/folder';
import { offerLines } from './trust/words';

export const sign: Command = {
  usage: 'sign FILE|FOLDER… --key FILE.key [--json]',
  summary: '签名:根或规则包清单 / adds one signature to a root or a list of packs',
  more: `FOLDER: every N.root.json and N.targets.json in it (DIR.staged). What is signed is printed before the passphrase is asked for.
Files may be carried to another machine to be signed there, and back: a signature is added to those that stand.`,
  async run(args) {
    const { rest, one, has, unknown } = gathered(args, ['--key'], ['--json']);
    const keyFile = one('--key');
    if (!rest.length || !keyFile || unknown.length) {
      console.error(`用法 / usage: npm run hulan -- ${sign.usage}`);
      return USED_WRONGLY;
    }
    const files = rest.flatMap(filesIn);
    if (!files.length || files.some((file) => !existsSync(file))) {
      console.error('没有要签的文件 / there is nothing to sign');
      return 1;
    }
    const metas = files.map((file) =>
      /\.root\.json$/.test(file) ? readMeta(file, 'root') : readMeta(file, 'targets'),
    );
    if (!has('--json'))
      for (const meta of metas)
        if (meta)
          console.log(
            [
              `${basename(meta.file)}  ${meta.signed.expires}`,
              ...('targets' in meta.signed && meta.signed._type === 'targets'
                ? offerLines(meta.signed).map((line) => `  ${line}`)
                : []),
            ].join('\n'),
          );
    const key = await signerIn(keyFile);
    if (!key) return 1;
    for (const meta of metas) if (meta) write(meta.file, await signMetadata(meta.signed, [key], meta.signatures));
    if (has('--json')) console.log(JSON.stringify({ keyId: key.keyId, files }));
    else console.log(`已签 / signed by ${key.key['x-hulan-name'] ?? ''} ${key.keyId.slice(0, 12)}`);
    return 0;
  },
};

const filesIn = (given: string): string[] =>
  existsSync(given) && statSync(given).isDirectory()
    ? readdirSync(given)
        .filter((name) => /^\d+\.(root|targets)\.json$/.test(name))
        .map((name) => join(given, name))
    : [given];
