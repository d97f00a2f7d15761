// The one element we put into a page: a closed shadow root on the document element, so that the page's styles, its `inert`
// body and its framesets do not reach what stands in it.
import { SHIELDED } from '@/lib/model/view';
import { createRelay, type Relay } from './relay';

export interface Host extends Relay {
  element: HTMLElement;
  root: ShadowRoot;
  /** While a hold stands, chip and hints step back: a popover shown later would lie over the dialog. */
  hush(isHeld: boolean): void;
  /** Text for screen readers, said politely. */
  announce(text: string): void;
  /**
   * A wrapper that carries tokens and type; `raise` puts its content back on top after the page took us out. `erased`: after
   * document.open(), which also erases every listener in our root, so that the content must be made anew.
   */
  layer(raise: (erased: boolean) => void): { element: HTMLElement; drop(): void };
  /** Where the pointer was last seen, in this frame. */
  pointer(): { x: number; y: number } | undefined;
}

/**
 * Tokens on a wrapper inside the root, and px for rem: both could otherwise be set by the page. Fonts by their generic names
 * only: a page may declare a face of any other name, with glyphs of no size.
 */
export const inPage = (css: string): string =>
  css
    .replace(/--font:[^;}]+/, '--font:system-ui,sans-serif')
    .replace(/--mono:[^;}]+/, '--mono:ui-monospace,monospace')
    .replace(/:root, ?:host/g, '.hu')
    .replace(/([\d.]+)rem\b/g, (_, n: string) => `${Number.parseFloat(n) * 16}px`);

const HOST_CSS =
  ':host{all:initial!important;display:block!important;position:fixed!important;top:0!important;left:0!important;width:0!important;height:0!important;z-index:2147483647!important}';

const dress = (root: ShadowRoot, css: string): void => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox's content scripts and Chromium before 99 refuse sheets of another world.
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
};

/** How often a page may take our host out before we stop arguing with it, in ten seconds. */
const PATIENCE = 20;

export const createHost = (css: string, signal: AbortSignal): Host => {
  // Made in a document without scripts: were it made here, a page that defines an element of our name would construct it, and
  // `attachInternals()` would hand it the closed root.
  const element = document.implementation.createHTMLDocument('').createElement('hulan-surface');
  const root = element.attachShadow({ mode: 'closed' });
  document.adoptNode(element);
  dress(root, HOST_CSS + inPage(css));
  const voice = document.createElement('div');
  voice.className = 'vh';
  voice.setAttribute('role', 'status');
  root.append(voice);

  const relay = createRelay(element, root);
  const layers = new Set<(erased: boolean) => void>();
  let home: Element | null = document.documentElement;
  let pointer: { x: number; y: number } | undefined;
  let returns: number[] = [];

  const settle = (): void => {
    const now = Date.now();
    returns = returns.filter((at) => now - at < 10_000);
    const root = document.documentElement;
    if (!root || element.parentNode === root || layers.size === 0 || returns.length > PATIENCE) return;
    returns.push(now);
    const erased = root !== home;
    home = root;
    home.append(element);
    arm();
    for (const raise of layers) raise(erased);
  };
  const take = (event: Event): void => void relay.take(event);
  const see = (event: PointerEvent): void => {
    if (event.isTrusted) pointer = { x: event.clientX, y: event.clientY };
  };
  // The same listener again is no second listener; after document.open() the window has lost them all.
  const arm = (): void => {
    for (const type of SHIELDED) window.addEventListener(type, take, { capture: true, signal });
    window.addEventListener('pointermove', see, { capture: true, passive: true, signal });
    window.addEventListener('pointerdown', see, { capture: true, passive: true, signal });
    if (document.documentElement) watcher.observe(document.documentElement, { childList: true });
    // It has no attributes: what stands there (`inert`, `popover`, `style`) the page has set.
    watcher.observe(element, { attributes: true });
  };
  const watcher = new MutationObserver(() => {
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
    settle();
  });
  watcher.observe(document, { childList: true });
  signal.addEventListener('abort', () => {
    watcher.disconnect();
    element.remove();
  });
  arm();

  return {
    ...relay,
    element,
    root,
    announce(text) {
      voice.textContent = text;
    },
    hush(isHeld) {
      voice.classList.toggle('held', isHeld);
    },
    pointer: () => pointer,
    layer(raise) {
      const wrapper = document.createElement('div');
      wrapper.className = 'hu';
      root.append(wrapper);
      layers.add(raise);
      if (!element.isConnected) (document.documentElement ?? document).append(element);
      return {
        element: wrapper,
        drop() {
          layers.delete(raise);
          wrapper.remove();
          if (layers.size === 0) element.remove();
        },
      };
    },
  };
};

/** Puts an element into the top layer where the browser has popovers; elsewhere it stays fixed above the page. */
export const float = (element: HTMLElement): void => {
  if (!('popover' in HTMLElement.prototype)) return;
  element.setAttribute('popover', 'manual');
  if (element.isConnected && !element.matches(':popover-open')) element.showPopover();
};
