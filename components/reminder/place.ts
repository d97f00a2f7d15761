// Where the hold stands: beside the pressed control, never over it, and with none of our buttons under the pointer.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}
export interface Size {
  width: number;
  height: number;
}
export interface Placed {
  x: number;
  y: number;
  width: number;
  maxHeight: number;
  side: 'right' | 'left' | 'below' | 'above' | 'top' | 'bottom' | 'middle';
  tie?: Box;
}

/** Room for the ring around the control, and for the line that ties it to the dialog. */
const GAP = 18;
const EDGE = 12;
const RING = 6;
/** Under this width the hold is a sheet at the frame's edge. */
export const SHEET_BELOW = 560;
const LEAST_HEIGHT = 260;

const clamp = (n: number, low: number, high: number): number => Math.max(low, Math.min(n, high));
const inside = (p: Point, b: Box): boolean => p.x >= b.x && p.x <= b.x + b.width && p.y >= b.y && p.y <= b.y + b.height;
const apart = (a: Box, b: Box): boolean =>
  a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;
/** Area both cover, px². */
const shared = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const sheet = (view: Size, want: Size, anchor?: Box, pointer?: Point): Placed => {
  const height = Math.min(want.height, view.height - 8);
  const low: Box = { x: 0, y: view.height - height, width: view.width, height };
  const covers = (anchor !== undefined && !apart(low, anchor)) || (pointer !== undefined && inside(pointer, low));
  const high: Box = { ...low, y: 0 };
  const better =
    covers && (anchor === undefined || apart(high, anchor)) && (pointer === undefined || !inside(pointer, high));
  return {
    x: 0,
    y: better ? 0 : low.y,
    width: view.width,
    maxHeight: view.height - 8,
    side: better ? 'top' : 'bottom',
  };
};

const tieOf = (side: Placed['side'], card: Box, anchor: Box): Box | undefined => {
  const middle = { x: anchor.x + anchor.width / 2, y: anchor.y + anchor.height / 2 };
  const y = clamp(middle.y - 1.5, card.y + 20, card.y + card.height - 20);
  const x = clamp(middle.x - 1.5, card.x + 20, card.x + card.width - 20);
  const reachesY = Math.abs(y - (middle.y - 1.5)) <= anchor.height / 2 + RING;
  const reachesX = Math.abs(x - (middle.x - 1.5)) <= anchor.width / 2 + RING;
  if (side === 'right' && reachesY)
    return { x: anchor.x + anchor.width + RING, y, width: card.x - anchor.x - anchor.width - RING, height: 3 };
  if (side === 'left' && reachesY)
    return { x: card.x + card.width, y, width: anchor.x - RING - card.x - card.width, height: 3 };
  if (side === 'below' && reachesX)
    return { x, y: anchor.y + anchor.height + RING, width: 3, height: card.y - anchor.y - anchor.height - RING };
  if (side === 'above' && reachesX)
    return { x, y: card.y + card.height, width: 3, height: anchor.y - RING - card.y - card.height };
  return undefined;
};

/**
 * All in CSS px of the frame's viewport. `pointer` is where the pointer was last seen. `lit` are the flagged fields. Of the places
 * with room the first in order that costs least, in px² of its own that must be scrolled to and of flagged fields it covers.
 */
export const placeHold = (view: Size, want: Size, anchor?: Box, pointer?: Point, lit: readonly Box[] = []): Placed => {
  if (view.width < SHEET_BELOW) return sheet(view, want, anchor, pointer);
  const width = Math.min(want.width, view.width - 2 * EDGE);
  const height = Math.min(want.height, view.height - 2 * EDGE);
  const seen =
    anchor &&
    anchor.x + anchor.width > 0 &&
    anchor.y + anchor.height > 0 &&
    anchor.x < view.width &&
    anchor.y < view.height;
  if (!anchor || !seen) return aside(view, width, height, pointer);
  const y = clamp(anchor.y + anchor.height / 2 - height * 0.6, EDGE, view.height - EDGE - height);
  const x = clamp(anchor.x + anchor.width / 2 - width / 2, EDGE, view.width - EDGE - width);
  const right = anchor.x + anchor.width + GAP;
  const left = anchor.x - GAP - width;
  const roomBelow = view.height - EDGE - (anchor.y + anchor.height + GAP);
  const roomAbove = anchor.y - GAP - EDGE;
  const at = (side: Placed['side'], px: number, py: number, h: number): Placed => {
    const tie = tieOf(side, { x: px, y: py, width, height: h }, anchor);
    return { x: px, y: py, width, maxHeight: h === height ? view.height - 2 * EDGE : h, side, ...(tie && { tie }) };
  };
  const least = Math.min(height, LEAST_HEIGHT);
  const below = Math.min(height, roomBelow);
  const above = Math.min(height, roomAbove);
  const under = (): Placed => at('below', x, anchor.y + anchor.height + GAP, below);
  const over = (): Placed => at('above', x, anchor.y - GAP - above, above);
  const rights = [right, ...lit.map((box) => box.x + box.width + RING)];
  const lefts = [left, ...lit.map((box) => box.x - RING - width)];
  const sides = [
    ...rights.filter((px) => px >= right && px + width <= view.width - EDGE).map((px) => at('right', px, y, height)),
    ...lefts.filter((px) => px <= left && px >= EDGE).map((px) => at('left', px, y, height)),
    ...(below >= least && below >= above ? [under()] : []),
    ...(above >= least ? [over()] : []),
    ...(below >= least && below < above ? [under()] : []),
  ];
  const cost = ({ x: px, y: py, maxHeight }: Placed): number => {
    const card = { x: px, y: py, width, height: Math.min(height, maxHeight) };
    return lit.reduce((sum, box) => sum + shared(card, box), (height - card.height) * width);
  };
  const [best] = sides.sort((a, b) => cost(a) - cost(b));
  if (best) return best;
  return aside(view, width, height, pointer ?? { x: anchor.x + anchor.width / 2, y: anchor.y + anchor.height / 2 });
};

/** No control to stand beside: the middle, moved off the pointer's side where that is possible. */
const aside = (view: Size, width: number, height: number, pointer?: Point): Placed => {
  const y = clamp((view.height - height) * 0.4, EDGE, view.height);
  const middle = (view.width - width) / 2;
  const under = pointer !== undefined && inside(pointer, { x: middle, y, width, height });
  const x = !under
    ? middle
    : pointer.x > view.width / 2
      ? clamp(pointer.x - GAP - width, EDGE, middle)
      : clamp(pointer.x + GAP, middle, view.width - EDGE - width);
  return { x, y, width, maxHeight: view.height - 2 * EDGE, side: 'middle' };
};
