// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { createLight } from './light';

const view = { width: 1000, height: 800 };
const control = { x: 100, y: 100, width: 80, height: 24 };
const field = { x: 300, y: 200, width: 120, height: 24 };

function drawn(
  ...given: Parameters<ReturnType<typeof createLight>['draw']> extends [unknown, ...infer Rest] ? Rest : never
) {
  const veil = document.createElement('div');
  createLight(veil).draw(view, ...given);
  return {
    path: veil.querySelector<HTMLElement>('.scrim')?.style.clipPath ?? '',
    rings: [...veil.querySelectorAll('.ring')].map((ring) => ring.className),
  };
}
const holes = (path: string): number => path.split('M').length - 2;

describe('what stays lit', () => {
  it('is the control and each flagged field, with a hole in the veil and a ring', () => {
    const { path, rings } = drawn(control, [field]);

    expect(holes(path)).toBe(2);
    expect(rings.sort()).toEqual(['ring', 'ring field']);
  });

  it('is nothing where the control is gone: all is dimmed', () => {
    expect(drawn(undefined, [])).toEqual({ path: 'path(evenodd,"M0 0h1000v800h-1000z")', rings: [] });
  });

  it('leaves out what is scrolled away', () => {
    expect(drawn(control, [{ ...field, y: 900 }]).rings).toEqual(['ring']);
  });

  it('does not dim where two of them overlap', () => {
    expect(holes(drawn(control, [{ ...control, x: 120 }]).path)).toBe(1);
  });
});
