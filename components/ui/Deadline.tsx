import { useEffect, useState } from 'preact/hooks';
import type { LevelMark, Mark } from './marks';
import { Icon } from './Icon';
import { ICONS } from './icons';
import { Level } from './Level';
import { Said } from './Said';

type TimeKey = 'time.left' | 'time.hours' | 'time.minutes' | 'time.over.hours' | 'time.over.days';
export type TimeSay = (key: TimeKey, values: Record<string, number>) => string;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The mark a deadline carries by the time left; above three days a plain clock. */
const MARKS: { below: number; mark: Mark }[] = [
  { below: 0, mark: 'red' },
  { below: DAY, mark: 'orange' },
  { below: 3 * DAY, mark: 'yellow' },
];

/** Time left in words: days and hours, hours and minutes, in the last hour minutes and seconds; past it, how far over. */
export const timeLeft = (left: number, say: TimeSay): string => {
  const over = -left;
  if (over >= DAY) return say('time.over.days', { d: Math.floor(over / DAY) });
  if (over > 0) return say('time.over.hours', { h: Math.max(1, Math.round(over / HOUR)) });
  if (left >= DAY) return say('time.left', { d: Math.floor(left / DAY), h: Math.floor((left % DAY) / HOUR) });
  if (left >= HOUR) return say('time.hours', { h: Math.floor(left / HOUR), m: Math.floor((left % HOUR) / MINUTE) });
  return say('time.minutes', { m: Math.floor(left / MINUTE), s: Math.floor((left % MINUTE) / 1000) });
};

/**
 * The only way to draw time left. `at`, `from` in epoch ms; `from` gives the bar its start. Refreshed each minute, in the last
 * hour each second. Running out changes words only. Not a live region: a counting voice would drown the form.
 */
export const Deadline = ({
  at,
  from,
  label,
  say,
  clock = Date.now,
}: {
  at: number;
  from?: number;
  label: string;
  say: TimeSay;
  clock?: () => number;
}) => {
  const [now, setNow] = useState(clock);
  const left = at - now;
  useEffect(() => {
    const timer = setTimeout(() => setNow(clock()), left < HOUR && left > -MINUTE ? 1000 : MINUTE);
    return () => clearTimeout(timer);
  }, [now]);
  const words = timeLeft(left, say);
  const mark = MARKS.find((m) => left < m.below)?.mark;
  const level: LevelMark | undefined = mark && { mark, word: words };
  const share = from === undefined || at <= from ? undefined : Math.min(1, Math.max(0, (now - from) / (at - from)));
  return (
    <div class="dl" role="timer" aria-live="off">
      {level ? (
        <Level level={level} />
      ) : (
        <>
          <Icon paths={ICONS.clock} />
          <b>{words}</b>
        </>
      )}
      <span class="m2">
        <Said text={label} max={60} />
      </span>
      {share !== undefined && (
        <span class="bar" aria-hidden="true">
          <i style={{ width: `${Math.round(share * 100)}%` }} />
        </span>
      )}
    </div>
  );
};
