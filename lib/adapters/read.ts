// One field: every source that answers votes. Agreement is read, disagreement is ambiguous, never a guess.
import type { FieldReading, FieldSpec, FieldValue, ReadFrom, Reading, UnreadReason } from '@/lib/model';
import { all, around, attr, fits, isControl, isSelect, isVisible, parentOf, readText, tagOf } from './dom';
import { rowOf } from './columns';
import { byColumn, controlIn, locate } from './locate';
import type { Found, Scope } from './locate';
import { titleOf } from './recognise';
import { plainText, pointed } from './request';
import type { ParsedRequest } from './request';
import { bare, fold, glob } from './text';
import { fieldValue } from './value';
import type { Parsed, Said } from './value';

export interface ReadScope extends Scope {
  url: URL;
  request?: ParsedRequest | null;
  /** Reads the clerk's log-in name as the adapter says. */
  clerk?: () => string | undefined;
  /** Rows of a bulk act, for `sum` and `count`. */
  rows?: readonly Element[];
  /** More rows are chosen than are drawn: no figure over all rows can be told. */
  hasUnseenRows?: true;
  /** Moment of the act, epoch ms. */
  at: number;
}
export interface FieldRead {
  reading: Reading /** identity numbers, raw */;
  raw?: string[] /** rests on one weak source, or a source failed */;
  weak: boolean;
}

/** Sources that disagree, or a value that rests on one weak source: neither may be relied on. */
export const isDoubtful = ({ reading, weak }: FieldRead): boolean =>
  reading.kind === 'read' ? weak : reading.reason === 'ambiguous';

/** `lost`: its element is not there at all, not merely without what was looked for. */
type Answer = { said: Said[]; weak?: boolean; scattered?: boolean } | { silent: UnreadReason; lost?: true };

export function readField(spec: FieldSpec, reading: FieldReading, scope: ReadScope): FieldRead {
  if (reading.absent) return { reading: { kind: 'read', value: null }, weak: false };
  const votes: { value: FieldValue; raw?: string[] }[] = [];
  let why: UnreadReason = 'no_source',
    answered = 0,
    strong = false,
    lost = false;
  const lists = spec.type === 'ids' || spec.type === 'identities';
  const unread = (reason: UnreadReason): FieldRead => ({ reading: { kind: 'unread', reason }, weak: true });
  for (const from of reading.from) {
    const answer = ask(from, scope);
    if ('silent' in answer) {
      lost ||= !!answer.lost;
      if (answer.silent !== 'no_source') why = answer.silent;
      continue;
    }
    if (lists && answer.scattered) return unread('ambiguous');
    const values = answer.said.map((said) => fieldValue(said, { spec, reading, at: scope.at }));
    if (!values.length) continue;
    answered++;
    if (from.sum) {
      const value = addedUp(values);
      if (value === undefined) why = 'not_parsed';
      else votes.push({ value });
      strong ||= !answer.weak;
      continue;
    }
    const good = values.flatMap((v) => ('value' in v ? [v] : []));
    if (!good.length) {
      why = values.flatMap((v) => ('unread' in v ? [v.unread] : []))[0] ?? 'not_parsed';
      continue;
    }
    const [first] = good;
    if (!first) continue;
    if (lists) votes.push(joined(good));
    else if (good.some((g) => !alike(g, first))) return unread('ambiguous');
    else votes.push(first);
    strong ||= !answer.weak;
  }
  const [first] = votes;
  if (!first) return unread(why);
  if (votes.some((v) => !alike(v, first))) return unread('ambiguous');
  // A cell is empty also when the control in it has gone: that it says nothing says nothing.
  if (lost && isEmpty(first.value)) return unread('no_element');
  const failed = votes.length < answered;
  return {
    reading: { kind: 'read', value: first.value, votes: [votes.length, answered] },
    ...(first.raw ? { raw: first.raw } : {}),
    weak: !reading.weak && (failed || (!strong && votes.length < 2)),
  };
}

function alike(a: { value: FieldValue; raw?: string[] }, b: { value: FieldValue; raw?: string[] }): boolean {
  return a.raw || b.raw
    ? JSON.stringify(a.raw) === JSON.stringify(b.raw)
    : JSON.stringify(a.value) === JSON.stringify(b.value);
}
function addedUp(values: readonly Parsed[]): number | undefined {
  let total = 0;
  for (const one of values) {
    if (!('value' in one) || typeof one.value !== 'number') return undefined;
    total += one.value;
  }
  return total;
}
function joined(list: { value: FieldValue; raw?: string[] }[]): { value: FieldValue; raw?: string[] } {
  const value: FieldValue = [];
  for (const one of list) if (Array.isArray(one.value)) Reflect.apply(Array.prototype.push, value, one.value);
  const raw = list.flatMap((one) => one.raw ?? []);
  return { value, ...(raw.length ? { raw } : {}) };
}

