import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export type Loaded<T> = { kind: 'loading'; value?: T } | { kind: 'failed' } | { kind: 'ready'; value: T };

/**
 * What a promise brings, and how to ask again. An answer that comes after a later question is dropped. After ten seconds
 * without an answer it is a failure: a worker that died says nothing.
 */
export const useLoaded = <T>(
  load: () => Promise<T>,
  deps: readonly unknown[],
  timeoutMs = 10_000,
): [Loaded<T>, () => void] => {
  const [state, setState] = useState<Loaded<T>>({ kind: 'loading' });
  const turn = useRef(0);
  const ask = useCallback(() => {
    const mine = ++turn.current;
    setState((s) => ({ kind: 'loading', ...('value' in s && s.value !== undefined && { value: s.value }) }));
    const late = setTimeout(() => {
      if (turn.current === mine) setState({ kind: 'failed' });
    }, timeoutMs);
    const settle = (next: Loaded<T>): void => {
      clearTimeout(late);
      if (turn.current === mine) setState(next);
    };
    load().then(
      (value) => settle(value === undefined || value === null ? { kind: 'failed' } : { kind: 'ready', value }),
      () => settle({ kind: 'failed' }),
    );
  }, deps);
  useEffect(() => {
    ask();
    return () => {
      turn.current++;
    };
  }, [ask]);
  return [state, ask];
};
