// A checkpoint (c2sp.org/tlog-checkpoint) says how many entries a desk's journal had and what the root of their tree was. The
// line after the root is ours: when the desk's clock says it was signed.
import { base64, fromBase64 } from './bytes';
import type { Bytes } from './bytes';
import { openNote, readVkey, signNote } from './note';
import type { NoteFault, NoteKey } from './note';

export interface Checkpoint {
  desk: string;
  size: number;
  root: Bytes;
  /** Epoch ms by the desk's clock. */
  at: number;
}
/** Who signs: WebCrypto's private key cannot leave the browser, its public half goes into the journal and into exports. */
export interface Signer {
  spki: Bytes;
  sign(bytes: Bytes): Promise<Bytes>;
}

const ORIGIN = 'hulan.desk/';
const AT = 'hulan.desk/at ';

/** Name of a desk's journal and of its key. */
export const originOf = (desk: string): string => ORIGIN + desk;

export const signCheckpoint = ({ desk, size, root, at }: Checkpoint, signer: Signer): Promise<string> =>
  signNote({
    text: `${originOf(desk)}\n${size}\n${base64(root)}\n${AT}${at}\n`,
    name: originOf(desk),
    spki: signer.spki,
    sign: signer.sign,
  });

/** What a checkpoint claims, whoever signed it. Undefined: not a checkpoint of a desk. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const [origin = '', size = '', root = '', ...more] = note.slice(0, note.lastIndexOf('\n\n')).split('\n');
  const at = more.find((line) => line.startsWith(AT))?.slice(AT.length) ?? '';
  if (!origin.startsWith(ORIGIN) || !isCount(size) || !isCount(at)) return undefined;
  try {
    const bytes = fromBase64(root);
    return bytes.length === 32
      ? { desk: origin.slice(ORIGIN.length), size: Number(size), root: bytes, at: Number(at) }
      : undefined;
  } catch {
    return undefined;
  }
}
const isCount = (text: string): boolean => /^(0|[1-9]\d{0,15})$/.test(text);

/** A checkpoint that one of these keys signed, and which. */
export async function openCheckpoint(
  note: string,
  keys: readonly NoteKey[],
): Promise<{ checkpoint: Checkpoint; by: NoteKey } | { why: NoteFault }> {
  const opened = await openNote(note, keys);
  if ('why' in opened) return opened;
  const checkpoint = readCheckpoint(note);
  return checkpoint ? { checkpoint, by: opened.by } : { why: 'shape' };
}

/** Keys out of their text form; what is no key is left out. */
export async function keysOf(vkeys: readonly string[]): Promise<NoteKey[]> {
  return (await Promise.all(vkeys.map(readVkey))).flatMap((key) => key ?? []);
}
