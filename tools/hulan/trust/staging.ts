import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Overlay } from '@/lib/model';
import type { Offer, Pack, Rollout } from '@/lib/model';
import { readPack } from '@/lib/packs';
import { packText } from '@/lib/packs/build';
import { offersIn } from '@/lib/packs/tuf';
import { pathOf } from '@/lib/packs/tuf/target';
import type { Key, Metadata, Role, RoleKeys } from '@/lib/packs/tuf/metadata';
import { inDays, metaOf, newest, stagedOf, write, writeUnsigned } from './folder';

export const ROOT_DAYS = 365;
export const TARGETS_DAYS = 180;

/** Why nothing was staged, in both languages. */
export class NotStaged extends Error {}

type Whose = { keyId: string; key: Key };
export interface NewRoot {
  repo: string;
  now: number;
  days: number;
  /** Of each role that gets other keys. */
  keys: Partial<Record<Role, Whose[]>>;
  rootThreshold?: number;
  /** A lower unit's: one signer is enough. */
  overlay: boolean;
}

/** The next root, unsigned; the first one names all roles. */
export function stageRoot(on: NewRoot): { file: string; root: Metadata['root']; before?: Metadata['root'] } {
  const before = newest(on.repo, 'root')?.signed;
  const role = (name: Role): RoleKeys => {
    const given = on.keys[name];
    const old = before?.roles[name];
    if (!given?.length && !old) throw new NotStaged(`缺少 --${name} / --${name} is missing`);
    const keyids = given?.length ? given.map((one) => one.keyId) : (old?.keyids ?? []);
    if (new Set(keyids).size !== keyids.length)
      throw new NotStaged(`--${name}: 同一把钥匙给了两次 / the same key twice`);
    if (name === 'targets') return targetsRole(keyids, given ?? [], old, on.overlay);
    const wanted = name === 'root' ? (on.rootThreshold ?? old?.threshold ?? Math.min(2, keyids.length)) : 1;
    if (wanted > keyids.length) throw new NotStaged(`--threshold ${wanted} > ${keyids.length}`);
    return { keyids, threshold: wanted };
  };
  const roles = {
    root: role('root'),
    timestamp: role('timestamp'),
    snapshot: role('snapshot'),
    targets: role('targets'),
  };
  const all: Record<string, Key> = { ...before?.keys };
  for (const list of Object.values(on.keys)) for (const { keyId, key } of list) all[keyId] = key;
  const used = new Set(Object.values(roles).flatMap((one) => one.keyids));
  const root: Metadata['root'] = {
    _type: 'root',
    spec_version: '1.0.33',
    version: (before?.version ?? 0) + 1,
    expires: inDays(on.days, on.now),
    consistent_snapshot: true,
    keys: Object.fromEntries(Object.entries(all).filter(([id]) => used.has(id))),
    roles,
  };
  return { file: writeUnsigned(stagedOf(on.repo), root), root, ...(before ? { before } : {}) };
}

/** Packs are signed by two offices; editor is not approver. */
function targetsRole(keyids: string[], given: readonly Whose[], old: RoleKeys | undefined, overlay: boolean): RoleKeys {
  if (!given.length && old) return old;
  if (overlay) return { keyids, threshold: 1 };
  const offices = ['business', 'discipline'];
  const missing = offices.filter((office) => !given.some(({ key }) => key['x-hulan-office'] === office));
  if (missing.length)
    throw new NotStaged(
      `--targets 缺 ${missing.join('、')} 的钥匙 / needs a key of each office: ${missing.join(', ')}`,
    );
  return { keyids, threshold: 2, 'x-hulan-offices': offices };
}

/** The list of packs as staged so far, or a copy of the one in force under the next number. */
function nextTargets(repo: string, now: number, days: number): Metadata['targets'] {
  const staged = newest(stagedOf(repo), 'targets')?.signed;
  const published = newest(repo, 'targets')?.signed;
  const from = staged ?? published;
  return {
    _type: 'targets',
    spec_version: '1.0.33',
    version: (published?.version ?? 0) + 1,
    expires: inDays(days, now),
    targets: structuredClone(from?.targets ?? {}),
  };
}

export interface Staging {
  repo: string;
  now: number;
  days: number;
}
/** Puts a built pack or an overlay into the list, for these desks. */
export async function stagePack(
  on: Staging & { text: string; rollout: Rollout; rollbackTo?: number },
): Promise<{ file: string; offer: Offer }> {
  const { kind, id, version } = contentOf(on.text);
  const targets = nextTargets(on.repo, on.now, on.days);
  const known = offersIn(targets).offers.filter(({ offer }) => offer.id === id);
  const highest = Math.max(0, ...known.map(({ offer }) => offer.version), ...publishedVersions(on.repo, id));
  if (version <= highest)
    throw new NotStaged(`${id}@${version}: 版本号须高于 ${highest} / the version must be higher than ${highest}`);
  const offer: Offer = {
    kind,
    id,
    version,
    rollout: on.rollout,
    ...(on.rollbackTo ? { rollbackTo: on.rollbackTo } : {}),
  };
  const { length, hashes } = await metaOf(version, on.text);
  const name = `${id}-${version}.json`;
  const meta = { length: length ?? 0, hashes: hashes ?? {}, custom: { hulan: offer } };
  targets.targets[name] = meta;
  dropOld(targets, offer);
  write(join(stagedOf(on.repo), pathOf({ name, meta })), on.text);
  return { file: writeUnsigned(stagedOf(on.repo), targets), offer };
}

