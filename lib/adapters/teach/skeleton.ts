// A page as it is built, without what stood in it: tags, names, labels. Values, free text, addresses and scripts stay behind.
// What is kept as text is listed, so that a person can look it through.
import { all, around, attr, fits, isControl, isVisible, nextOf, parentOf, readText, shadowRootOf, tagOf } from '../dom';
import { CONTROLS } from '../locate';
import { bare, fold } from '../text';
import { NAMING } from './anchors';
import { isMadeUp, isPersonal, scrub, scrubAll } from './scrub';

export interface SkeletonWish {
  /** Words that name things here: labels that were picked, titles of fields. A text that says just this stays. */
  words?: readonly string[];
  /** Elements whose value is replaced by one of ours, so that reading can be tried on the skeleton. */
  standIns?: ReadonlyMap<Element, string>;
  /** The pressed control; it is marked. */
  pressed?: Element | null;
}
export interface Skeleton {
  html: string;
  /** Every text that was kept, once, in order. */
  kept: string[];
}
/** Marks the pressed control in a skeleton. */
export const PRESSED = 'data-pressed';

const GONE =
  /^(script|style|noscript|link|meta|base|object|embed|video|audio|canvas|template|source|track|param|svg|math)$/;
const VOID = /^(input|br|hr|img|area|col|wbr|frame)$/;
const KEPT = new Set(
  'id,name,type,role,class,for,colspan,rowspan,scope,hidden,disabled,multiple,method,contenteditable,aria-labelledby,aria-haspopup,aria-colindex,aria-modal,cols,rows'
    .split(',')
    .concat(NAMING),
);
const SPOKEN = ['aria-label', 'placeholder', 'title', 'alt'];
const PRESSABLE = 'button,summary,[role=button],[role=tab],input[type=submit],input[type=button],input[type=reset]';
const LABELLING =
  'label,legend,th,caption,dt,h1,h2,h3,h4,h5,h6,title,[role=heading],[role=columnheader],[role=rowheader],[role=tab]';
const MAX_ROWS = 3;
const LABEL_MAX = 40;

export function skeletonOf(doc: Document, wish: SkeletonWish = {}): Skeleton {
  const words = new Set((wish.words ?? []).map(bare).filter((word) => word && !isPersonal(word)));
  const kept = new Set<string>();
  const keep = (text: string, all = false): string => {
    const clean = (all ? scrubAll : scrub)(text);
    if (bare(clean)) kept.add(fold(clean));
    return escaped(clean);
  };
  const labels = labelsOf(doc, words);

  /** `text`: what becomes of it: left out, kept as a label's, or as a piece of one that holds a number. */
  const write = (node: Node, text: 'out' | 'label' | 'figures'): string => {
    if (node.nodeType === 3)
      return text !== 'out'
        ? keep(node.nodeValue ?? '', text === 'figures')
        : /\n/.test(node.nodeValue ?? '')
          ? '\n'
          : '';
    if (node.nodeType !== 1) return '';
    const el = node as Element;
    const tag = tagOf(el);
    if (GONE.test(tag)) return '';
    const open = `<${tag}${attributes(el, keep, wish)}>`;
    if (VOID.test(tag)) return open;
    const standIn = wish.standIns?.get(el);
    if (standIn !== undefined && !isControl(el)) return `${open}${escaped(standIn)}</${tag}>`;
    if (tag === 'select') return `${open}${options(el, standIn, words, keep)}</${tag}>`;
    if (tag === 'textarea') return `${open}${escaped(standIn ?? '')}</${tag}>`;
    const shadow = shadowRootOf(el);
    const root = shadow
      ? `<template shadowrootmode="open">${[...shadow.childNodes].map((child) => write(child, 'out')).join('')}</template>`
      : '';
    return `${open}${root}${childrenOf(el)
      .map((child) => write(child, inside(el, text)))
      .join('')}</${tag}>`;
  };
  const inside = (el: Element, text: 'out' | 'label' | 'figures') =>
    text !== 'out' || !labels.has(el)
      ? isControl(el) && !labels.has(el)
        ? 'out'
        : text
      : isPersonal(readText(el, 120))
        ? 'figures'
        : 'label';
  const top = all(doc, ':root')[0];
  const body = top ? write(top, 'out') : '';
  return { html: `<!DOCTYPE html>\n${body}\n`, kept: [...kept] };
}

/** Rows of data say the same of the page, three or three thousand; those that hold what matters stay. */
const childrenOf = (el: Element): Node[] => {
  const nodes = [...el.childNodes];
  if (!/^(tbody|table)$/.test(tagOf(el))) return nodes;
  let rows = 0;
  return nodes.filter((node) => {
    if (node.nodeType !== 1 || tagOf(node as Element) !== 'tr') return true;
    const row = node as Element;
    return all(row, CONTROLS).length > 0 || all(row, 'th').length > 0 || row.children.length <= 6 || ++rows <= MAX_ROWS;
  });
};

