// A repository of packs in memory whose keeper can do anything, right or wrong: the other side of the client's tests.
import type { Offer } from '@/lib/model';
import { refresh } from '@/lib/packs/tuf';
import type { Get, Refreshed, Trusted } from '@/lib/packs/tuf';
import { digest, hex, utf8 } from '@/lib/packs/tuf/keys';
import type { Metadata, Role } from '@/lib/packs/tuf/metadata';
import { newKey, signingKey, signMetadata } from '@/lib/packs/tuf/sign';
import type { Scheme, SigningKey } from '@/lib/packs/tuf/sign';

export const NOW = Date.parse('2026-11-20T00:00:00Z');
const DAY = 86_400_000;
export const dateOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export async function aSigner(name = 'somebody', office?: string, scheme: Scheme = 'ecdsa-sha2-nistp256') {
  const { key, pkcs8 } = await newKey(scheme, { name, ...(office ? { office } : {}) });
  return signingKey(key, pkcs8);
}

export interface Repository {
  signers: Record<Role, SigningKey[]>;
  root: Metadata['root'];
  timestamp: Metadata['timestamp'];
  snapshot: Metadata['snapshot'];
  targets: Metadata['targets'];
  files: Map<string, Uint8Array>;
  /** Names that were asked for. */
  asked: string[];
  get: Get;
  /** Signs one role's metadata as they stand and writes the file; `as`: under another name. */
  write(role: Role, as?: string): Promise<Uint8Array>;
  /** Raises the number of targets, snapshot and timestamp and writes them all, each naming the one below. */
  publish(): Promise<void>;
  /** Root's next number, signed by `by`. */
  rotate(change: (root: Metadata['root']) => void, by?: SigningKey[]): Promise<void>;
  add(name: string, text: string, offer?: Offer | object): Promise<void>;
  text(name: string): string;
}

/** `at`: when it was made; its dates count from there. */
export async function aRepository(scheme: Scheme = 'ecdsa-sha2-nistp256', at = NOW): Promise<Repository> {
  const [r1, r2, t, s, business, discipline] = await Promise.all([
    aSigner('root 1', undefined, scheme),
    aSigner('root 2', undefined, scheme),
    aSigner('timestamp', undefined, scheme),
    aSigner('snapshot', undefined, scheme),
    aSigner('周启', 'business', scheme),
    aSigner('何静', 'discipline', scheme),
  ]);
  const common = <R extends Role>(role: R, days: number) =>
    ({ _type: role, spec_version: '1.0.33', version: 1, expires: dateOf(at + days * DAY) }) as const;
  const signers: Record<Role, SigningKey[]> = {
    root: [r1, r2],
    timestamp: [t],
    snapshot: [s],
    targets: [business, discipline],
  };
  const ids = (role: Role) => signers[role].map((one) => one.keyId);
  const repo: Repository = {
    signers,
    root: {
      ...common('root', 365),
      consistent_snapshot: true,
      keys: Object.fromEntries(Object.values(signers).flatMap((list) => list.map((one) => [one.keyId, one.key]))),
      roles: {
        root: { keyids: ids('root'), threshold: 2 },
        timestamp: { keyids: ids('timestamp'), threshold: 1 },
        snapshot: { keyids: ids('snapshot'), threshold: 1 },
        targets: { keyids: ids('targets'), threshold: 2, 'x-hulan-offices': ['business', 'discipline'] },
      },
    },
    targets: { ...common('targets', 90), version: 0, targets: {} },
    snapshot: { ...common('snapshot', 30), version: 0, meta: { 'targets.json': { version: 1 } } },
    timestamp: {
      ...common('timestamp', 3),
      version: 0,
      meta: { 'snapshot.json': { version: 1 } },
      'x-hulan-at': at - DAY,
    },
    files: new Map(),
    asked: [],
    get: async (name, max) => {
      repo.asked.push(name);
      const bytes = repo.files.get(name);
      if (!bytes) return { kind: 'absent' };
      return bytes.length > max ? { kind: 'failed', why: 'too_large' } : { kind: 'bytes', bytes };
    },
    async write(role, as) {
      const value = repo[role];
      const bytes = utf8(await signMetadata(value, repo.signers[role]));
      repo.files.set(as ?? (role === 'timestamp' ? 'timestamp.json' : `${value.version}.${role}.json`), bytes);
      return bytes;
    },
    async publish() {
      repo.targets.version++;
      repo.snapshot.meta['targets.json'] = await metaOf(repo.targets.version, await repo.write('targets'));
      repo.snapshot.version++;
      repo.timestamp.meta['snapshot.json'] = await metaOf(repo.snapshot.version, await repo.write('snapshot'));
      repo.timestamp.version++;
      await repo.write('timestamp');
    },
    async rotate(change, by) {
      repo.root = structuredClone(repo.root);
      repo.root.version++;
      change(repo.root);
      const stays = repo.signers.root;
      if (by) repo.signers.root = by;
      await repo.write('root');
      repo.signers.root = stays;
    },
    async add(name, text, offer) {
      const bytes = utf8(text);
      const sha256 = hex(await digest('SHA-256', bytes));
      repo.files.set(`targets/${sha256}.${name}`, bytes);
      repo.targets.targets[name] = {
        length: bytes.length,
        hashes: { sha256 },
        ...(offer ? { custom: { hulan: offer } } : {}),
      };
    },
    text: (name) => new TextDecoder().decode(repo.files.get(name)),
  };
  await repo.write('root');
  await repo.publish();
  return repo;
}

