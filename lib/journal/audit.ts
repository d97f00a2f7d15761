import type { Entry } from '@/lib/model';
import { base64, fromBase64url } from './bytes';
import { openCheckpoint, readCheckpoint } from './checkpoint';
import { eraserOf } from './erasure';
import type { Finding, Grave, Redaction } from './findings';
import { readVkey } from './note';
import type { NoteKey } from './note';
import { faultOf, isErased } from './seal';
import { appendLeaf, EMPTY, rootOf, same } from './tree';
import type { Frontier } from './tree';

/** A checkpoint to hold the journal against: its own, or one that was kept elsewhere. */
export interface Held {
  note: string;
  outside: boolean;
}
export interface AuditInput {
  desk: string;
  checkpoints: readonly Held[];
  /** Where the entries begin, when older ones were removed by rule. */
  start?: Frontier;
  /** Keys that the removed entries named; only with `start`. */
  keys?: readonly string[];
  /** The key that must have signed, where it is known from elsewhere. */
  key?: NoteKey;
  /** Parts that were left out of this copy on purpose. */
  isWithheld?: (seq: number, part: string) => boolean;
}
export interface AuditResult {
  entries: number;
  from: number;
  size: number;
  root: string;
  findings: Finding[];
  erased: Redaction[];
  withheld: number;
  signed?: { size: number; at: number; checkpoints: number };
  keys: string[];
}
export interface Audit {
  add(entry: Entry): Promise<void>;
  finish(head?: Frontier): Promise<AuditResult>;
}

/** More findings than this say nothing new. */
const MOST = 200;
const STEP_MS = 2_000;

