// What is printed: a plate of A5 to fold and stand on the desk, and the unit's handbook on A4. Shape and word carry the level.
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '@/lib/model';
import type { CardPoint, CardView } from '@/lib/messages/views';
import { clauses, listed } from '@/components/texts';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import type { S } from './Card';

/** As many as a plate holds, where their words are few. */
const ON_PLATE = 5;

/** How many points fit on one sheet: what does not is left out whole, for the handbook has it. */
function useFitting(plate: RefObject<HTMLElement>, most: number): number {
  const [count, setCount] = useState(most);
  useLayoutEffect(() => {
    const element = plate.current;
    if (!element) return;
    // Measured as the sheet it will be, however narrow the window is.
    element.classList.add('sheet');
    const isFull = element.scrollHeight > element.clientHeight;
    element.classList.remove('sheet');
    if (isFull && count > 1) setCount(count - 1);
  }, [count]);
  return count;
}

export const Plate = ({ view, say }: { view: CardView; say: S }) => {
  const [y, m] = fullTime(view.at).split('-');
  const plate = useRef<HTMLElement>(null);
  const count = useFitting(plate, Math.min(ON_PLATE, view.points.length));
  return (
    <main class="plate" ref={plate}>
      <p class="f12">{view.clerk?.unit && <Said text={view.clerk.unit} max={60} />}</p>
      <h1>
        {view.clerk?.posts.length ? (
          <Said text={listed(view.language, view.clerk.posts)} max={40} />
        ) : (
          say('card.plain')
        )}
      </h1>
      {view.clerk && (
        <p class="f12">
          <Said text={view.clerk.name} max={20} />
          {view.clerk.id && <> · {say('card.id', { id: view.clerk.id })}</>}
        </p>
      )}
      <div class="fold">
        <span>{say('card.fold')}</span>
      </div>
      <ul>
        {view.points.slice(0, count).map((point) => (
          <li key={point.id}>
            <Level level={point.level} />
            <span class="d">
              <b>
                <Said text={point.title} max={40} />
              </b>
              <br />
              <Said text={clauses(view.language, point.measures)} max={70} />
            </span>
          </li>
        ))}
      </ul>
      <p class="oath">{say('card.promise')}</p>
      <p class="row f12">
        <span class="grow">
          {say('card.sign')} <i class="line" />
        </span>
        <span>{say('card.month', { y: y ?? '', m: Number(m) })}</span>
      </p>
    </main>
  );
};

export const Book = ({ view, say }: { view: CardView; say: S }) => (
  <main class="book">
    <h1>
      <Said text={say('card.book.title', { unit: view.unit?.name ?? '' })} max={80} />
    </h1>
    <p class="m2">{view.pack && <Said text={say('card.pack', view.pack)} max={60} />}</p>
    {view.unit?.posts.map((post) => (
      <section key={post.id}>
        <h2>
          <Said text={post.name} max={40} /> · {say('card.points', { n: post.points.length })}
        </h2>
        {post.points.map((point) => (
          <Entry key={point.id} point={point} language={view.language} say={say} />
        ))}
      </section>
    ))}
  </main>
);

const Entry = ({ point, language, say }: { point: CardPoint; language: Language; say: S }) => (
  <article>
    <h3>
      <Level level={point.level} /> <Said text={point.title} max={60} />
    </h3>
    <p>
      <Said text={point.behaviour} max={300} />
    </p>
    <p>
      <b>{say('card.how')}</b> <Said text={clauses(language, point.measures)} max={300} />
    </p>
    <p class="m f12">
      <Said text={say('card.book.source', { source: point.source })} max={120} />
    </p>
  </article>
);
