import * as z from 'zod';
import { Revocation } from '@/lib/model';
import type { PackRefusalReason } from '@/lib/model';

/** Metadata of The Update Framework 1.0. Fields nobody here knows are tolerated: they are signed all the same. */
export const ROLES = ['root', 'timestamp', 'snapshot', 'targets'] as const;
export type Role = (typeof ROLES)[number];

const KeyId = z.string().regex(/^[0-9a-f]{64}$/);
const Version = z.number().int().min(1);
/** UTC to the second, and a date that exists. */
const Expires = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
  .refine((text) => Number.isFinite(Date.parse(text)));
const Hashes = z.record(
  z.string().max(40),
  z
    .string()
    .regex(/^[0-9a-f]+$/)
    .max(128),
);

/** Whose key it is and for which office it signs stand in the key itself, so that root signs them too. */
export const Key = z.looseObject({
  keytype: z.string().max(60),
  scheme: z.string().max(60),
  keyval: z.looseObject({ public: z.string().min(1).max(4000) }),
  'x-hulan-name': z.string().max(80).optional(),
  'x-hulan-office': z.string().max(40).optional(),
});
export type Key = z.infer<typeof Key>;

export const RoleKeys = z.looseObject({
  keyids: z
    .array(KeyId)
    .min(1)
    .max(40)
    .refine((ids) => new Set(ids).size === ids.length),
  threshold: z.number().int().min(1).max(40),
  /** Each of these offices must be among the signers: editor is not approver. */
  'x-hulan-offices': z.array(z.string().max(40)).max(8).optional(),
});
export type RoleKeys = z.infer<typeof RoleKeys>;

const common = <R extends Role>(role: R) => ({
  _type: z.literal(role),
  spec_version: z.string().regex(/^1\.\d+(\.\d+)?$/),
  version: Version,
  expires: Expires,
});
const FileMeta = z.looseObject({
  version: Version,
  length: z.number().int().min(0).optional(),
  hashes: Hashes.optional(),
});
export type FileMeta = z.infer<typeof FileMeta>;
const TargetMeta = z.looseObject({
  length: z.number().int().min(0),
  hashes: Hashes,
  custom: z.looseObject({ hulan: z.unknown().optional() }).optional(),
});
export type TargetMeta = z.infer<typeof TargetMeta>;

export const SCHEMAS = {
  root: z.looseObject({
    ...common('root'),
    consistent_snapshot: z.literal(true),
    keys: z.record(KeyId, Key),
    roles: z.looseObject({ root: RoleKeys, timestamp: RoleKeys, snapshot: RoleKeys, targets: RoleKeys }),
  }),
  timestamp: z.looseObject({
    ...common('timestamp'),
    meta: z.looseObject({ 'snapshot.json': FileMeta }),
    /** When it was signed, epoch ms: a desk's clock that was set back does not make old metadata new. */
    'x-hulan-at': z.number().int().min(0).optional(),
    'x-hulan-revoked': z.array(z.unknown()).max(500).optional(),
  }),
  snapshot: z.looseObject({
    ...common('snapshot'),
    meta: z.record(z.string().max(120), FileMeta).refine((meta) => Object.hasOwn(meta, 'targets.json')),
  }),
  targets: z.looseObject({
    ...common('targets'),
    targets: z.record(z.string().regex(/^[a-z0-9][a-z0-9._-]{0,118}$/), TargetMeta),
  }),
} as const;
export type Metadata = { [R in Role]: z.infer<(typeof SCHEMAS)[R]> };
export type Root = Metadata['root'];

export const Envelope = z.looseObject({
  signed: z.looseObject({ _type: z.string(), spec_version: z.string() }),
  signatures: z
    .array(
      z.looseObject({
        keyid: KeyId,
        sig: z
          .string()
          .regex(/^([0-9a-f]{2})*$/)
          .max(2000),
      }),
    )
    .max(64)
    .refine((list) => new Set(list.map((one) => one.keyid)).size === list.length),
});
export type Signatures = z.infer<typeof Envelope>['signatures'];

export interface Refused {
  why: PackRefusalReason;
  /** A role, or the name of a file. */
  of: string;
  detail?: string;
}
export const refuse = (why: PackRefusalReason, of: string, detail?: string): Refused => ({
  why,
  of,
  ...(detail ? { detail: detail.slice(0, 200) } : {}),
});

/** What a timestamp switches off. Kinds a later program knows are passed over here. */
export const revokedIn = (timestamp: Metadata['timestamp']): Revocation[] =>
  (timestamp['x-hulan-revoked'] ?? []).flatMap((one) => Revocation.safeParse(one).data ?? []);

/** Epoch ms. */
export const expiresAt = (signed: { expires: string }): number => Date.parse(signed.expires);
