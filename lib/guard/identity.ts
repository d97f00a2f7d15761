import { base64url } from '@/lib/journal';
import type { Platform } from '@/lib/platform/types';
import type { CarriedRow, KeyRow, Store } from '@/lib/store';
import { unlockKey } from '@/lib/journal/key-file';
import type { Unlocked } from '@/lib/journal/key-file';

export interface Identities {
  /** Turns raw numbers into tokens; the numbers are gone when this returns. */
  carry(event: string, raw: Record<string, string[]>): Promise<void>;
  /** Brings the bureau's key to this desk; what was made with the keys of before is still found. */
  bring(file: string, passphrase: string): Promise<Unlocked>;
  /** Tokens of an act, waiting a moment for a message that is still on its way. */
  take(event: string): Promise<CarriedRow | undefined>;
}

const WAIT_MS = 200;
const KEPT_MS = 600_000;
const LOOKED_UP_MS = 3 * 366 * 86_400_000;

interface Keys {
  current: KeyRow;
  older: KeyRow[];
}

/**
 * HMAC-SHA-256 with the bureau's key, or this desk's where it has none; the key cannot be exported. Raw numbers live in one
 * function call and are never logged, stored or answered.
 */
export function createIdentities({ platform, store }: { platform: Platform; store: Store }): Identities {
  const made = new Map<string, Promise<CarriedRow>>();
  const waiting = new Map<string, () => void>();
  let keys: Promise<Keys> | undefined;

  const keysNow = (): Promise<Keys> =>
    (keys ??= readKeys().catch((fault: unknown) => {
      keys = undefined;
      throw fault;
    }));

  async function readKeys(): Promise<Keys> {
    const [first, ...older] = await store.secrets.identityKeys();
    if (!first) return { current: await deskKey(), older: [] };
    // A key that was replaced is kept as long as anything made with it: personal parts are erased after three years.
    const since = platform.clock.now() - LOOKED_UP_MS;
    const replaced = [first, ...older].map(({ at }) => at);
    return { current: first, older: older.filter((_, i) => (replaced[i] ?? 0) > since) };
  }
  const deskKey = (): Promise<KeyRow> =>
    store.secrets.deskKey(async () => ({
      id: platform.random(9),
      scope: 'desk',
      at: platform.clock.now(),
      key: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    }));

  async function tokens(event: string, raw: Record<string, string[]>): Promise<CarriedRow> {
    const { current, older } = await keysNow();
    const row: CarriedRow = { event, at: platform.clock.now(), key: current.id, tokens: {} };
    for (const [field, numbers] of Object.entries(raw))
      row.tokens[field] = await Promise.all(numbers.map((number) => tokenOf(current.key, number)));
    if (!older.length) return row;
    const before: Record<string, string[]> = {};
    for (const [field, numbers] of Object.entries(raw))
      for (const [i, number] of numbers.entries()) {
        const token = row.tokens[field]?.[i];
        if (token) before[token] ??= await Promise.all(older.map(({ key }) => tokenOf(key, number)));
      }
    return { ...row, older: before };
  }

  async function carry(event: string, raw: Record<string, string[]>): Promise<void> {
    const row = tokens(event, raw);
    made.set(event, row);
    for (const [old, kept] of made)
      if (old !== event && made.size > 200) {
        made.delete(old);
        void kept.catch(() => undefined);
      }
    waiting.get(event)?.();
    await store.memory.carry(await row).catch(() => undefined);
  }

  async function take(event: string): Promise<CarriedRow | undefined> {
    if (!made.has(event)) {
      const stored = await store.memory.carried(event).catch(() => undefined);
      if (stored && platform.clock.now() - stored.at < KEPT_MS) return stored;
      if (!made.has(event))
        await new Promise<void>((resolve) => {
          waiting.set(event, resolve);
          setTimeout(resolve, WAIT_MS);
        });
      waiting.delete(event);
    }
    return made.get(event)?.catch(() => undefined);
  }
  async function bring(file: string, passphrase: string): Promise<Unlocked> {
    const opened = await unlockKey(file, passphrase);
    if (!opened.ok) return opened;
    const { id, key } = opened;
    await store.secrets.addBureauKey({ id, scope: 'bureau', at: platform.clock.now(), key });
    keys = undefined;
    return opened;
  }
  return { carry, take, bring };
}

/** Spaces, hyphens and widths do not make another number. */
export const plainNumber = (raw: string): string => raw.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase();

const DOMAIN = 'hulan-identity-v1\u0000';
async function tokenOf(key: CryptoKey, raw: string): Promise<string> {
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(DOMAIN + plainNumber(raw)));
  return base64url(new Uint8Array(signed));
}
