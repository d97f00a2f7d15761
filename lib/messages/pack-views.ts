// What the worker answers about rule packs, where they come from and how far they are. Values only; times are epoch ms.
import type { Language, OverlayRefusal, PackRefusalReason, Revocation, Rollout } from '@/lib/model';

/**
 * `view.packs`: this desk's packs. Also what a desk will one day report to its hub.
 * Stable: fields are added, none changes its meaning.
 */
export interface PackStateView {
  language: Language;
  /** Id of this desk's journal; unit, post and ring as the bureau's policy says. */
  desk: { id: string; unit?: string; post?: string; ring?: string };
  /** In force now, the program's own among them. */
  packs: PackStateLine[];
  /** Where packs come from; empty where the bureau's policy names none. */
  sources: PackSourceView[];
  /** Switched off at once, by a source's timestamp or by policy. */
  revoked: (Revocation & { by: 'policy' | 'source' })[];
  /** Ids that two packs say differently: the first stands. */
  conflicts: { kind: string; id: string; kept: string; dropped: string }[];
  /** Pack files of the program itself that could not be read. */
  refusedFiles: { file: string; detail: string }[];
  /** Drafts that an author tries in this browser. */
  drafts: { pack: string; rule: string; at: number }[];
  /** What happened here with packs, newest first, at most 50. */
  changes: PackChange[];
}

export interface PackStateLine {
  id: string;
  version: number;
  title: string;
  /** `program`: came with the extension; else a source's id. */
  from: string;
  /** observe: journals and shows nothing, beside the version in force. */
  mode: 'active' | 'observe';
  kind: 'pack' | 'overlay';
  rules: number;
  adapters: number;
  /** SHA-256 of the signed file, hex; absent for the program's own. */
  sha256?: string;
  bytes?: number;
  /** For whom this version is, as signed. */
  rollout?: Rollout;
  /** A copy of this earlier version under a new number. */
  rollbackTo?: number;
  fetchedAt?: number;
  verifiedAt?: number;
  activeAt?: number;
  /** Of an overlay: what it may not set and was therefore left out. */
  leftOut?: { rule: string; why: OverlayRefusal; detail?: string }[];
}

export interface PackSourceView {
  id: string;
  kind: 'packs' | 'overlay';
  urls: string[];
  /** fresh: signed metadata are in date · expired: they go on, and are so many days old · none: nothing was ever verified. */
  state: 'fresh' | 'expired' | 'none';
  /** When the shortest-lived metadata end or ended; days since then, 0 while fresh. */
  expiresAt?: number;
  expiredDays: number;
  /** When the timestamp in hand was signed, as it says itself. */
  signedAt?: number;
  /** This desk's clock is behind what was signed: ms. */
  clockBehindMs?: number;
  versions?: { root: number; timestamp: number; snapshot: number; targets: number };
  /** Who signed the list of packs in force, and until when root holds. */
  signers: { keyId: string; name: string; office?: string; scheme: string }[];
  rootExpiresAt?: number;
  lastCheck?: PackCheck;
  nextCheckAt?: number;
  /** Newest version each pack has at the source, whether or not it is meant for this desk yet. */
  offered: {
    id: string;
    version: number;
    kind: 'pack' | 'overlay';
    rollout: Rollout;
    here: 'active' | 'observe' | 'not_yet' | 'refused';
  }[];
}

export interface PackCheck {
  at: number;
  by: 'timer' | 'person' | 'file' | 'start';
  /** unchanged · updated: something else is in force now, or observed · refused, unreachable: what stood goes on. */
  outcome: 'unchanged' | 'updated' | 'refused' | 'unreachable';
  refused?: PackRefused;
}
export interface PackRefused {
  why: PackRefusalReason;
  /** root, timestamp, snapshot, targets, or the file of a pack. */
  of: string;
  detail?: string;
}

export interface PackChange {
  at: number;
  source: string;
  what:
    | 'fetched'
    | 'verified'
    | 'active'
    | 'observe'
    | 'withdrawn'
    | 'refused'
    | 'revoked'
    | 'allowed_again'
    | 'expired'
    | 'root_rotated';
  pack?: string;
  version?: number;
  refused?: PackRefused;
  detail?: string;
}
