import { existsSync } from 'node:fs';
import { newKey } from '@/lib/packs/tuf/sign';
import type { Command } from './command';
import { USED_WRONGLY } from './command';
import { gathered, LEAST_PASSPHRASE, passphraseFor } from './trust/arguments';
import { publicNameOf, writeKeyFiles } from './trust/keyfile';

const SCHEMES = { p256: 'ecdsa-sha2-nistp256', ed25519: 'ed25519' } as const;

export const keygen: Command = {
  usage: 'keygen --name NAME --out FILE.key [--office business|discipline] [--scheme p256|ed25519] [--json]',
  summary: '生成一把签名钥匙 / makes one signer’s key',
  more: `FILE.key holds the private half, locked by a passphrase (asked for, or HULAN_PASSPHRASE); it stays with its owner.
FILE.pub holds the public half: hand it to whoever writes root (rotate). --office: for keys that sign packs; one of each must sign.
p256 (the default) is known to every browser; ed25519 in Chromium from 137 and Firefox from 129 only.`,
  async run(args) {
    const { one, has, unknown, rest } = gathered(args, ['--name', '--out', '--office', '--scheme'], ['--json']);
    const [name, out, office, scheme = 'p256'] = [one('--name'), one('--out'), one('--office'), one('--scheme')];
    const isOffice = office === undefined || office === 'business' || office === 'discipline';
    if (!name || !out || !isOffice || !(scheme === 'p256' || scheme === 'ed25519') || unknown.length || rest.length) {
      console.error(`用法 / usage: npm run hulan -- ${keygen.usage}`);
      return USED_WRONGLY;
    }
    if (existsSync(out) || existsSync(publicNameOf(out))) {
      console.error(`${out} 已存在，不覆盖 / is there already and is not overwritten`);
      return 1;
    }
    const passphrase = await passphraseFor(out);
    if ([...passphrase].length < LEAST_PASSPHRASE) {
      console.error(`口令不少于 ${LEAST_PASSPHRASE} 个字 / a passphrase of at least ${LEAST_PASSPHRASE} characters`);
      return 1;
    }
    const made = await newKey(SCHEMES[scheme], { name, ...(office ? { office } : {}) });
    const files = await writeKeyFiles(out, made, passphrase);
    console.log(
      has('--json')
        ? JSON.stringify({ keyId: made.keyId, scheme: SCHEMES[scheme], ...files })
        : `${files.secret}\n${files.open}\n${made.keyId}`,
    );
    return 0;
  },
};
