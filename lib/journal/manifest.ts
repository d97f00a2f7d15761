import * as z from 'zod';
import { base64, sha256, utf8 } from './bytes';
import { canonical } from './canonical';
import { originOf } from './checkpoint';
import { openNote, signNote } from './note';
import type { NoteFault, NoteKey } from './note';
import type { Signer } from './checkpoint';

/** What an export says of itself; signed by the desk's key. The entries are covered by the checkpoint, not by this. */
export const Manifest = z.strictObject({
  format: z.literal('hulan-export/1'),
  /** journal: all entries from `from` on · flag: one act's entries, each with its own proof · subject: those about one clerk. */
  kind: z.enum(['journal', 'flag', 'subject']),
  desk: z.string().max(40),
  program: z.string().max(40),
  /** Epoch ms by the desk's clock. */
  at: z.number().int(),
  from: z.number().int(),
  /** One beyond the last entry. */
  to: z.number().int(),
  entries: z.number().int(),
  /** Roots of the full subtrees before `from`, base64; only where older entries were removed by rule. */
  peaks: z.array(z.string()).optional(),
  /** Public keys in the order in which they came into use. */
  keys: z.array(z.string()),
  /** Rule packs, and the entry from which each set was in force. */
  packs: z.array(
    z.strictObject({ seq: z.number().int(), packs: z.array(z.object({ id: z.string(), version: z.number() })) }),
  ),
  /** Personal parts were left out: names of the parts. Those erased on the desk are listed in redactions.ndjson as well. */
  withheld: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

export const FILES = {
  manifest: 'manifest.json',
  signature: 'manifest.note',
  checkpoint: 'checkpoint',
  checkpoints: 'checkpoints.ndjson',
  redactions: 'redactions.ndjson',
  entries: (from: number) => `entries/${String(from).padStart(9, '0')}.ndjson`,
  proof: (seq: number) => `proofs/${String(seq).padStart(9, '0')}.tlog-proof`,
} as const;

const textOf = async (manifest: string, desk: string, at: number): Promise<string> =>
  `${originOf(desk)}/export\n${base64(await sha256(utf8(manifest)))}\n${at}\n`;

export const manifestText = (manifest: Manifest): string => canonical(manifest);

export async function signManifest(manifest: Manifest, signer: Signer): Promise<string> {
  const text = await textOf(manifestText(manifest), manifest.desk, manifest.at);
  return signNote({ text, name: originOf(manifest.desk), spki: signer.spki, sign: signer.sign });
}

/** Undefined: the manifest is what the desk signed. */
export async function manifestFault(
  text: string,
  manifest: Manifest,
  note: string,
  keys: readonly NoteKey[],
): Promise<NoteFault | undefined> {
  const opened = await openNote(note, keys);
  if ('why' in opened) return opened.why;
  return opened.text === (await textOf(text, manifest.desk, manifest.at)) ? undefined : 'signature';
}
