import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { keyIdOf } from '@/lib/packs/tuf/keys';
import { Key } from '@/lib/packs/tuf/metadata';
import { signingKey } from '@/lib/packs/tuf/sign';
import type { SigningKey } from '@/lib/packs/tuf/sign';

/** A signer's private key, locked by a passphrase: PBKDF2-HMAC-SHA-256 makes the lock, AES-256-GCM closes it, over the key's id too. */
const KeyFile = z.strictObject({
  hulan: z.literal('signing-key'),
  version: z.literal(1),
  key: Key,
  rounds: z.number().int().min(1).max(10_000_000),
  salt: z.base64(),
  iv: z.base64(),
  locked: z.base64(),
});
const PublicFile = z.strictObject({
  hulan: z.literal('public-key'),
  version: z.literal(1),
  keyId: z.string(),
  key: Key,
});

/** OWASP 2023 for PBKDF2-HMAC-SHA-256. */
const ROUNDS = 600_000;

export async function writeKeyFiles(
  out: string,
  made: { key: Key; keyId: string; pkcs8: Uint8Array<ArrayBuffer> },
  passphrase: string,
): Promise<{ secret: string; open: string }> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const lock = await lockOf(passphrase, salt, ROUNDS);
  const locked = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(made.keyId) },
    lock,
    made.pkcs8,
  );
  const text64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const secret: z.infer<typeof KeyFile> = {
    hulan: 'signing-key',
    version: 1,
    key: made.key,
    rounds: ROUNDS,
    salt: text64(salt),
    iv: text64(iv),
    locked: text64(new Uint8Array(locked)),
  };
  const open: z.infer<typeof PublicFile> = { hulan: 'public-key', version: 1, keyId: made.keyId, key: made.key };
  writeFileSync(out, `${JSON.stringify(secret, null, 1)}\n`, { mode: 0o600, flag: 'wx' });
  const openFile = publicNameOf(out);
  writeFileSync(openFile, `${JSON.stringify(open, null, 1)}\n`);
  return { secret: out, open: openFile };
}
export const publicNameOf = (file: string): string => `${file.replace(/\.key$|\.json$/, '')}.pub`;

/** The signer behind a key file, or undefined: another file, or another passphrase. */
export async function unlock(file: string, passphrase: string): Promise<SigningKey | undefined> {
  const said = KeyFile.safeParse(jsonOf(file));
  if (!said.success) return undefined;
  const { key, rounds, salt, iv, locked } = said.data;
  const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'base64'));
  const lock = await lockOf(passphrase, bytes(salt), rounds);
  const additionalData = new TextEncoder().encode(await keyIdOf(key));
  const pkcs8 = await crypto.subtle
    .decrypt({ name: 'AES-GCM', iv: bytes(iv), additionalData }, lock, bytes(locked))
    .catch(() => undefined);
  return pkcs8 && signingKey(key, new Uint8Array(pkcs8));
}

/** A public key's file; undefined where it is none, or its id is not its own. */
export async function readPublic(file: string): Promise<{ keyId: string; key: Key } | undefined> {
  const said = PublicFile.safeParse(jsonOf(file));
  return said.success && (await keyIdOf(said.data.key)) === said.data.keyId ? said.data : undefined;
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

async function lockOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(passphrase.normalize('NFKC')),
    'PBKDF2',
    false,
    ['deriveKey'],
  );
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