/** Goes along a desk's entries in their order, each looked at once; keeps the frontier and what was found, not the entries. */
export function createAudit(input: AuditInput): Audit {
  const found: Finding[] = [];
  const erased: Redaction[] = [];
  const eraser = eraserOf();
  const keys: string[] = input.start ? [...(input.keys ?? [])] : [];
  let frontier = input.start ?? EMPTY;
  const from = frontier.size;
  let next = from;
  let entries = 0;
  let withheld = 0;
  /** False once entries are missing or strange: the tree from there on cannot be computed. */
  let hasTree = true;
  let lastAt = Number.NEGATIVE_INFINITY;
  let wasClock = true;
  const due = [...input.checkpoints]
    .map((held) => ({ ...held, says: readCheckpoint(held.note) }))
    .sort((a, b) => (a.says?.size ?? 0) - (b.says?.size ?? 0));
  const lastGood = { own: from, outside: from };
  let signed: AuditResult['signed'];

  const say = (code: Grave, where: Omit<Finding, 'code' | 'grave'> = {}): void => {
    if (found.length < MOST) found.push({ code, grave: true, ...where });
  };
  const note = (code: Exclude<Finding['code'], Grave>, where: Omit<Finding, 'code' | 'grave'> = {}): void => {
    if (found.length < MOST && !found.some((f) => f.code === code && f.seq === where.seq))
      found.push({ code, grave: false, ...where });
  };

  async function add(entry: Entry): Promise<void> {
    const { seq, desk, at, kind, body } = entry.skeleton;
    entries++;
    if (desk !== input.desk) return say('desk', { seq, detail: desk });
    if (!place(seq)) return;
    const fault = await faultOf(withheldMarked(entry));
    if (fault) say(fault.why, { seq, ...(fault.part === undefined ? {} : { part: fault.part }) });
    if (at < lastAt - STEP_MS && kind !== 'clock' && !wasClock) note('clock', { seq });
    lastAt = at;
    wasClock = kind === 'clock';
    if (kind === 'system') system(seq, body);
    if (kind === 'erase') eraser.said(entry.skeleton);
    for (const [part, kept] of Object.entries(entry.parts))
      if (isErased(kept)) erased.push({ seq, part, at: kept.erasedAt });
    if (!hasTree) return;
    frontier = (await appendLeaf(frontier, leafBytes(entry.leaf))).frontier;
    await meet();
  }

  /** Is this the entry that must come now? */
  function place(seq: number): boolean {
    if (seq === next) {
      next++;
      return true;
    }
    hasTree = false;
    if (seq > next) {
      if (next === 0) say('missing_head', { seq: 0, to: seq - 1 });
      else say('missing', { seq: next, to: seq - 1 });
      next = seq + 1;
      return true;
    }
    say(seq === next - 1 ? 'duplicate' : 'order', { seq });
    return false;
  }

  function system(seq: number, body: Record<string, unknown>): void {
    if (typeof body.signer === 'string') {
      if (keys.length && !keys.includes(body.signer)) note('key_changed', { seq });
      keys.push(body.signer);
    }
    if (typeof body.mismatch === 'string') say('mismatch', { seq, detail: body.mismatch });
  }

  /** A part that is not in this copy on purpose is not missing; whether it was erased is said elsewhere. */
  function withheldMarked(entry: Entry): Entry {
    if (!input.isWithheld) return entry;
    const { seq, parts } = entry.skeleton;
    const out = Object.keys(parts).filter((part) => !entry.parts[part] && input.isWithheld?.(seq, part));
    if (!out.length) return entry;
    withheld += out.length;
    return { ...entry, parts: { ...entry.parts, ...Object.fromEntries(out.map((part) => [part, { erasedAt: 0 }])) } };
  }

  /** Holds the tree against every checkpoint of this size. */
  async function meet(): Promise<void> {
    while (due[0]?.says && due[0].says.size <= frontier.size) {
      const held = due.shift();
      if (held?.says && held.says.size > from) await hold(held, held.says);
    }
  }
  async function hold(held: Held, says: NonNullable<ReturnType<typeof readCheckpoint>>): Promise<void> {
    const { size } = says;
    if (says.desk !== input.desk) return say(held.outside ? 'mixed' : 'desk', { seq: size - 1, detail: says.desk });
    const known = await Promise.all(keys.map(readVkey));
    const opened = await openCheckpoint(
      held.note,
      known.flatMap((key) => key ?? []),
    );
    if ('why' in opened) {
      if (opened.why === 'no_crypto') note('signatures_unchecked');
      else return say(opened.why === 'unsigned' ? 'key_unknown' : 'signature', { seq: size - 1 });
    }
    const whose = held.outside ? 'outside' : 'own';
    if (!same(await rootOf(frontier), says.root))
      return say(held.outside ? 'fork' : 'root', { seq: lastGood[whose], to: size - 1 });
    lastGood[whose] = size;
    if (!held.outside) signed = { size, at: says.at, checkpoints: (signed?.checkpoints ?? 0) + 1 };
  }

  async function finish(head?: Frontier): Promise<AuditResult> {
    for (const held of due)
      if (!held.says) say('signature', { detail: 'shape' });
      else if (hasTree || held.says.size > next)
        say('cut', { seq: next, to: held.says.size - 1, ...(held.outside ? { detail: 'outside' } : {}) });
    if (head && hasTree) await meetHead(head);
    for (const { seq, part } of eraser.unsaid(erased)) say('unrecorded_erasure', { seq, part });
    if (input.key && !(await namesKey(input.key))) say('key_foreign');
    if (next > (signed?.size ?? from)) note('unsigned_tail', { seq: signed?.size ?? from, to: next - 1 });
    if (from > 0 && !eraser.trimmedAt(from)) say('missing_head', { seq: 0, to: from - 1 });
    else if (from > 0) note('trimmed', { seq: 0, to: from - 1 });
    return {
      entries,
      from,
      size: next,
      root: base64(await rootOf(frontier)),
      findings: found,
      erased,
      withheld,
      keys,
      ...(signed ? { signed } : {}),
    };
  }
  async function meetHead(head: Frontier): Promise<void> {
    if (head.size !== frontier.size) say('size', { seq: Math.min(head.size, frontier.size) });
    else if (!same(await rootOf(head), await rootOf(frontier)))
      say('root', { seq: lastGood.own, to: Math.max(0, next - 1) });
  }
  const namesKey = async (wanted: NoteKey): Promise<boolean> =>
    (await Promise.all(keys.map(readVkey))).some((key) => key && same(key.spki, wanted.spki));

  return { add, finish };
}

/** A leaf that is no hash stands in the tree as nothing that was ever signed. */
function leafBytes(leaf: string): Uint8Array<ArrayBuffer> {
  try {
    const bytes = fromBase64url(leaf);
    return bytes.length === 32 ? bytes : new Uint8Array(32);
  } catch {
    return new Uint8Array(32);
  }
}
