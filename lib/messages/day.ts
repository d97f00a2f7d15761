// What is said about the clerk's day: overlay, deadlines, shift. Part of the one table in ./index.
import * as z from 'zod';
import { ActionKey, FieldId, Reading } from '@/lib/model';
import type { CardView, CaseView, Done, OverlayView } from './views';

const EventId = z.string().min(8).max(40);

export const DAY_MESSAGES = {
  /** A recognised page names time-limited matters: the subject's field and the dates, nothing else. */
  'deadline.seen': {
    by: 'page',
    body: z.strictObject({
      action: ActionKey,
      login: z.string().max(64).optional(),
      fields: z.record(FieldId, Reading).refine((fields) => Object.keys(fields).length <= 8),
    }),
  },
  'view.overlay': { by: 'own', body: z.strictObject({}) },
  'view.card': { by: 'own', body: z.strictObject({}) },
  /** The matter of an act. */
  'view.case': { by: 'own', body: z.strictObject({ seq: z.number().int().min(0) }) },
  /** The clerk asks in the page what this desk knows about the matter: its case card opens in a tab of ours. */
  'case.open': { by: 'page', body: z.strictObject({ action: ActionKey, subject: Reading }) },
  /** The clerk's own words on an act of his: a statement, or a report that a rule's reminder does not fit the facts. */
  'mine.note': {
    by: 'own',
    body: z.strictObject({
      seq: z.number().int().min(0),
      kind: z.enum(['statement', 'report']),
      rule: z.string().max(64).optional(),
      text: z.string().trim().min(1).max(1000),
    }),
  },
  /** One click starts the shift: who sits here is written down once a day and person. */
  'shift.start': { by: 'own', body: z.strictObject({ surface: z.enum(['pip', 'window']) }) },
  /** The overlay stands, or the browser or the clerk closed it: while it stands nothing else is shown instead. */
  'overlay.stands': { by: 'own', body: z.strictObject({ where: z.enum(['pip', 'window', 'none']) }) },
  /** Going back and acknowledging, which need no page; going on is always the clerk's click in the acting frame. */
  'overlay.answer': { by: 'own', body: z.strictObject({ event: EventId, kind: z.enum(['back', 'acknowledge']) }) },
  /** Brings the page, or the confirmation window, of an item to the front. */
  'overlay.open': {
    by: 'own',
    body: z.strictObject({ what: z.enum(['act', 'deadline', 'second']), id: z.string().min(1).max(80) }),
  },
} as const;

export interface DayReplies {
  'deadline.seen': { ok: true };
  'view.overlay': OverlayView;
  'view.card': CardView;
  'view.case': CaseView;
  'case.open': { ok: true };
  /** Only on one's own acts. */
  'mine.note': { ok: true } | { ok: false; why: 'not_yours' };
  'shift.start': Done;
  'overlay.stands': { ok: true };
  /** `gone`: the dialog is no longer there. */
  'overlay.answer': { ok: true } | { ok: false; why: 'gone' };
  'overlay.open': { ok: true } | { ok: false; why: 'gone' };
}
