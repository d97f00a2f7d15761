import type { PackRefusalReason, Revocation } from '@/lib/model';
import { readCanonical, readCanonicalText, signingText } from './json';
import type { ReadJson } from './json';
import { ALGORITHMS, digest, hex, keyIdOf, utf8 } from './keys';
import type { Algorithm } from './keys';
import { Envelope, expiresAt, refuse, revokedIn, ROLES, SCHEMAS } from './metadata';
import type { FileMeta, Metadata, Refused, Role, Root, Signatures } from './metadata';
import { checkSigned } from './signatures';
import type { Signer } from './signatures';

/** Texts of metadata that were verified, byte for byte as they came. */
export interface Trusted {
  root: string;
  timestamp?: string;
  snapshot?: string;
  targets?: string;
}
export type Got =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'absent' }
  | { kind: 'failed'; why: Extract<PackRefusalReason, 'unreachable' | 'too_large' | 'too_slow'>; detail?: string };
/** Gives a file of the repository, of at most `max` bytes. */
export type Get = (name: string, max: number) => Promise<Got>;

export interface RefreshInput {
  trusted: Trusted;
  get: Get;
  /** Epoch ms. */
  now: number;
  /** Signers that the list of packs must ask for at least. */
  leastSigners?: number;
  algorithms?: readonly Algorithm[];
}
export interface InHand {
  root: Root;
  timestamp: Metadata['timestamp'];
  snapshot: Metadata['snapshot'];
  targets: Metadata['targets'];
  /** Of the list of packs. */
  signers: Signer[];
}
export interface Refreshed {
  /** Verified as far as it went; to be kept whatever the outcome. */
  trusted: Trusted;
  outcome: { ok: true; changed: boolean; inHand: InHand } | { ok: false; refused: Refused };
  /** From a timestamp that is in date, also where what follows it was refused: an off switch waits for nothing. */
  revoked?: Revocation[];
  rotated: boolean;
}

/** Largest metadata files, where no signed length says less. */
export const MAX_BYTES: Record<Role, number> = {
  root: 64_000,
  timestamp: 256_000,
  snapshot: 64_000,
  targets: 2_000_000,
};
/** New roots taken in one refresh. */
const MAX_ROTATIONS = 64;

/** How a refusal leaves the steps below; it never leaves this file. */
class Stop {
  constructor(readonly refused: Refused) {}
}
const stop = (why: PackRefusalReason, of: string, detail?: string): never => {
  throw new Stop(refuse(why, of, detail));
};

/** The client workflow of the specification's §5. Keeps nothing by itself: stopped at any moment, it has changed nothing. */
export async function refresh(input: RefreshInput): Promise<Refreshed> {
  const { get, algorithms = ALGORITHMS } = input;
  const result: Refreshed = {
    trusted: { ...input.trusted },
    outcome: { ok: false, refused: refuse('no_root', 'root') },
    rotated: false,
  };
  try {
    const root = await updateRoot(result, get, algorithms);
    const kept = await keptOf(result.trusted, root, algorithms);
    const now = Math.max(input.now, kept.timestamp?.['x-hulan-at'] ?? 0);
    if (expiresAt(root) <= now) stop('expired', 'root', root.expires);
    if (root.roles.targets.threshold < (input.leastSigners ?? 1)) stop('threshold_low', 'targets');

    const timestamp = await updateTimestamp({ result, get, root, kept, now, algorithms });
    result.revoked = revokedIn(timestamp);
    const at = Math.max(now, timestamp['x-hulan-at'] ?? 0);
    const snapshot = await updateSnapshot({ result, get, root, kept, now: at, timestamp, algorithms });
    const targets = await updateTargets({ result, get, root, now: at, snapshot, algorithms });
    result.outcome = {
      ok: true,
      changed: ROLES.some((role) => result.trusted[role] !== input.trusted[role]),
      inHand: { root, timestamp, snapshot, targets: targets.signed, signers: targets.signers },
    };
  } catch (stopped) {
    if (!(stopped instanceof Stop)) throw stopped;
    result.outcome = { ok: false, refused: stopped.refused };
  }
  return result;
}

/** A root by itself, as policy brings it: whole, and signed by its own keys. It may be out of date: newer ones follow. */
export async function readRoot(
  text: string,
  algorithms = ALGORITHMS,
): Promise<{ ok: true; root: Root } | { ok: false; refused: Refused }> {
  try {
    return { ok: true, root: await ownRoot(text, algorithms) };
  } catch (stopped) {
    if (!(stopped instanceof Stop)) throw stopped;
    return { ok: false, refused: refuse('no_root', 'root', stopped.refused.why) };
  }
}

