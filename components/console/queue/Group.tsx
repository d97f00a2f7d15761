import { useState } from 'preact/hooks';
import type { GroupView, QueueLine, ReviewView } from '@/lib/messages/office-views';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { fullTime, shortTime } from '@/components/ui/time';
import { Panel } from '../shell';
import type { Deed } from './api';
import { stageWord, type Words } from './words';

type Act = (deed: Omit<Deed, 'matter'>) => Promise<boolean>;

/** Matters that stand together and why; a person takes one out or puts one in, with a sentence, and either way back. */
export const Group = ({
  group,
  review,
  words,
  act,
}: {
  group: GroupView;
  review: ReviewView;
  words: Words;
  act: Act;
}) => {
  const { q } = words;
  const [into, setInto] = useState<string>();
  const isAlone = group.members.length === 0;
  if (isAlone && group.others.length === 0) return null;
  return (
    <Panel title={q('group')} aside={<span class="m">{q('group.n', { n: group.members.length + 1 })}</span>}>
      <p class="m2">
        <Said
          text={
            group.isJoined
              ? q('group.joined')
              : isAlone
                ? group.isSplit
                  ? q('group.split')
                  : q('group.alone')
                : q('group.why', {
                    subject: group.subject,
                    family: group.family,
                    days: group.days,
                    from: fullTime(group.from).slice(0, 10),
                    to: fullTime(group.to).slice(0, 10),
                  })
          }
          max={240}
        />
      </p>
      <Lines lines={group.members} words={words} />
      {(!isAlone || group.isJoined) && !review.barred.split && (
        <Sentence word={q('act.split')} ask={q('say.split')} onGive={(text) => act({ do: 'split', text })} />
      )}
      {group.others.length > 0 && (
        <details>
          <summary>{q('group.others', { n: group.others.length })}</summary>
          <Lines
            lines={group.others}
            words={words}
            {...(review.barred.join ? {} : { pick: { chosen: into, choose: setInto } })}
          />
          {into && (
            <Sentence
              word={q('act.join')}
              ask={q('say.join')}
              onGive={(text) => act({ do: 'join', with: into, text })}
            />
          )}
        </details>
      )}
    </Panel>
  );
};

const Lines = ({
  lines,
  words: { q },
  pick,
}: {
  lines: readonly QueueLine[];
  words: Words;
  pick?: { chosen: string | undefined; choose: (id: string) => void };
}) => (
  <ul class="lines">
    {lines.map((l) => (
      <li key={l.id} class="row">
        {pick && (
          <input
            type="radio"
            name="into"
            checked={pick.chosen === l.id}
            aria-label={q('group.into', { what: l.sentence.slice(0, 40) })}
            onChange={() => pick.choose(l.id)}
          />
        )}
        <span>
          <a href={`#/matter/${l.id}`}>
            <Said text={l.sentence} max={60} />
          </a>{' '}
          <span class="m">
            {shortTime(l.at)} · {stageWord(l, q)}
          </span>
        </span>
      </li>
    ))}
  </ul>
);

/** One sentence and the deed it is the reason of. */
export const Sentence = ({
  word,
  ask,
  onGive,
}: {
  word: string;
  ask: string;
  onGive: (text: string) => Promise<boolean>;
}) => {
  const [text, setText] = useState('');
  return (
    <form
      class="row sentence"
      onSubmit={(e) => {
        e.preventDefault();
        if (text.trim()) void onGive(text.trim()).then((ok) => ok && setText(''));
      }}
    >
      <input
        class="in grow"
        value={text}
        maxLength={400}
        aria-label={ask}
        placeholder={ask}
        onInput={(e) => setText(e.currentTarget.value)}
      />
      <Button submit size="small" unready={!text.trim()}>
        {word}
      </Button>
    </form>
  );
};
