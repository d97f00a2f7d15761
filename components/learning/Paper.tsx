// A quiz or an exam while it is answered, and its result.
import { useState } from 'preact/hooks';
import type { LearningAnswered, LearningRefusal, ResultView, RunView, ToldView } from '@/lib/messages/learning-views';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Panel } from '../console/shell';
import type { LearningApi } from './api';
import { Ask, type L, Told } from './Question';

interface PaperProps {
  first: RunView;
  api: LearningApi;
  say: L;
  title: (of: Pick<RunView, 'kind' | 'postName'>) => string;
  leave: () => void;
}
/** told: what a quiz says between two questions. */
type At =
  | { kind: 'question'; run: RunView; why?: LearningRefusal | 'failed' }
  | { kind: 'told'; told: ToldView; next: RunView | ResultView }
  | { kind: 'result'; result: ResultView };

export const Paper = ({ first, api, say, title, leave }: PaperProps) => {
  const [at, setAt] = useState<At>({ kind: 'question', run: first });

  const answer = async (run: RunView, option: number): Promise<void> => {
    const done = await api
      .answer(run.question.id, option)
      .catch((): Extract<LearningAnswered, { ok: false }> | undefined => undefined);
    if (!done) setAt({ kind: 'question', run, why: 'failed' });
    else if (!done.ok) setAt({ kind: 'question', run, why: done.why });
    else if (done.told && (done.run ?? done.result))
      setAt({ kind: 'told', told: done.told, next: (done.run ?? done.result) as RunView | ResultView });
    else if (done.run) setAt({ kind: 'question', run: done.run });
    else if (done.result) setAt({ kind: 'result', result: done.result });
  };
  const goOn = (next: RunView | ResultView): void =>
    setAt('question' in next ? { kind: 'question', run: next } : { kind: 'result', result: next });

  if (at.kind === 'result') return <Result result={at.result} say={say} title={title(at.result)} leave={leave} />;
  const of = at.kind === 'question' ? at.run : 'question' in at.next ? { ...at.next, n: at.next.n - 1 } : undefined;
  return (
    <Panel title={title(first)} aside={of && <span class="m">{say('learn.n', { n: of.n, of: of.of })}</span>}>
      {at.kind === 'question' ? (
        <>
          <Ask
            key={at.run.question.id}
            question={at.run.question}
            say={say}
            takesFocus
            onAnswer={(option) => void answer(at.run, option)}
          />
          {at.why && (
            <p class="fault" role="alert">
              {say(at.why === 'waits' ? 'learn.waits.more' : `learn.${at.why}`)}
            </p>
          )}
        </>
      ) : (
        <>
          <Told told={at.told} say={say} live />
          <Button kind="primary" onPress={() => goOn(at.next)} buttonRef={takeFocus}>
            {say('question' in at.next ? 'learn.next' : 'learn.end')}
          </Button>
        </>
      )}
      <p>
        <button type="button" class="as-link" onClick={leave}>
          {say('learn.later')}
        </button>
      </p>
    </Panel>
  );
};

/** Whoever answers by keyboard goes on by Enter. */
const takeFocus = (button: HTMLButtonElement | null): void => button?.focus();

const Result = ({ result, say, title, leave }: { result: ResultView; say: L; title: string; leave: () => void }) => (
  <Panel title={title} aside={<span class="m">{say('learn.result', { right: result.right, of: result.of })}</span>}>
    <p class="w f16" role="status">
      {say(result.passed ? 'learn.result.passed' : 'learn.result.failed', { need: result.need })}
    </p>
    {result.mistakes.length === 0 ? (
      <Empty title={say('learn.none')} />
    ) : (
      <>
        <h3>{say('learn.mistakes')}</h3>
        {result.mistakes.map((told) => (
          <Told key={told.question.id} told={told} say={say} />
        ))}
      </>
    )}
    <Button kind="primary" onPress={leave}>
      {say('learn.back')}
    </Button>
  </Panel>
);
