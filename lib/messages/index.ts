// The one table of what contexts may say to each other, and who may say it. The worker parses every message with these schemas.
import * as z from 'zod';
import { ActionEvent, Answer, Ending, Gap } from '@/lib/model';
import type { Flag, Verdict } from '@/lib/model';
import { ADMIN_MESSAGES } from './admin';
import type { AdminReplies } from './admin';
import { DAY_MESSAGES } from './day';
import type { DayReplies } from './day';
import { LEARNING_MESSAGES } from './learning';
import type { LearningReplies } from './learning';
import { OFFICE_MESSAGES } from './office';
import type { OfficeReplies } from './office';
import { PACK_MESSAGES } from './packs';
import type { PackReplies } from './packs';
import { TEACH_MESSAGES } from './teach';
import type { TeachReplies } from './teach';
import type {
  Done,
  FlagDetailView,
  FlagsView,
  HostsView,
  MineView,
  PeopleView,
  PopupView,
  SecondView,
  SettingsView,
  TableView,
} from './views';

/** page: a content script in a watched frame · own: a page of this extension · lesson: the top frame of a tab where a page is taught. */
export type Speaker = 'page' | 'own' | 'lesson';

const EventId = z.string().min(8).max(40);
const Shown = z.strictObject({
  text: z.string().max(8000),
  textVersion: z.string().max(64),
  surface: z.enum(['hold', 'chip', 'hint']),
  visibleMs: z.number(),
  receipt: z.enum(['seen', 'rendered', 'suppressed', 'unknown']),
  why: z.string().max(200).optional(),
});

export const MESSAGES = {
  /** Wake the worker and put the reminder's code into this frame (`inject`), at pointer-down, focus or key-down. */
  'desk.wake': { by: 'page', body: z.strictObject({ inject: z.boolean() }) },
  /** This frame shows a page of the packs: put the reader into it. */
  'reader.call': { by: 'page', body: z.strictObject({}) },
  /** Raw identity numbers of one event, once: become tokens in the worker. Never logged, never stored. */
  'identity.carry': {
    by: 'page',
    body: z.strictObject({ event: EventId, raw: z.record(z.string(), z.array(z.string().max(64)).max(2000)) }),
  },
  /** An act: judged with history, recorded durably, then answered with the verdict that counts. `mode` = what the page did by itself. */
  'act.decide': {
    by: 'page',
    body: z.strictObject({
      event: ActionEvent,
      carries: z.boolean(),
      mode: z.enum(['passing', 'paused', 'held']),
      late: Gap.shape.reason.optional(),
    }),
  },
  /** History and hints before the act (no event is recorded). */
  'act.preview': { by: 'page', body: z.strictObject({ event: ActionEvent, carries: z.boolean() }) },
  'act.answer': { by: 'page', body: z.strictObject({ event: EventId, answer: Answer, shown: Shown.optional() }) },
  'act.ending': {
    by: 'page',
    body: z.strictObject({ event: EventId, ending: Ending, detail: z.string().max(300).optional() }),
  },
  'act.shown': { by: 'page', body: z.strictObject({ event: EventId, shown: Shown }) },
  'gap.report': { by: 'page', body: z.strictObject({ gaps: z.array(Gap).max(50) }) },
  /** What this frame is: recognised, degraded, not ours; for popup, badge, coverage. */
  'page.state': {
    by: 'page',
    body: z.strictObject({
      adapter: z.string().max(64),
      page: z.string().max(64).nullable(),
      state: z.enum(['recognised', 'degraded', 'unrecognised']),
      fieldsNamed: z.number().int(),
      fieldsRead: z.number().int(),
      login: z.string().max(64).optional(),
      anchorsMissing: z.array(z.string().max(120)).max(10),
      /** Fields an adapter names and the page did not give. */
      fieldsUnread: z.array(z.string().max(64)).max(20).optional(),
    }),
  },
  /** The acting frame is too small: show the hold in the tab's top frame. */
  'hold.elsewhere': { by: 'page', body: z.strictObject({ view: z.unknown() }) },
  'hold.elsewhere.close': { by: 'page', body: z.strictObject({ id: EventId }) },
  'hold.elsewhere.outcome': {
    by: 'page',
    body: z.strictObject({ id: EventId, outcome: z.unknown(), shown: Shown.optional() }),
  },
  /** A reason that is being written: offered again to the same clerk in the same matter until it was given. */
  'draft.keep': { by: 'page', body: z.strictObject({ event: EventId, text: z.string().max(2000) }) },
  /** Opens the extension window where the second person enters a PIN; resolves when that window answered. */
  'second.ask': { by: 'page', body: z.strictObject({ event: EventId, person: z.string().max(64) }) },
  'second.view': { by: 'own', body: z.strictObject({ ticket: z.string().max(64) }) },
  'second.confirm': {
    by: 'own',
    body: z.strictObject({ ticket: z.string().max(64), person: z.string().max(64), pin: z.string().max(64) }),
  },
  'second.refuse': {
    by: 'own',
    body: z.strictObject({
      ticket: z.string().max(64),
      person: z.string().max(64),
      pin: z.string().max(64),
      sentence: z.string().max(200),
    }),
  },
  'pin.set': {
    by: 'own',
    body: z.strictObject({
      person: z.string().max(64),
      old: z.string().max(64).optional(),
      pin: z.string().min(4).max(64),
    }),
  },
  'view.popup': { by: 'own', body: z.strictObject({ tab: z.number().int().optional() }) },
  'view.flags': {
    by: 'own',
    body: z.strictObject({
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(200),
      level: z.number().int().optional(),
      rule: z.string().optional(),
      answer: z.string().optional(),
    }),
  },
  'view.flag': { by: 'own', body: z.strictObject({ seq: z.number().int() }) },
  'view.mine': {
    by: 'own',
    body: z.strictObject({ before: z.number().int().optional(), limit: z.number().int().min(1).max(200) }),
  },
  'view.people': { by: 'own', body: z.strictObject({}) },
  'desk.signIn': {
    by: 'own',
    body: z.strictObject({ person: z.string().max(64).nullable(), pin: z.string().max(64).optional() }),
  },
  'desk.settings': { by: 'own', body: z.strictObject({ language: z.enum(['zh', 'en']).optional() }) },
  'hosts.refresh': { by: 'own', body: z.strictObject({}) },
  /** The bureau's key for identity tokens, from its locked file. Neither text is logged or stored. */
  'key.import': {
    by: 'own',
    body: z.strictObject({ file: z.string().max(2000), passphrase: z.string().min(1).max(200) }),
  },
  /** Something of the journal is about to be handed out: journalled and signed first; the console reads the entries itself. */
  'journal.export': {
    by: 'own',
    body: z.strictObject({
      what: z.enum(['journal', 'flag', 'subject', 'table']),
      seq: z.number().int().optional(),
      withParts: z.boolean(),
    }),
  },
  /** An act is kept from being erased, or no longer. */
  'journal.hold': {
    by: 'own',
    body: z.strictObject({ seq: z.number().int(), on: z.boolean(), why: z.string().min(1).max(200) }),
  },
  /** The personal parts of an act and of what belongs to it are erased; `ok` false: it is under hold. */
  'journal.erase': { by: 'own', body: z.strictObject({ seq: z.number().int(), why: z.string().min(1).max(200) }) },
  'view.table': {
    by: 'own',
    body: z.strictObject({ before: z.number().int().optional(), limit: z.number().int().min(1).max(1000) }),
  },
  ...DAY_MESSAGES,
  ...LEARNING_MESSAGES,
  ...OFFICE_MESSAGES,
  ...PACK_MESSAGES,
  ...ADMIN_MESSAGES,
  ...TEACH_MESSAGES,
} as const satisfies Record<string, { by: Speaker; body: z.ZodType }>;

