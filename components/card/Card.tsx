// The post's risk card: over the whole screen, as a desk plate to fold, as the unit's handbook. It names no client.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Language } from '@/lib/model';
import type { CardPoint, CardView } from '@/lib/messages/views';
import { clauses, langTag, listed, sayer, type Say } from '@/components/texts';
import { card as en } from '@/components/texts/en/card';
import { card as zh, type CardKey } from '@/components/texts/zh/card';
import { Waiting } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { clockTime, shortTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import type { CardApi } from './api';
import { Book, Plate } from './Paper';

export type S = Say<CardKey>;
/** screen: the card in a tab · saver: over the whole screen until a key is pressed · plate, book: to be printed. */
export type Mode = 'screen' | 'saver' | 'plate' | 'book';

/** As many as can be read from the desk's other side. */
const ON_SCREEN = 6;

export const Card = ({ api, first, mode: from }: { api: CardApi; first: Language; mode: Mode }) => {
  const [mode, setMode] = useState(from);
  const [loaded, again] = useLoaded(() => api.view(), [api]);
  const view = 'value' in loaded ? loaded.value : undefined;
  const language = view?.language ?? first;
  const say = sayer(language, { zh, en });

  useEffect(() => {
    document.documentElement.lang = langTag(language);
    document.title = say('card.plain');
  }, [language]);
  useEffect(() => {
    const done = new AbortController();
    api.onChange(again, done.signal);
    return () => done.abort();
  }, [api, again]);
  useEffect(() => (mode === 'saver' ? leaveOnAnyKey(api.close) : undefined), [mode, api]);

  if (!view)
    return (
      <main class="rcard" lang={langTag(language)}>
        {loaded.kind === 'failed' ? (
          <div role="alert">
            <h1>{say('card.failed')}</h1>
            <Button onPress={again}>{say('retry')}</Button>
          </div>
        ) : (
          <Waiting word={say('card.loading')} rows={6} />
        )}
      </main>
    );
  const paper = mode === 'plate' || mode === 'book';
  return (
    <div class={`rwrap is-${mode}`} lang={langTag(language)}>
      {mode !== 'saver' && (
        <nav class="rtools" aria-label={say('card.print')}>
          {paper ? (
            <>
              <Button kind="primary" onPress={api.print}>
                {say('card.print')}
              </Button>
              <Button onPress={() => setMode('screen')}>{say('card.screen')}</Button>
            </>
          ) : (
            <>
              <Button onPress={() => setMode('plate')}>{say('card.plate')}</Button>
              {view.unit && <Button onPress={() => setMode('book')}>{say('card.book')}</Button>}
            </>
          )}
        </nav>
      )}
      {mode === 'plate' ? (
        <Plate view={view} say={say} />
      ) : mode === 'book' ? (
        <Book view={view} say={say} />
      ) : (
        <Screen view={view} say={say} saver={mode === 'saver'} />
      )}
    </div>
  );
};

/** A pointer that trembles is no sign of life; a key, a press or a real movement is. */
function leaveOnAnyKey(close: () => void): () => void {
  const done = new AbortController();
  const { signal } = done;
  let moved = 0;
  addEventListener('keydown', close, { signal });
  addEventListener('pointerdown', close, { signal });
  addEventListener(
    'pointermove',
    (event) => {
      moved += Math.abs(event.movementX) + Math.abs(event.movementY);
      if (moved > 60) close();
    },
    { signal },
  );
  return () => done.abort();
}

const Screen = ({ view, say, saver }: { view: CardView; say: S; saver: boolean }) => (
  <main class="rcard">
    <p class="k">{view.clerk?.unit && <Said text={view.clerk.unit} max={60} />}</p>
    <h1>
      {view.clerk?.posts.length ? (
        <Said text={say('card.title', { post: listed(view.language, view.clerk.posts) })} max={60} />
      ) : (
        say('card.plain')
      )}
    </h1>
    <p class="k">
      {view.clerk && <Said text={view.clerk.name} max={20} />}
      {view.clerk ? ' · ' : ''}
      {view.clerk?.posts.length ? say('card.points', { n: view.points.length }) : say('card.none')}
    </p>
    {!view.clerk?.posts.length && <p class="m2">{say('card.none.more')}</p>}
    <table>
      <thead>
        <tr>
          <th scope="col">{say('card.level')}</th>
          <th scope="col">{say('card.where')}</th>
          <th scope="col">{say('card.how')}</th>
        </tr>
      </thead>
      <tbody>
        {view.points.slice(0, ON_SCREEN).map((point) => (
          <Row key={point.id} point={point} language={view.language} />
        ))}
      </tbody>
    </table>
    {view.points.length > ON_SCREEN && (
      <p class="m2 rmore">{say('card.more', { n: view.points.length - ON_SCREEN })}</p>
    )}
    <footer>
      <Today view={view} say={say}>
        {saver && <p>{say('card.away')}</p>}
      </Today>
      <Clock />
    </footer>
  </main>
);

const Row = ({ point, language }: { point: CardPoint; language: Language }) => (
  <tr>
    <td>
      <Level level={point.level} size={22} />
    </td>
    <th scope="row">
      <Said text={point.title} max={60} />
    </th>
    <td>
      <Said text={clauses(language, point.measures)} max={120} />
    </td>
  </tr>
);

const Today = ({ view, say, children }: { view: CardView; say: S; children: ComponentChildren }) => (
  <div class="grow">
    <p>
      <b>{say('card.todo')}</b> {view.todo > 0 ? say('card.todo.n', { n: view.todo }) : say('card.todo.none')}
      {view.due && (
        <>
          {' · '}
          <Said text={say('card.due', { at: shortTime(view.due.at - 1), what: view.due.what })} max={60} />
        </>
      )}
    </p>
    {view.pack && (
      <p>
        <Said text={say('card.pack', view.pack)} max={60} />
      </p>
    )}
    {children}
  </div>
);

const Clock = () => {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time class="clk" role="timer" aria-live="off">
      {clockTime(now)}
    </time>
  );
};
