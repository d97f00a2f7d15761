/** Calls `place` when something a surface hangs on may have moved: scroll, resize, and once a second what no event tells. */
export const follow = (place: () => void, signal: AbortSignal): void => {
  let waiting = false;
  const soon = (): void => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (!signal.aborted) place();
    });
  };
  document.addEventListener('scroll', soon, { capture: true, passive: true, signal });
  addEventListener('resize', soon, { signal });
  document.addEventListener('transitionend', soon, { capture: true, passive: true, signal });
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') place();
  }, 1000);
  signal.addEventListener('abort', () => clearInterval(timer));
};
