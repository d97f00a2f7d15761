import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Rollout } from '@/lib/model';
import type { Command } from './command';
import { USED_WRONGLY } from './command';
import { gathered, signerIn, wholeNumber } from './trust/arguments';
import { release } from './trust/release';
import { moveStage, NotStaged, stagePack, stageRollback, TARGETS_DAYS, withdraw } from './trust/staging';
import { offerLines, refusedLine, rolloutLine, signerLine } from './trust/words';

const VALUES = [
  '--repo',
  '--stage',
  '--units',
  '--rings',
  '--posts',
  '--percent',
  '--move',
  '--rollback',
  '--withdraw',
  '--days',
  '--snapshot-key',
  '--timestamp-key',
];

export const publish: Command = {
  usage: 'publish PACK.json --repo DIR --stage observe|rings|all | publish --release --repo DIR … | --help',
  summary: '登记新版、改变批次、退回、发布 / stages a version, moves it on, rolls back, releases',
  more: `Staging writes DIR.staged/N.targets.json, unsigned; both offices sign it (sign DIR.staged --key …), then it is released.
  publish PACK.json --repo DIR --stage observe                     journals, shows nothing
  publish --move ID@VERSION --repo DIR --stage rings [--units A,B] [--rings A] [--posts A] [--percent N]
  publish --move ID@VERSION --repo DIR --stage all
  publish --rollback ID@VERSION --repo DIR [--stage …]             that version's content under the next number
  publish --withdraw ID --repo DIR
  publish --release --repo DIR --snapshot-key K --timestamp-key K  what is staged and signed becomes the release
  publish --renew --repo DIR --timestamp-key K [--snapshot-key K]  the same release, with new dates
--days N: how long the list (180) or, with --release and --renew, the timestamp (7) holds. --json everywhere.
A release is tried with the desks' own client before anything is written. Exit 0: done. 1: refused, nothing written.`,
  async run(args) {
    const given = gathered(args, VALUES, ['--release', '--renew', '--json']);
    const { one, has, rest, unknown } = given;
    const repo = one('--repo');
    if (!repo || unknown.length || rest.length > 1) return usedWrongly();
    const isRelease = has('--release') || has('--renew');
    const days = wholeNumber(one('--days'), isRelease ? 7 : TARGETS_DAYS);
    if (!days) return usedWrongly();
    const on = { repo: resolve(repo), now: Date.now(), days };
    if (isRelease) return releaseNow(given, on);
    const rollout = rolloutOf(given);
    if (!rollout) return usedWrongly();
    try {
      const staged = await stage(given, on, rollout);
      if (!staged) return usedWrongly();
      if (has('--json')) console.log(JSON.stringify(staged));
      else {
        console.log(
          `${staged.file}\n${'offer' in staged ? `${staged.offer.id}@${staged.offer.version}  ${rolloutLine(staged.offer.rollout)}` : ''}`,
        );
        if ('shrinks' in staged && staged.shrinks)
          console.log(
            '批次缩小:已启用的终端仍留在此版，要退回请用 --rollback / a smaller ring: desks that have it keep it, --rollback takes it back',
          );
      }
      return 0;
    } catch (fault) {
      if (!(fault instanceof NotStaged)) throw fault;
      console.error(fault.message);
      return 1;
    }
  },
};

type Given = ReturnType<typeof gathered>;
interface On {
  repo: string;
  now: number;
  days: number;
}
const usedWrongly = (): number => {
  console.error(`用法 / usage: npm run hulan -- ${publish.usage}`);
  return USED_WRONGLY;
};

function stage({ one, rest }: Given, on: On, rollout: Rollout) {
  const [file] = rest;
  const [move, back, gone] = [versionOf(one('--move')), versionOf(one('--rollback')), one('--withdraw')];
  if (file) return stagePack({ ...on, text: readFileSync(file, 'utf8'), rollout });
  if (move) return moveStage({ ...on, ...move, rollout });
  if (back) return stageRollback({ ...on, id: back.id, to: back.version, rollout });
  return gone ? withdraw({ ...on, id: gone }) : undefined;
}
function versionOf(text: string | undefined): { id: string; version: number } | undefined {
  const found = /^([a-z0-9-]+)@(\d+)$/.exec(text ?? '');
  return found?.[1] ? { id: found[1], version: Number(found[2]) } : undefined;
}

/** Without --stage: for all, which only rolling back and withdrawing may leave out. */
function rolloutOf({ one, rest }: Given): Rollout | undefined {
  const list = (name: string): string[] => one(name)?.split(/[,，]/).filter(Boolean) ?? [];
  const stageName = one('--stage');
  if (stageName === undefined) return rest.length || one('--move') ? undefined : { stage: 'all' };
  const percent = wholeNumber(one('--percent'), 0);
  const said =
    stageName === 'rings'
      ? { stage: stageName, units: list('--units'), rings: list('--rings'), posts: list('--posts'), percent }
      : { stage: stageName };
  return Rollout.safeParse(said).data;
}

async function releaseNow({ one, has }: Given, on: On): Promise<number> {
  const [timestampFile, snapshotFile] = [one('--timestamp-key'), one('--snapshot-key')];
  if (!timestampFile) return usedWrongly();
  const timestampKey = await signerIn(timestampFile);
  const snapshotKey = snapshotFile ? await signerIn(snapshotFile) : undefined;
  if (!timestampKey || (snapshotFile && !snapshotKey)) return 1;
  const done = await release({
    ...on,
    timestampKey,
    ...(snapshotKey ? { snapshotKey } : {}),
    timestampDays: on.days,
    snapshotDays: Math.max(30, on.days),
  });
  if (has('--json'))
    console.log(JSON.stringify(done.ok ? { ok: true, written: done.written, signers: done.inHand.signers } : done));
  else if (done.ok)
    console.log(
      [
        ...offerLines(done.inHand.targets),
        ...done.inHand.signers.map(signerLine),
        `timestamp ${done.inHand.timestamp.version}  ${done.inHand.timestamp.expires}`,
      ].join('\n'),
    );
  else console.error(`未发布 / not released\n${refusedLine(done.refused)}`);
  return done.ok ? 0 : 1;
}
