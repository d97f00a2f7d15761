import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readPack } from '@/lib/packs';
import { fetchOffered, offersIn, refresh } from '@/lib/packs/tuf';
import type { Get, InHand, Refused, Trusted } from '@/lib/packs/tuf';
import type { Metadata } from '@/lib/packs/tuf/metadata';
import { signMetadata } from '@/lib/packs/tuf/sign';
import type { SigningKey } from '@/lib/packs/tuf/sign';
import { inDays, metaOf, newest, stagedOf, timestampOf, write } from './folder';

export interface Releasing {
  repo: string;
  now: number;
  snapshotKey?: SigningKey;
  timestampKey: SigningKey;
  snapshotDays: number;
  timestampDays: number;
  revoked?: Metadata['timestamp']['x-hulan-revoked'];
}
export type Released = { ok: true; inHand: InHand; written: string[] } | { ok: false; refused: Refused };

/**
 * What is staged becomes the release, if every desk could take it: the desks' own client goes through the files first, as a
 * desk that comes fresh and as one that has the last release. Timestamp is written last; until then nobody sees anything.
 */
export async function release(on: Releasing): Promise<Released> {
  const staged = stagedOf(on.repo);
  const root = newest(staged, 'root') ?? newest(on.repo, 'root');
  if (!root) return { ok: false, refused: { why: 'no_root', of: 'root' } };
  const targets = newest(staged, 'targets') ?? newest(on.repo, 'targets');
  if (!targets) return { ok: false, refused: { why: 'absent', of: 'targets' } };
  const files = new Map<string, string>();
  for (const name of stagedFiles(staged)) files.set(name, readFileSync(join(staged, name), 'utf8'));

  const before = newest(on.repo, 'snapshot');
  let snapshot = before?.text;
  let snapshotVersion = before?.signed.version ?? 0;
  if (!before || before.signed.meta['targets.json']?.version !== targets.signed.version || on.snapshotKey) {
    if (!on.snapshotKey) return { ok: false, refused: { why: 'threshold', of: 'snapshot', detail: '--snapshot-key' } };
    snapshotVersion++;
    const signed: Metadata['snapshot'] = {
      _type: 'snapshot',
      spec_version: '1.0.33',
      version: snapshotVersion,
      expires: inDays(on.snapshotDays, on.now),
      meta: { 'targets.json': await metaOf(targets.signed.version, targets.text) },
    };
    snapshot = await signMetadata(signed, [on.snapshotKey]);
    files.set(`${snapshotVersion}.snapshot.json`, snapshot);
  }
  const last = timestampOf(on.repo)?.signed;
  const revoked = on.revoked ?? last?.['x-hulan-revoked'];
  const timestamp: Metadata['timestamp'] = {
    _type: 'timestamp',
    spec_version: '1.0.33',
    version: (last?.version ?? 0) + 1,
    expires: inDays(on.timestampDays, on.now),
    meta: { 'snapshot.json': await metaOf(snapshotVersion, snapshot ?? '') },
    'x-hulan-at': on.now,
    ...(revoked?.length ? { 'x-hulan-revoked': revoked } : {}),
  };
  files.set('timestamp.json', await signMetadata(timestamp, [on.timestampKey]));

  const tried = await goThrough(on.repo, files, on.now);
  if (!tried.ok) return tried;
  for (const [name, text] of [...files].sort(([a], [b]) => orderOf(a) - orderOf(b))) write(join(on.repo, name), text);
  rmSync(staged, { recursive: true, force: true });
  return { ok: true, inHand: tried.inHand, written: [...files.keys()] };
}

const stagedFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(folder.length + 1)
            .replaceAll('\\', '/'),
        )
    : [];
/** Whatever a file names is there before it. */
const orderOf = (name: string): number =>
  ['targets/', '.targets.json', '.snapshot.json', '.root.json', 'timestamp.json'].findIndex((part) =>
    name.includes(part),
  );

async function goThrough(repo: string, files: ReadonlyMap<string, string>, now: number): Promise<Released> {
  const first = files.get('1.root.json') ?? textIn(repo, '1.root.json');
  if (first === undefined) return { ok: false, refused: { why: 'no_root', of: 'root' } };
  const fresh = await verifyFiles(getFrom(repo, files), { root: first }, now);
  if (!fresh.ok) return fresh;
  const trusted = trustedIn(repo);
  const again = trusted ? await verifyFiles(getFrom(repo, files), trusted, now) : fresh;
  return again.ok ? { ...again, written: [] } : again;
}

export function getFrom(repo: string, over: ReadonlyMap<string, string> = new Map()): Get {
  return async (name, max) => {
    const text = over.get(name) ?? textIn(repo, name);
    if (text === undefined) return { kind: 'absent' };
    const bytes = new TextEncoder().encode(text);
    return bytes.length > max ? { kind: 'failed', why: 'too_large' } : { kind: 'bytes', bytes };
  };
}
const textIn = (repo: string, name: string): string | undefined => {
  const file = join(repo, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

/** What a desk has that took the release that lies there. */
function trustedIn(repo: string): Trusted | undefined {
  const [root, timestamp, snapshot, targets] = [
    newest(repo, 'root'),
    timestampOf(repo),
    newest(repo, 'snapshot'),
    newest(repo, 'targets'),
  ];
  if (!root || !timestamp || !snapshot || !targets) return undefined;
  return { root: root.text, timestamp: timestamp.text, snapshot: snapshot.text, targets: targets.text };
}

/** As a desk does: metadata, then every file they name, then what is in it. */
export async function verifyFiles(
  get: Get,
  trusted: Trusted,
  now: number,
): Promise<{ ok: true; inHand: InHand } | { ok: false; refused: Refused }> {
  const { outcome } = await refresh({ trusted, get, now });
  if (!outcome.ok) return outcome;
  for (const file of offersIn(outcome.inHand.targets).offers) {
    const got = await fetchOffered(file, get);
    if (!got.ok) return got;
    if (file.offer.kind !== 'pack') continue;
    const read = readPack(got.text);
    if (!read.ok)
      return { ok: false, refused: { why: 'pack_shape', of: file.name, detail: `${read.refused} ${read.at}` } };
    if (read.pack.id !== file.offer.id || read.pack.version !== file.offer.version)
      return { ok: false, refused: { why: 'pack_identity', of: file.name } };
  }
  return outcome;
}
