// What the officers' pages and the worker say to each other. Part of the one table in ./index.
import * as z from 'zod';
import { AsksFile, MatterId, ReviewBody } from '@/lib/model';
import type { LetterText } from '@/lib/model';
import type {
  AskLine,
  MatterDone,
  MatterView,
  OfficeView,
  PaperLine,
  PassesView,
  ReportView,
  ReviewRefusal,
  SamplesView,
} from './office-views';

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

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
    body: ReviewBody.omit({ profile: true, letter: true, from: true }).extend({
      text: z.string().max(4000).optional(),
    }),
  },
  /** A list is about to be handed out as a file: journalled first. */
  'office.export': {
    by: 'own',
    body: z.strictObject({
      what: z.enum(['queue', 'papers', 'sources', 'report', 'samples', 'asks']),
      entries: z.number().int().min(0),
    }),
  },
  /** Terms of first checks by the regulation in force, a slice of matters at a time. */
  'office.reckon': { by: 'own', body: z.strictObject({ after: z.string().max(64) }) },
  'view.papers': { by: 'own', body: z.strictObject({}) },
  'view.samples': { by: 'own', body: z.strictObject({}) },
  /** Draws the sample a plan asks for; without a seed, one is drawn too. */
  'sample.draw': {
    by: 'own',
    body: z.strictObject({ plan: z.string().max(64), seed: z.string().trim().min(1).max(40).optional() }),
  },
  'sample.check': {
    by: 'own',
    body: z.strictObject({
      draw: z.number().int().min(0),
      item: z.string().min(1).max(120),
      found: z.enum(['right', 'wrong']),
      text: z.string().trim().min(1).max(2000),
    }),
  },
  /** A month's report; a month that is over is sealed on the way. */
  'view.report': { by: 'own', body: z.strictObject({ month: Month.optional() }) },
  /** Figures that no page shows, as they were reported for a month. */
  'report.rates': {
    by: 'own',
    body: z.strictObject({
      month: Month,
      values: z.record(
        z.string().max(40),
        z.strictObject({ part: z.number().min(0).max(1e15), whole: z.number().min(0).max(1e15) }),
      ),
    }),
  },
  /** Questions to the clerks of a desk that were not answered yet. */
  'asks.of': { by: 'own', body: z.strictObject({ desk: z.string().min(1).max(40) }) },
  /** Questions that came in a file to this desk. */
  'asks.take': {
    by: 'own',
    body: z.strictObject({
      asks: AsksFile.shape.asks,
    }),
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
  /** `ok` false: nobody who may is signed in, or the journal is out of reach. */
  'office.export': { ok: boolean; at: number };
  'office.reckon': { after?: string };
  'view.papers': PaperLine[];
  'view.samples': SamplesView;
  'sample.draw': { ok: boolean; why?: ReviewRefusal };
  'sample.check': { ok: boolean; why?: ReviewRefusal };
  'view.report': ReportView;
  'report.rates': { ok: boolean };
  'asks.of': AskLine[];
  /** How many are new, of acts that are this desk's. */
  'asks.take': { taken: number };
}
