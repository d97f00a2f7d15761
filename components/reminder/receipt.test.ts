// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchShown } from './receipt';

type Report = { isIntersecting: boolean; isVisible: boolean };
let report: (isVisible: boolean) => void;
let over: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  over = new AbortController();
  document.body.innerHTML = '<div id="host"></div><p id="card">请核对后继续</p>';
  vi.stubGlobal(
    'IntersectionObserverEntry',
    class {
      get isVisible(): boolean {
        return true;
      }
    },
  );
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(tell: (entries: Report[]) => void) {
        report = (isVisible) => tell([{ isIntersecting: true, isVisible }]);
      }
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  Document.prototype.elementFromPoint = () => host();
});
afterEach(() => {
  over.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(Document.prototype, 'elementFromPoint');
});
const host = (): HTMLElement => document.querySelector<HTMLElement>('#host') ?? document.body;
const receipt = () => {
  const card = document.querySelector<HTMLElement>('#card') ?? document.body;
  card.getBoundingClientRect = () => new DOMRect(10, 10, 520, 300);
  return watchShown(card, host(), 'hold', over.signal);
};
/** A browser that draws frames tells at each look while it was told that nothing is to be seen. */
const drawn = (ms: number, isVisible: boolean): void => {
  for (let at = 0; at < ms; at += 100) {
    report(isVisible);
    vi.advanceTimersByTime(100);
  }
};

test('a machine that paints late does not make a hold hidden', () => {
  const shown = receipt();
  vi.advanceTimersByTime(900);
  report(false);
  vi.advanceTimersByTime(400);

  expect(shown.visible()).toBeUndefined();
  expect(shown.read().receipt).toBe('rendered');
});

test('what the browser says is covered, frame after frame, is hidden', () => {
  const shown = receipt();

  drawn(1_000, false);

  expect(shown.visible()).toBe(false);
  expect(shown.read()).toMatchObject({ receipt: 'suppressed', why: 'covered or dimmed' });
});

test('what was seen and is covered then is out of sight at once', () => {
  const shown = receipt();
  drawn(300, true);

  report(false);

  expect(shown.visible()).toBe(false);
  expect(shown.read().receipt).toBe('seen');
});

test('what something else lies upon is hidden though the browser draws no frame', () => {
  const shown = receipt();
  report(false);
  Document.prototype.elementFromPoint = () => document.body;
  vi.advanceTimersByTime(700);

  expect(shown.read().receipt).toBe('suppressed');
});

test.each([
  ['opacity(0)', false],
  ['brightness(0.1) sepia(1)', false],
  ['blur(20px)', false],
  ['url("#f")', false],
  ['grayscale(1)', true],
  ['contrast(1.3) saturate(0.5)', true],
])('where no observer knows, a filter of the root that hides counts: %s leaves it in sight: %s', (filter, inSight) => {
  vi.stubGlobal('IntersectionObserver', undefined);
  vi.stubGlobal('getComputedStyle', () => ({ filter }));

  const shown = receipt();
  vi.advanceTimersByTime(700);

  expect(shown.visible()).toBe(inSight);
  expect(shown.read().receipt).toBe(inSight ? 'seen' : 'suppressed');
});