/** Another stage for a version that is in the list. */
export function moveStage(on: Staging & { id: string; version: number; rollout: Rollout }): {
  file: string;
  offer: Offer;
  shrinks: boolean;
} {
  const targets = nextTargets(on.repo, on.now, on.days);
  const found = offersIn(targets).offers.find(({ offer }) => offer.id === on.id && offer.version === on.version);
  if (!found) throw new NotStaged(`${on.id}@${on.version}: 不在清单里 / not in the list`);
  const offer: Offer = { ...found.offer, rollout: on.rollout };
  targets.targets[found.name] = { ...found.meta, custom: { hulan: offer } };
  dropOld(targets, offer);
  return { file: writeUnsigned(stagedOf(on.repo), targets), offer, shrinks: shrinks(found.offer.rollout, on.rollout) };
}

/** Takes a pack off the list: desks go back to what the program itself has. */
export function withdraw(on: Staging & { id: string }): { file: string } {
  const targets = nextTargets(on.repo, on.now, on.days);
  const names = offersIn(targets)
    .offers.filter(({ offer }) => offer.id === on.id)
    .map(({ name }) => name);
  if (!names.length) throw new NotStaged(`${on.id}: 不在清单里 / not in the list`);
  for (const name of names) delete targets.targets[name];
  return { file: writeUnsigned(stagedOf(on.repo), targets) };
}

/** An earlier version's content under the next number: desks never go back to a lower one. */
export async function stageRollback(
  on: Staging & { id: string; to: number; rollout: Rollout },
): Promise<{ file: string; offer: Offer }> {
  const folder = join(on.repo, 'targets');
  const name = (existsSync(folder) ? readdirSync(folder) : []).find((one) => one.endsWith(`.${on.id}-${on.to}.json`));
  if (!name) throw new NotStaged(`${on.id}@${on.to}: 仓库里没有 / not in the repository`);
  const text = readFileSync(join(folder, name), 'utf8');
  const version = Math.max(...publishedVersions(on.repo, on.id)) + 1;
  const read = readPack(text);
  const next = read.ok ? packText({ ...read.pack, version }) : overlayText(text, version);
  return stagePack({ ...on, text: next, rollbackTo: on.to });
}
function overlayText(text: string, version: number): string {
  const overlay = Overlay.parse(JSON.parse(text));
  return `${JSON.stringify({ ...overlay, version })}\n`;
}

/** Versions whose files lie in the repository, listed or not: a number is never used twice. */
function publishedVersions(repo: string, id: string): number[] {
  const folder = join(repo, 'targets');
  return (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) => {
    const found = /^[0-9a-f]+\.(.+)-(\d+)\.json$/.exec(name);
    return found?.[1] === id ? [Number(found[2])] : [];
  });
}

/** A version for everybody makes the lower ones of its pack needless. */
function dropOld(targets: Metadata['targets'], offer: Offer): void {
  if (offer.rollout.stage !== 'all') return;
  for (const { name, offer: other } of offersIn(targets).offers)
    if (other.id === offer.id && other.version < offer.version) delete targets.targets[name];
}

function shrinks(before: Rollout, after: Rollout): boolean {
  const rank = { observe: 0, rings: 1, all: 2 } as const;
  if (rank[after.stage] !== rank[before.stage]) return rank[after.stage] < rank[before.stage];
  if (before.stage !== 'rings' || after.stage !== 'rings') return false;
  const lost = (['units', 'rings', 'posts'] as const).some((list) =>
    before[list].some((one) => !after[list].includes(one)),
  );
  return lost || after.percent < before.percent;
}

export function contentOf(text: string): {
  kind: Offer['kind'];
  id: string;
  version: number;
  pack?: Pack;
  overlay?: Overlay;
} {
  const read = readPack(text);
  if (read.ok) return { kind: 'pack', id: read.pack.id, version: read.pack.version, pack: read.pack };
  const overlay = overlayIn(text);
  if (overlay) return { kind: 'overlay', id: overlay.id, version: overlay.version, overlay };
  throw new NotStaged(`不是生成好的规则包 / no built pack: ${read.refused} ${read.at} ${read.detail}`);
}
function overlayIn(text: string): Overlay | undefined {
  try {
    return Overlay.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
