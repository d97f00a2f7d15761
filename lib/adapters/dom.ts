// What a page's own names cannot bend: a field called `action` or `submit` hides the form's property of that name, so every
// property of a form or document is read through its prototype.

type Root = Document | DocumentFragment | Element;

function getter<T>(of: () => object, key: string): (target: unknown) => T {
  let get: (() => T) | undefined;
  return (target) => {
    get ??= Object.getOwnPropertyDescriptor(of(), key)?.get;
    if (!get) throw new Error(`no property ${key}`);
    return Reflect.apply(get, target, []);
  };
}

const nodeType = /* @__PURE__ */ getter<number>(() => Node.prototype, 'nodeType');
export const parentOf = /* @__PURE__ */ getter<Element | null>(() => Node.prototype, 'parentElement');
export const isConnected = /* @__PURE__ */ getter<boolean>(() => Node.prototype, 'isConnected');
export const tagOf = /* @__PURE__ */ getter<string>(() => Element.prototype, 'localName');
export const nextOf = /* @__PURE__ */ getter<Element | null>(() => Element.prototype, 'nextElementSibling');
export const previousOf = /* @__PURE__ */ getter<Element | null>(() => Element.prototype, 'previousElementSibling');
const shadowOf = /* @__PURE__ */ getter<ShadowRoot | null>(() => Element.prototype, 'shadowRoot');
const actionAttr = /* @__PURE__ */ getter<string>(() => HTMLFormElement.prototype, 'action');
const methodAttr = /* @__PURE__ */ getter<string>(() => HTMLFormElement.prototype, 'method');
const elementsGetter = /* @__PURE__ */ getter<HTMLFormControlsCollection>(() => HTMLFormElement.prototype, 'elements');

export const isElement = (x: unknown): x is Element => {
  try {
    return nodeType(x) === 1;
  } catch {
    return false;
  }
};
/** An input, select, button … of this or another same-origin frame: told by name, since each frame has its own classes. */
export const isControl = (el: Element): el is HTMLInputElement =>
  /^(input|select|textarea|button|output)$/.test(tagOf(el));
export const isSelect = (el: Element): el is Element & HTMLSelectElement => tagOf(el) === 'select';

/** Every element under the root that the css finds; an unusable selector finds nothing. */
export function all(root: Root, css: string): Element[] {
  try {
    const type = nodeType(root);
    const proto = type === 9 ? Document.prototype : type === 1 ? Element.prototype : DocumentFragment.prototype;
    return [...Reflect.apply(proto.querySelectorAll, root, [css])];
  } catch {
    return [];
  }
}
export function fits(el: Element, css: string): boolean {
  try {
    return Reflect.apply(Element.prototype.matches, el, [css]);
  } catch {
    return false;
  }
}
export function around(el: Element, css: string): Element | null {
  try {
    return Reflect.apply(Element.prototype.closest, el, [css]);
  } catch {
    return null;
  }
}
export const attr = (el: Element, name: string): string | null =>
  Reflect.apply(Element.prototype.getAttribute, el, [name]);
export const holdsNode = (el: Node, other: Node): boolean => Reflect.apply(Node.prototype.contains, el, [other]);
export const quote = (value: string): string => `"${value.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\a ')}"`;
export const shadowRootOf = (el: Element): ShadowRoot | null => shadowOf(el);

export const formAction = (form: Element): string => actionAttr(form);
export const formMethod = (form: Element): string => methodAttr(form).toUpperCase();
export const formElements = (form: Element): Element[] => [...elementsGetter(form)];
/** The form a control belongs to, also by its `form` attribute; else the form around it. */
export const formOf = (el: Element): Element | null => {
  const own: unknown = isControl(el) ? el.form : null;
  return isElement(own) && tagOf(own) === 'form' ? own : around(el, 'form');
};

const NOT_SHOWN = '[hidden],[style*="display:none"],[style*="display: none"],template';
/** Seen by a person: rendered, not transparent to layout, not pushed off the page as screen-reader helpers are. */
export function isVisible(el: Element): boolean {
  if (tagOf(el) === 'input' && attr(el, 'type')?.toLowerCase() === 'hidden') return false;
  // A document that is shown nowhere: as far as its own words go.
  if (!el.ownerDocument.defaultView) return !around(el, NOT_SHOWN);
  if (typeof el.checkVisibility === 'function') {
    if (!el.checkVisibility({ checkVisibilityCSS: true })) return false;
    const box = el.getBoundingClientRect();
    return box.right > -2000 && box.bottom > -2_000_000;
  }
  const view = el.ownerDocument.defaultView;
  for (let at: Element | null = el; at; at = parentOf(at)) {
    const style = view?.getComputedStyle(at);
    if (style?.display === 'none' || (at === el && style?.visibility === 'hidden')) return false;
  }
  return true;
}

const SILENT = /^(script|style|noscript|template|select)$/;
/** Text of an element as a person reads it: no scripts, no options, blanks between blocks. At most `max` characters. */
export function readText(el: Element, max = 20_000): string {
  let text = '';
  const walk = (node: Node): void => {
    if (text.length > max) return;
    if (node.nodeType === 3) text += node.nodeValue ?? '';
    else if (isElement(node) && !SILENT.test(tagOf(node))) {
      for (const child of Reflect.apply(childNodes, node, [])) walk(child);
      if (/^(td|th|tr|li|p|div|br|dd|dt)$/.test(tagOf(node))) text += ' ';
    }
  };
  walk(el);
  return text.slice(0, max + 1);
}
function childNodes(this: Node): Node[] {
  const list: Node[] = [];
  for (let n = firstChild(this); n; n = nextSibling(n)) list.push(n);
  return list;
}
const firstChild = /* @__PURE__ */ getter<Node | null>(() => Node.prototype, 'firstChild');
const nextSibling = /* @__PURE__ */ getter<Node | null>(() => Node.prototype, 'nextSibling');