async function ownRoot(text: string, algorithms: readonly Algorithm[]): Promise<Root> {
  const file = open('root', readCanonicalText(text));
  await keysAreNamed(file.signed);
  await signed(file, file.signed, algorithms);
  return file.signed;
}

/** §5.3: each new root is signed by the one before and by itself, and its number is one more. */
async function updateRoot(result: Refreshed, get: Get, algorithms: readonly Algorithm[]): Promise<Root> {
  const first = await readRoot(result.trusted.root, algorithms);
  if (!first.ok) throw new Stop(first.refused);
  let { root } = first;
  for (let taken = 0; taken < MAX_ROTATIONS; taken++) {
    const got = await get(`${root.version + 1}.root.json`, MAX_BYTES.root);
    if (got.kind === 'absent') break;
    const file = open('root', readGot('root', got, MAX_BYTES.root));
    await keysAreNamed(file.signed);
    await signed(file, root, algorithms);
    await signed(file, file.signed, algorithms);
    if (file.signed.version !== root.version + 1)
      stop(file.signed.version <= root.version ? 'rollback' : 'version', 'root', `${file.signed.version}`);
    if (differ(root, file.signed, 'timestamp') || differ(root, file.signed, 'snapshot')) {
      // §5.3.11: after other keys a number that ran ahead binds nobody any more.
      delete result.trusted.timestamp;
      delete result.trusted.snapshot;
    }
    root = file.signed;
    result.trusted.root = file.text;
    result.rotated = true;
  }
  return root;
}
const differ = (a: Root, b: Root, role: 'timestamp' | 'snapshot'): boolean =>
  [...a.roles[role].keyids].sort().join() !== [...b.roles[role].keyids].sort().join();

interface Kept {
  timestamp?: Metadata['timestamp'];
  snapshot?: Metadata['snapshot'];
}
/** What was verified before binds only if today's root still stands behind it. */
async function keptOf(trusted: Trusted, root: Root, algorithms: readonly Algorithm[]): Promise<Kept> {
  const again = async <R extends 'timestamp' | 'snapshot'>(role: R): Promise<Metadata[R] | undefined> => {
    const text = trusted[role];
    if (text === undefined) return undefined;
    try {
      const file = open(role, readCanonicalText(text));
      await signed(file, root, algorithms);
      return file.signed;
    } catch (stopped) {
      if (!(stopped instanceof Stop)) throw stopped;
      delete trusted[role];
      return undefined;
    }
  };
  const timestamp = await again('timestamp');
  const snapshot = await again('snapshot');
  return { ...(timestamp ? { timestamp } : {}), ...(snapshot ? { snapshot } : {}) };
}

interface Step {
  result: Refreshed;
  get: Get;
  root: Root;
  now: number;
  algorithms: readonly Algorithm[];
}

/** §5.4 */
async function updateTimestamp(step: Step & { kept: Kept }): Promise<Metadata['timestamp']> {
  const { result, root, kept } = step;
  const file = open(
    'timestamp',
    readGot('timestamp', await step.get('timestamp.json', MAX_BYTES.timestamp), MAX_BYTES.timestamp),
  );
  await signed(file, root, step.algorithms);
  const before = kept.timestamp;
  if (before && file.signed.version < before.version)
    stop('rollback', 'timestamp', `${file.signed.version} < ${before.version}`);
  // The same number again: what is in hand stays, and is asked for its date.
  const isSame = before !== undefined && file.signed.version === before.version;
  const taken = isSame ? before : file.signed;
  const [was, is] = [before?.meta['snapshot.json'].version, taken.meta['snapshot.json'].version];
  if (was !== undefined && is < was) stop('rollback', 'snapshot', `${is} < ${was}`);
  if (expiresAt(taken) <= Math.max(step.now, taken['x-hulan-at'] ?? 0)) stop('expired', 'timestamp', taken.expires);
  if (!isSame) result.trusted.timestamp = file.text;
  return taken;
}

/** §5.5 */
async function updateSnapshot(
  step: Step & { kept: Kept; timestamp: Metadata['timestamp'] },
): Promise<Metadata['snapshot']> {
  const { result, kept } = step;
  const meta = step.timestamp.meta['snapshot.json'];
  const file = await fileOf('snapshot', meta, result.trusted.snapshot, step);
  for (const [name, before] of Object.entries(kept.snapshot?.meta ?? {})) {
    const now = Object.hasOwn(file.signed.meta, name) ? file.signed.meta[name] : undefined;
    if (!now) stop('role_removed', 'snapshot', name);
    else if (now.version < before.version) stop('rollback', name, `${now.version} < ${before.version}`);
  }
  if (expiresAt(file.signed) <= step.now) stop('expired', 'snapshot', file.signed.expires);
  result.trusted.snapshot = file.text;
  return file.signed;
}