export type MessageName = keyof typeof MESSAGES;
export type MessageBody<N extends MessageName> = z.infer<(typeof MESSAGES)[N]['body']>;

/** What comes back. Views for our own pages are shaped in `./views`. */
export interface Replies extends DayReplies, LearningReplies, OfficeReplies, PackReplies, AdminReplies, TeachReplies {
  'desk.wake': { ok: true };
  'reader.call': { ok: true };
  'identity.carry': { ok: true };
  'act.decide': Decision;
  'act.preview': { verdict: Verdict; tokens: number };
  'act.answer': { ok: true };
  'act.ending': { ok: true };
  'second.ask':
    | { ok: true; ticket: string; at: number; post: string }
    | { ok: false; sentence: string /** the second person said no; otherwise one may ask again */; refused?: boolean };
  'second.view': SecondView;
  'second.confirm': Done;
  'second.refuse': Done;
  'pin.set': Done;
  'view.popup': PopupView;
  'view.flags': FlagsView;
  'view.flag': FlagDetailView;
  'view.mine': MineView;
  'view.people': PeopleView;
  'desk.signIn': Done;
  'desk.settings': SettingsView;
  'hosts.refresh': HostsView;
  'key.import': { ok: true; id: string } | { ok: false; sentence: string };
  /** `ok` false: the journal is out of reach, nothing may be handed out. */
  'journal.export': { ok: boolean; program: string; at: number; desk: string; seqs?: number[]; checkpoint?: string };
  'journal.hold': { ok: true };
  'journal.erase': { ok: boolean };
  'view.table': TableView;
}
/** `seq` is absent when the journal could not be written: the act still goes on, and the next success records the gap. */
export interface Decision {
  seq?: number;
  verdict: Verdict /** what the clerk must see, after merging, dedupe and budget */;
  remind: Flag[];
  deskOnly: boolean;
  draft?: string;
  candidates: { id: string; name: string; posts: string[]; unit: string }[];
  postNames: Record<string, { zh: string; en: string }>;
}
export type Reply<N extends MessageName> = (Replies & Record<Exclude<MessageName, keyof Replies>, unknown>)[N];

export interface Envelope {
  hulan: 1;
  name: MessageName;
  body: unknown;
}
/** In place of a reply: the worker did not take the message. No reply has a property of this name. */
export interface Refusal {
  hulanRefused: 'not_ours' | 'unknown' | 'sender' | 'shape' | 'failed';
}
