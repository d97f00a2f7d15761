import type { Entry } from '@/lib/model';
import { base64, fromBase64, fromBase64url } from './bytes';
import { keysOf, openCheckpoint } from './checkpoint';
import { createAudit } from './audit';
import type { AuditResult, Held } from './audit';
import type { Finding, Grave } from './findings';
import { entryOf } from './lines';
import { FILES, Manifest, manifestFault } from './manifest';
import { readVkey } from './note';
import type { NoteKey } from './note';
import { readProof } from './proof';
import { faultOf } from './seal';
import { EMPTY, rootFromInclusion, same } from './tree';
import type { Frontier } from './tree';
import { openZip } from './zip';
import type { Archive } from './zip';

export interface CheckOptions {
  /** Checkpoints of this desk that were kept elsewhere: an earlier export, the hub, a note on paper. */
  outside?: readonly string[];
  /** The desk's public key, where it is known from elsewhere. */
  key?: string;
  /** Entries so far and in all; may throw to cancel. */
  progress?: (done: number, of: number) => void | Promise<void>;
}
export interface Report extends Omit<AuditResult, 'findings' | 'erased'> {
  kind: Manifest['kind'];
  desk: string;
  at: number;
  program: string;
  packs: Manifest['packs'];
  findings: Finding[];
  erased: AuditResult['erased'];
  /** Nothing grave was found. */
  whole: boolean;
}

const SOMETIMES = 512;

/** Verifies a `.hulan` file by itself and, where given, against what was kept elsewhere. Never throws on what a file holds. */
export async function checkExport(bytes: Uint8Array, options: CheckOptions = {}): Promise<Report> {
  const archive = openZip(bytes);
  const text = archive && textOf(archive, FILES.manifest);
  const manifest = manifestFrom(text);
  if (!archive || text === undefined || !manifest) return nothing(archive ? 'manifest' : 'not_export');
  const findings: Finding[] = [];
  const why = await manifestFault(text, manifest, textOf(archive, FILES.signature) ?? '', await keysOf(manifest.keys));
  if (why === 'no_crypto') findings.push({ code: 'signatures_unchecked', grave: false });
  else if (why) findings.push({ code: 'manifest', grave: true, detail: why });
  const result =
    manifest.kind === 'journal'
      ? await wholeJournal(archive, manifest, options)
      : await singleEntries(archive, manifest, options);
  const all = [...findings, ...result.findings];
  return {
    ...result,
    kind: manifest.kind,
    desk: manifest.desk,
    at: manifest.at,
    program: manifest.program,
    packs: manifest.packs,
    findings: all,
    whole: !all.some((finding) => finding.grave),
  };
}

async function wholeJournal(archive: Archive, manifest: Manifest, options: CheckOptions): Promise<AuditResult> {
  const own = lines(archive, FILES.checkpoints).flatMap(noteOf);
  const key = options.key === undefined ? undefined : await readVkey(options.key);
  const start = startOf(manifest);
  const audit = createAudit({
    desk: manifest.desk,
    keys: manifest.keys,
    checkpoints: [...own.map((note): Held => ({ note, outside: false })), ...heldOutside(options)],
    isWithheld: (_, part) => manifest.withheld.includes(part),
    ...(start ? { start } : {}),
    ...(key ? { key } : {}),
  });
  const damaged: Finding[] = [];
  let done = 0;
  for (const name of archive.names.filter((n) => n.startsWith('entries/'))) {
    const contents = archive.read(name);
    if (!contents) damaged.push({ code: 'file', grave: true, detail: name });
    for (const line of split(contents)) {
      const entry = entryOf(line);
      if (entry) await audit.add(entry);
      else damaged.push({ code: 'file', grave: true, seq: manifest.from + done, detail: name });
      done++;
      if (done % SOMETIMES === 0) await options.progress?.(done, manifest.entries);
    }
  }
  const result = await audit.finish();
  const miscounted: Finding[] =
    result.size === manifest.to && result.entries === manifest.entries
      ? []
      : [{ code: 'manifest', grave: true, detail: `${manifest.entries} ≠ ${result.entries}` }];
  return { ...result, findings: [...damaged.slice(0, 50), ...result.findings, ...miscounted] };
}

