import { resolve } from 'node:path';
import { Revocation } from '@/lib/model';
import type { Command } from './command';
import { USED_WRONGLY } from './command';
import { gathered, signerIn, wholeNumber } from './trust/arguments';
import { timestampOf } from './trust/folder';
import { release } from './trust/release';
import { refusedLine } from './trust/words';

export const revoke: Command = {
  usage: 'revoke rule|action|adapter|system ID --repo DIR --timestamp-key K [--why TEXT] [--undo] [--days N] [--json]',
  summary: '立即停用，一次检查内生效 / switches something off on every desk within one poll',
  more: `Only the timestamp is signed anew: no pack changes, and no second office is needed to take something out of force.
--undo allows it again. Without ID: prints what is off.`,
  async run(args) {
    const { rest, one, has, unknown } = gathered(
      args,
      ['--repo', '--timestamp-key', '--why', '--days'],
      ['--undo', '--json'],
    );
    const repo = one('--repo');
    const days = wholeNumber(one('--days'), 7);
    if (!repo || !days || unknown.length || rest.length > 2) return usedWrongly();
    const last = timestampOf(resolve(repo))?.signed;
    if (!last) {
      console.error(`${repo}: 尚未发布 / nothing was released yet`);
      return 1;
    }
    const list = (last['x-hulan-revoked'] ?? []).flatMap((said) => Revocation.safeParse(said).data ?? []);
    if (!rest.length) {
      console.log(has('--json') ? JSON.stringify(list) : list.map(lineOf).join('\n'));
      return 0;
    }
    const [kind, id] = rest;
    const wanted = Revocation.safeParse({ kind, id, ...(one('--why') ? { why: one('--why') } : {}) });
    const keyFile = one('--timestamp-key');
    if (!wanted.success || !keyFile) return usedWrongly();
    const others = list.filter((said) => said.kind !== wanted.data.kind || said.id !== wanted.data.id);
    if (has('--undo') && others.length === list.length) {
      console.error(`${kind} ${id}: 并未停用 / is not switched off`);
      return 1;
    }
    const timestampKey = await signerIn(keyFile);
    if (!timestampKey) return 1;
    const revoked = has('--undo') ? others : [...others, wanted.data];
    const done = await release({
      repo: resolve(repo),
      now: Date.now(),
      timestampKey,
      timestampDays: days,
      snapshotDays: 30,
      revoked,
    });
    if (!done.ok) {
      console.error(refusedLine(done.refused));
      return 1;
    }
    console.log(has('--json') ? JSON.stringify(revoked) : revoked.map(lineOf).join('\n'));
    return 0;
  },
};
const lineOf = ({ kind, id, why }: Revocation): string => `${kind} ${id}${why ? `  ${why}` : ''}`;
const usedWrongly = (): number => {
  console.error(`用法 / usage: npm run hulan -- ${revoke.usage}`);
  return USED_WRONGLY;
};
