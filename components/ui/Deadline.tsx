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

/** When the mark changes, epoch ms: one working day and three days left. Where the term is not known in working days, days count. */
export interface Turns {
  near: number;
  soon: number;
}

/** The mark a deadline carries by the time left; above three days a plain clock. */
export const markAt = (
  now: number,
  at: number,
  turns: Turns = { near: at - DAY, soon: at - 3 * DAY },
): Mark | undefined => {
  if (now > at) return 'red';
  if (now >= turns.near) return 'orange';
  return now >= turns.soon ? 'yellow' : undefined;
};

/** Time left in words: days and hours, hours and minutes, in the last hour minutes and seconds; past it, how far over. */
export const timeLeft = (left: number, say: TimeSay): string => {
  const over = -left;
  if (over >= DAY) return say('time.over.days', { d: Math.floor(over / DAY) });
  if (over > 0) return say('time.over.hours', { h: Math.max(1, Math.round(over / HOUR)) });
  if (left >= DAY) return say('time.left', { d: Math.floor(left / DAY), h: Math.floor((left % DAY) / HOUR) });
  if (left >= HOUR) return say('time.hours', { h: Math.floor(left / HOUR), m: Math.floor((left % HOUR) / MINUTE) });
  return say('time.minutes', { m: Math.floor(left / MINUTE), s: Math.floor((left % MINUTE) / 1000) });
};

/** The moment it is, refreshed each minute, around the end each second. */
const useNow = (at: number, clock: () => number): number => {
  const [now, setNow] = useState(clock);
  const left = at - now;
  useEffect(() => {
    const timer = setTimeout(() => setNow(clock()), left < HOUR && left > -MINUTE ? 1000 : MINUTE);
    return () => clearTimeout(timer);
  }, [now, at]);
  return now;
};

interface Time {
  at: number;
  turns?: Turns;
  say: TimeSay;
  clock?: () => number;
}

/** Clock and time left, or the mark where little is left; nothing else. */
export const TimeLeft = ({ at, turns, say, clock = Date.now }: Time) => {
  const now = useNow(at, clock);
  const words = timeLeft(at - now, say);
  const mark = markAt(now, at, turns);
  const level: LevelMark | undefined = mark && { mark, word: words };
  return level ? (
    <Level level={level} />
  ) : (
    <span class="row nw">
      <Icon paths={ICONS.clock} />
      <b>{words}</b>
    </span>
  );
};

/**
 * The only way to draw time left. `at`, `from` in epoch ms; `from` gives the bar its start. Running out changes words only. Not
 * a live region: a counting voice would drown the form.
 */
export const Deadline = ({ from, label, ...time }: Time & { from?: number; label: string }) => {
  const { at, clock = Date.now } = time;
  const now = useNow(at, clock);
  const share = from === undefined || at <= from ? undefined : Math.min(1, Math.max(0, (now - from) / (at - from)));
  return (
    <div class="dl" role="timer" aria-live="off">
      <TimeLeft {...time} />
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