/** Each entry leads by its own proof to a signed checkpoint; nothing is said of entries that are not here. */
async function singleEntries(archive: Archive, manifest: Manifest, options: CheckOptions): Promise<AuditResult> {
  const keys = await keysOf(manifest.keys);
  const wanted = options.key === undefined ? undefined : await readVkey(options.key);
  const result: AuditResult = {
    entries: 0,
    from: manifest.from,
    size: manifest.to,
    root: '',
    findings: wanted && !keys.some((key) => same(key.spki, wanted.spki)) ? [{ code: 'key_foreign', grave: true }] : [],
    erased: [],
    withheld: 0,
    keys: manifest.keys,
  };
  for (const name of archive.names.filter((n) => n.startsWith('entries/')))
    for (const line of split(archive.read(name))) {
      const entry = entryOf(line);
      if (entry)
        await singleEntry({ entry, proof: textOf(archive, FILES.proof(entry.skeleton.seq)), manifest, keys, result });
      else result.findings.push({ code: 'file', grave: true, detail: name });
    }
  if (result.entries !== manifest.entries)
    result.findings.push({ code: 'manifest', grave: true, detail: `${manifest.entries} ≠ ${result.entries}` });
  return result;
}

async function singleEntry(one: {
  entry: Entry;
  proof: string | undefined;
  manifest: Manifest;
  keys: readonly NoteKey[];
  result: AuditResult;
}): Promise<void> {
  const { entry, manifest, result } = one;
  const { seq, desk, parts } = entry.skeleton;
  const say = (code: Grave, where: { part?: string; detail?: string } = {}): unknown =>
    result.findings.push({ code, grave: true, seq, ...where });
  result.entries++;
  if (desk !== manifest.desk) say('mixed', { detail: desk });
  const out = Object.keys(parts).filter((part) => !entry.parts[part] && manifest.withheld.includes(part));
  result.withheld += out.length;
  for (const [part, kept] of Object.entries(entry.parts))
    if ('erasedAt' in kept) result.erased.push({ seq, part, at: kept.erasedAt });
  const left = Object.fromEntries(out.map((part) => [part, { erasedAt: 0 }]));
  const fault = await faultOf({ ...entry, parts: { ...entry.parts, ...left } });
  if (fault) say(fault.why, fault.part ? { part: fault.part } : {});
  const proof = readProof(one.proof ?? '');
  if (!proof || proof.index !== seq) return void say('proof');
  const opened = await openCheckpoint(proof.checkpoint, one.keys);
  if ('why' in opened) {
    if (opened.why === 'no_crypto') result.findings.push({ code: 'signatures_unchecked', grave: false });
    else say(opened.why === 'unsigned' ? 'key_unknown' : 'signature');
    return;
  }
  const { size, root, at } = opened.checkpoint;
  const leads = await rootFromInclusion({ leaf: leafOf(entry.leaf), index: seq, size, path: proof.path });
  if (!leads || !same(leads, root)) say('proof');
  result.signed = { size, at, checkpoints: 1 };
  result.root = base64(root);
}

const heldOutside = (options: CheckOptions): Held[] => (options.outside ?? []).map((note) => ({ note, outside: true }));

/** Checkpoints that another export of the same desk carries, to hold a later one against. */
export function checkpointsIn(bytes: Uint8Array): string[] {
  const archive = openZip(bytes);
  return archive ? lines(archive, FILES.checkpoints).flatMap(noteOf) : [];
}

function startOf(manifest: Manifest): Frontier | undefined {
  if (!manifest.peaks || manifest.from === 0) return undefined;
  try {
    const peaks = manifest.peaks.map(fromBase64);
    return { size: manifest.from, peaks };
  } catch {
    return { ...EMPTY, size: manifest.from };
  }
}

const nothing = (code: 'manifest' | 'not_export'): Report => ({
  kind: 'journal',
  desk: '',
  at: 0,
  program: '',
  packs: [],
  entries: 0,
  from: 0,
  size: 0,
  root: '',
  findings: [{ code, grave: true }],
  erased: [],
  withheld: 0,
  keys: [],
  whole: false,
});

function manifestFrom(text: string | undefined): Manifest | undefined {
  try {
    const read = Manifest.safeParse(JSON.parse(text ?? ''));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
function noteOf(line: string): string[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'string' ? [value] : [];
  } catch {
    return [];
  }
}
const decoder = new TextDecoder();
const textOf = (archive: Archive, name: string): string | undefined => {
  const contents = archive.read(name);
  return contents && decoder.decode(contents);
};
const split = (contents: Uint8Array | undefined): string[] =>
  contents ? decoder.decode(contents).split('\n').filter(Boolean) : [];
const lines = (archive: Archive, name: string): string[] => split(archive.read(name));

function leafOf(leaf: string): Uint8Array {
  try {
    return fromBase64url(leaf);
  } catch {
    return new Uint8Array(32);
  }
}
