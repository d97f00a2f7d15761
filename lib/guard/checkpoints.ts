import {
  base64,
  fromBase64,
  keysOf,
  openCheckpoint,
  originOf,
  rootAt,
  rootOf,
  same,
  signCheckpoint,
  vkeyOf,
} from '@/lib/journal';
import type { Signer } from '@/lib/journal';
import { hashAtOf } from '@/lib/evidence/nodes';
import type { Platform } from '@/lib/platform/types';
import type { CheckpointRow, Head, Store } from '@/lib/store';
import type { Note } from './recorder';

/**
 * gone: the journal was deleted · cut: its end is missing · rewritten: it is not the tree that was noted or signed · foreign: it
 * is another desk's · key: its checkpoint was signed by a key this desk does not have.
 */
export type Mismatch = 'gone' | 'cut' | 'rewritten' | 'foreign' | 'key';

export interface Checkpoints {
  /** The journal grew to this head: noted in the second place, and signed every hundred entries or after a quiet moment. */
  grown(head: Head): void;
  /** Signs the head as it is now. Undefined: nothing to sign, or it cannot be signed. */
  sign(): Promise<CheckpointRow | undefined>;
  /** Compares the journal with its second place and its latest checkpoint; a few dozen reads, whatever its size. */
  check(): Promise<Mismatch | undefined>;
  /** What the check of this start found. */
  found(): Mismatch | undefined;
  /** Everything said so far is written down. */
  settled(): Promise<void>;
}

/** Kept in extension storage, apart from the database: what the journal had last. */
interface Mark {
  desk: string;
  size: number;
  root: string;
  at: number;
}
export const MARK = 'journal:mark';
const EVERY = 100;
const QUIET_MS = 5_000;

interface Deps {
  platform: Platform;
  store: Store;
  write(notes: readonly Note[]): Promise<unknown>;
}

