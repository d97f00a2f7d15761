import { canonicalText, signingText } from './json';
import { derOfRaw, hex, keyIdOf, utf8 } from './keys';
import type { Key, Metadata, Role } from './metadata';

/** One who signs: a key's public half as root lists it, and what makes its signatures. */
export interface SigningKey {
  keyId: string;
  key: Key;
  sign(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}
export type Scheme = 'ecdsa-sha2-nistp256' | 'ed25519';

const PARAMS = {
  'ecdsa-sha2-nistp256': { name: 'ECDSA', namedCurve: 'P-256' },
  ed25519: { name: 'Ed25519' },
} as const;

/** A new pair; the private half as PKCS #8, which the caller locks away. */
export async function newKey(
  scheme: Scheme,
  whose: { name: string; office?: string },
): Promise<{ key: Key; keyId: string; pkcs8: Uint8Array<ArrayBuffer> }> {
  const pair = (await crypto.subtle.generateKey(PARAMS[scheme], true, ['sign', 'verify'])) as CryptoKeyPair;
  const text =
    scheme === 'ed25519'
      ? hex(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
      : pemOf(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
  const key: Key = {
    keytype: scheme === 'ed25519' ? 'ed25519' : 'ecdsa',
    scheme,
    keyval: { public: text },
    'x-hulan-name': whose.name,
    ...(whose.office ? { 'x-hulan-office': whose.office } : {}),
  };
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return { key, keyId: await keyIdOf(key), pkcs8 };
}

export async function signingKey(key: Key, pkcs8: Uint8Array<ArrayBuffer>): Promise<SigningKey> {
  const scheme = key.scheme === 'ed25519' ? 'ed25519' : 'ecdsa-sha2-nistp256';
  const secret = await crypto.subtle.importKey('pkcs8', pkcs8, PARAMS[scheme], false, ['sign']);
  return {
    keyId: await keyIdOf(key),
    key,
    sign: async (message) =>
      scheme === 'ed25519'
        ? new Uint8Array(await crypto.subtle.sign('Ed25519', secret, message))
        : derOfRaw(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, secret, message))),
  };
}

type Signature = { keyid: string; sig: string };
/** Metadata with these signatures added to those it has; a key's earlier signature is replaced. */
export async function signMetadata<R extends Role>(
  signed: Metadata[R],
  by: readonly SigningKey[],
  already: readonly Signature[] = [],
): Promise<string> {
  const message = utf8(signingText(signed));
  const made = await Promise.all(
    by.map(async ({ keyId, sign }): Promise<Signature> => ({ keyid: keyId, sig: hex(await sign(message)) })),
  );
  const others = already.filter((one) => !made.some(({ keyid }) => keyid === one.keyid));
  const signatures = [...others, ...made].sort((a, b) => (a.keyid < b.keyid ? -1 : 1));
  return canonicalText({ signatures, signed });
}

function pemOf(spki: Uint8Array): string {
  const lines = btoa(String.fromCharCode(...spki)).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
}
