// One question with its options, and what is said after an answer.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { QuestionView, ToldView } from '@/lib/messages/learning-views';
import type { Say } from '@/components/texts';
import type { LearningKey } from '@/components/texts/zh/learning';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { Said } from '@/components/ui/Said';

export type L = Say<LearningKey>;

interface AskProps {
  question: QuestionView;
  say: L;
  /** A fresh question in a paper takes the focus; the day's card does not. */
  takesFocus?: boolean;
  onAnswer: (option: number) => void;
}
/** Mounted anew for each question. */
export const Ask = ({ question, say, takesFocus, onAnswer }: AskProps) => {
  const [picked, setPicked] = useState<number>();
  const [isMissing, setMissing] = useState(false);
  const heading = useRef<HTMLLegendElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, []);
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (picked === undefined) setMissing(true);
        else onAnswer(picked);
      }}
    >
      <fieldset>
        <legend ref={heading} tabIndex={-1} class="w f14">
          <Said text={question.ask} max={300} />
        </legend>
        {question.options.map((option, i) => (
          <label key={option}>
            <input
              type="radio"
              name={question.id}
              checked={picked === i}
              onChange={() => {
                setPicked(i);
                setMissing(false);
              }}
            />
            <span>
              <Said text={option} max={300} />
            </span>
          </label>
        ))}
      </fieldset>
      {isMissing && (
        <p class="fault" role="alert">
          {say('learn.pick')}
        </p>
      )}
      <Button kind="primary" submit>
        {say('learn.answer')}
      </Button>
    </form>
  );
};

/** Right or not, by a word and a sign; no level's colour, for nothing is at risk here. */
export const Told = ({ told, say, live }: { told: ToldView; say: L; live?: boolean }) => {
  const isRight = told.chosen === told.right;
  const { options } = told.question;
  return (
    <div class="told" role={live ? 'status' : undefined}>
      <p class="w">
        <Said text={told.question.ask} max={300} />
      </p>
      {live && (
        <p class="row w">
          <Icon paths={PAGE_ICONS[isRight ? 'seal' : 'note']} />
          {say(isRight ? 'learn.right' : 'learn.wrong')}
        </p>
      )}
      <dl>
        {!isRight && (
          <>
            <dt>{say('learn.yours')}</dt>
            <dd>
              <Said text={options[told.chosen] ?? ''} max={300} />
            </dd>
          </>
        )}
        <dt>{say('learn.is')}</dt>
        <dd class="w">
          <Said text={options[told.right] ?? ''} max={300} />
        </dd>
      </dl>
      <Why told={told} say={say} />
    </div>
  );
};

export const Why = ({ told, say }: { told: Omit<ToldView, 'question' | 'chosen' | 'right'>; say: L }) => (
  <div class="why">
    <p>
      <b>
        <Said text={told.title} max={80} />
      </b>{' '}
      <Said text={told.behaviour} max={300} />
    </p>
    {told.measures.length > 0 && (
      <>
        <p>
          <b>{say('learn.how')}</b>
        </p>
        <ul class="bullets">
          {told.measures.map((measure) => (
            <li key={measure}>
              <Said text={measure} max={120} />
            </li>
          ))}
        </ul>
      </>
    )}
    <p class="m f12">
      <Said text={say('learn.source', { source: told.source })} max={160} />
    </p>
  </div>
);
