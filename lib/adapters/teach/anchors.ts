// Document + chosen element → the sources an adapter could name for it, best first. Each is tried on the page itself: what is
// offered as unique was found by the very code that will look for it tomorrow.
import type { Locator, ReadFrom } from '@/lib/model';
import { rowOf, underHeader } from '../columns';
import {
  all,
  around,
  attr,
  fits,
  formOf,
  holdsNode,
  isControl,
  isVisible,
  parentOf,
  previousOf,
  quote,
  readText,
  tagOf,
} from '../dom';
import { byColumn, controlIn, CONTROLS, locate, namesOf } from '../locate';
import type { Scope } from '../locate';
import { bare, fold } from '../text';
import { pathTo } from './path';
import { isMadeUp, isPersonal } from './scrub';
import { inOrder, strengthOf } from './strength';
import type { Anchor, AnchorKind } from './strength';

export interface TeachScope extends Scope {
  url: URL;
  /** Rows of a bulk act. */
  rows?: readonly Element[];
  /** Where the element stands in another frame than the act: that frame's name or path. */
  frame?: string;
  /** Stored skeletons of this page, opened. */
  snapshots?: readonly Document[];
}

const LABEL_MAX = 40;
/** Attributes that programs give to say what a thing is. */
export const NAMING = [
  'data-testid',
  'data-test',
  'data-field',
  'data-name',
  'data-key',
  'data-prop',
  'data-title',
  'formcontrolname',
  'ng-model',
  'v-model',
  'widgetid',
  'itemprop',
];
const HEADS = 'th,thead td,[role=columnheader],tr:first-child>td';
const CELL = 'td,th,dd,dt,[role=cell],[role=gridcell]';

/** `guessed`: firm only where stored snapshots bear it out. */
type Raw = { kind: AnchorKind; from: ReadFrom; said: string; guessed?: true };

/** Sources for a field that stands in this element; those that only it answers to come first. */
export function anchorsOf(picked: Element, scope: TeachScope): Anchor[] {
  const el = controlIn(picked);
  const seen = new Set<string>();
  const list = [...rawOf(el, picked, scope)].flatMap((raw): Anchor[] => {
    const anchor = tried(raw, el, scope);
    const key = JSON.stringify(anchor.from);
    if (seen.has(key)) return [];
    seen.add(key);
    return [anchor];
  });
  return inOrder(list);
}

function tried({ guessed, ...raw }: Raw, el: Element, scope: TeachScope): Anchor {
  const hidden = isVisible(el) ? {} : { hidden: true as const };
  const from: ReadFrom = { ...raw.from, ...(hasPlace(raw.kind) ? { ...hidden, ...shadowOf(el) } : {}) };
  const alone = !hasPlace(raw.kind) || findsOnly(from, el, scope);
  const within = alone ? undefined : placesAround(el, scope).find((w) => findsOnly({ ...from, within: w }, el, scope));
  const narrowed: ReadFrom = within ? { ...from, within } : from;
  const named: ReadFrom = scope.frame && hasPlace(raw.kind) ? { ...narrowed, frame: scope.frame } : narrowed;
  const hits = hitsOf(narrowed, scope.snapshots ?? [], raw.kind);
  return {
    ...raw,
    from: named,
    unique: alone || within !== undefined,
    hits,
    strength: strengthOf(raw.kind, {
      narrowed: (!alone && !within?.startsWith('$')) || (guessed === true && !hits.of),
      hits,
    }),
  };
}
const hasPlace = (kind: AnchorKind): boolean => kind !== 'url' && kind !== 'body';

function* rawOf(el: Element, picked: Element, scope: TeachScope): Generator<Raw> {
  for (const text of labelsNear(el, picked)) yield { kind: 'label', from: { label: text }, said: text };
  for (const text of cellsNear(el, picked)) yield { kind: 'cell', from: { cell: text }, said: text };
  const rowName = rowNameOf(el, scope);
  if (rowName) yield { kind: 'cell', from: { cell: rowName }, said: rowName, guessed: true };
  for (const text of columnsOf(el, scope)) yield { kind: 'column', from: { column: text }, said: text };
  const [id, name] = [attr(el, 'id'), attr(el, 'name')];
  if (name && !isMadeUp(name)) yield { kind: 'name', from: { name }, said: name };
  if (id && !isMadeUp(id)) yield { kind: 'id', from: { id }, said: id };
  yield* attributesOf(el);
  yield* addressOf(el, scope.url);
  const form = name && isControl(el) && scope.control && formOf(el) === formOf(scope.control) && formOf(el);
  if (form && name) yield { kind: 'body', from: { body: { form: name } }, said: name };
  yield* captioned(el);
  const css = pathTo(el);
  yield { kind: 'position', from: { css }, said: css };
}

