import * as z from 'zod';
import { base64url } from '@/lib/journal';
import { mergePacks, readPack, without } from '@/lib/packs';
import type { Library } from '@/lib/packs';
import type { Pack, Revocation } from '@/lib/model';
import { indexRules, ringsFor } from '@/lib/rules';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { InForce } from './deps';

const PackList = z.object({
  packs: z.array(z.object({ file: z.string().regex(/^[a-z0-9][a-z0-9.-]*\.json$/) })).max(50),
});

interface Cached {
  stamp: string;
  /** SHA-256 of the files that were checked, base64url. */
  files: string;
  library: Library;
  refused: InForce['refused'];
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
}

/** A broken pack is refused and named; the others are in force. With no pack at all nothing is watched. */
export function createPacks({ platform, store, revoked }: Deps): Packs {
  let now: Promise<InForce> | undefined;

  async function fromFiles(): Promise<InForce> {
    const texts = await Promise.all(
      (await packList(platform)).map(async (file) => ({
        file,
        text: await platform.file(`packs/${file}`).catch(() => ''),
      })),
    );
    const files = await digest(texts);
    const known = await kept();
    if (known?.files === files) return ready(known, await revoked());
    const packs: Pack[] = [];
    const refused: InForce['refused'] = [];
    for (const { file, text } of texts) {
      const read = readPack(text);
      if (read.ok) packs.push(read.pack);
      else refused.push({ file, detail: `${read.refused} ${read.at} ${read.detail}`.trim() });
    }
    // Every wake reads this back: what no act needs (the risk points, a good half of it) stays in the files.
    const library: Library = { ...(mergePacks(packs) ?? EMPTY), riskPoints: [] };
    const cached: Cached = {
      stamp: `${platform.own.version}/${packs.map((p) => `${p.id}@${p.version}`).join(',')}/${platform.random(6)}`,
      files,
      library,
      refused,
    };
    await store.memory.put('library', cached).catch(() => undefined);
    return ready(cached, await revoked());
  }
  async function kept(): Promise<Cached | undefined> {
    const cached = await store.memory.get('library').catch(() => undefined);
    return isCached(cached, platform.own.version) ? cached : undefined;
  }
  async function fromMemory(): Promise<InForce> {
    const cached = await kept();
    return cached ? ready(cached, await revoked()) : fromFiles();
  }
  return {
    inForce: () => (now ??= fromMemory()),
    refresh: () => (now = fromFiles()),
  };
}

/** Rings go on counting for revoked rules: what is switched on again has lost nothing. */
function ready(cached: Cached, revoked: Revocation[]): InForce {
  const library = without(cached.library, revoked);
  const off = revoked.map(({ kind, id }) => `-${kind}:${id}`).join();
  return {
    ...cached,
    library,
    revoked,
    stamp: `${cached.stamp}${off}`,
    index: indexRules(library.rules, library.actions),
    rings: ringsFor(cached.library.rules, cached.library),
  };
}

async function digest(texts: readonly { file: string; text: string }[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(texts));
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
  'library' in value;

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
