import type { DeskFacts, Revocation } from '@/lib/model';
import type { PackChange, PackCheck, PackRefused } from '@/lib/messages/views';
import { expiresAt, offersIn, refresh } from '@/lib/packs/tuf';
import type { Get, Got, InHand, Trusted } from '@/lib/packs/tuf';
import { sameHoldings, sameRevoked, sayHoldings, sayRevoked } from './changes';
import type { Conditional, Download } from './download';
import type { Kept, Shelf, State } from './kept';
import type { Source } from './policy';
import { take } from './take';
import type { Taking } from './take';

const DAY = 86_400_000;
const TIMESTAMP = 'timestamp.json';
const TIMESTAMP_BYTES = 256_000;

export interface CheckInput {
  source: Source;
  by: PackCheck['by'];
  desk: DeskFacts;
  shelf: Shelf;
  now(): number;
  /** The store's record of what all sources switch off, given what this one does. */
  revokedRecord(own: readonly Revocation[]): Promise<Record<string, unknown>>;
  /** Over the network; absent where a pack file was brought. */
  download?: Download;
  get?: Get;
  read: Taking['read'];
}
export interface Checked {
  check: PackCheck;
  changes: PackChange[];
  /** Something else is in force, watched or switched off from now on. */
  isOther: boolean;
}

/** Asks one source. Whatever goes wrong, what stood goes on standing; everything new is written in one go, at the end. */
export async function checkSource(input: CheckInput): Promise<Checked> {
  const { source, shelf, by } = input;
  const at = input.now();
  const [anchor, before] = await Promise.all([hashOf(source.root), shelf.state(source.id)]);
  const desk = JSON.stringify([input.desk.desk, input.desk.unit, input.desk.post, input.desk.ring]);
  const isSettled = before.complete && before.anchor === anchor && before.desk === desk;

  let first: { got: Conditional; etag?: string } | undefined;
  if (input.download) {
    first = await input.download(TIMESTAMP, TIMESTAMP_BYTES, isSettled ? before.etag : undefined);
    const isQuiet = first.got.kind === 'same' && at < before.expiresAt && at - before.rootAskedAt < DAY;
    if (isQuiet) {
      const check: PackCheck = { at, by, outcome: 'unchanged' };
      await shelf.put({ source: source.id, state: { ...before, lastCheck: check } });
      return { check, changes: [], isOther: false };
    }
  }

  const known = await shelf.kept(source.id);
  const kept = known?.anchor === anchor ? known : undefined;
  const result = await refresh({
    trusted: kept?.trusted ?? { root: source.root },
    get: input.get ?? getFrom(input.download, first, kept?.trusted),
    now: at,
    leastSigners: source.kind === 'packs' ? 2 : 1,
  });

  const changes: PackChange[] = [];
  const say = (change: Omit<PackChange, 'at' | 'source'>): void =>
    void changes.push({ at, source: source.id, ...change });
  if (result.rotated) say({ what: 'root_rotated' });
  const revoked = result.revoked ?? (before.anchor === anchor ? before.revoked : []);
  sayRevoked(before.revoked, revoked, say);

  const { outcome } = result;
  const taken = outcome.ok
    ? await take({
        source,
        inHand: outcome.inHand,
        desk: input.desk,
        kept,
        anchor,
        at,
        get: input.get ?? getFrom(input.download),
        read: input.read,
      })
    : { refused: outcome.refused };
  const stays = known?.holdings ?? [];
  const holdings = 'holdings' in taken ? taken.holdings : stays;
  const isOther = 'holdings' in taken && !sameHoldings(stays, holdings);
  if (isOther) sayHoldings(stays, holdings, say);

  const refused = 'refused' in taken ? taken.refused : undefined;
  if (refused && !isSameRefusal(before.lastCheck?.refused, refused)) say({ what: 'refused', refused });
  const check: PackCheck = { at, by, outcome: outcomeOf(refused, isOther), ...(refused ? { refused } : {}) };
  const state = stateAfter({ before, anchor, desk, check, revoked, result: outcome.ok ? outcome.inHand : undefined });
  if (outcome.ok && !refused) {
    state.complete = true;
    if (first?.etag && first.got.kind === 'bytes') state.etag = first.etag;
    else if (first?.got.kind !== 'same') delete state.etag;
    state.rootAskedAt = at;
  }
  const isExpired = refused?.why === 'expired' || (state.expiresAt > 0 && state.expiresAt <= at);
  if (isExpired && !before.saidExpired && state.offered.length) say({ what: 'expired' });
  state.saidExpired = isExpired;

  // With another root by policy nothing of the old source's trust is kept; its packs stand until there are new ones.
  const under = 'holdings' in taken ? anchor : (known?.under ?? anchor);
  const next: Kept = { anchor, under, trusted: result.trusted, holdings };
  const isNew =
    isOther || !known || known.anchor !== anchor || known.under !== under || !sameTrust(known.trusted, result.trusted);
  const isOtherOff = !sameRevoked(before.revoked, revoked);
  await shelf.put({
    source: source.id,
    state,
    changes,
    ...(isNew ? { kept: next } : {}),
    ...(isOtherOff ? { more: await input.revokedRecord(revoked) } : {}),
  });
  return { check, changes, isOther: isOther || isOtherOff };
}

/** The repository as refresh wants it; the timestamp was asked for already, and may be the one in hand. */
function getFrom(download: Download | undefined, first?: { got: Conditional }, trusted?: Trusted): Get {
  return async (name, max): Promise<Got> => {
    const got =
      name === TIMESTAMP && first ? first.got : ((await download?.(name, max))?.got ?? { kind: 'absent' as const });
    if (got.kind !== 'same') return got;
    return { kind: 'bytes', bytes: new TextEncoder().encode(trusted?.timestamp ?? '') };
  };
}

function stateAfter(on: {
  before: State;
  anchor: string;
  desk: string;
  check: PackCheck;
  revoked: Revocation[];
  result: InHand | undefined;
}): State {
  const { before, anchor, desk, check, revoked, result } = on;
  const base: State = {
    ...before,
    anchor,
    desk,
    complete: false,
    revoked,
    lastCheck: check,
  };
  if (!result) return base;
  const { root, timestamp, snapshot, targets } = result;
  const signedAt = timestamp['x-hulan-at'];
  return {
    ...base,
    expiresAt: Math.min(...[root, timestamp, snapshot, targets].map(expiresAt)),
    rootExpiresAt: expiresAt(root),
    ...(signedAt === undefined ? {} : { signedAt }),
    versions: {
      root: root.version,
      timestamp: timestamp.version,
      snapshot: snapshot.version,
      targets: targets.version,
    },
    signers: result.signers,
    offered: offersIn(targets).offers.map(({ offer: { id, version, kind, rollout } }) => ({
      id,
      version,
      kind,
      rollout,
    })),
  };
}

const outcomeOf = (refused: PackRefused | undefined, isOther: boolean): PackCheck['outcome'] => {
  if (!refused) return isOther ? 'updated' : 'unchanged';
  return refused.why === 'unreachable' || refused.why === 'too_slow' ? 'unreachable' : 'refused';
};
const isSameRefusal = (a: PackRefused | undefined, b: PackRefused): boolean => a?.why === b.why && a.of === b.of;
const sameTrust = (a: Trusted, b: Trusted): boolean =>
  a.root === b.root && a.timestamp === b.timestamp && a.snapshot === b.snapshot && a.targets === b.targets;
async function hashOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