const mayLabel = (text: string): boolean => text.length > 0 && text.length <= LABEL_MAX && !isPersonal(text);
const labelOf = (el: Element): string => bare(readText(el, 300));

/** Names the control has by itself, then labels that stand before it in the blocks around. */
export function labelsNear(el: Element, picked: Element): Set<string> {
  const found = new Set(isControl(el) || fits(el, CONTROLS) ? namesOf(el).map(bare).filter(mayLabel) : []);
  for (let box = parentOf(picked), up = 0; box && up < 4; box = parentOf(box), up++)
    for (const label of all(box, 'label,legend').slice(0, 12))
      if (precedes(label, picked) && mayLabel(labelOf(label))) found.add(labelOf(label));
  return found;
}
const precedes = (a: Node, b: Node): boolean => (a.compareDocumentPosition(b) & 4) > 0;

/** Texts to the left, one block at a time, and the header cells of the row above. */
export function cellsNear(el: Element, picked: Element): Set<string> {
  const found = new Set<string>();
  for (let at: Element | null = picked, up = 0; at && up < 5; at = parentOf(at), up++) {
    const before = previousOf(at);
    // In a grid the cell to the left is another value.
    if (before && fits(before, 'td,[role=gridcell]') && columnsNear(at).length) break;
    if (before && !fits(before, 'script,style') && !all(before, CONTROLS).length && mayLabel(labelOf(before)))
      found.add(labelOf(before));
    if (fits(at, 'tr,[role=row],form,table')) break;
  }
  const row = rowOf(el),
    above = row && previousOf(row);
  for (const head of above ? all(above, 'th,[role=columnheader]') : [])
    if (mayLabel(labelOf(head))) found.add(labelOf(head));
  return found;
}

/** Headers that the element's cell stands under, whatever row it is in. */
export function columnsNear(el: Element): string[] {
  const [own, cell] = [rowOf(el), around(el, CELL)];
  const table = own && around(own, 'table,[role=grid],[role=table],[role=treegrid]');
  if (!own || !cell || !table) return [];
  return all(table, 'th,[role=columnheader]')
    .slice(0, 60)
    .map(labelOf)
    .filter((text) => mayLabel(text) && underHeader(own, text).some((found) => found.cell === cell));
}

const isActedOn = (own: Element, { control, row, rows = [] }: TeachScope): boolean =>
  [row, rowOf(control), ...rows].includes(own);

/** In a table of one matter's sums or states the first cell says what the row is about: where nothing is done to the row. */
function rowNameOf(el: Element, scope: TeachScope): string | undefined {
  const own = rowOf(el);
  const first = own && !isActedOn(own, scope) && columnsNear(el).length ? all(own, CELL)[0] : undefined;
  if (!first || first === around(el, CELL)) return undefined;
  const text = labelOf(first);
  return mayLabel(text) && !/\d/.test(text) ? text : undefined;
}

/** Only in a row that the act names: the pressed control's, or a selected one. */
function columnsOf(el: Element, scope: TeachScope): string[] {
  const own = rowOf(el);
  if (!own || !isActedOn(own, scope)) return [];
  const box = around(own, 'table,[role=grid],[role=table],[role=treegrid]');
  const texts = new Set(
    [...(box ? all(box, HEADS) : []), ...all(el.ownerDocument, 'th,[role=columnheader]')]
      .slice(0, 120)
      .map((head) => labelOf(head))
      .filter(mayLabel),
  );
  const cell = around(el, CELL);
  return [...texts].filter((text) => underHeader(own, text).some((found) => found.cell === cell));
}

function* attributesOf(el: Element): Generator<Raw> {
  for (let at: Element | null = el, up = 0; at && up < 3; at = parentOf(at), up++)
    for (const name of NAMING) {
      const value = attr(at, name);
      if (!value || value.length > LABEL_MAX || isMadeUp(value)) continue;
      const own = `[${name}=${quote(value)}]`;
      yield { kind: 'attribute', from: { css: at === el ? own : `${own} ${tagOf(el)}` }, said: value };
    }
}

