// Texts of labels and cells, folded once while a document stands unchanged; and, during one press, what locators found. Whoever
// holds a memory says when it is void; without one every call looks afresh. Values are never remembered, only where they stand.
import type { Locator } from '@/lib/model';
import { all, parentOf, readText, tagOf } from './dom';
import type { Found, Scope } from './locate';
import { bare, fold, glob } from './text';

export interface Memory {
  doc: Document;
  cells?: Texts;
  texts?: Texts;
  /** Only while every change of the document, of attributes too, is observed. */
  found?: Map<Locator, Kept>;
}
type Kept = Pick<Scope, 'control' | 'row' | 'form'> & { list: Found[] };
interface Entry {
  el: Element;
  /** As on the page, folded. */
  text: string;
  bare: string;
}
interface Texts {
  list: Entry[];
  exact: Map<string, Entry[]>;
}
type Root = Document | ShadowRoot | Element;

export const createMemory = (doc: Document): Memory => ({ doc });
export function forget(memory: Memory): void {
  delete memory.cells;
  delete memory.texts;
  memory.found?.clear();
}
/** Locators are remembered from now until `letGo`; after any change of the document, hold anew. */
export function hold(memory: Memory): void {
  memory.found = new Map();
}
export function letGo(memory: Memory): void {
  delete memory.found;
}

let active: Memory | undefined;
/** Within the work, which is synchronous, labels are looked up here. */
export function recalling<T>(memory: Memory, work: () => T): T {
  const outer = active;
  active = memory;
  try {
    return work();
  } finally {
    active = outer;
  }
}

/** The locator's elements as they were found a moment ago in the same press, else anew. */
export function keptOr(locator: Locator, scope: Scope, find: () => Found[]): Found[] {
  const found = active?.doc === scope.doc ? active.found : undefined;
  if (!found || !isObservable(locator)) return find();
  const { control, row, form } = scope;
  const kept = found.get(locator);
  if (kept && kept.control === control && kept.row === row && kept.form === form) return kept.list;
  const list = find();
  found.set(locator, { control, row, form, list });
  return list;
}
/** What a shadow tree holds and what `:checked` or `:hover` mean may change unobserved. */
const isObservable = ({ shadow, css, within }: Locator): boolean =>
  !shadow && !css?.includes(':') && !within?.includes(':');

const LABEL_MAX = 120,
  NODES_MAX = 60_000;
export const CELLS = 'td,th,dt,[role=cell],[role=gridcell],[role=rowheader],[role=columnheader]';

/** Cells whose own text matches. */
export const cellsLike = (root: Root, pattern: string): Entry[] => like(known(root, 'cells', listCells), pattern);
/** Smallest elements whose text matches. */
export const textsLike = (root: Root, pattern: string): Entry[] => like(known(root, 'texts', listTexts), pattern);

function known(root: Root, kind: 'cells' | 'texts', list: (root: Root) => Entry[]): Texts {
  const memory = active?.doc === root ? active : undefined;
  const found = memory?.[kind];
  if (found) return found;
  const texts: Texts = { list: list(root), exact: new Map() };
  for (const entry of texts.list) {
    const same = texts.exact.get(entry.bare);
    if (same) same.push(entry);
    else texts.exact.set(entry.bare, [entry]);
  }
  if (memory) memory[kind] = texts;
  return texts;
}
function like({ list, exact }: Texts, pattern: string): Entry[] {
  return pattern.includes('*') ? list.filter((e) => isLike(e, pattern)) : (exact.get(bare(pattern)) ?? []);
}
/** A pattern that ends in `*` means the text as it stands; else without its marks. */
const isLike = (e: Entry, pattern: string): boolean =>
  pattern.endsWith('*') ? glob(fold(pattern), e.text) : glob(bare(pattern), e.bare);
export function saysOneOf(el: Element, patterns: readonly string[]): boolean {
  const entry = patterns.length ? entryOf(el) : undefined;
  return !!entry && patterns.some((pattern) => isLike(entry, pattern));
}

const entryOf = (el: Element): Entry | undefined => {
  const text = readText(el, LABEL_MAX);
  if (text.length > LABEL_MAX) return undefined;
  const folded = fold(text);
  return folded ? { el, text: folded, bare: bare(folded) } : undefined;
};
const listCells = (root: Root): Entry[] => all(root, CELLS).flatMap((el) => entryOf(el) ?? []);

/** Parents of text, and what stands closely around them: 金 <b>额</b> is one text. */
function listTexts(root: Root): Entry[] {
  const doc = root.nodeType === 9 ? (root as Document) : root.ownerDocument;
  const walker = doc?.createTreeWalker(root, 4);
  const seen = new Set<Element>();
  const list: Entry[] = [];
  for (let n = 0; walker && n < NODES_MAX && walker.nextNode(); n++) {
    const node = walker.currentNode;
    if (!node.nodeValue?.trim()) continue;
    let at: Element | null = node.parentElement;
    let inner = '';
    for (let up = 0; at && up < 3; up++, at = parentOf(at)) {
      if (seen.has(at) || /^(script|style|option|body|html|table|tbody|tr)$/.test(tagOf(at))) break;
      seen.add(at);
      const entry = entryOf(at);
      if (!entry) break;
      // A block that holds nothing but the label says no more than the label.
      if (entry.bare !== inner) list.push(entry);
      inner = entry.bare;
    }
  }
  return list;
}
