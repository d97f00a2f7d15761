import { base64url } from '@/lib/journal';
import type { Platform } from '@/lib/platform/types';
import type { CarriedRow, KeyRow, Store } from '@/lib/store';

export interface Identities {
  /** Turns raw numbers into tokens; the numbers are gone when this returns. */
  carry(event: string, raw: Record<string, string[]>): Promise<void>;
  /** Tokens of an act, waiting a moment for a message that is still on its way. */
  take(event: string): Promise<CarriedRow | undefined>;
}

const WAIT_MS = 200;
const KEPT_MS = 600_000;

/**
 * HMAC-SHA-256 with the bureau's key, or this desk's where it has none; the key cannot be exported. Raw numbers live in one
 * function call and are never logged, stored or answered.
 */
export function createIdentities({ platform, store }: { platform: Platform; store: Store }): Identities {
  const made = new Map<string, Promise<CarriedRow>>();
  const waiting = new Map<string, () => void>();
  let key: Promise<KeyRow> | undefined;

  const deskKey = (): Promise<KeyRow> =>
    (key ??= store.secrets
      .deskKey(async () => ({
        id: platform.random(9),
        scope: 'desk',
        at: platform.clock.now(),
        key: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
      }))
      .catch((fault: unknown) => {
        key = undefined;
        throw fault;
      }));

  async function tokens(event: string, raw: Record<string, string[]>): Promise<CarriedRow> {
    const { id, key: secret } = await deskKey();
    const row: CarriedRow = { event, at: platform.clock.now(), key: id, tokens: {} };
    for (const [field, numbers] of Object.entries(raw))
      row.tokens[field] = await Promise.all(numbers.map((number) => tokenOf(secret, number)));
    return row;
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
  return { carry, take };
}

/** Spaces, hyphens and widths do not make another number. */
export const plainNumber = (raw: string): string => raw.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase();

const DOMAIN = 'hulan-identity-v1\u0000';
async function tokenOf(key: CryptoKey, raw: string): Promise<string> {
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(DOMAIN + plainNumber(raw)));
  return base64url(new Uint8Array(signed));
}
