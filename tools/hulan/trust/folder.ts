import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalText, readCanonical } from '@/lib/packs/tuf/json';
import { digest, hex } from '@/lib/packs/tuf/keys';
import { Envelope, SCHEMAS } from '@/lib/packs/tuf/metadata';
import type { FileMeta, Metadata, Role } from '@/lib/packs/tuf/metadata';

/**
 * A repository is a folder of static files, and beside it a folder of the same name with `.staged` for what is not signed by
 * all yet: nothing unsigned ever lies where desks look.
 */
export const stagedOf = (repo: string): string => `${repo.replace(/\/+$/, '')}.staged`;

export interface Signed<R extends Role> {
  file: string;
  text: string;
  signed: Metadata[R];
  signatures: { keyid: string; sig: string }[];
}

export function readMeta<R extends Role>(file: string, role: R): Signed<R> | undefined {
  if (!existsSync(file)) return undefined;
  const read = readCanonical(readFileSync(file), 4_000_000);
  if (!read.ok) throw new Error(`${file}: ${read.refused}`);
  const envelope = Envelope.safeParse(read.value);
  const signed = envelope.success ? SCHEMAS[role].safeParse(envelope.data.signed) : undefined;
  if (!envelope.success || !signed?.success) throw new Error(`${file}: not ${role} metadata`);
  return { file, text: read.text, signed: signed.data as Metadata[R], signatures: envelope.data.signatures };
}

/** The newest `N.ROLE.json` of a folder. */
export function newest<R extends 'root' | 'targets' | 'snapshot'>(folder: string, role: R): Signed<R> | undefined {
  const numbers = (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) => {
    const found = new RegExp(`^(\\d+)\\.${role}\\.json$`).exec(name);
    return found ? [Number(found[1])] : [];
  });
  return numbers.length ? readMeta(join(folder, `${Math.max(...numbers)}.${role}.json`), role) : undefined;
}
export const timestampOf = (folder: string): Signed<'timestamp'> | undefined =>
  readMeta(join(folder, 'timestamp.json'), 'timestamp');

/** Metadata nobody has signed yet. */
export function writeUnsigned(folder: string, signed: Metadata['root' | 'targets']): string {
  const file = join(folder, `${signed.version}.${signed._type}.json`);
  write(file, canonicalText({ signatures: [], signed }));
  return file;
}

/** Beside its place first, so that a web server never hands out half a file. */
export function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

export async function metaOf(version: number, text: string): Promise<FileMeta> {
  const bytes = new TextEncoder().encode(text);
  return { version, length: bytes.length, hashes: { sha256: hex(await digest('SHA-256', bytes)) } };
}

/** So many days from `now`, as metadata write dates. */
export const inDays = (days: number, now: number): string =>
  `${new Date(now + days * 86_400_000).toISOString().slice(0, 19)}Z`;
