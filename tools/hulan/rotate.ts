import { resolve } from 'node:path';
import { ROLES } from '@/lib/packs/tuf/metadata';
import type { Key, Role } from '@/lib/packs/tuf/metadata';
import type { Command } from './command';
import { USED_WRONGLY } from './command';
import { gathered, wholeNumber } from './trust/arguments';
import { readPublic } from './trust/keyfile';
import { NotStaged, ROOT_DAYS, stageRoot } from './trust/staging';

export const rotate: Command = {
  usage:
    'rotate --repo DIR [--root PUB]… [--threshold N] [--targets PUB]… [--snapshot PUB] [--timestamp PUB] [--overlay] [--days N] [--json]',
  summary: '写下一份根:谁的钥匙可签什么 / writes the next root: whose keys may sign what',
  more: `Writes DIR.staged/N.root.json, unsigned. Roles without PUB keep their keys; the first root names all. Then:
  hulan sign DIR.staged/N.root.json --key …   by as many of the old root's keys as it asks for, and as many of the new one's
  hulan publish --release --repo DIR --snapshot-key … --timestamp-key …
--targets: one key each of business and discipline at least; both must sign every list of packs. --overlay: a lower unit's
own repository, where one signer is enough. --threshold: how many root keys must sign (default 2). --days: how long it holds (365).`,
  async run(args) {
    const names = ['--repo', '--threshold', '--days', ...ROLES.map((role) => `--${role}`)];
    const { one, all, has, unknown, rest } = gathered(args, names, ['--overlay', '--json']);
    const repo = one('--repo');
    const days = wholeNumber(one('--days'), ROOT_DAYS);
    const threshold = one('--threshold') === undefined ? undefined : wholeNumber(one('--threshold'), 2);
    if (!repo || !days || threshold === 0 || unknown.length || rest.length) {
      console.error(`用法 / usage: npm run hulan -- ${rotate.usage}`);
      return USED_WRONGLY;
    }
    const keys: Partial<Record<Role, { keyId: string; key: Key }[]>> = {};
    for (const role of ROLES)
      for (const file of all(`--${role}`)) {
        const key = await readPublic(file);
        if (!key) {
          console.error(`${file}: 不是公钥文件 / not a public key's file`);
          return 1;
        }
        keys[role] = [...(keys[role] ?? []), key];
      }
    try {
      const { file, root, before } = stageRoot({
        repo: resolve(repo),
        now: Date.now(),
        days,
        keys,
        overlay: has('--overlay'),
        ...(threshold === undefined ? {} : { rootThreshold: threshold }),
      });
      const needs = [...(before ? [before.roles.root] : []), root.roles.root].map(
        (role) => `${role.threshold}/${role.keyids.length}`,
      );
      console.log(
        has('--json')
          ? JSON.stringify({ file, version: root.version, expires: root.expires, needs })
          : `${file}\n须签 / to be signed by: ${needs.join(' 旧 old + 新 new ')}`,
      );
      return 0;
    } catch (fault) {
      if (!(fault instanceof NotStaged)) throw fault;
      console.error(fault.message);
      return 1;
    }
  },
};
