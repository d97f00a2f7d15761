import { signingText } from './json';
import type { Key } from './metadata';

type Bytes = Uint8Array<ArrayBuffer>;

/** One way of signing. A further one (SM2) is one more entry of the list that the caller hands over. */
export interface Algorithm {
  scheme: string;
  keytypes: readonly string[];
  /** `same`: equal for two writings of one key, so that nobody signs twice. Rejects a key that is none. */
  read(text: string): Promise<{ same: string; verify(message: Bytes, signature: Bytes): Promise<boolean> }>;
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SHA256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

const ecdsa: Algorithm = {
  scheme: 'ecdsa-sha2-nistp256',
  keytypes: ['ecdsa', 'ecdsa-sha2-nistp256'],
  async read(text) {
    const key = await crypto.subtle.importKey('spki', bytesOfPem(text), P256, true, ['verify']);
    return {
      same: hex(new Uint8Array(await crypto.subtle.exportKey('raw', key))),
      async verify(message, signature) {
        const raw = rawOfDer(signature);
        return raw !== undefined && crypto.subtle.verify(SHA256, key, raw, message);
      },
    };
  },
};

/** Not in every browser's WebCrypto (Chromium from 137): there such a key does not count. */
const ed25519: Algorithm = {
  scheme: 'ed25519',
  keytypes: ['ed25519'],
  async read(text) {
    if (!/^[0-9a-f]{64}$/.test(text)) throw new TypeError('not an Ed25519 key');
    const key = await crypto.subtle.importKey('raw', bytesOfHex(text), 'Ed25519', false, ['verify']);
    return { same: text, verify: (message, signature) => crypto.subtle.verify('Ed25519', key, signature, message) };
  },
};

export const ALGORITHMS: readonly Algorithm[] = [ecdsa, ed25519];

/** A key's id is the hash of all it says. */
export const keyIdOf = async (key: Key): Promise<string> => hex(await digest('SHA-256', utf8(signingText(key))));

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
/** Of lower-case hex digits in pairs. */
export const bytesOfHex = (text: string): Bytes =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
export async function digest(name: 'SHA-256' | 'SHA-512', bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(name, bytes as Bytes));
}

function bytesOfPem(text: string): Bytes {
  const found = /^-----BEGIN PUBLIC KEY-----\s([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s?$/.exec(text);
  if (!found?.[1]) throw new TypeError('not a public key in PEM');
  return Uint8Array.from(atob(found[1].replace(/\s/g, '')), (char) => char.charCodeAt(0));
}

/** SEQUENCE of two positive INTEGERs in their shortest form, nothing behind → r ‖ s of 32 bytes each. */
export function rawOfDer(der: Bytes): Bytes | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 72) return undefined;
  const raw = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const number = der.subarray(at + 2, at + 2 + length);
    if (der[at] !== 0x02 || length < 1 || number.length !== length) return undefined;
    const [first = 0, second = 0] = number;
    if (first & 0x80 || (first === 0 && length > 1 && !(second & 0x80))) return undefined;
    const digits = first === 0 ? number.subarray(1) : number;
    if (digits.length > 32) return undefined;
    raw.set(digits, end - digits.length);
    at += 2 + length;
  }
  return at === der.length ? raw : undefined;
}

/** r ‖ s as other clients of the framework expect it. */
export function derOfRaw(raw: Uint8Array): Bytes {
  const number = (half: Uint8Array): number[] => {
    const digits = [...half];
    while (digits.length > 1 && digits[0] === 0) digits.shift();
    if ((digits[0] ?? 0) & 0x80) digits.unshift(0);
    return [0x02, digits.length, ...digits];
  };
  const body = [...number(raw.subarray(0, 32)), ...number(raw.subarray(32))];
  return Uint8Array.from([0x30, body.length, ...body]);
}
