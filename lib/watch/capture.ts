// The first listeners on a watched window. They are wiped by document.open(), so they are put back when the document's root
// changes; and they shield our own surface: what is typed there reaches no listener of the page.
import { htmlOf } from '@/lib/adapters/dom';

const SHIELDED = [
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'input',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'copy',
  'cut',
  'paste',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchend',
];
const WATCHED = [...SHIELDED, 'submit', 'change', 'focusin', 'pagehide'];

export function capture(win: Window & typeof globalThis, on: (event: Event) => void, signal: AbortSignal): void {
  const arm = (): void => {
    for (const type of WATCHED) win.addEventListener(type, on, { capture: true, signal });
  };
  arm();
  let root = htmlOf(win.document);
  const observer = new win.MutationObserver(() => {
    const now = htmlOf(win.document);
    if (now === root) return;
    root = now;
    arm();
  });
  observer.observe(win.document, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
}

export const stop = (event: Event): void => {
  event.preventDefault();
  event.stopImmediatePropagation();
};
