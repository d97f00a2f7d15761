import * as z from 'zod';
import { ActionKey, FieldId, Id, Text } from './text';

/**
 * An adapter teaches Hulan the pages of one product: how a page is recognised, where its fields stand, which signals are the
 * act. Data only. Texts are compared after NFKC and with white space folded; `*` in patterns stands for any characters.
 */
const Pattern = z.string().min(1).max(300);

/** Finds elements. Several properties narrow each other; best first: id or name, label, neighbouring cell, structure. */
export const Locator = z.strictObject({
  css: z.string().max(300).optional(),
  id: z.string().max(120).optional(),
  name: z.string().max(120).optional(),
  /** Control named by `label[for]`, a wrapping label, `aria-label(ledby)`, placeholder or title. */
  label: Pattern.optional(),
  /** Control or cell to the right of (or below, in a header row) the cell with this text. */
  cell: Pattern.optional(),
  /** Element whose own text or button value matches. */
  text: Pattern.optional(),
  /** `button`, `link`, `dialog` …: native or by role attribute; fake buttons (div with onclick) match `button`. */
  role: z.string().max(30).optional(),
  /** Look only inside the element found by this css; `$row`, `$form`, `$dialog`: around the control that was pressed. */
  within: z.string().max(300).optional(),
  /** Open shadow roots are entered; this css names the host to enter first. */
  shadow: z.string().max(300).optional(),
  /** Take hidden elements too (hidden inputs); else only visible ones count. */
  hidden: z.boolean().optional(),
});
export type Locator = z.infer<typeof Locator>;

/** Where a value may be read. Every source that answers votes; disagreement is `ambiguous`, never a guess. */
export const ReadFrom = Locator.extend({
  /** Cell of the pressed (or selected) row under this table header. */
  column: Pattern.optional(),
  /** Part of the address: query key, or path/hash segment by place (from 0). */
  url: z
    .strictObject({
      query: z.string().optional(),
      path: z.number().int().optional(),
      hash: z.number().int().optional(),
      hashQuery: z.string().optional(),
    })
    .optional(),
  title: z.literal(true).optional(),
  /**
   * Body of the request that is the act: form key (the last of a key given twice wins), JSON pointer (`*` for every entry), or all of
   * it as text (XML, remote calls), cut by `after` and `before`.
   */
  body: z
    .strictObject({
      form: z.string().optional(),
      json: z.string().optional(),
      query: z.string().optional(),
      text: z.literal(true).optional(),
    })
    .optional(),
  /** Another frame of the same tab: its name, or a path pattern, or `top` / `parent`. */
  frame: z.string().max(120).optional(),
  const: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  /** The clerk's log-in name as the adapter reads it. */
  clerk: z.literal(true).optional(),
  /** Number of elements found, e.g. attached files; with `column`, over all rows of a bulk act. */
  count: z.literal(true).optional(),
  /** The figures found, added up (money, whole numbers); with `column`, over all rows of a bulk act. One unread: unread. */
  sum: z.literal(true).optional(),
  attr: z.string().max(60).optional(),
  /** Cut the text: what stands after / before these words. */
  after: z.string().max(60).optional(),
  before: z.string().max(60).optional(),
});
export type ReadFrom = z.infer<typeof ReadFrom>;

export const FieldReading = z.strictObject({
  from: z.array(ReadFrom).min(1).max(8),
  /** Unit of a bare figure on the page; signs on the page (元, 万元, 分) win. */
  unit: z.enum(['yuan', 'wan', 'fen']).optional(),
  /** Date order when it is not clear: 11/22/2026 → mdy. */
  date: z.enum(['ymd', 'mdy', 'dmy']).optional(),
  /** Page texts → enum code, or → true/false. */
  map: z.record(z.string(), z.union([z.string(), z.boolean(), z.number(), z.null()])).optional(),
  /** The system has no such field: read and empty. */
  absent: z.literal(true).optional(),
  /** Split a text into a list at these characters. */
  split: z.string().max(10).optional(),
  identity: z.enum(['resident_id', 'uscc', 'bank_card', 'phone', 'passport', 'permit', 'account']).optional(),
  /** Allow a single weak source (position or text only) without marking the page degraded. */
  weak: z.literal(true).optional(),
});
export type FieldReading = z.infer<typeof FieldReading>;

