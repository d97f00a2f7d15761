// What our own pages and the worker say to each other about rule packs. Part of the one table in ./index.
import * as z from 'zod';
import { Id, Rule } from '@/lib/model';
import type { PackCheck, PackStateView } from './pack-views';

/** A pack file is one text: metadata and packs together. */
export const MAX_PACK_FILE = 48_000_000;

export const PACK_MESSAGES = {
  'view.packs': { by: 'own', body: z.strictObject({}) },
  /** Asks every source now, or the one named. */
  'packs.check': { by: 'own', body: z.strictObject({ source: z.string().max(64).optional() }) },
  /** Text of a pack file that was dropped or chosen: verified like what is fetched, for the source it names. */
  'packs.import': { by: 'own', body: z.strictObject({ text: z.string().max(MAX_PACK_FILE) }) },
  /** A checked draft is tried in this browser from now on, until it is stopped or the browser starts anew. */
  'draft.run': { by: 'own', body: z.strictObject({ pack: Id, rule: Rule }) },
  'draft.stop': { by: 'own', body: z.strictObject({ pack: Id, rule: Id }) },
} as const;

export interface PackReplies {
  'view.packs': PackStateView;
  'packs.check': { checks: (PackCheck & { source: string })[]; view: PackStateView };
  /** `source` is absent where the file names none that the bureau's policy knows. */
  /** `ok` false: its rule runs by timer and judges no act. */
  'draft.run': { ok: boolean };
  'draft.stop': { ok: true };
  'packs.import': { source?: string; check: PackCheck; view: PackStateView };
}