/** §5.6; roles that targets delegate to are not read. */
async function updateTargets(
  step: Step & { snapshot: Metadata['snapshot'] },
): Promise<{ signed: Metadata['targets']; signers: Signer[] }> {
  const meta = step.snapshot.meta['targets.json'];
  if (!meta) return stop('wrong_shape', 'snapshot');
  const file = await fileOf('targets', meta, step.result.trusted.targets, step);
  if (expiresAt(file.signed) <= step.now) stop('expired', 'targets', file.signed.expires);
  step.result.trusted.targets = file.text;
  return file;
}

/** The file that signed metadata name: the one in hand if it is that one, else fetched; length, hashes, signatures, number. */
async function fileOf<R extends 'snapshot' | 'targets'>(
  role: R,
  meta: FileMeta,
  inHand: string | undefined,
  step: Step,
): Promise<Opened<R> & { signers: Signer[] }> {
  const max = Math.min(meta.length ?? MAX_BYTES[role], MAX_BYTES[role]);
  const known = inHand === undefined ? undefined : utf8(inHand);
  const isKnown = known !== undefined && meta.hashes !== undefined && (await mismatch(known, meta)) === undefined;
  const got: Got = isKnown ? { kind: 'bytes', bytes: known } : await step.get(`${meta.version}.${role}.json`, max);
  if (got.kind === 'bytes') {
    const wrong = await mismatch(got.bytes, meta);
    if (wrong) stop(wrong, role);
  }
  const file = open(role, readGot(role, got, max));
  const signers = await signed(file, step.root, step.algorithms);
  if (file.signed.version !== meta.version) stop('version', role, `${file.signed.version}, not ${meta.version}`);
  return { ...file, signers };
}

const ALGORITHM_OF = { sha256: 'SHA-256', sha512: 'SHA-512' } as const;
/** Length and every hash of a known kind; at least one must be known where hashes are given. */
export async function mismatch(
  bytes: Uint8Array,
  meta: { length?: number; hashes?: Record<string, string> },
): Promise<'length' | 'hash' | 'unknown_hash' | undefined> {
  if (meta.length !== undefined && bytes.byteLength !== meta.length) return 'length';
  if (!meta.hashes) return undefined;
  const known = Object.entries(ALGORITHM_OF).filter(([name]) => Object.hasOwn(meta.hashes ?? {}, name));
  if (!known.length) return 'unknown_hash';
  for (const [name, algorithm] of known) if (hex(await digest(algorithm, bytes)) !== meta.hashes[name]) return 'hash';
  return undefined;
}

function readGot(of: Role, got: Got, max: number): ReadJson {
  if (got.kind === 'absent') return stop('absent', of);
  if (got.kind === 'failed') return stop(got.why, of, got.detail);
  return readCanonical(got.bytes, max);
}

interface Opened<R extends Role> {
  role: R;
  signed: Metadata[R];
  /** What the signatures are over. */
  signedText: string;
  signatures: Signatures;
  text: string;
}
/** Shape and type; nothing in it is trusted yet. */
function open<R extends Role>(role: R, read: ReadJson): Opened<R> {
  if (!read.ok) return stop(read.refused, role);
  const envelope = Envelope.safeParse(read.value);
  if (!envelope.success) return stop('wrong_shape', role, pathOf(envelope.error));
  const { signed: body, signatures } = envelope.data;
  if (body._type !== role) return stop('wrong_type', role, String(body._type));
  if (!body.spec_version.startsWith('1.')) return stop('spec_version', role, body.spec_version);
  const parsed = SCHEMAS[role].safeParse(body);
  if (!parsed.success) return stop('wrong_shape', role, pathOf(parsed.error));
  return { role, signed: parsed.data as Metadata[R], signedText: signingText(body), signatures, text: read.text };
}
const pathOf = (error: { issues: { path: PropertyKey[] }[] }): string =>
  error.issues[0]?.path.map(String).join('.') ?? '';

async function signed<R extends Role>(file: Opened<R>, by: Root, algorithms: readonly Algorithm[]): Promise<Signer[]> {
  const checked = await checkSigned(
    { text: file.signedText, signatures: file.signatures, role: file.role },
    by,
    algorithms,
  );
  if ('refused' in checked) throw new Stop(checked.refused);
  return checked.signers;
}

/** §4.3: an id that is not its key's hash could make two of one. */
async function keysAreNamed(root: Root): Promise<void> {
  for (const [id, key] of Object.entries(root.keys))
    if ((await keyIdOf(key)) !== id) stop('wrong_shape', 'root', 'keyid');
}
