import { useState } from 'preact/hooks';
import type { ReviewView } from '@/lib/messages/office-views';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { shortTime } from '@/components/ui/time';
import { Panel } from '../shell';
import type { Deed } from './api';
import { wordOf, type Words } from './words';

type Act = (deed: Omit<Deed, 'matter'>) => Promise<boolean>;

export const Letters = ({ letters, words: { q } }: { letters: ReviewView['letters']; words: Words }) => (
  <Panel title={q('letters')}>
    <ul class="lines">
      {letters.map((l) => (
        <li key={l.number}>
          <b>
            <Said text={l.title} max={30} />
          </b>{' '}
          <Said text={l.number} max={40} /> <span class="m">{shortTime(l.at)}</span>{' '}
          <a href={`#/letter/${l.seq}`}>{q('letter.open')}</a>
        </li>
      ))}
    </ul>
  </Panel>
);

/** What is to be done, rung by rung, once a report-back is overdue. */
export const Ladder = ({ steps, words: { q }, act }: { steps: ReviewView['steps']; words: Words; act: Act }) => (
  <Panel title={q('ladder')}>
    <ol class="lines">
      {steps.map((s) => (
        <li key={s.id} class="row">
          <Said text={s.title} max={40} />
          <span class="sp" />
          {s.isDue ? (
            <Button size="small" onPress={() => void act({ do: 'supervise', step: s.id })}>
              {s.title}
            </Button>
          ) : (
            <span class="m">{s.taken ? q('ladder.taken') : q('ladder.later')}</span>
          )}
        </li>
      ))}
    </ol>
  </Panel>
);

/** What was done, by whom, with what words; and the officers' discussion. */
export const History = ({ review, words: { q }, act }: { review: ReviewView; words: Words; act: Act }) => {
  const [note, setNote] = useState('');
  return (
    <Panel title={q('history')}>
      {review.history.length === 0 ? (
        <p class="m">{q('history.empty')}</p>
      ) : (
        <ol class="lines history">
          {review.history.map((h) => (
            <li key={h.seq} class={h.void ? 'void' : ''}>
              <p>
                <b>
                  <Said text={h.who} max={20} />
                </b>{' '}
                <span class="m">{shortTime(h.at)}</span> {h.do === 'supervise' ? h.what : wordOf(q, 'act', h.do)}
                {h.verdict && ` · ${q(`verdict.${h.verdict}`)}`}
                {h.do !== 'supervise' && h.what && ` · ${h.what}`}
                {h.adopted !== undefined && ` · ${q(h.adopted ? 'counter.adopt' : 'counter.leave')}`}
                {h.isReceived && <span class="m"> · {q('history.received')}</span>}
              </p>
              {h.text && (
                <p>
                  <Said text={h.text} max={600} />
                </p>
              )}
              {h.void && <p class="fault">{q('history.void', { why: wordOf(q, 'why', h.void) })}</p>}
            </li>
          ))}
        </ol>
      )}
      {!review.barred.note && (
        <form
          class="row sentence"
          onSubmit={(e) => {
            e.preventDefault();
            if (note.trim()) void act({ do: 'note', text: note.trim() }).then((ok) => ok && setNote(''));
          }}
        >
          <input
            class="in grow"
            value={note}
            maxLength={1000}
            aria-label={q('say.note')}
            placeholder={q('say.note')}
            onInput={(e) => setNote(e.currentTarget.value)}
          />
          <Button submit size="small" unready={!note.trim()}>
            {q('act.note')}
          </Button>
        </form>
      )}
    </Panel>
  );
};
