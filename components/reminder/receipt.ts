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
/**
 * Opening fades in, and the observer waits 100 ms: an answer sooner than this says nothing about being hidden. Nor does a report of
 * the fading, which a busy machine paints late: until it was seen once, only reports that say so for this long count.
 */
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
/**
 * Firefox lets a filter of the root dim what lies in the top layer, and has no observer that knows. One that only colours, as a page
 * all in grey, hides nothing.
 */
const isDimmed = (): boolean => {
  const filter = getComputedStyle(document.documentElement).filter || 'none';
  return [...filter.matchAll(/(opacity|brightness|contrast|blur|url)\(([^)]*)/g)].some(([, name, given = '']) =>
    name === 'url' ? true : name === 'blur' ? parseFloat(given) > 2 : Math.abs(parseFloat(given) - 1) > 0.5,
  );
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
  let hiddenFrom = 0;
  let hiddenTo = 0;
  let visible: boolean | undefined;
  let hidden: string | undefined;
  let why: string | undefined;

  const count = (isVisible: boolean): void => {
    if (since !== undefined) visibleMs += now() - since;
    since = isVisible && isForeground() ? now() : undefined;
  };
  const isHere = (): boolean => isHit(element, host) && (knowsCovers || !isDimmed());
  const look = (): void => {
    const hit = isHere();
    const isSeen = observed !== false && hit;
    const isTold = observed ?? !knowsCovers;
    const isHidden = observed === false && (seen || !hit || hiddenTo - hiddenFrom >= SETTLE_MS);
    visible = isForeground() && (isTold || isHidden) ? isSeen : undefined;
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
        const was = observed;
        observed = entry.isIntersecting && entry.isVisible;
        hiddenTo = now();
        if (was !== false) hiddenFrom = hiddenTo;
        hidden = entry.isIntersecting ? 'covered or dimmed' : 'outside the frame';
      }
      look();
    }, options);
    observer.observe(element);
  }
  const timer = setInterval(() => {
    look();
    // It reports changes only. Observed anew it says how things stand in the next frame that is drawn.
    if (observed === false) again(element);
  }, LOOK_EVERY_MS);
  function again(next: HTMLElement): void {
    observer?.unobserve(element);
    element = next;
    observer?.observe(element);
  }
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    observer?.disconnect();
  });
  document.addEventListener('visibilitychange', () => count(since !== undefined || seen), { signal });

  return {
    watch: again,
    visible: () => (visible === undefined ? undefined : visible && isHere()),
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
