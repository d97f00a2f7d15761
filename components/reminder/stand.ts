// Keeps a hold in sight. A page may cover it, take it out or not display it; each time it comes back on top, up to a patience.
// What cannot be kept in sight is said, once, and given up in the end: a hold that nobody can see must not hold for ever.
import type { Receipt } from './receipt';

interface Standing {
  receipt: Receipt;
  /** Is our host still in the page? */
  isPlaced(): boolean;
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

export const keepInSight = (on: Standing, signal: AbortSignal): void => {
  let hiddenSince: number | undefined;
  let told = false;
  let raised: number[] = [];
  const look = (): void => {
    if (on.receipt.visible() !== false) {
      hiddenSince = undefined;
      return;
    }
    const now = performance.now();
    hiddenSince ??= now;
    raised = raised.filter((at) => now - at < 10_000);
    if (raised.length < PATIENCE) {
      raised.push(now);
      on.raise();
    }
    if (!told && now - hiddenSince >= SUPPRESSED_MS) {
      told = true;
      on.suppressed();
    }
    if (now - hiddenSince >= (on.isPlaced() ? GIVE_UP_MS : NO_PLACE_MS)) on.giveUp();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
};
