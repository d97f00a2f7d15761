// The frames of this tab that can be reached, and what stands where the pointer is, whatever frame that is in.
import { isElement } from '@/lib/adapters';
import type { Spot } from '@/lib/model';

export interface Framed {
  win: Window;
  doc: Document;
  name: string;
  url: URL;
}

const MAX = 60;
/** Whatever stands in our own surfaces is no part of the page. */
export const OURS = 'hulan-surface';

/** The top frame first; of another origin only their number. */
export function framesOf(top: Window): { frames: Framed[]; unreachable: number } {
  const frames: Framed[] = [];
  let unreachable = 0;
  const visit = (win: Window, depth: number): void => {
    try {
      const { document: doc } = win;
      frames.push({ win, doc, name: win.name, url: new URL(win.location.href) });
    } catch {
      unreachable++;
      return;
    }
    for (let i = 0; i < win.length && frames.length < MAX && depth < 6; i++) {
      const child = win[i];
      if (child) visit(child, depth + 1);
    }
  };
  visit(top, 0);
  return { frames, unreachable };
}

/** Where the frame's own viewport begins in the top frame's, CSS px. */
function originOf(win: Window): { x: number; y: number } {
  let x = 0,
    y = 0;
  for (let at: Window = win; at !== at.parent; at = at.parent) {
    const holder = at.frameElement;
    if (!holder) break;
    const box = holder.getBoundingClientRect();
    x += box.left + holder.clientLeft;
    y += box.top + holder.clientTop;
  }
  return { x, y };
}

/** The element's place in the top frame's viewport; undefined: it is not drawn. */
export function spotOf(el: Element): Spot | undefined {
  const win = el.ownerDocument.defaultView;
  if (!win) return undefined;
  const { x, y } = originOf(win);
  const box = el.getBoundingClientRect();
  if (!box.width && !box.height) return undefined;
  return { x: box.left + x, y: box.top + y, width: box.width, height: box.height };
}

/** Innermost element under a point of the top frame's viewport; through frames of this origin and open shadow roots. */
export function elementAt(top: Window, x: number, y: number): Element | undefined {
  let root: DocumentOrShadowRoot = top.document;
  let found: Element | undefined;
  for (let depth = 0, left = x, up = y; depth < 12; depth++) {
    const el: Element | null = root.elementFromPoint(left, up);
    if (!el || el === found) return found;
    found = el;
    const inner = innerOf(el);
    if (inner) {
      const box = el.getBoundingClientRect();
      left -= box.left + el.clientLeft;
      up -= box.top + el.clientTop;
      root = inner;
      continue;
    }
    if (!el.shadowRoot || el.localName === OURS) return found;
    root = el.shadowRoot;
  }
  return found;
}
function innerOf(el: Element): Document | undefined {
  if (!/^i?frame$/.test(el.localName)) return undefined;
  try {
    const doc: unknown = Reflect.get(el, 'contentDocument');
    return doc ? (doc as Document) : undefined;
  } catch {
    return undefined;
  }
}

/** What a wheel turned over our glass would have moved. */
export function scrollUnder(el: Element | undefined, dx: number, dy: number): void {
  for (let at: Element | null | undefined = el; at; at = at.parentElement ?? holderOf(at)) {
    const room = at.scrollHeight - at.clientHeight;
    const style = at.ownerDocument.defaultView?.getComputedStyle(at);
    const isRoot = at === at.ownerDocument.scrollingElement;
    if (room > 1 && (isRoot || /auto|scroll/.test(style?.overflowY ?? ''))) return at.scrollBy(dx, dy);
  }
}
function holderOf(el: Element): Element | null {
  const root: unknown = el.getRootNode();
  const host: unknown = Object(root) === root ? Reflect.get(Object(root), 'host') : undefined;
  if (isElement(host)) return host;
  return el.ownerDocument.defaultView?.frameElement ?? null;
}