function attributes(el: Element, keep: (text: string) => string, wish: SkeletonWish): string {
  const tag = tagOf(el);
  const list: [string, string][] = [];
  for (const { name, value } of el.attributes) if (KEPT.has(name)) list.push([name, scrub(value)]);
  if (attr(el, 'onclick') !== null) list.push(['onclick', '']);
  const href = attr(el, 'href');
  if (href !== null) list.push(['href', /^javascript:/i.test(href) ? 'javascript:' : '#']);
  const action = attr(el, 'action');
  if (tag === 'form' && action !== null) list.push(['action', scrub(action.split(/[?#]/)[0] ?? '')]);
  const isPressable = /^(button|summary|input)$/.test(tag) || attr(el, 'role') ? fits(el, PRESSABLE) : false;
  const value = isControl(el) ? el.value : undefined;
  if (isPressable || isControl(el) || (el.hasAttributes() && fits(el, CONTROLS)))
    for (const name of SPOKEN) {
      const text = attr(el, name);
      // A title that repeats what stands in the field is no name of it.
      if (text && text.length <= 60 && fold(text) !== fold(value ?? '')) list.push([name, unescaped(keep(text))]);
    }
  const standIn = wish.standIns?.get(el);
  const isTick = tag === 'input' && fits(el, 'input[type=checkbox],input[type=radio]');
  if (tag === 'input') {
    if (isPressable) list.push(['value', value ? unescaped(keep(value)) : '']);
    else if (standIn !== undefined && !isTick) list.push(['value', standIn]);
    else if (isTick && value && value.length <= 20 && !/\d{3}/.test(value)) list.push(['value', value]);
    if (isTick && standIn !== undefined) list.push(['checked', '']);
  }
  if (el === wish.pressed) list.push([PRESSED, '']);
  if (!isVisible(el) && !fits(el, 'html,head,head *,[hidden],input[type=hidden],option')) list.push(['hidden', '']);
  return list.map(([name, text]) => (text === '' ? ` ${name}` : ` ${name}="${escaped(text)}"`)).join('');
}

/** Choices are words of the system, or names of people: only those that are known stay. */
function options(
  select: Element,
  standIn: string | undefined,
  words: ReadonlySet<string>,
  keep: (text: string) => string,
): string {
  const list = all(select, 'option').slice(0, 200);
  const known = list.filter((option) => words.has(bare(readText(option, 80))));
  const said = known.map((option) => {
    const text = readText(option, 80);
    const chosen = standIn !== undefined && bare(text) === bare(standIn);
    return `<option${chosen ? ' selected' : ''}>${keep(text)}</option>`;
  });
  const own = standIn !== undefined && !known.some((o) => bare(readText(o, 80)) === bare(standIn));
  return `${said.join('')}${own ? `<option selected>${escaped(standIn)}</option>` : '<option value></option>'}`;
}

/** Elements whose text names something: labels by tag or role, cells that stand before a control, words that are known. */
function labelsOf(doc: Document, words: ReadonlySet<string>): Set<Element> {
  const found = new Set(all(doc, `${LABELLING},${PRESSABLE}`).filter((el) => mayStay(el)));
  for (const el of all(doc, 'td,div,span,b,strong,p,a,font,li')) {
    if (el.children.length > 3) continue;
    const text = fold(readText(el, LABEL_MAX));
    if (!text || text.length > LABEL_MAX || /\d{2}/.test(text) || all(el, CONTROLS).length) continue;
    if (words.has(bare(text)) || /^\D{1,20}:$/.test(text) || (tagOf(el) === 'td' && isBeforeControl(el))) found.add(el);
  }
  return found;
}
/** Headings and labels with figures of a matter in them keep their tags only. */
const mayStay = (el: Element): boolean =>
  readText(el, 80).length <= 80 && all(el, 'input,select,textarea').length === 0;

/** 合同金额 | [……]: a form drawn as a table. In a grid of data the first column holds names. */
function isBeforeControl(cell: Element): boolean {
  const next = nextOf(cell);
  if (!next || !all(next, 'input:not([type=checkbox]):not([type=hidden]),select,textarea').length) return false;
  const table = around(cell, 'table');
  const row = parentOf(cell);
  if (!table || !row || all(table, 'th,[role=columnheader]').length) return false;
  const [first] = all(table, 'tr');
  return row.children.length <= 2 || (!!first && all(first, CONTROLS).length > 0);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** An address without its matter: what stands for a value is replaced, keys and verbs stay. */
export function skeletonUrl(url: URL, standIns: ReadonlyMap<string, string> = new Map()): string {
  const piece = (text: string): string => standIns.get(text) ?? (isMadeUp(text) || isPersonal(text) ? '0' : text);
  const path = url.pathname.split('/').map(piece).join('/');
  const query = [...url.searchParams].map(
    ([key, value]) => `${scrub(key)}=${standIns.get(value) ?? (/^[A-Za-z_.-]{1,40}$/.test(value) ? value : '0')}`,
  );
  const hash = url.hash
    .replace(/[?;].*$/, '')
    .split('/')
    .map((one) => (one.startsWith('#') && !/\d/.test(one) ? one : piece(one)))
    .join('/');
  return path + (query.length ? `?${query.join('&')}` : '') + hash;
}

/** Opens a skeleton again, shown nowhere. `parse`: the browser's own parser of documents. */
export function openSkeleton(html: string, parse: (html: string) => Document): Document {
  const doc = parse(html);
  for (const template of all(doc, 'template[shadowrootmode]')) {
    const content = Reflect.get(template, 'content') as DocumentFragment | undefined;
    if (content) parentOf(template)?.attachShadow({ mode: 'open' }).append(content);
    template.remove();
  }
  return doc;
}
