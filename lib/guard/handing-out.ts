import type { MessageBody, Replies } from '@/lib/messages';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { Checkpoints } from './checkpoints';
import type { Recorder } from './recorder';

interface Deps {
  platform: Platform;
  store: Store;
  recorder: Recorder;
  checkpoints: Checkpoints;
  /** Names under which whoever sits here acts; none: nobody in particular. */
  who(): Promise<readonly string[]>;
}

/**
 * Before anything of the journal leaves this desk: the journal itself says so, and a checkpoint is signed that covers all it
 * has, this entry included. The console then reads the entries itself; a million of them do not pass through messages.
 */
export async function handOut(deps: Deps, body: MessageBody<'journal.export'>): Promise<Replies['journal.export']> {
  const { store, recorder, checkpoints, platform } = deps;
  const seqs = await seqsOf(deps, body);
  const written = await recorder.write([
    {
      kind: 'export',
      ...(body.seq === undefined ? {} : { re: body.seq }),
      body: { what: body.what, withParts: body.withParts, ...(seqs ? { entries: seqs.length } : {}) },
    },
  ]);
  const row = await checkpoints.sign();
  return {
    ok: written !== undefined && row !== undefined,
    program: platform.own.version,
    at: platform.clock.now(),
    ...(seqs ? { seqs } : {}),
    ...(row ? { checkpoint: row.note } : {}),
    desk: (await store.journal.head(() => platform.random(9))).desk,
  };
}

/** An act with all that belongs to it, or all acts of whoever sits here with all that belongs to them. */
async function seqsOf(
  { store, who }: Deps,
  { what, seq }: MessageBody<'journal.export'>,
): Promise<number[] | undefined> {
  if (what === 'flag' && seq !== undefined) return withBelonging(store, [seq]);
  if (what !== 'subject') return undefined;
  const names = await who();
  const acts = await Promise.all(
    (names.length ? names : ['']).map((name) => store.queries.actsOf(name, undefined, MOST)),
  );
  const about = await Promise.all(names.map((name) => store.queries.about(name)));
  return withBelonging(store, [...acts.flat().map((act) => act.seq), ...about.flat()]);
}
const MOST = 100_000;

async function withBelonging(store: Store, seqs: readonly number[]): Promise<number[]> {
  const all: number[] = [];
  for (const seq of seqs) all.push(seq, ...(await store.journal.belonging(seq)).map((entry) => entry.skeleton.seq));
  return [...new Set(all)].sort((a, b) => a - b);
}
