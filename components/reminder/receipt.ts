// What was really on screen, and for how long: the journal keeps it beside the answer.
import type { Shown } from '@/lib/model';

export interface Receipt {
  read(): Shown;
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

/** `innerText` keeps lines apart and leaves out what is not displayed. */
const textOf = (element: HTMLElement): string =>
  ((element.innerText as string | undefined) ?? element.textContent ?? '').replace(/\n{2,}/g, '\n').slice(0, MAX_TEXT);

/** Starts to watch `element`; `isVisible` of IntersectionObserver v2 also knows what covers it, where the browser has it. */
export const watchShown = (
  element: HTMLElement,
  surface: Shown['surface'],
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): Receipt => {
  let text = textOf(element);
  let visibleMs = 0;
  let since: number | undefined;
  let receipt: Shown['receipt'] = 'unknown';
  let why: string | undefined;

  const count = (visible: boolean): void => {
    if (since !== undefined) visibleMs += now() - since;
    since = visible && document.visibilityState === 'visible' ? now() : undefined;
  };
  const judge = (entry: IntersectionObserverEntry): void => {
    const v2 = (entry as { isVisible?: boolean }).isVisible;
    if (v2 === true && entry.isIntersecting) {
      receipt = 'seen';
      why = undefined;
    } else if (receipt !== 'seen') {
      receipt = 'rendered';
      why = !entry.isIntersecting ? 'outside the frame' : v2 === false ? 'covered or dimmed' : 'browser cannot tell';
    }
    count(entry.isIntersecting && v2 !== false);
  };

  if (typeof IntersectionObserver === 'function') {
    const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
      trackVisibility: true,
      delay: 100,
      threshold: [0, 0.5],
    };
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) judge(entry);
    }, options);
    observer.observe(element);
    signal.addEventListener('abort', () => observer.disconnect());
  } else {
    why = 'no observer';
    since = now();
  }
  document.addEventListener('visibilitychange', () => count(since !== undefined || receipt === 'seen'), { signal });

  return {
    read() {
      if (element.isConnected) text = textOf(element) || text;
      return {
        text,
        textVersion: textVersion(text),
        surface,
        visibleMs: Math.round(visibleMs + (since === undefined ? 0 : now() - since)),
        receipt,
        ...(why && { why }),
      };
    },
  };
};
