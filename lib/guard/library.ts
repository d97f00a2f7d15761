import * as z from 'zod';
import { base64url } from '@/lib/journal';
import { mergePacks, readPack, standing, without } from '@/lib/packs';
import type { Brought, Library } from '@/lib/packs';
import { Overlay } from '@/lib/model';
import type { Pack, Revocation, RiskPoint } from '@/lib/model';
import { indexRules, ringsFor } from '@/lib/rules';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { Delivery, InForce } from './deps';
import { packedDraft } from './drafts';
import type { Tried } from './drafts';

const PackList = z.object({
  packs: z.array(z.object({ file: z.string().regex(/^[a-z0-9][a-z0-9.-]*\.json$/) })).max(50),
});

/** The risk points stand apart from the library: no act needs them, and every wake would carry them with it. */
const POINTS = 'library:points';

interface Cached {
  stamp: string;
  /** How many risk points were put aside. */
  points: number;
  /** SHA-256 of the files that were checked, base64url. */
  files: string;
  /** The delivery's stamp it rests on. */
  delivered: string;
  library: Library;
  refused: InForce['refused'];
  from: InForce['from'];
  observed: InForce['observed'];
  leftOut: InForce['leftOut'];
}

export interface Packs {
  /** Packs in force; the first call of a worker reads what the last one checked. */
  inForce(): Promise<InForce>;
  /** Reads the pack files again, and checks them where a byte of them is another one. */
  refresh(): Promise<InForce>;
}
interface Deps {
  platform: Platform;
  store: Store;
  /** What is switched off at once. */
  revoked(): Promise<Revocation[]>;
  /** What an author tries in this browser. */
  drafts(): Promise<Tried[]>;
  delivery?: Pick<Delivery, 'holdings' | 'stamp'>;
}

/** A broken pack is refused and named; the others are in force. With no pack at all nothing is watched. */
export function createPacks({ platform, store, revoked, drafts, delivery }: Deps): Packs {
  let now: Promise<InForce> | undefined;

  async function fromFiles(): Promise<InForce> {
    const texts = await Promise.all(
      (await packList(platform)).map(async (file) => ({
        file,
        text: await platform.file(`packs/${file}`).catch(() => ''),
      })),
    );
    const delivered = await stampOf(delivery);
    const held = (await delivery?.holdings().catch(() => [])) ?? [];
    const files = await digest([
      texts,
      held.map((one) => one.holdings.map(({ mode, sha256 }) => [one.source, mode, sha256])),
    ]);
    const known = await kept();
    if (known?.files === files && known.delivered === delivered) return readied(known);
    const program: Pack[] = [];
    const refused: InForce['refused'] = [];
    for (const { file, text } of texts) {
      const read = readPack(text);
      if (read.ok) program.push(read.pack);
      else refused.push({ file, detail: `${read.refused} ${read.at} ${read.detail}`.trim() });
    }
    const { packs, ...origin } = standing(program, held.map(broughtBy));
    const { riskPoints, ...merged } = mergePacks(packs) ?? EMPTY;
    const library: Library = { ...merged, riskPoints: [] };
    const cached: Cached = {
      stamp: `${platform.own.version}/${packs.map((p) => `${p.id}@${p.version}`).join(',')}/${platform.random(6)}`,
      points: riskPoints.length,
      files,
      delivered,
      library,
      refused,
      ...origin,
    };
    await store.memory.put(POINTS, riskPoints).catch(() => undefined);
    await store.memory.put('library', cached).catch(() => undefined);
    return readied(cached);
  }
  const readied = async (cached: Cached): Promise<InForce> => ready(cached, await revoked(), await drafts());
  async function kept(): Promise<Cached | undefined> {
    const cached = await store.memory.get('library').catch(() => undefined);
    return isCached(cached, platform.own.version) ? cached : undefined;
  }
  async function fromMemory(): Promise<InForce> {
    const [cached, delivered] = await Promise.all([kept(), stampOf(delivery)]);
    // A worker that was stopped between keeping new packs and saying so left the old ones here.
    return cached?.delivered === delivered ? readied(cached) : fromFiles();
  }
  return {
    inForce: () => (now ??= fromMemory()),
    refresh: () => (now = fromFiles()),
  };
}

/** Of the packs in force, whichever way they came. */
export async function riskPoints({
  store,
  inForce,
}: Pick<Deps, 'store'> & Pick<Packs, 'inForce'>): Promise<RiskPoint[]> {
  await inForce();
  const kept = await store.memory.get(POINTS).catch(() => undefined);
  return Array.isArray(kept) ? kept : [];
}

/** Rings go on counting for revoked rules: what is switched on again has lost nothing. */
function ready(cached: Cached, revoked: Revocation[], drafts: Tried[]): InForce {
  const library = without(cached.library, revoked);
  const off = revoked.map(({ kind, id }) => `-${kind}:${id}`).join();
  return {
    ...cached,
    library,
    revoked,
    drafts,
    stamp: `${cached.stamp}${off}${drafts.map(({ rule, at }) => `+${rule.id}@${at}`).join('')}`,
    index: indexRules([...library.rules, ...drafts.map(packedDraft)], library.actions),
    rings: ringsFor(cached.library.rules, cached.library),
  };
}

const stampOf = (delivery: Deps['delivery']): Promise<string> =>
  delivery?.stamp().catch(() => '') ?? Promise.resolve('');

/** Verified before they were kept; a file that cannot be read any more counts as not there. */
function broughtBy({ source, holdings }: Awaited<ReturnType<Delivery['holdings']>>[number]): Brought {
  const brought: Brought = { source, active: [], observe: [], overlays: [] };
  for (const { offer, mode, text, pack } of holdings) {
    if (offer.kind === 'overlay') {
      const overlay = mode === 'active' ? Overlay.safeParse(JSON.parse(text)) : undefined;
      if (overlay?.success) brought.overlays.push(overlay.data);
      continue;
    }
    if (pack) {
      brought[mode].push(pack);
      continue;
    }
    const read = readPack(text);
    if (read.ok) brought[mode].push(read.pack);
  }
  return brought;
}

async function digest(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

async function packList(platform: Platform): Promise<string[]> {
  try {
    return PackList.parse(JSON.parse(await platform.file('packs/index.json'))).packs.map((p) => p.file);
  } catch {
    return [];
  }
}

/** Written by this room after a full check; only its age is looked at. */
const isCached = (value: unknown, version: string): value is Cached =>
  typeof value === 'object' &&
  value !== null &&
  'stamp' in value &&
  String(value.stamp).startsWith(`${version}/`) &&
  'points' in value &&
  'library' in value &&
  'delivered' in value;

const EMPTY: Library = {
  packs: [],
  actions: [],
  adapters: [],
  rules: [],
  riskPoints: [],
  posts: {},
  staff: [],
  profiles: [],
  schemes: [],
  conflicts: [],
  scheme: {
    id: 'none',
    version: 1,
    kind: 'warning',
    title: { zh: '无', en: 'None' },
    ordered: true,
    levels: [
      {
        key: 'none',
        severity: 1,
        label: { zh: '提示', en: 'Note' },
        short: { zh: '提示', en: 'Note' },
        mark: 'blue',
        defaultAsk: 'notice',
      },
    ],
  },
  calendar: {
    id: 'none',
    version: 1,
    title: { zh: '无', en: 'None' },
    from: '09:00',
    to: '17:00',
    holidays: [],
    swapWork: [],
  },
};
