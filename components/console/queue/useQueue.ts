import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { OfficeView, QueueLine, QueueView } from '@/lib/messages/office-views';
import type { QueueFilter } from '@/lib/model';
import type { OfficeApi } from './api';

const PAGE = 100;

export interface QueueState {
  office: OfficeView | undefined;
  view: QueueView | undefined;
  lines: ReadonlyMap<number, QueueLine>;
  reading: { done: number; of: number } | undefined;
  failed: boolean;
  /** Goes up whenever the list was read again. */
  turn: number;
  see(from: number, to: number): void;
  /** After a deed: what is in sight is asked again. */
  again(): void;
  reread(): void;
}

/** The list under a filter, read in pages as they come into sight. */
export function useQueue(api: OfficeApi, filter: QueueFilter): QueueState {
  const [office, setOffice] = useState<OfficeView>();
  const [view, setView] = useState<QueueView>();
  const [lines, setLines] = useState<ReadonlyMap<number, QueueLine>>(new Map());
  const [reading, setReading] = useState<{ done: number; of: number }>();
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  const asked = useRef(new Set<number>());
  const ready = useRef(false);
  /** Which list is wanted now: pages of an earlier filter that come late are not mixed into it. */
  const wanted = useRef(0);

  const show = (): void => {
    ready.current = true;
    setTurn((n) => n + 1);
  };
  const reread = useCallback(() => {
    setFailed(false);
    void api
      .office()
      .then(setOffice)
      .then(() => api.open())
      .then((wasKept) => {
        // The list as it was left is shown while what is new is read.
        if (wasKept) show();
        return api
          .refresh((done, of) => of > 2000 && setReading({ done, of }))
          .then((isNew) => (isNew || !wasKept) && show());
      })
      .then(
        () => setReading(undefined),
        () => setFailed(true),
      );
  }, [api]);
  useEffect(reread, [reread]);

  const fetchPage = useCallback(
    async (page: number, isFirst: boolean): Promise<void> => {
      const asker = wanted.current;
      const got = await api.page(filter, page * PAGE, PAGE);
      if (asker !== wanted.current) return;
      setView(got);
      setLines((had) => {
        const next = new Map(isFirst ? [] : had);
        for (const [i, line] of got.lines.entries()) next.set(page * PAGE + i, line);
        return next;
      });
    },
    [api, filter],
  );
  useEffect(() => {
    if (!ready.current) return;
    asked.current = new Set([0]);
    wanted.current++;
    void fetchPage(0, true).catch(() => setFailed(true));
  }, [fetchPage, turn]);

  const see = (from: number, to: number): void => {
    if (!ready.current) return;
    for (let page = Math.floor(from / PAGE); page <= Math.floor(Math.max(from, to - 1) / PAGE); page++) {
      if (asked.current.has(page)) continue;
      asked.current.add(page);
      void fetchPage(page, false).catch(() => setFailed(true));
    }
  };
  return { office, view, lines, reading, failed, turn, see, again: () => setTurn((n) => n + 1), reread };
}
