// A signed journal and its export without a browser, and the same file taken apart and put together again as a forger would.
import { unzipSync } from 'fflate';
import type { Draft, Entry } from '@/lib/model';
import { EMPTY, originOf, planAppend, rootOf, signCheckpoint, vkeyOf, writeExport } from '@/lib/journal';
import type { Bytes, Frontier, Manifest, Signer } from '@/lib/journal';
import { linesOf } from '@/lib/journal/lines';
import { FILES, manifestText } from '@/lib/journal/manifest';
import { concat, utf8 } from '@/lib/journal/bytes';
import { pack, zipOf } from '@/lib/journal/zip';

export async function aSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  return {
    spki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)),
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)),
  };
}

export interface Kept {
  desk: string;
  signer: Signer;
  vkey: string;
  entries: Entry[];
  /** Every ten entries and at the end. */
  checkpoints: string[];
  head: Frontier;
}
const EVERY = 10;
export const AT = 1_790_000_000_000;

export const aDraft = (n: number): Draft => ({
  kind: 'event',
  body: { id: `event-${n}`, action: 'relief.approve', amount: n * 100 },
  parts: { clerk: { login: `wang${n}` }, fields: { payer: `某某${n}` } },
});

/** Entry 0 names the key; `drafts` follow. */
export async function aJournal(
  drafts: readonly Draft[],
  { desk = 'desk-1', signer, from }: { desk?: string; signer?: Signer; from?: Kept } = {},
): Promise<Kept> {
  const used = signer ?? from?.signer ?? (await aSigner());
  const vkey = await vkeyOf(originOf(desk), used.spki);
  const kept: Kept = from
    ? { ...from, entries: [...from.entries], checkpoints: [...from.checkpoints], signer: used, vkey }
    : { desk, signer: used, vkey, entries: [], checkpoints: [], head: EMPTY };
  const first: Draft[] = from && from.vkey === vkey ? [] : [{ kind: 'system', body: { signer: vkey } }];
  for (const draft of [...first, ...drafts]) {
    const moment = { at: AT + kept.head.size * 1000, mono: kept.head.size, boot: 'boot-1' };
    const salt = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
    const plan = await planAppend({ desk, frontier: kept.head, drafts: [draft], moment, salt });
    kept.entries.push(...plan.entries);
    kept.head = plan.after;
    if (kept.head.size % EVERY === 0) kept.checkpoints.push(await checkpointOf(kept));
  }
  if (kept.head.size % EVERY) kept.checkpoints.push(await checkpointOf(kept));
  return kept;
}
export const checkpointOf = async ({ desk, head, signer }: Kept): Promise<string> =>
  signCheckpoint({ desk, size: head.size, root: await rootOf(head), at: AT + head.size * 1000 }, signer);

export const manifestOf = (kept: Kept, over: Partial<Manifest> = {}): Manifest => ({
  format: 'hulan-export/1',
  kind: 'journal',
  desk: kept.desk,
  program: '0.1.0',
  at: AT,
  from: 0,
  to: kept.entries.length,
  entries: kept.entries.length,
  keys: [kept.vkey],
  packs: [],
  withheld: [],
  ...over,
});

export const exported = async (kept: Kept, over: Partial<Manifest> = {}): Promise<Bytes> =>
  concat(
    ...(await writeExport({
      manifest: manifestOf(kept, over),
      signer: kept.signer,
      pieces: [{ entries: kept.entries }],
      checkpoints: kept.checkpoints,
    })),
  );

/** What somebody with the file can change without the key: its parts as text, put together again. */
export interface Parts {
  entries: Entry[];
  checkpoints: string[];
  manifest: Manifest;
  files: Record<string, string>;
}
export function forged(file: Uint8Array, change: (parts: Parts) => unknown): Bytes {
  const files = Object.fromEntries(
    Object.entries(unzipSync(file)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
  );
  const lines = (name: string): unknown[] =>
    (files[name] ?? '')
      .split('\n')
      .filter(Boolean)
      .map((l) => JSON.parse(l));
  const parts: Parts = {
    entries: lines(FILES.entries(0)) as Entry[],
    checkpoints: lines(FILES.checkpoints) as string[],
    manifest: JSON.parse(files[FILES.manifest] ?? '{}'),
    files,
  };
  const before = JSON.stringify(parts.manifest);
  change(parts);
  const put = {
    [FILES.entries(0)]: linesOf(parts.entries),
    [FILES.checkpoints]: parts.checkpoints.map((note) => `${JSON.stringify(note)}\n`).join(''),
    ...(JSON.stringify(parts.manifest) === before ? {} : { [FILES.manifest]: manifestText(parts.manifest) }),
  };
  return concat(...zipOf(Object.entries({ ...parts.files, ...put }).map(([name, text]) => pack(name, utf8(text)))));
}
