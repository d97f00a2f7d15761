import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeHold } from './place';

const view = { width: 1366, height: 768 };
const want = { width: 520, height: 560 };

describe('where the hold stands', () => {
  it.each([
    ['right of a control at the left', { x: 300, y: 400, width: 90, height: 26 }, 'right'],
    ['left of a control at the right', { x: 900, y: 540, width: 120, height: 26 }, 'left'],
    ['below a wide control at the top', { x: 300, y: 20, width: 800, height: 30 }, 'below'],
    ['above a wide control at the foot', { x: 300, y: 700, width: 800, height: 30 }, 'above'],
  ] as const)('is %s', (_say, anchor, side) => {
    const placed = placeHold(view, want, anchor);

    expect(placed.side).toBe(side);
    expect(placed.tie).toBeDefined();
  });

  it('never covers the pressed control and stays in the frame, wherever there is room', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1300 }),
        fc.integer({ min: 0, max: 740 }),
        fc.integer({ min: 10, max: 160 }),
        fc.integer({ min: 16, max: 40 }),
        (x, y, width, height) => {
          const anchor = { x, y, width, height };
          const p = placeHold(view, want, anchor);
          const h = Math.min(want.height, p.maxHeight);

          if (p.side === 'middle') return;
          expect(p.x >= x + width || p.x + p.width <= x || p.y >= y + height || p.y + h <= y).toBe(true);
          expect(p.x).toBeGreaterThanOrEqual(0);
          expect(p.x + p.width).toBeLessThanOrEqual(view.width);
          expect(p.y).toBeGreaterThanOrEqual(0);
          expect(p.y + h).toBeLessThanOrEqual(view.height);
        },
      ),
    );
  });

  describe('flagged fields', () => {
    const anchor = { x: 300, y: 400, width: 90, height: 26 };
    const tall = { width: 1366, height: 1200 };
    const low = { width: 520, height: 400 };

    it('stay in sight beside it, where there is room to step past them', () => {
      const field = { x: 500, y: 300, width: 200, height: 24 };
      const placed = placeHold(tall, low, anchor, undefined, [field]);

      expect(placeHold(tall, low, anchor)).toMatchObject({ side: 'right', x: 408 });
      expect(placed).toMatchObject({ side: 'right', x: 706 });
    });

    it('else on another side', () => {
      const field = { x: 500, y: 300, width: 600, height: 24 };

      expect(placeHold(tall, low, anchor, undefined, [field]).side).toBe('below');
    });

    it('are no reason to hide its own checks: a dialog that must be scrolled is worse', () => {
      const field = { x: 500, y: 300, width: 600, height: 24 };

      expect(placeHold(view, want, anchor, undefined, [field]).side).toBe('right');
    });
  });

  it('is a sheet at the lower edge of a narrow frame, at the upper edge when the pointer is below', () => {
    const narrow = { width: 420, height: 640 };
    const low = placeHold(narrow, { width: 520, height: 400 }, { x: 20, y: 40, width: 80, height: 24 });
    const high = placeHold(narrow, { width: 520, height: 400 }, { x: 20, y: 580, width: 80, height: 24 });

    expect([low.side, low.y, low.width]).toEqual(['bottom', 240, 420]);
    expect([high.side, high.y]).toEqual(['top', 0]);
  });
});