/** What one source says; `no_source` where it does not apply to this act. */
function ask(from: ReadFrom, scope: ReadScope): Answer {
  const place = from.frame ? frameScope(from.frame, scope) : scope;
  if (!place) return { silent: 'other_frame' };
  if (from.const !== undefined) return { said: [{ text: from.const === null ? '' : String(from.const) }] };
  if (from.clerk) return spoken(scope.clerk?.(), from);
  if (from.url) return spoken(urlPart(from.url, place.url), from);
  if (from.title && !hasLocator(from)) return spoken(titleOf(place.doc), from);
  if (from.body) return fromBody(from, scope);
  if (from.column && (from.sum || from.count) && scope.hasUnseenRows) return { silent: 'no_element' };
  const found = from.column ? inColumn(from.column, from, place) : locate(from, place);
  if (from.count) return { said: [{ text: String(found.length) }] };
  if (!found.length) return { silent: 'no_element', lost: true };
  const said = saidBy(found, from).flatMap((s) => cut(s, from) ?? []);
  if (!said.length) return { silent: 'no_element' };
  // A list is one form's: not that of a draft beside it.
  const scattered = new Set(found.map(({ el }) => around(el, 'form'))).size > 1;
  return { said, weak: isWeak(from), scattered };
}
const isEmpty = (value: FieldValue): boolean => value === null || (Array.isArray(value) && !value.length);
const hasLocator = (f: ReadFrom): boolean =>
  !!(f.css ?? f.id ?? f.name ?? f.label ?? f.cell ?? f.text ?? f.role ?? f.within ?? f.column);
