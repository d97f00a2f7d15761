// Keeps a hold in sight. A page may cover it, take it out or not display it; each time it comes back on top, up to a patience.
// What cannot be kept in sight is said, once, and given up in the end: a hold that nobody can see must not hold for ever.
import type { Receipt } from './receipt';

interface Standing {
  receipt: Receipt;
  host: Element;
  /** Back on top. */
  raise(): void;
  /** It was out of sight in a tab that was not. */
  suppressed(): void;
  giveUp(): void;
}

const LOOK_EVERY_MS = 300;
const SUPPRESSED_MS = 1500;
const GIVE_UP_MS = 60_000;
/** Without a place in the page there is nothing to wait for. */
const NO_PLACE_MS = 5000;
/** How often it is raised in ten seconds: each time costs the clerk the focus. */
const PATIENCE = 12;

/** Answers with: is it in sight now, as far as can be told? */
export const keepInSight = (on: Standing, signal: AbortSignal): (() => boolean) => {
  /** Time out of sight less time in sight: a page that gives it a moment now and then hides it all the same. */
  let hiddenMs = 0;
  let told = false;
  let raised: number[] = [];
  /** What the page opened above us since we were raised. Being inert under our modal dialog, no hit test finds it. */
  let above: Element | undefined;
  const inSight = (): boolean =>
    on.receipt.visible() !== false && !(above?.isConnected && above.matches(':popover-open,dialog[open]'));
  const raise = (): void => {
    const now = performance.now();
    raised = raised.filter((at) => now - at < 10_000);
    if (raised.length >= PATIENCE) return;
    raised.push(now);
    above = undefined;
    on.raise();
  };
  let lookedAt = performance.now();
  const look = (): void => {
    // A page that keeps the thread busy has its time counted; a machine that slept has not.
    const passedMs = Math.min(performance.now() - lookedAt, SUPPRESSED_MS / 2);
    lookedAt = performance.now();
    if (inSight()) {
      hiddenMs = Math.max(0, hiddenMs - passedMs);
      return;
    }
    hiddenMs += passedMs;
    raise();
    if (!told && hiddenMs >= SUPPRESSED_MS) {
      told = true;
      on.suppressed();
    }
    if (hiddenMs >= (on.host.isConnected ? GIVE_UP_MS : NO_PLACE_MS)) on.giveUp();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  const opened = (event: Event): void => {
    if (!(event.target instanceof Element) || event.target === on.host) return;
    if (Reflect.get(event, 'newState') !== 'open') return;
    above = event.target;
    raise();
  };
  window.addEventListener('toggle', opened, { capture: true, signal });
  return inSight;
};
