// Signed notes as C2SP writes them (c2sp.org/signed-note): a text, a blank line, one line a signature. Signature type 0x02:
// ECDSA with P-256 over SHA-256, in DER; the key's id is the start of its hash.
import { base64, concat, fromBase64, hex, sha256, utf8 } from './bytes';
import type { Bytes } from './bytes';

const ECDSA = 0x02;
const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNED = { name: 'ECDSA', hash: 'SHA-256' };
const MAX_SIGNATURES = 16;

/** A public key with its name: `<name>+<key id>+<base64(0x02 ‖ SPKI)>`. */
export interface NoteKey {
  name: string;
  id: Bytes;
  spki: Bytes;
}

const keyOf = async (name: string, spki: Bytes): Promise<NoteKey> => ({
  name,
  id: (await sha256(spki)).slice(0, 4),
  spki,
});
/** The key as one line of text, to be handed on. */
export async function vkeyOf(name: string, spki: Bytes): Promise<string> {
  const { id } = await keyOf(name, spki);
  return `${name}+${hex(id)}+${base64(concat(Uint8Array.of(ECDSA), spki))}`;
}
/** Undefined for text that is no key, or a key whose id is not its own. */
export async function readVkey(vkey: string): Promise<NoteKey | undefined> {
  const [name, id, ...rest] = vkey.split('+');
  const encoded = decoded(rest.join('+'));
  if (!name || !id || encoded?.[0] !== ECDSA) return undefined;
  const key = await keyOf(name, encoded.slice(1));
  return hex(key.id) === id ? key : undefined;
}

/** Signs a text that ends with a line break. `sign` is WebCrypto's: it answers r ‖ s. */
export async function signNote(input: {
  text: string;
  name: string;
  spki: Bytes;
  sign: (bytes: Bytes) => Promise<Bytes>;
}): Promise<string> {
  if (!input.text.endsWith('\n')) throw new TypeError('the text of a note ends with a line break');
  const { id } = await keyOf(input.name, input.spki);
  const signature = derOf(await input.sign(utf8(input.text)));
  return `${input.text}\n— ${input.name} ${base64(concat(id, signature))}\n`;
}

/** unsigned: by none of these keys · signature: one of them did not make it · shape: not a note · no_crypto: this page cannot check. */
export type NoteFault = 'shape' | 'unsigned' | 'signature' | 'no_crypto';
export type OpenedNote = { text: string; by: NoteKey } | { why: NoteFault };

/** The text of a note that one of the keys signed. Signatures of unknown keys are passed over (witnesses, later keys). */
export async function openNote(note: string, keys: readonly NoteKey[]): Promise<OpenedNote> {
  const parts = partsOf(note);
  if (!parts) return { why: 'shape' };
  for (const { name, id, signature } of parts.signatures) {
    const by = keys.find((key) => key.name === name && hex(key.id) === hex(id));
    if (!by) continue;
    const isTrue = await verifies(by, utf8(parts.text), signature);
    if (isTrue === undefined) return { why: 'no_crypto' };
    return isTrue ? { text: parts.text, by } : { why: 'signature' };
  }
  return { why: 'unsigned' };
}

interface Line {
  name: string;
  id: Bytes;
  signature: Bytes;
}
function partsOf(note: string): { text: string; signatures: Line[] } | undefined {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return undefined;
  const signatures: Line[] = [];
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, encoded] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
    const bytes = encoded === undefined ? undefined : decoded(encoded);
    if (!name || !bytes || bytes.length < 5 || signatures.length === MAX_SIGNATURES) return undefined;
    signatures.push({ name, id: bytes.slice(0, 4), signature: bytes.slice(4) });
  }
  return { text: note.slice(0, split + 1), signatures };
}

async function verifies(key: NoteKey, text: Bytes, signature: Bytes): Promise<boolean | undefined> {
  // A page opened from an odd place has no crypto.subtle: then it cannot say, and says so.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  const raw = rawOf(signature);
  if (!subtle) return undefined;
  if (!raw) return false;
  try {
    const known = await subtle.importKey('spki', key.spki, P256, false, ['verify']);
    return await subtle.verify(SIGNED, known, raw, text);
  } catch {
    return false; // not a P-256 key
  }
}

function decoded(text: string): Bytes | undefined {
  try {
    return fromBase64(text);
  } catch {
    return undefined;
  }
}

/** r ‖ s (32 bytes each) → SEQUENCE of two INTEGERs. */
export function derOf(raw: Bytes): Bytes {
  const ints = [raw.slice(0, 32), raw.slice(32)].map((half) => {
    const from = half.findIndex((byte) => byte !== 0);
    const value = from < 0 ? Uint8Array.of(0) : half.slice(from);
    const padded = (value[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), value) : value;
    return concat(Uint8Array.of(2, padded.length), padded);
  });
  const body = concat(...ints);
  return concat(Uint8Array.of(0x30, body.length), body);
}

/** SEQUENCE of two INTEGERs → r ‖ s; undefined for anything else. */
function rawOf(der: Bytes): Bytes | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const raw = new Uint8Array(64);
  let at = 2;
  for (const half of [0, 32]) {
    const length = der[at + 1] ?? 0;
    const value = der.slice(at + 2, at + 2 + length);
    const from = value[0] === 0 ? 1 : 0;
    if (der[at] !== 2 || value.length !== length || !length || length - from > 32) return undefined;
    raw.set(value.subarray(from), half + 32 - (length - from));
    at += 2 + length;
  }
  return at === der.length ? raw : undefined;
}
