// What was really on screen, and for how long: the journal keeps it beside the answer.
import type { Shown } from '@/lib/model';

export interface Receipt {
  read(): Shown;
  /** Is it in sight now? Undefined: not known yet, or the tab itself is out of sight. */
  visible(): boolean | undefined;
  /** The same surface is drawn anew as this element. */
  watch(element: HTMLElement): void;
}

/** cyrb53, 53 bits: tells text versions apart where the page has no crypto.subtle (plain http). Not a proof. */
export const textVersion = (text: string): string => {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `1.${(4294967296 * (2097151 & b) + (a >>> 0)).toString(36)}`;
};

const MAX_TEXT = 8000;
/** CSS px; smaller than this nobody reads it. */
const LEAST = { width: 120, height: 40 };
const LOOK_EVERY_MS = 200;
/** Opening fades in, and the observer waits 100 ms: an answer sooner than this says nothing about being hidden. */
const SETTLE_MS = 500;
/** The middle and near the corners, as shares of width and height. */
const POINTS = [
  [0.5, 0.5],
  [0.06, 0.06],
  [0.94, 0.06],
  [0.06, 0.94],
  [0.94, 0.94],
] as const;

/** `innerText` keeps lines apart and leaves out what is not displayed. */
const textOf = (element: HTMLElement): string =>
  ((element.innerText as string | undefined) ?? element.textContent ?? '').replace(/\n{2,}/g, '\n').slice(0, MAX_TEXT);

/** Does it have a size, and do we answer at its points, or does something that lies above us? */
const isHit = (element: HTMLElement, host: Element): boolean => {
  const { x, y, width, height } = element.getBoundingClientRect();
  if (width < LEAST.width || height < LEAST.height || element.checkVisibility?.() === false) return false;
  return POINTS.every(([h, v]) => {
    const at = { x: x + width * h, y: y + height * v };
    if (at.x < 0 || at.y < 0 || at.x >= innerWidth || at.y >= innerHeight) return true;
    return Document.prototype.elementFromPoint.call(document, at.x, at.y) === host;
  });
};
const isForeground = (): boolean => document.visibilityState === 'visible';

/**
 * Starts to watch `element`, which stands in the root of `host`. `isVisible` of IntersectionObserver v2 also knows what
 * covers it without being hit, where the browser has it; elsewhere points of it are asked, which such a cover escapes.
 */
export const watchShown = (
  first: HTMLElement,
  host: Element,
  surface: Shown['surface'],
  signal: AbortSignal,
): Receipt => {
  const now = (): number => performance.now();
  const knowsCovers = typeof IntersectionObserver === 'function' && 'isVisible' in IntersectionObserverEntry.prototype;
  let element = first;
  let text = textOf(element);
  let observer: IntersectionObserver | undefined;
  const from = now();
  let visibleMs = 0;
  let since: number | undefined;
  let seen = false;
  /** What the observer last said; what we make of it. */
  let observed: boolean | undefined;
  let visible: boolean | undefined;
  let hidden: string | undefined;
  let why: string | undefined;

  const count = (isVisible: boolean): void => {
    if (since !== undefined) visibleMs += now() - since;
    since = isVisible && isForeground() ? now() : undefined;
  };
  const look = (): void => {
    const isSeen = observed !== false && isHit(element, host);
    visible = isForeground() && (observed !== undefined || !knowsCovers) ? isSeen : undefined;
    if (visible || !seen) why = isSeen ? (knowsCovers ? undefined : 'by hit test') : (hidden ?? 'not displayed');
    seen ||= visible === true;
    count(isSeen);
  };
  if (knowsCovers) {
    const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
      trackVisibility: true,
      delay: 100,
      threshold: [0, 0.5, 1],
    };
    observer = new IntersectionObserver((entries) => {
      for (const entry of entries as (IntersectionObserverEntry & { isVisible: boolean })[]) {
        observed = entry.isIntersecting && entry.isVisible;
        hidden = entry.isIntersecting ? 'covered or dimmed' : 'outside the frame';
      }
      look();
    }, options);
    observer.observe(element);
  }
  const timer = setInterval(look, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    observer?.disconnect();
  });
  document.addEventListener('visibilitychange', () => count(since !== undefined || seen), { signal });

  return {
    watch(next) {
      observer?.unobserve(element);
      element = next;
      observer?.observe(element);
    },
    visible: () => (visible === undefined ? undefined : visible && isHit(element, host)),
    read() {
      if (element.isConnected) text = textOf(element) || text;
      return {
        text,
        textVersion: textVersion(text),
        surface,
        visibleMs: Math.round(visibleMs + (since === undefined ? 0 : now() - since)),
        // Drawn, but in a tab that nobody looks at, or before the browser could tell.
        receipt: seen ? 'seen' : visible === false && now() - from > SETTLE_MS ? 'suppressed' : 'rendered',
        ...(why && { why }),
      };
    },
  };
};
