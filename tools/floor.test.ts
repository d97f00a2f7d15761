import { describe, expect, it } from 'vitest';
import { aboveFloor } from './floor.mjs';

describe('the floor of a page’s scripts', () => {
  it.each([
    ['a new function', 'const ok=URL.canParse(x)'],
    ['a new method', 'e.moveBefore(a,b)'],
    ['a new style in a text', 'r.append(`.a{color:light-dark(#000,#fff)}`)'],
    ['a property with no answer for its absence', 'const z=1/e.currentCSSZoom'],
    ['a sorted copy, though Chromium 119 has it', 'const a=b.toSorted()'],
    ['a colour mixed in a style', 'r.append(`.a{color:color-mix(in srgb,red,blue)}`)'],
    ['a popover that is opened unasked', 'e.showPopover()'],
  ])('names %s', (_what, script) => {
    expect(aboveFloor(script)).toHaveLength(1);
  });

  it.each([
    ['what the browser is asked for first', '"popover"in HTMLElement.prototype&&e.showPopover()'],
    ['a property with an answer for its absence', 'const z=e.currentCSSZoom??1'],
    ['what every browser of the floor has', 'structuredClone(x);e.closest("a");x.at(-1)'],
  ])('passes %s', (_what, script) => {
    expect(aboveFloor(script)).toEqual([]);
  });
});
