// Locator + document → elements. Several properties narrow each other; of hidden duplicates the visible one is taken.
import type { Locator } from '@/lib/model';
import {
  all,
  around,
  attr,
  fits,
  formOf,
  holdsNode,
  isConnected,
  isControl,
  isElement,
  isVisible,
  nextOf,
  parentOf,
  quote,
  readText,
  shadowRootOf,
  tagOf,
} from './dom';
import { below, rowOf, underHeader } from './columns';
import { CELLS, cellsLike, keptOr, saysOneOf, textsLike } from './memory';
import { matchesLabel, matchesText } from './text';

export interface Scope {
  doc: Document;
  /** Control that was pressed, if any: `$row`, `$form` and `$dialog` stand around it. */
  control?: Element | null;
  /** The row being read, for bulk acts and row buttons. */
  row?: Element | null;
  form?: Element | null;
  /** Patterns of all cells that name a value here: none of them is a value itself. */
  labels?: readonly string[];
}
/** `label` is the text that led to the element, where one did: it may carry the unit, as in 金额(万元). */
export interface Found {
  el: Element;
  label?: string;
}

type Root = Document | ShadowRoot | Element;

export const CONTROLS =
  'input,select,textarea,button,output,[contenteditable=""],[contenteditable="true"],[role=textbox],[role=combobox],[role=spinbutton],[role=checkbox],[role=switch]';
const ROLES: Record<string, string> = {
  button:
    'button,input[type=button],input[type=submit],input[type=reset],input[type=image],[role=button],summary,[onclick],a[href^="javascript:"],[class*=btn],[class*=button],[class*=Button],area',
  link: 'a[href],area[href],[role=link]',
  dialog: 'dialog,[role=dialog],[role=alertdialog],[aria-modal=true]',
  row: 'tr,[role=row]',
  cell: 'td,th,[role=cell],[role=gridcell]',
  heading: 'h1,h2,h3,h4,h5,h6,[role=heading]',
  textbox: 'textarea,input:not([type]),input[type=text],input[type=number],[contenteditable=true],[role=textbox]',
  combobox: 'select,[role=combobox]',
  checkbox: 'input[type=checkbox],[role=checkbox]',
  radio: 'input[type=radio],[role=radio]',
};

/** Everything the locator finds, visible first; hidden elements only where it asks for them. */
export const locate = (locator: Locator, scope: Scope): Found[] =>
  keptOr(locator, scope, () => locateNow(locator, scope));

function locateNow(locator: Locator, scope: Scope): Found[] {
  const roots = rootsOf(locator, scope);
  const seen = new Map<Element, Found>();
  for (const root of roots)
    for (const found of search(locator, root, scope)) if (!seen.has(found.el)) seen.set(found.el, found);
  const list = [...seen.values()];
  const visible = list.filter((f) => isVisible(f.el));
  return locator.hidden ? [...visible, ...list.filter((f) => !visible.includes(f))] : visible;
}

/** Is this element what the locator means? Cheap refusals first: it is asked at every click. */
export function isWhat(el: Element, locator: Locator, scope: Scope): boolean {
  if (!fitsOwn(el, locator)) return false;
  if (locator.text && !ownTexts(el).some((t) => matchesText(locator.text ?? '', t))) return false;
  if (locator.label && !(isField(el) && namesOf(el).some((t) => matchesLabel(locator.label ?? '', t)))) return false;
  if (!locator.cell && !locator.within && !locator.shadow) return true;
  const roots = rootsOf(locator, scope);
  if (locator.cell)
    return roots.some((root) => search(locator, root, scope).some((f) => f.el === el || holdsNode(f.el, el)));
  return roots.some((root) => root === el.getRootNode() || (root !== el && holdsNode(root, el)));
}

