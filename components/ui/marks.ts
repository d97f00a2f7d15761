/** The five marks there are; a level scheme gives one of them to each level. */
export type Mark = 'green' | 'blue' | 'yellow' | 'orange' | 'red';
export interface LevelMark {
  mark: Mark;
  word: string;
  /** What it stands at is not in force: the words of its badge. */
  draft?: string;
}

/** Outline and sign of every mark, in a 24 × 24 box. Colour and shape go together; the sign is drawn in the mark's `on` colour. */
export interface Shape {
  outline: string;
  sign: string;
  stroked?: boolean;
}

const EXCLAIM_LOW = 'M10.8 7.8h2.4v7h-2.4zM12 16.4a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z';
const EXCLAIM = 'M10.8 6h2.4v7.6h-2.4zM12 15a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z';

export const SHAPES: Record<Mark, Shape> = {
  green: { outline: 'M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z', sign: 'm7 12.4 3.4 3.4L17 9', stroked: true },
  blue: {
    outline: 'M6.5 1.5h11a5 5 0 0 1 5 5v11a5 5 0 0 1-5 5h-11a5 5 0 0 1-5-5v-11a5 5 0 0 1 5-5z',
    sign: 'M10.8 10.3h2.4v8h-2.4zM12 5.2a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z',
  },
  yellow: {
    outline: 'M10.3 2.2.7 19.6A2 2 0 0 0 2.4 22.6h19.2a2 2 0 0 0 1.7-3L13.7 2.2a2 2 0 0 0-3.4 0z',
    sign: EXCLAIM_LOW,
  },
  orange: {
    outline: 'M10.6.9.9 10.6a2 2 0 0 0 0 2.8l9.7 9.7a2 2 0 0 0 2.8 0l9.7-9.7a2 2 0 0 0 0-2.8L13.4.9a2 2 0 0 0-2.8 0z',
    sign: EXCLAIM,
  },
  red: { outline: 'M7.4.8h9.2l6.6 6.6v9.2l-6.6 6.6H7.4L.8 16.6V7.4z', sign: 'M5.6 10h12.8v4H5.6z' },
};