export function createCheckpoints({ platform, store, write }: Deps): Checkpoints {
  const { journal } = store;
  let latest: Head | undefined;
  let marking: Promise<void> | undefined;
  let signing: Promise<CheckpointRow | undefined> = Promise.resolve(undefined);
  let signedSize: number | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let mismatch: Mismatch | undefined;

  function grown(head: Head): void {
    latest = head;
    marking ??= mark().finally(() => {
      marking = undefined;
    });
    clearTimeout(quiet);
    if (signedSize !== undefined && head.frontier.size - signedSize >= EVERY) void sign();
    else quiet = setTimeout(() => void sign(), QUIET_MS);
  }

  /** One write at a time; what grew meanwhile is written next. */
  async function mark(): Promise<void> {
    for (let done: Head | undefined; latest && latest !== done; ) {
      done = latest;
      await platform.local.set({ [MARK]: await markOf(done) }).catch(() => undefined);
    }
  }
  const markOf = async ({ desk, frontier }: Head): Promise<Mark> => ({
    desk,
    size: frontier.size,
    root: base64(await rootOf(frontier)),
    at: platform.clock.now(),
  });

  function sign(): Promise<CheckpointRow | undefined> {
    clearTimeout(quiet);
    const run = signing.then(signHead).catch(() => undefined);
    signing = run;
    return run;
  }

  async function signHead(): Promise<CheckpointRow | undefined> {
    const { signer, vkey, isNew } = await signerOf();
    // Whoever reads the journal later must know from the journal itself whose signatures count.
    if (isNew) await write([{ kind: 'system', body: { signer: vkey } }]);
    const { desk, frontier } = await journal.head(() => platform.random(9));
    const last = await journal.lastCheckpoint();
    signedSize = last?.size ?? 0;
    if (frontier.size === 0 || last?.size === frontier.size) return last;
    // A checkpoint is never put on a tree that does not contain the last one.
    if (last && (await breach(last, desk, frontier.size))) return undefined;
    const at = platform.clock.now();
    const checkpoint = { desk, size: frontier.size, root: await rootOf(frontier), at };
    const row: CheckpointRow = { size: frontier.size, at, note: await signCheckpoint(checkpoint, signer) };
    await journal.keepCheckpoint(row);
    signedSize = row.size;
    return row;
  }

  async function signerOf(): Promise<{ signer: Signer; vkey: string; isNew: boolean }> {
    const { row, isNew } = await store.secrets.signer(async () => {
      const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
      const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
      return { id: platform.random(9), scope: 'signer', key: pair.privateKey, at: platform.clock.now(), spki };
    });
    const { desk } = await journal.head(() => platform.random(9));
    const spki = row.spki ?? new Uint8Array();
    const sign: Signer['sign'] = async (bytes) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, row.key, bytes));
    return { signer: { spki, sign }, vkey: await vkeyOf(originOf(desk), spki), isNew };
  }

  /** Was this checkpoint signed here, and is its tree the beginning of the one that is kept? */
  async function breach(row: CheckpointRow, desk: string, size: number): Promise<Mismatch | undefined> {
    const { vkey } = await signerOf();
    const opened = await openCheckpoint(row.note, await keysOf([vkey]));
    if ('why' in opened) return opened.why === 'unsigned' || opened.why === 'shape' ? 'key' : 'rewritten';
    if (opened.checkpoint.desk !== desk) return 'foreign';
    if (opened.checkpoint.size > size) return 'cut';
    return (await hadRoot(opened.checkpoint.size, opened.checkpoint.root)) ? undefined : 'rewritten';
  }

  async function hadRoot(size: number, root: Uint8Array): Promise<boolean> {
    return rootAt(size, hashAtOf(journal)).then(
      (found) => same(found, root),
      () => false, // an entry or a subtree that it needs is gone
    );
  }

  async function look(): Promise<Mismatch | undefined> {
    const noted = markFrom((await platform.local.get([MARK]))[MARK]);
    const { desk, frontier } = await journal.head(() => platform.random(9));
    if (noted && noted.size > 0 && frontier.size === 0) return 'gone';
    if (noted && noted.desk !== desk) return 'foreign';
    if (noted && noted.size > frontier.size) return 'cut';
    if (noted && !(await hadRoot(noted.size, fromBase64(noted.root)))) return 'rewritten';
    const last = await journal.lastCheckpoint();
    if (last) {
      const why = await breach(last, desk, frontier.size);
      if (why) return why;
    }
    return (await hadRoot(frontier.size, await rootOf(frontier))) ? undefined : 'rewritten';
  }

  /** What does not fit goes into the journal itself, where it stays for whoever verifies it; then the journal goes on. */
  async function confess(why: Mismatch): Promise<void> {
    const noted = markFrom((await platform.local.get([MARK]))[MARK]);
    const { desk, frontier } = await journal.head(() => platform.random(9));
    const unfit: CheckpointRow[] = [];
    for (const row of (await journal.checkpoints()).reverse()) {
      if (!(await breach(row, desk, frontier.size))) break;
      unfit.push(row);
    }
    const had = { ...(noted ? { size: noted.size, root: noted.root, at: noted.at } : {}), found: frontier.size };
    const signed = unfit[0] ? { checkpoint: unfit[0].note, checkpoints: unfit.length } : {};
    const at = platform.clock.now();
    await write([
      { kind: 'system', body: { mismatch: why, ...had, ...signed } },
      { kind: 'gap', body: { reason: 'journal_gap', at, detail: `${why}: ${had.size ?? 0} → ${had.found}` } },
    ]);
    await journal.dropCheckpoints(unfit.map((row) => row.size));
  }

  return {
    grown,
    sign,
    async check() {
      mismatch = await look();
      if (mismatch) await confess(mismatch);
      return mismatch;
    },
    found: () => mismatch,
    settled: async () => {
      await marking;
      await signing;
    },
  };
}

/** Read back with the least trust: anybody with the profile can write there. */
function markFrom(value: unknown): Mark | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { desk, size, root, at } = value as Partial<Record<keyof Mark, unknown>>;
  return typeof desk === 'string' &&
    typeof size === 'number' &&
    typeof root === 'string' &&
    /^[A-Za-z0-9+/]{43}=$/.test(root) &&
    typeof at === 'number'
    ? { desk, size, root, at }
    : undefined;
}