function rootsOf(locator: Locator, scope: Scope): Root[] {
  let roots: Root[] = [scope.doc];
  if (locator.shadow) {
    for (const host of locator.shadow.split('>>>'))
      roots = roots.flatMap((root) => all(root, host.trim()).flatMap((el) => shadowRootOf(el) ?? []));
  }
  if (!locator.within) return roots;
  const [head = '', ...rest] = locator.within.split(' ');
  if (!head.startsWith('$')) return visibleFirst(roots.flatMap((root) => all(root, locator.within ?? '')));
  const place = placeOf(head, scope);
  if (!place) return [];
  return rest.length ? all(place, rest.join(' ')) : [place];
}

function placeOf(name: string, scope: Scope): Element | null {
  const control = scope.control && isConnected(scope.control) ? scope.control : null;
  if (name === '$row') return scope.row ?? rowOf(control);
  if (name === '$form') return scope.form ?? (control ? formOf(control) : null);
  if (name !== '$dialog') return null;
  const css = ROLES.dialog ?? '';
  return (control ? around(control, css) : null) ?? all(scope.doc, css).filter(isVisible).pop() ?? null;
}

function visibleFirst(list: Element[]): Element[] {
  const visible = list.filter(isVisible);
  return visible.length ? visible : list;
}

function search(locator: Locator, root: Root, { labels = [] }: Scope): Found[] {
  const own = ownCss(locator);
  if (locator.cell) return narrow(byCell(root, locator.cell, labels), locator, own);
  if (locator.label) return narrow(byLabel(root, locator.label), locator, own);
  const universe = own
    ? all(root, own)
    : locator.role
      ? all(root, roleCss(locator.role))
      : locator.text
        ? byText(root, locator.text)
        : [];
  // `within` alone means the element itself.
  if (!own && !locator.role && !locator.text) return isElement(root) && locator.within ? [{ el: root }] : [];
  const { text } = locator;
  return universe
    .filter((el) => fitsOwn(el, locator) && (!text || ownTexts(el).some((t) => matchesText(text, t))))
    .map((el) => ({ el }));
}

/** Found by label or cell, then narrowed by what else the locator says: the element itself, or something inside it. */
function narrow(list: Found[], locator: Locator, own: string): Found[] {
  if (!own && !locator.role && !locator.text) return list;
  return list.flatMap((f) => {
    if (fitsOwn(f.el, locator)) return [f];
    return all(f.el, own || roleCss(locator.role ?? '') || '*')
      .filter((el) => fitsOwn(el, locator))
      .map((el) => ({ ...f, el }));
  });
}

export const roleCss = (role: string): string => ROLES[role] ?? `[role=${quote(role)}]`;
function ownCss({ css, id, name }: Locator): string {
  if (id !== undefined) return `[id=${quote(id)}]`;
  if (name !== undefined) return `[name=${quote(name)}]`;
  return css ?? '';
}
function fitsOwn(el: Element, { css, id, name, role }: Locator): boolean {
  return (
    (id === undefined || attr(el, 'id') === id) &&
    (name === undefined || attr(el, 'name') === name) &&
    (!css || fits(el, css)) &&
    (!role || fits(el, roleCss(role)))
  );
}

const isField = (el: Element): boolean => fits(el, CONTROLS);

/** All names a control goes by: labels, aria, placeholder, title. */
export function namesOf(el: Element): string[] {
  const names: string[] = [];
  const labels: NodeListOf<Element> | null = isControl(el) ? el.labels : null;
  if (labels) for (const label of labels) names.push(readText(label, 300));
  for (const id of (attr(el, 'aria-labelledby') ?? '').split(/\s+/)) {
    if (id) for (const by of all(el.ownerDocument, `[id=${quote(id)}]`)) names.push(readText(by, 300));
  }
  for (const name of ['aria-label', 'placeholder', 'title']) names.push(attr(el, name) ?? '');
  return names.filter(Boolean);
}

function byLabel(root: Root, label: string): Found[] {
  const list: Found[] = [];
  for (const el of all(root, CONTROLS)) {
    const name = namesOf(el).find((n) => matchesLabel(label, n));
    if (name !== undefined) list.push({ el, label: name });
  }
  if (list.length) return list;
  // A label that names nothing: the control that follows it in the same block.
  for (const el of all(root, 'label,legend')) {
    const text = readText(el, 300);
    if (!matchesLabel(label, text)) continue;
    const block = parentOf(el);
    const control = [block, block && parentOf(block)]
      .flatMap((b) => (b ? all(b, CONTROLS).filter((c) => follows(el, c)) : []))
      .find(isVisible);
    const beside = control ?? nextOf(el);
    if (beside) list.push({ el: beside, label: text });
  }
  return list;
}
const follows = (a: Node, b: Node): boolean => (a.compareDocumentPosition(b) & 4) > 0;

