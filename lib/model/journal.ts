import * as z from 'zod';

export const EntryKind = z.enum([
  'event',
  'gap',
  'shown',
  'answer',
  'ending',
  'pack',
  'setting',
  'sign_in',
  'pin',
  'note',
  'erase',
  'read',
  'export',
  'clock',
  'disposition',
  'learning',
  'system',
]);
export type EntryKind = z.infer<typeof EntryKind>;

/**
 * Skeleton of an entry: a leaf of the desk's RFC 6962 tree is the canonical JSON of this. Personal parts stand apart;
 * `parts` commits to each as SHA-256(salt ‖ canonical JSON), base64url, salt 16 random bytes.
 */
export const Skeleton = z.strictObject({
  v: z.literal(1),
  desk: z.string().max(40),
  /** From 0, without holes. */
  seq: z.number().int().min(0),
  at: z.number().int(),
  /** Monotonic ms since the worker's boot, with the boot's id: clock steps show. */
  mono: z.number(),
  boot: z.string().max(40),
  kind: EntryKind,
  /** Entry this one belongs to or corrects (event → shown → answer → ending). */
  re: z.number().int().optional(),
  /** Public facts of this kind: action, rule ids, levels, asks, reasons … never personal. */
  body: z.record(z.string(), z.unknown()),
  parts: z.record(z.string(), z.string()),
});
export type Skeleton = z.infer<typeof Skeleton>;

export const Part = z.strictObject({ salt: z.string(), value: z.unknown() });
export type Part = z.infer<typeof Part>;
/** A part, or the time it was erased. */
export type KeptPart = Part | { erasedAt: number };
export interface Entry {
  skeleton: Skeleton /** base64url SHA-256 leaf hash */;
  leaf: string;
  parts: Record<string, KeptPart>;
}
/** What a caller hands in; sequence, time, salts and hashes are made by the journal. */
export interface Draft {
  kind: EntryKind;
  re?: number;
  body: Record<string, unknown>;
  parts?: Record<string, unknown>;
}
