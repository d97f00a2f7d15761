import { existsSync, writeFileSync } from 'node:fs';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { lockKey } from '@/lib/journal/key-file';
import { type Command, options, USED_WRONGLY } from './command';

const LEAST = 12;

export const bureauKey: Command = {
  usage: 'key --id ID --out FILE',
  summary: '生成本单位证件号密钥文件 / makes the bureau’s key for identity tokens, locked by a passphrase',
  more: `32 random bytes, which stand nowhere but in FILE, locked. The passphrase is asked for, or read from HULAN_PASSPHRASE.
Bring FILE to each desk in the console (Coverage). A new ID replaces the key; what the old one made is still found.`,
  async run(args) {
    const { values } = options(args, ['--id', '--out']);
    const { '--id': id = '', '--out': out = '' } = values;
    if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(id) || !out) {
      console.error('需要 --id 与 --out / --id (a-z, 0-9, -) and --out are needed');
      return USED_WRONGLY;
    }
    if (existsSync(out)) {
      console.error(`${out} 已存在，不覆盖 / is there already and is not overwritten`);
      return 1;
    }
    const passphrase = process.env.HULAN_PASSPHRASE ?? (await askFor('口令 / passphrase: '));
    if ([...passphrase].length < LEAST) {
      console.error(`口令不少于 ${LEAST} 个字 / a passphrase of at least ${LEAST} characters`);
      return 1;
    }
    writeFileSync(out, await lockKey({ id, key: crypto.getRandomValues(new Uint8Array(32)), passphrase }), {
      mode: 0o600,
      flag: 'wx',
    });
    console.log(out);
    return 0;
  },
};

async function askFor(question: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
