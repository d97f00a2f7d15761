// What the officers' pages and the worker say to each other. Part of the one table in ./index.
import * as z from 'zod';
import { MatterId, ReviewBody } from '@/lib/model';
import type { LetterText } from '@/lib/model';
import type { MatterDone, MatterView, OfficeView, PassesView } from './office-views';

export const OFFICE_MESSAGES = {
  /** Who reads, under which regulation, and the words of what is counted. */
  'view.office': { by: 'own', body: z.strictObject({}) },
  /** Brings the next slice of a desk's entries into the list of matters. */
  'office.fold': { by: 'own', body: z.strictObject({ desk: z.string().min(1).max(40) }) },
  'office.profile': { by: 'own', body: z.strictObject({ profile: z.string().max(64) }) },
  /** Opens one matter; that it was read is journalled. */
  'view.matter': { by: 'own', body: z.strictObject({ id: MatterId }) },
  'view.letter': { by: 'own', body: z.strictObject({ seq: z.number().int().min(0) }) },
  /** Who passed the entry exam of which post, by the records that were read in. */
  'view.passes': { by: 'own', body: z.strictObject({}) },
  /** Does something about a matter, in the name of who is signed in. */
  'matter.do': {
    by: 'own',
    body: ReviewBody.omit({ profile: true, letter: true }).extend({ text: z.string().max(4000).optional() }),
  },
} as const;

export interface OfficeReplies {
  'view.office': OfficeView;
  'office.fold': { folded: number; entries: number };
  'office.profile': OfficeView;
  'view.matter': MatterView;
  'view.letter': LetterText | null;
  'view.passes': PassesView;
  'matter.do': MatterDone;
}
