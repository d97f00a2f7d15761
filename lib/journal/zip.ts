// ZIP as far as exports and workbooks need it: deflated or stored files, no encryption, no ZIP64 (an export stays below 4 GiB
// and 65,535 files; more is refused). Contents that are compressed already are put in as they are.
import { deflateSync, inflateSync } from 'fflate';
import { concat, utf8 } from './bytes';
import type { Bytes } from './bytes';

/** A file as it stands in the archive; `raw` and `crc` are those of its contents before compression. */
export interface Packed {
  name: string;
  bytes: Uint8Array;
  raw: number;
  crc: number;
  stored?: boolean;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const MAX_FILES = 0xffff;
const MAX_BYTES = 0xffff_ffff;

export function pack(name: string, contents: Uint8Array): Packed {
  return { name, bytes: deflateSync(contents, { level: 6 }), raw: contents.length, crc: crc32(contents) };
}

/** The archive as pieces in order, to be written one after the other. Throws RangeError where ZIP64 would be needed. */
export function* zipOf(files: Iterable<Packed>): Generator<Bytes | Uint8Array> {
  const central: Bytes[] = [];
  let at = 0;
  for (const file of files) {
    const name = utf8(file.name);
    const head = header(file, name);
    const local = concat(words([LOCAL, 4]), head, name);
    central.push(concat(words([CENTRAL, 4], [20, 2]), head, words([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name));
    at += local.length + file.bytes.length;
    if (central.length > MAX_FILES || at > MAX_BYTES) throw new RangeError('too large for one export');
    yield local;
    yield file.bytes;
  }
  const size = central.reduce((sum, piece) => sum + piece.length, 0);
  yield* central;
  yield words([END, 4], [0, 2], [0, 2], [central.length, 2], [central.length, 2], [size, 4], [at, 4], [0, 2]);
}

/** What local and central header have in common. Times are left at 1980-01-01: when it was made stands in the manifest. */
const header = (file: Packed, name: Uint8Array): Bytes =>
  words(
    [20, 2],
    [UTF8_NAMES, 2],
    [file.stored ? 0 : DEFLATED, 2],
    [0, 2],
    [0x21, 2],
    [file.crc, 4],
    [file.bytes.length, 4],
    [file.raw, 4],
    [name.length, 2],
    [0, 2],
  );

export interface Archive {
  names: string[];
  /** Contents of a file; undefined where it is not there, is damaged, or is larger than it says. */
  read(name: string): Uint8Array | undefined;
}

/** Undefined: not a ZIP archive. Nothing is unpacked before it is asked for. */
export function openZip(bytes: Uint8Array): Archive | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined) return undefined;
  const files = new Map<string, { method: number; crc: number; size: number; raw: number; at: number }>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return undefined;
    const length = view.getUint16(at + 28, true);
    files.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)), {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      size: view.getUint32(at + 20, true),
      raw: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return {
    names: [...files.keys()],
    read(name) {
      const file = files.get(name);
      if (!file || file.at + 30 > bytes.length || view.getUint32(file.at, true) !== LOCAL) return undefined;
      const from = file.at + 30 + view.getUint16(file.at + 26, true) + view.getUint16(file.at + 28, true);
      const packed = bytes.subarray(from, from + file.size);
      const contents = file.method === 0 ? packed : inflated(packed, file.raw);
      return contents && contents.length === file.raw && crc32(contents) === file.crc ? contents : undefined;
    },
  };
}

/** Deflate makes nothing smaller than this: a claim beyond it is a bomb. */
const MAX_RATIO = 1032;

/** Unpacks into a space of the size that is claimed. */
export function inflated(bytes: Uint8Array, raw: number): Uint8Array | undefined {
  if (raw > bytes.length * MAX_RATIO) return undefined;
  try {
    return inflateSync(bytes, { out: new Uint8Array(raw) });
  } catch {
    return undefined;
  }
}

function endOf(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at > last - 0xffff; at--) if (view.getUint32(at, true) === END) return at;
  return undefined;
}

function words(...parts: [value: number, bytes: 2 | 4][]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, [, size]) => sum + size, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [value, size] of parts) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return out;
}

const TABLE = Int32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});
/** CRC-32 of ISO 3309, as ZIP and gzip use it. */
export function crc32(bytes: Uint8Array): number {
  let c = -1;
  for (const byte of bytes) c = (TABLE[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ -1) >>> 0;
}