export const RequestMatch = z.strictObject({
  method: z.string().max(10).optional(),
  /** Path pattern; `*` any characters. */
  path: Pattern.optional(),
  query: z.record(z.string(), Pattern).optional(),
  form: z.record(z.string(), Pattern).optional(),
  /** JSON pointer (`*` for any entry) → pattern of the value's text. */
  json: z.record(z.string(), Pattern).optional(),
  /** Pattern of the whole body, its first 20,000 characters: XML, remote calls in a notation of their own. */
  text: Pattern.optional(),
});
export type RequestMatch = z.infer<typeof RequestMatch>;

export const Trigger = z.union([
  z.strictObject({
    click: Locator,
    /** capture an earlier event where the page acts on it */ on: z
      .enum(['click', 'mousedown', 'pointerdown', 'keydown'])
      .optional(),
    release: z.enum(['replay', 'repeat']).optional(),
  }),
  /** Submit of a form by button, Enter or script; `button` = submitter's name/value/text. `fields` narrow by form values. */
  z.strictObject({
    submit: z.strictObject({
      form: Locator.optional(),
      action: Pattern.optional(),
      button: Locator.optional(),
      fields: z.record(z.string(), Pattern).optional(),
    }),
  }),
  z.strictObject({ request: RequestMatch }),
]);
export type Trigger = z.infer<typeof Trigger>;

export const PageAction = z.strictObject({
  action: ActionKey,
  triggers: z.array(Trigger).min(1).max(8),
  fields: z.record(FieldId, FieldReading).default({}),
  /** Bulk: the rows of the act; fields with a `column` or `within: $row` source are read in each row that is selected. */
  rows: z
    .strictObject({
      css: z.string().max(300),
      selected: z.string().max(300).optional(),
      /** How many rows the page itself says are chosen: a grid that draws only what is in sight keeps the others out of the document. */
      told: ReadFrom.optional(),
    })
    .optional(),
  /** Page element the hold and field marks refer to; default the pressed control. */
  anchor: Locator.optional(),
});
export type PageAction = z.infer<typeof PageAction>;

export const PageMatch = z.strictObject({
  url: z
    .strictObject({
      path: Pattern.optional(),
      query: z.record(z.string(), Pattern).optional(),
      hash: Pattern.optional(),
    })
    .optional(),
  frame: z.string().max(120).optional(),
  title: Pattern.optional(),
  /** Anchors that must all be there. Some but not all: degraded. */
  has: z.array(Locator).max(8).default([]),
  not: z.array(Locator).max(4).default([]),
});
export type PageMatch = z.infer<typeof PageMatch>;

export const PageSpec = z.strictObject({
  id: Id,
  title: Text,
  when: PageMatch,
  titleAnchor: Locator.optional(),
  fields: z.record(FieldId, FieldReading).default({}),
  actions: z.array(PageAction).max(12).default([]),
});
export type PageSpec = z.infer<typeof PageSpec>;

export const Adapter = z.strictObject({
  id: Id,
  version: z.number().int().positive(),
  title: Text,
  system: Id,
  /** `host` or `host:port`; `*.` in front for subdomains. */
  hosts: z
    .array(z.string().regex(/^(\*\.)?[a-z0-9.-]+(:\d+)?$/))
    .min(1)
    .max(20),
  /** Where the page shows who is logged in; any frame of the tab. */
  clerk: FieldReading.optional(),
  pages: z.array(PageSpec).min(1).max(60),
});
export type Adapter = z.infer<typeof Adapter>;