/** Position or loose text only. */
const isWeak = (f: ReadFrom): boolean =>
  !f.id && !f.name && !f.label && !f.cell && !f.column && !(f.css && /[#[]/.test(f.css));
const spoken = (text: string | null | undefined, from: ReadFrom): Answer => {
  const said = text === null || text === undefined ? null : cut({ text }, from);
  return said ? { said: [said] } : { silent: 'no_element' };
};

function fromBody(from: ReadFrom, { request }: ReadScope): Answer {
  const body = from.body;
  if (!request || !body) return { silent: 'no_source' };
  if (body.form !== undefined)
    return request.form ? spoken(request.form.get(body.form), from) : { silent: 'no_source' };
  if (body.query !== undefined) return spoken(request.query.getAll(body.query).pop(), from);
  if (body.text) return request.text === undefined ? { silent: 'no_source' } : spoken(request.text, from);
  if (body.json === undefined) return { silent: 'no_source' };
  const values = pointed(request.json, body.json).flat();
  const said = values.flatMap((value) => cut({ text: value === null ? '' : plainText(value) }, from) ?? []);
  return said.length ? { said } : { silent: 'no_element' };
}

function urlPart(part: NonNullable<ReadFrom['url']>, url: URL): string | null {
  const [hashPath = '', hashQuery = ''] = url.hash.replace(/^#!?/, '').split('?');
  const piece = (path: string, n: number): string | null => {
    const s = path.split('/').filter(Boolean)[n];
    try {
      return s === undefined ? null : decodeURIComponent(s);
    } catch {
      return s ?? null;
    }
  };
  if (part.query !== undefined) return url.searchParams.getAll(part.query).pop() ?? null;
  if (part.hashQuery !== undefined)
    return new URLSearchParams(hashQuery || hashPath).getAll(part.hashQuery).pop() ?? null;
  if (part.path !== undefined) return piece(url.pathname, part.path);
  return part.hash === undefined ? null : piece(hashPath, part.hash);
}

function inColumn(header: string, from: ReadFrom, scope: ReadScope): Found[] {
  if ((from.sum || from.count) && scope.rows?.length) return scope.rows.flatMap((row) => byColumn(row, header));
  const row = scope.row ?? rowOf(scope.control) ?? selectedRow(scope.doc);
  return row ? byColumn(row, header) : [];
}
/** The one row a person has selected, where the pressed control stands in none. */
function selectedRow(doc: Document): Element | null {
  const rows = all(
    doc,
    'tr[aria-selected=true],[role=row][aria-selected=true],tr.selected,tr input[type=checkbox]:checked,tr input[type=radio]:checked',
  )
    .filter(isVisible)
    .map((el) => (isControl(el) ? rowOf(el) : el));
  const unique = [...new Set(rows)].filter((r) => r && all(r, 'td,[role=gridcell]').length);
  return unique.length === 1 ? (unique[0] ?? null) : null;
}

/** Radio and checkbox groups answer with what is chosen; anything else with its value or text. */
function saidBy(found: Found[], from: ReadFrom): Said[] {
  if (from.attr)
    return found.flatMap(({ el }) => {
      const text = attr(el, from.attr ?? '');
      return text === null ? [] : [{ text }];
    });
  const choices = found.filter(({ el }) => fits(el, 'input[type=radio],input[type=checkbox]'));
  if (choices.length > 1 || (choices[0] && fits(choices[0].el, 'input[type=radio]'))) {
    const chosen = choices.filter(({ el }) => isControl(el) && el.checked);
    return chosen.length ? chosen.map(({ el }) => choiceOf(el)) : [{ text: '' }];
  }
  return found.map(({ el, label }) => said(controlIn(el), label));
}
function choiceOf(el: Element): Said {
  const value = isControl(el) ? el.value : '';
  const label = isControl(el) ? [...(el.labels ?? [])].map((l) => readText(l, 300)).join(' ') : '';
  return { text: label || followingText(el) || value, also: value };
}
const followingText = (el: Element): string => {
  const next = el.nextSibling;
  return next?.nodeType === 3 ? fold(next.nodeValue ?? '') : '';
};
function said(el: Element, label?: string): Said {
  const hint = [bare(label ?? ''), followingText(el)]
    .map((t) => /[(:]?\s*(?:百元|千元|万元|亿元|元|圆|分|万|亿)\s*\)?$/.exec(t)?.[0] ?? '')
    .find(Boolean);
  const unit = hint ? { hint } : {};
  if (isSelect(el)) {
    const option = el.selectedOptions[0];
    return { text: option ? (option.value === '' ? '' : option.text) : '', ...(option ? { also: option.value } : {}) };
  }
  if (isControl(el) && tagOf(el) !== 'button') {
    if (/^(checkbox)$/i.test(attr(el, 'type') ?? '')) return { ...choiceOf(el), checked: el.checked };
    return { text: el.value || choiceBeside(el), ...unit };
  }
  if (attr(el, 'role') === 'checkbox' || attr(el, 'role') === 'switch')
    return { text: readText(el, 300), checked: attr(el, 'aria-checked') === 'true' };
  return { text: readText(el), ...unit };
}

/** A drawn select keeps its input empty and shows the choice beside it, in its own box. */
function choiceBeside(el: Element): string {
  let box = fits(el, '[role=combobox],[aria-haspopup=listbox]') ? parentOf(el) : null;
  for (let up = 0; box && up < 3 && all(box, 'input,select,textarea,label').length < 2; up++, box = parentOf(box)) {
    const text = fold(readText(box, 300));
    if (text) return /^(请选择|请输入|Select$|Please )/.test(text) ? '' : text;
  }
  return '';
}

/** null: the words are not there, so this source has nothing to say. */
function cut(one: Said, { after, before }: ReadFrom): Said | null {
  let text = (after ?? before) ? fold(one.text) : one.text;
  if (after) {
    const at = text.indexOf(fold(after));
    if (at < 0) return null;
    text = text.slice(at + fold(after).length);
  }
  if (before) {
    // Nothing follows: the whole text stands before it (`#/payment/1`, and `#/payment/1;view=form` a moment later).
    const at = text.indexOf(fold(before));
    if (at >= 0) text = text.slice(0, at);
  }
  return text === one.text ? one : { ...one, text };
}

/** Another frame of the same tab, of the same origin: by name, by path pattern, `top` or `parent`. */
function frameScope(frame: string, scope: ReadScope): ReadScope | null {
  const view = scope.doc.defaultView;
  const windows = !view ? [] : frame === 'top' ? [view.top] : frame === 'parent' ? [view.parent] : framesOf(view.top);
  for (const win of windows) {
    try {
      if (!win?.document) continue;
      const url = new URL(win.location.href);
      if (frame === 'top' || frame === 'parent' || win.name === frame || glob(frame, url.pathname))
        return { ...scope, doc: win.document, url, control: null, row: null, form: null };
    } catch {
      /* of another origin: not ours to read */
    }
  }
  return null;
}
function framesOf(win: Window | null, depth = 0): Window[] {
  const list: Window[] = [];
  try {
    for (let i = 0; win && i < win.length && i < 60 && depth < 6; i++) {
      const child = win[i];
      if (child) list.push(child, ...framesOf(child, depth + 1));
    }
  } catch {
    /* of another origin */
  }
  return list;
}
