import type { ComponentChildren } from 'preact';
import type { LevelMark } from './marks';
import { Icon } from './Icon';
import { ICONS } from './icons';
import { Level } from './Level';

/** Something is wrong (with a mark) or was done (without), said where it happened. */
export const Banner = ({
  level,
  children,
  action,
}: {
  level?: LevelMark;
  children: ComponentChildren;
  action?: ComponentChildren;
}) => (
  <div class={`banner${level ? ` m-${level.mark}` : ''}`} role={level ? 'alert' : 'status'}>
    {level ? <Level level={level} quiet /> : <Icon paths={ICONS.note} />}
    <div class="grow">{children}</div>
    {action}
  </div>
);

/** Nothing to show, and why that may be. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="empty">
    <p class="w">{title}</p>
    {children && <p class="m">{children}</p>}
  </div>
);

/** Grey rows where content will stand; readers hear one word. */
export const Waiting = ({ word, rows = 6 }: { word: string; rows?: number }) => (
  <div class="waiting" role="status">
    <span class="vh">{word}</span>
    {Array.from({ length: rows }, (_, i) => (
      <i key={i} style={{ width: `${90 - ((i * 17) % 40)}%` }} />
    ))}
  </div>
);