/** The cell to the right of the one with this text, or below it in a header row; the single control in it, if there is one. */
function byCell(root: Root, pattern: string, labels: readonly string[]): Found[] {
  const list: Found[] = [];
  const isNone = (label: Element, beside: Element): boolean => saysOneOf(beside, labels) || isLabelToo(label, beside);
  for (const { el, text } of cellsLike(root, pattern)) {
    const beside = isHeaderAbove(el) ? below(el) : nextOf(el);
    if (beside && !holdsOtherCells(el) && !isNone(el, beside)) list.push({ el: controlIn(beside), label: text });
  }
  if (list.length) return list;
  // Pairs of plain blocks: <div>申请金额</div><div>1,000.00</div>
  const seen = new Set<Element>();
  for (const { el, text } of textsLike(root, pattern)) {
    const beside = nextOf(el);
    if (!beside || seen.has(beside) || isNone(el, beside)) continue;
    seen.add(beside);
    list.push({ el: controlIn(beside), label: text });
  }
  return list;
}
/** Drawn as this label is, in a table where other cells are not: the labels moved, and what stands beside is no value. */
const isLabelToo = (label: Element, beside: Element): boolean => {
  const kind = attr(label, 'class');
  const table = around(label, 'table,dl,[role=table],[role=grid]');
  return (
    !!kind &&
    !!table &&
    tagOf(beside) === tagOf(label) &&
    attr(beside, 'class') === kind &&
    all(table, CELLS).some((cell) => attr(cell, 'class') !== kind)
  );
};
const holdsOtherCells = (cell: Element): boolean => all(cell, CELLS).length > 0;
/** In a row of headers only, the value stands below. */
const isHeaderAbove = (cell: Element): boolean => {
  if (tagOf(cell) !== 'th' && attr(cell, 'role') !== 'columnheader') return false;
  const row = rowOf(cell);
  return !!row && all(row, 'td,[role=cell],[role=gridcell]').length === 0;
};
/** Cell of a row under the table header with this text. */
export const byColumn = (row: Element, header: string): Found[] =>
  underHeader(row, header).map(({ cell, text }) => ({ el: controlIn(cell), label: text }));

/** The one visible control inside, else the element itself. */
export function controlIn(el: Element): Element {
  if (isControl(el)) return el;
  const controls = all(el, 'input,select,textarea').filter(
    (c) => isVisible(c) && !fits(c, '[type=button],[type=submit],[type=image],[type=reset]'),
  );
  return controls.length === 1 && controls[0] ? controls[0] : el;
}

const BUTTON_INPUT = 'input[type=button],input[type=submit],input[type=reset],input[type=image]';
/** What an element says of itself: its text, or a button's value, alt or aria-label. */
export function ownTexts(el: Element): string[] {
  const said = [attr(el, 'aria-label'), attr(el, 'alt'), attr(el, 'title')].filter((t): t is string => !!t);
  if (fits(el, BUTTON_INPUT) && isControl(el)) return [el.value, ...said];
  if (isControl(el) && tagOf(el) !== 'button') return said;
  return [readText(el, 300), ...said];
}

/** Buttons that say it, then the smallest elements whose text matches. */
function byText(root: Root, pattern: string): Element[] {
  const list = new Set<Element>();
  for (const el of all(root, `${BUTTON_INPUT},button,a,[role=button],[aria-label]`))
    if (ownTexts(el).some((t) => matchesText(pattern, t))) list.add(el);
  for (const { el } of textsLike(root, pattern))
    if (![...list].some((l) => holdsNode(l, el) || holdsNode(el, l))) list.add(el);
  return [...list];
}
