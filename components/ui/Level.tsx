import type { LevelMark } from './marks';
import { SHAPES } from './marks';

/**
 * The only way to draw a level: shape, colour and word come with the view. `quiet` hides the word from the eye where the
 * same word stands beside it; readers still hear it. `size` in CSS px.
 */
export const Level = ({ level, size = 18, quiet = false }: { level: LevelMark; size?: number; quiet?: boolean }) => (
  <span class={`lv m-${level.mark}${level.draft ? ' dr' : ''}`}>
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path class="o" d={SHAPES[level.mark].outline} />
      <path class={SHAPES[level.mark].stroked ? 'k s' : 'k'} d={SHAPES[level.mark].sign} />
    </svg>
    <bdi class={quiet ? 'vh' : ''}>{level.word}</bdi>
    {!quiet && <Draft level={level} />}
  </span>
);

/** Where a quiet mark stands: the badge, beside the sentence. */
export const Draft = ({ level }: { level: LevelMark }) =>
  level.draft ? <span class="dr nb f12 m2">{level.draft}</span> : null;
