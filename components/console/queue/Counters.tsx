import type { CounterLine } from '@/lib/messages/office-views';
import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { shortTime } from '@/components/ui/time';
import { Panel } from '../shell';
import type { Deed } from './api';
import type { Words } from './words';

type Act = (deed: Omit<Deed, 'matter'>) => Promise<boolean>;

/** Counters this warning reached. What follows from one is proposed; a person takes it up or does not, and says why. */
export const Counters = ({ counters, words, act }: { counters: readonly CounterLine[]; words: Words; act: Act }) =>
  counters.length === 0 ? null : (
    <Panel title={words.q('counters')}>
      {counters.map((c) => (
        <One key={c.id} counter={c} words={words} act={act} />
      ))}
      <p class="m f12">{words.q('counters.note')}</p>
    </Panel>
  );

const One = ({ counter: c, words: { q }, act }: { counter: CounterLine; words: Words; act: Act }) => {
  const [text, setText] = useState('');
  const decide = (adopted: boolean): void => {
    if (text.trim()) void act({ do: 'consequence', counter: c.id, adopted, text: text.trim() });
  };
  return (
    <div class="pile">
      <p>
        {q('counter.line', { per: q(`counter.${c.per}`), within: q(`counter.${c.within}`), n: c.n, at: c.at })}{' '}
        <b>
          <Said text={c.propose} max={160} />
        </b>
      </p>
      {c.decided ? (
        <p class="m2">
          {q(c.decided.adopted ? 'counter.adopted' : 'counter.left', {
            by: c.decided.by,
            at: shortTime(c.decided.at),
          })}
        </p>
      ) : (
        <>
          <input
            class="in"
            value={text}
            maxLength={400}
            aria-label={q('say.consequence')}
            placeholder={q('say.consequence')}
            onInput={(e) => setText(e.currentTarget.value)}
          />
          <p class="row">
            <Button size="small" kind="primary" unready={!text.trim()} onPress={() => decide(true)}>
              {q('counter.adopt')}
            </Button>
            <Button size="small" unready={!text.trim()} onPress={() => decide(false)}>
              {q('counter.leave')}
            </Button>
          </p>
        </>
      )}
    </div>
  );
};