/** The address names the same matter: there it stands even when the page is drawn anew. */
function* addressOf(el: Element, url: URL): Generator<Raw> {
  const value = shownBy(el);
  if (value.length < 3 || !/\d/.test(value)) return;
  for (const [key, text] of url.searchParams)
    if (text === value) yield { kind: 'url', from: { url: { query: key } }, said: key };
  const at = (path: string): number =>
    path
      .split('/')
      .filter(Boolean)
      .findIndex((piece) => plain(piece) === value);
  const inPath = at(url.pathname);
  if (inPath >= 0) yield { kind: 'url', from: { url: { path: inPath } }, said: `/${inPath + 1}` };
  const inHash = at(url.hash.replace(/^#!?/, '').split('?')[0] ?? '');
  if (inHash >= 0) yield { kind: 'url', from: { url: { hash: inHash } }, said: `#/${inHash + 1}` };
}
const plain = (piece: string): string => {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
};
/** As a person sees it; for comparing in this page only. */
export const shownBy = (el: Element): string =>
  fold(isControl(el) && tagOf(el) !== 'button' ? el.value : readText(el, 300));

/** 合同号：QH-1 in one element: the words before the colon are the label. */
function* captioned(el: Element): Generator<Raw> {
  if (isControl(el)) return;
  const text = fold(readText(el, 120));
  const caption = /^([^:\d]{1,20}:)\s*\S/.exec(text)?.[1];
  if (caption) yield { kind: 'text', from: { text: `${caption}*`, after: caption }, said: caption };
}

/** Finds this element and nothing that would answer otherwise. */
export function findsOnly(from: ReadFrom, el: Element, scope: TeachScope): boolean {
  const row = rowOf(el);
  const found = from.column ? (row ? byColumn(row, from.column) : []) : locate(from, scope);
  if (!found.length) return false;
  const group = groupOf(el);
  if (!group) return found.every(({ el: other }) => isSame(other, el));
  return found.length === group.length && found.every(({ el: other }) => group.includes(other));
}
/** Of radio buttons the whole group is the field. */
function groupOf(el: Element): Element[] | undefined {
  const name = fits(el, 'input[type=radio]') ? attr(el, 'name') : null;
  if (name === null) return undefined;
  const root = formOf(el) ?? el.ownerDocument;
  return all(root, `input[type=radio][name=${quote(name)}]`);
}
/** The same control, or a block that says the same and nothing beside. */
function isSame(a: Element, b: Element): boolean {
  if (a === b || controlIn(a) === controlIn(b)) return true;
  if (isControl(controlIn(a)) || isControl(controlIn(b))) return false;
  return (holdsNode(a, b) || holdsNode(b, a)) && fold(readText(a, 500)) === fold(readText(b, 500));
}

/** What stands around the element and has a name: dialog, form, region. */
export function placesAround(el: Element, { control }: Pick<TeachScope, 'control'>): string[] {
  const places: string[] = [];
  if (control && formOf(control) && formOf(control) === formOf(el)) places.push('$form');
  if (around(el, 'dialog,[role=dialog],[role=alertdialog],[aria-modal=true]')) places.push('$dialog');
  for (let at = parentOf(el); at; at = parentOf(at)) {
    const [id, name] = [attr(at, 'id'), attr(at, 'name')];
    if (id && !isMadeUp(id)) places.push(`[id=${quote(id)}]`);
    else if (name && !isMadeUp(name)) places.push(`${tagOf(at)}[name=${quote(name)}]`);
  }
  return places.slice(0, 8);
}

function shadowOf(el: Element): Pick<Locator, 'shadow'> {
  const hosts: string[] = [];
  for (let root = el.getRootNode(); root.nodeType === 11; ) {
    const host = Reflect.get(root, 'host') as Element | undefined;
    if (!host) break;
    const id = attr(host, 'id');
    hosts.unshift(id && !isMadeUp(id) ? `[id=${quote(id)}]` : tagOf(host));
    root = host.getRootNode();
  }
  return hosts.length ? { shadow: hosts.join(' >>> ') } : {};
}

export function hitsOf(from: ReadFrom, snapshots: readonly Document[], kind: AnchorKind): Anchor['hits'] {
  if (!hasPlace(kind)) return { found: 0, of: 0 };
  const { column, frame: _, within, ...rest } = from;
  // The press is not in the picture: what stands around it cannot be asked.
  const locator: ReadFrom = within && !within.startsWith('$') ? { ...rest, within } : rest;
  const found = snapshots.filter((doc) =>
    column
      ? all(doc, HEADS).some((head) => labelOf(head) === bare(column))
      : new Set(locate(locator, { doc }).map(({ el }) => controlIn(el))).size === 1,
  );
  return { found: found.length, of: snapshots.length };
}