async function metaOf(version: number, bytes: Uint8Array) {
  return { version, length: bytes.length, hashes: { sha256: hex(await digest('SHA-256', bytes)) } };
}

/** A desk that has only the first root, and keeps what it verified. */
export function aClient(repo: Repository, root = repo.text('1.root.json')) {
  const client = {
    trusted: { root } as Trusted,
    async refresh(over: Partial<Parameters<typeof refresh>[0]> = {}): Promise<Refreshed> {
      const result = await refresh({ trusted: client.trusted, get: repo.get, now: NOW, leastSigners: 2, ...over });
      client.trusted = result.trusted;
      return result;
    },
    /** `ok`, or why it was refused and of what. */
    async says(over: Partial<Parameters<typeof refresh>[0]> = {}): Promise<string> {
      const { outcome } = await client.refresh(over);
      return outcome.ok ? 'ok' : `${outcome.refused.why} ${outcome.refused.of}`;
    },
  };
  return client;
}

/** Answers for an address as a plain web server would, with ETags. */
export function aServer(first: Repository, base: string) {
  let repo = first;
  let other: (() => Response | Promise<Response>) | undefined;
  const server = {
    /** Status and name of what was asked. */
    seen: [] as string[],
    serve(next: Repository): void {
      repo = next;
    },
    /** From now on this, whatever is asked. */
    answer(with_: () => Response | Promise<Response>): void {
      other = with_;
    },
    /** Puts other bytes in the place of files. */
    swap(which: (name: string) => boolean, text: string): void {
      for (const name of repo.files.keys()) if (which(name)) repo.files.set(name, utf8(text));
    },
    async fetch(url: string, init: RequestInit): Promise<Response> {
      if (other) return other();
      if (!url.startsWith(base)) throw new TypeError('no such host');
      const name = url.slice(base.length);
      const bytes = repo.files.get(name);
      const etag = bytes && `"${hex(await digest('SHA-256', bytes)).slice(0, 16)}"`;
      const isSame = etag !== undefined && new Headers(init.headers).get('If-None-Match') === etag;
      const status = !bytes ? 404 : isSame ? 304 : 200;
      server.seen.push(`${status} ${name}`);
      return new Response(status === 200 ? (bytes as Uint8Array<ArrayBuffer>) : null, {
        status,
        ...(etag ? { headers: { ETag: etag } } : {}),
      });
    },
  };
  return server;
}
export type Server = ReturnType<typeof aServer>;
