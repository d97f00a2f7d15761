import * as z from 'zod';
import { Ask } from './level';
import { Check } from './rule';
import { FieldId, Id, Text } from './text';

/**
 * Why something of a source of packs was not taken. What stood before goes on standing.
 *
 * Getting it: unreachable, absent, too_large, too_slow. Reading it: not_text, not_json, not_canonical, too_deep, foreign_key,
 * wrong_shape, wrong_type, spec_version. Trusting it: no_root, threshold (too few valid signatures), offices (one of the
 * offices that must sign has not), threshold_low (root asks for fewer signers than this program does). Fresh and whole:
 * version (not the number its name says), rollback, role_removed, expired, length, hash, unknown_hash. The pack itself:
 * pack_shape, pack_identity (not the pack or version it is signed as), pack_rollback, pack_reused (same version, other bytes).
 */
export const PACK_REFUSALS = [
  'unreachable',
  'absent',
  'too_large',
  'too_slow',
  'not_text',
  'not_json',
  'not_canonical',
  'too_deep',
  'foreign_key',
  'wrong_shape',
  'wrong_type',
  'spec_version',
  'no_root',
  'threshold',
  'offices',
  'threshold_low',
  'version',
  'rollback',
  'role_removed',
  'expired',
  'length',
  'hash',
  'unknown_hash',
  'pack_shape',
  'pack_identity',
  'pack_rollback',
  'pack_reused',
] as const;
export type PackRefusalReason = (typeof PACK_REFUSALS)[number];

/** Who a desk is, for whom a version is meant. */
export interface DeskFacts {
  /** The journal's id of this desk. */
  desk: string;
  unit?: string;
  post?: string;
  ring?: string;
}

/**
 * How far a version is out. observe: its rules journal and show nothing, on all desks. rings: the units and rings named, the
 * posts named, and a share of all other desks. all: everybody. Carried in signed metadata, so that desks decide alike.
 */
export const Rollout = z.discriminatedUnion('stage', [
  z.strictObject({ stage: z.literal('observe') }),
  z.strictObject({
    stage: z.literal('rings'),
    units: z.array(z.string().min(1).max(80)).max(500).default([]),
    rings: z.array(z.string().min(1).max(40)).max(50).default([]),
    posts: z.array(z.string().min(1).max(64)).max(50).default([]),
    /** Whole percents of the desks, by a hash of desk and pack: a desk that is in stays in while the share grows. */
    percent: z.number().int().min(0).max(100).default(0),
  }),
  z.strictObject({ stage: z.literal('all') }),
]);
export type Rollout = z.infer<typeof Rollout>;

/** What signed metadata say of a file beside its length and hashes. */
export const Offer = z.strictObject({
  kind: z.enum(['pack', 'overlay']),
  id: Id,
  version: z.number().int().positive(),
  rollout: Rollout,
  /** A copy of an earlier version under a new number. */
  rollbackTo: z.number().int().positive().optional(),
});
export type Offer = z.infer<typeof Offer>;

/**
 * What a lower unit sets on rules that another level wrote. Off, a lighter ask and parameters only where the rule's own
 * `local` allows it; a stronger ask always.
 */
export const Overlay = z.strictObject({
  format: z.literal(1),
  kind: z.literal('overlay'),
  id: Id,
  version: z.number().int().positive(),
  title: Text,
  unit: z.string().min(1).max(80),
  rules: z
    .array(
      z.strictObject({
        rule: Id,
        why: z.string().min(1).max(200),
        off: z.literal(true).optional(),
        ask: Ask.optional(),
        params: z.record(FieldId, z.union([z.number(), z.string().max(200), z.boolean()])).optional(),
        /** Further lines to tick, where the stronger ask needs them. */
        checks: z.array(Check).max(6).optional(),
      }),
    )
    .max(2000),
});
export type Overlay = z.infer<typeof Overlay>;

export const OVERLAY_REFUSALS = [
  'no_such_rule',
  'off_not_allowed',
  'ask_not_allowed',
  'ask_incomplete',
  'param_unknown',
  'param_not_allowed',
  'param_outside',
  'twice',
] as const;
export type OverlayRefusal = (typeof OVERLAY_REFUSALS)[number];
