// What stays lit under the veil: the pressed control and the flagged fields, each with a ring. All the rest of the page is dimmed.
import type { Box, Size } from './place';

const RING = 3;

export interface Light {
  /** Control first; all in CSS px of the viewport. None: the whole page is dimmed. */
  draw(view: Size, control: Box | undefined, fields: readonly Box[]): void;
}

export function createLight(veil: HTMLElement): Light {
  const scrim = document.createElement('i');
  scrim.className = 'scrim';
  const rings: HTMLElement[] = [];
  veil.prepend(scrim);
  return {
    draw(view, control, fields) {
      const seen = [control, ...fields].filter((box): box is Box => box !== undefined && inView(view, box)).map(grown);
      // An even-odd path: what is inside a second outline is cut out of the first.
      const holes = seen.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`);
      scrim.style.clipPath = `path(evenodd,"M0 0h${view.width}v${view.height}h${-view.width}z${apartFrom(seen, holes).join('')}")`;
      while (rings.length > seen.length) rings.pop()?.remove();
      for (const [at, { x, y, width, height }] of seen.entries()) {
        const ring = rings[at] ?? document.createElement('i');
        rings[at] = ring;
        ring.className = at === 0 && control !== undefined ? 'ring' : 'ring field';
        Object.assign(ring.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
        scrim.after(ring);
      }
    },
  };
}

const inView = (view: Size, { x, y, width, height }: Box): boolean =>
  width > 0 && height > 0 && x + width > 0 && y + height > 0 && x < view.width && y < view.height;
const grown = ({ x, y, width, height }: Box): Box => ({
  x: x - RING,
  y: y - RING,
  width: width + 2 * RING,
  height: height + 2 * RING,
});
/** Two outlines over each other would be dark again where they meet: the later one is left out of the path. */
const apartFrom = (boxes: readonly Box[], paths: readonly string[]): string[] =>
  paths.filter((_, at) => !boxes.slice(0, at).some((other) => overlap(other, boxes[at])));
const overlap = (a: Box, b: Box | undefined): boolean =>
  b !== undefined && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
