// The clerk's own learning: today's card, the quarter's quiz, the exam of each post. Nothing here is asked while a hold stands.
import { useEffect, useState } from 'preact/hooks';
import type { ExamView, LearningView, PaperKind, RunView, TakenView, ToldView } from '@/lib/messages/learning-views';
import { Banner, Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import { Panel, Ready, type S } from '../console/shell';
import type { LearningApi } from './api';
import { Paper } from './Paper';
import { Ask, type L, Told, Why } from './Question';

type View = Extract<LearningView, { kind: 'learning' }>;
/** Values of the sentences about a paper that was taken. */
const count = ({ at, right, of }: TakenView) => ({ at: day(at), right, of });
const day = (at: number): string => fullTime(at).slice(0, 10);

/** `frame`: the console's words around a load; `say`: learning's own. */
export const LearningPage = ({ api, frame, say }: { api: LearningApi; frame: S; say: L }) => {
  const [loaded, again] = useLoaded(() => api.view(), [api]);
  const [run, setRun] = useState<RunView>();
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    const done = new AbortController();
    api.onChange(again, done.signal);
    return () => done.abort();
  }, [api, again]);
  const waits = 'value' in loaded && loaded.value?.kind === 'learning' ? loaded.value.waits : 0;
  useEffect(() => {
    // What was answered is kept by the worker; the paper is opened again from there.
    if (waits > 0) setRun(undefined);
  }, [waits]);

  const begin = async (kind: PaperKind, post?: string): Promise<void> => {
    const done = await api.start(kind, post).catch(() => undefined);
    if (done?.ok) setRun(done.run);
    setFault(done?.ok ? undefined : say(done?.why === 'waits' ? 'learn.waits.more' : `learn.${done?.why ?? 'failed'}`));
  };
  const leave = (): void => {
    setRun(undefined);
    again();
  };
  return (
    <div class="learn">
      <h1>{say('nav.learning')}</h1>
      <p class="m2">{say('learn.lead')}</p>
      <Ready loaded={loaded} again={again} say={frame}>
        {(view) => {
          if (view.kind === 'nobody')
            return (
              <Empty title={say('learn.nobody')}>
                {say('learn.nobody.more')} <a href="#/people">{say('learn.exam.signin')}</a>
              </Empty>
            );
          if (view.kind === 'no_posts') return <Empty title={say('learn.noposts')} />;
          const title = ({ kind, postName }: Pick<RunView, 'kind' | 'postName'>): string =>
            kind === 'quiz'
              ? say('learn.quiz', { period: view.quiz.period })
              : [say('learn.exam'), postName].filter(Boolean).join(' · ');
          if (view.waits > 0)
            return (
              <Banner>
                <p class="w">{say('learn.waits', { n: view.waits })}</p>
                <p class="m2">{say('learn.waits.more')}</p>
              </Banner>
            );
          if (run) return <Paper first={run} api={api} say={say} title={title} leave={leave} />;
          return (
            <>
              {fault && (
                <p class="fault" role="alert">
                  {fault}
                </p>
              )}
              <Card key={view.card.point.id} view={view} api={api} say={say} />
              <Quiz view={view} say={say} begin={() => void begin('quiz')} />
              <Exams view={view} say={say} begin={(post) => void begin('exam', post)} />
            </>
          );
        }}
      </Ready>
    </div>
  );
};

const Card = ({ view: { card }, api, say }: { view: View; api: LearningApi; say: L }) => {
  const [told, setTold] = useState<ToldView>();
  const [fault, setFault] = useState<string>();
  const { point, question } = card;
  const answer = async (option: number): Promise<void> => {
    const done = question && (await api.answer(question.id, option).catch(() => undefined));
    if (done?.ok && done.told) setTold(done.told);
    setFault(done?.ok ? undefined : say(done?.why === 'waits' ? 'learn.waits.more' : `learn.${done?.why ?? 'failed'}`));
  };
  const why = { title: point.title, behaviour: point.behaviour, measures: point.measures, source: point.source };
  return (
    <Panel
      title={say('learn.card')}
      aside={
        <span class="m">
          {card.done && `${say('learn.card.done')} · `}
          {say('learn.card.days', { n: card.days })}
        </span>
      }
    >
      <p class="row">
        <Level level={point.level} />
      </p>
      {told ? (
        <Told told={told} say={say} live />
      ) : question && !card.done ? (
        <Ask key={question.id} question={question} say={say} onAnswer={(option) => void answer(option)} />
      ) : (
        <Why told={why} say={say} />
      )}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Panel>
  );
};

const Quiz = ({ view: { quiz, run }, say, begin }: { view: View; say: L; begin: () => void }) => (
  <Panel
    title={say('learn.quiz', { period: quiz.period })}
    aside={
      quiz.last && <span class="m">{say(quiz.last.passed ? 'learn.last.passed' : 'learn.last', count(quiz.last))}</span>
    }
  >
    <p class="m2">{say('learn.quiz.lead', { n: quiz.questions, need: quiz.need })}</p>
    <Button onPress={begin}>
      {say(run?.kind === 'quiz' ? 'learn.goon' : quiz.last ? 'learn.again' : 'learn.start')}
    </Button>
  </Panel>
);

const Exams = ({ view, say, begin }: { view: View; say: L; begin: (post: string) => void }) => (
  <Panel title={say('learn.exam')}>
    <p class="m2">
      {say('learn.exam.lead')} {!view.mayExam && <a href="#/people">{say('learn.exam.signin')}</a>}
    </p>
    <table class="list plain">
      <thead>
        <tr>
          <th scope="col">{say('learn.post')}</th>
          <th scope="col">{say('learn.size')}</th>
          <th scope="col">{say('learn.state')}</th>
          <th scope="col">
            <span class="vh">{say('learn.start')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {view.exams.map((exam) => (
          <tr key={exam.post}>
            <th scope="row">
              <Said text={exam.postName} max={40} />
            </th>
            <td>{say('learn.size.of', { n: exam.questions, need: exam.need })}</td>
            <td>
              <Standing exam={exam} say={say} />
            </td>
            <td class="end">
              {view.mayExam && (
                <Button size="small" onPress={() => begin(exam.post)}>
                  {say(
                    view.run?.kind === 'exam' && view.run.postName === exam.postName
                      ? 'learn.goon'
                      : exam.last
                        ? 'learn.again'
                        : 'learn.start',
                  )}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Panel>
);

const Standing = ({ exam: { passed, last }, say }: { exam: ExamView; say: L }) => (
  <>
    {passed ? (
      <>
        <b>{say('learn.passed', { at: day(passed.at) })}</b>{' '}
        <span class="m f12">
          <Said text={say('learn.passed.packs', { packs: passed.packs })} max={80} />
        </span>
      </>
    ) : last ? (
      say('learn.last', count(last))
    ) : (
      say('learn.notyet')
    )}
  </>
);
