// The first listeners on a watched window. They are wiped by document.open(), so they are put back when the document's root
// changes; and they shield our own surface: what is typed there reaches no listener of the page.
import { SHIELDED } from '@/lib/model/view';

const WATCHED = [...SHIELDED, 'submit', 'change', 'focusin', 'pagehide'];

/** Answers with what puts the listeners back. */
export function capture(win: Window & typeof globalThis, on: (event: Event) => void, signal: AbortSignal): () => void {
  const arm = (): void => {
    for (const type of WATCHED) win.addEventListener(type, on, true);
  };
  arm();
  const observer = new win.MutationObserver(arm);
  observer.observe(win.document, { childList: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    for (const type of WATCHED) win.removeEventListener(type, on, true);
  });
  return arm;
}

export const stop = (event: Event): void => {
  event.preventDefault();
  event.stopImmediatePropagation();
};
