import * as z from 'zod';
import { base64url } from './bytes';

/**
 * A bureau's key for identity tokens, locked by a passphrase: the key is brought to a desk in this file, never by policy or
 * pack, which pages' processes can read. PBKDF2-HMAC-SHA-256 makes the lock, AES-256-GCM closes it, over the key's id too.
 */
const KeyFile = z.strictObject({
  hulan: z.literal('bureau-key'),
  version: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/),
  rounds: z.number().int().min(1).max(10_000_000),
  salt: z.string().max(64),
  iv: z.string().max(64),
  locked: z.string().max(200),
});

/** OWASP 2023 for PBKDF2-HMAC-SHA-256. */
const ROUNDS = 600_000;
const KEY_BYTES = 32;

export type Unlocked = { ok: true; id: string; key: CryptoKey } | { ok: false; why: 'not_a_key_file' | 'passphrase' };

/** @returns the file's text. `key`: 32 random bytes, which the caller forgets. */
export async function lockKey(input: {
  id: string;
  key: Uint8Array<ArrayBuffer>;
  passphrase: string;
  rounds?: number;
}): Promise<string> {
  const { id, key, passphrase, rounds = ROUNDS } = input;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const lock = await lockOf(passphrase, salt, rounds);
  const locked = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(id) }, lock, key);
  const file: z.infer<typeof KeyFile> = {
    hulan: 'bureau-key',
    version: 1,
    id,
    rounds,
    salt: base64url(salt),
    iv: base64url(iv),
    locked: base64url(new Uint8Array(locked)),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** The key as one that cannot be exported; the raw bytes live in this call alone. */
export async function unlockKey(text: string, passphrase: string): Promise<Unlocked> {
  const file = fileOf(text);
  if (!file) return { ok: false, why: 'not_a_key_file' };
  const lock = await lockOf(passphrase, fromBase64url(file.salt), file.rounds);
  const raw = await crypto.subtle
    .decrypt(
      { name: 'AES-GCM', iv: fromBase64url(file.iv), additionalData: bytesOf(file.id) },
      lock,
      fromBase64url(file.locked),
    )
    .catch(() => undefined);
  if (raw?.byteLength !== KEY_BYTES) return { ok: false, why: 'passphrase' };
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return { ok: true, id: file.id, key };
}

function fileOf(text: string): z.infer<typeof KeyFile> | undefined {
  try {
    return KeyFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    atob(
      text
        .replaceAll('-', '+')
        .replaceAll('_', '/')
        .replace(/[^\w+/]/g, ''),
    ),
    (c) => c.charCodeAt(0),
  );

async function lockOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', bytesOf(passphrase.normalize('NFKC')), 'PBKDF2', false, [
    'deriveKey',
  ]);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
