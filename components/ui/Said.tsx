import { cut } from './cut';

/** Dates, amounts and times are not broken at the end of a line. */
const FIGURE = /(\d[\d.,:-]{2,22}\d)/;

/** Words from outside: cut, without direction marks, isolated from the sentence around. Always text, never markup. */
export const Said = ({ text, max = 200 }: { text: string; max?: number }) => (
  <bdi class="said">
    {cut(text, max)
      .split(FIGURE)
      .map((piece, i) =>
        i % 2 ? (
          <span key={i} class="nb">
            {piece}
          </span>
        ) : (
          piece
        ),
      )}
  </bdi>
);
