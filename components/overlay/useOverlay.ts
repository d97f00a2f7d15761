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
interface Read {
  view: OverlayView | undefined;
  at: number;
  isAway: boolean;
}

/** `known`: what another window of ours was just told; the first answer replaces it. What waits, asked for whenever the worker says that something changed, and at midnight. Never by the clock otherwise. */
export const useOverlay = (api: OverlayApi, known?: OverlayView): OverlayState => {
  const [read, setRead] = useState<Read>({ view: known, at: Date.now(), isAway: false });
  const [asker, setAsker] = useState<Asker>();

  useEffect(() => {
    const done = new AbortController();
    const mine = createAsker(api, setRead, done.signal);
    setAsker(mine);
    api.onChange(mine.ask, done.signal);
    mine.ask();
    return () => done.abort();
  }, [api]);

  return { view: read.view, away: read.isAway ? read.at : undefined, again: () => asker?.ask() };
};

interface Asker {
  ask(): void;
}

/** One question at a time; what changes meanwhile is asked for once more after the answer. */
function createAsker(api: OverlayApi, set: (change: (read: Read) => Read) => void, signal: AbortSignal): Asker {
  let isAsking = false;
  let isStale = false;
  const away = (): void => {
    if (!signal.aborted) set((read) => ({ ...read, isAway: true }));
  };
  const later = (ms: number): ReturnType<typeof setTimeout> => {
    const timer = setTimeout(ask, ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
    return timer;
  };

  function ask(): void {
    isStale = isAsking;
    if (isAsking || signal.aborted) return;
    isAsking = true;
    const late = setTimeout(away, LATE_MS);
    api
      .view()
      .then(
        (view) => {
          if (!signal.aborted) set(() => ({ view, at: Date.now(), isAway: false }));
        },
        () => {
          away();
          later(AGAIN_MS);
        },
      )
      .finally(() => {
        clearTimeout(late);
        isAsking = false;
        if (isStale) ask();
      });
  }
  later(DAY - ((Date.now() + OFFSET) % DAY) + 1_000);
  return { ask };
}
