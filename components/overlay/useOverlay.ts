import { useEffect, useState } from 'preact/hooks';
import type { OverlayView } from '@/lib/messages/views';
import type { OverlayApi } from './api';

/** Without an answer for so long the worker is away; the last view stays and is asked for again. */
const LATE_MS = 5_000;
const AGAIN_MS = 15_000;
const DAY = 86_400_000;
const OFFSET = 8 * 3_600_000;

export interface OverlayState {
  view: OverlayView | undefined;
  /** The worker does not answer: since when the view is what it is, epoch ms. */
  away: number | undefined;
  again: () => void;
}

/** What waits, asked for whenever the worker says that something changed, and at midnight. Never by the clock otherwise. */
export const useOverlay = (api: OverlayApi): OverlayState => {
  const [view, setView] = useState<OverlayView>();
  const [readAt, setReadAt] = useState(Date.now());
  const [isAway, setAway] = useState(false);
  const [turn, setTurn] = useState(0);
  const again = (): void => setTurn((n) => n + 1);

  useEffect(() => {
    const done = new AbortController();
    api.onChange(again, done.signal);
    const untilMidnight = DAY - ((Date.now() + OFFSET) % DAY);
    const midnight = setTimeout(again, untilMidnight + 1_000);
    return () => {
      done.abort();
      clearTimeout(midnight);
    };
  }, [api]);

  useEffect(() => {
    let isOver = false;
    const late = setTimeout(() => setAway(true), LATE_MS);
    let retry: ReturnType<typeof setTimeout> | undefined;
    const failed = (): void => {
      if (isOver) return;
      setAway(true);
      retry = setTimeout(again, AGAIN_MS);
    };
    api.view().then((next) => {
      if (isOver) return;
      clearTimeout(late);
      setView(next);
      setReadAt(Date.now());
      setAway(false);
    }, failed);
    return () => {
      isOver = true;
      clearTimeout(late);
      clearTimeout(retry);
    };
  }, [api, turn]);

  return { view, away: isAway ? readAt : undefined, again };
};
