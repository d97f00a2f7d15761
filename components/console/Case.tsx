// One matter through its stages, as this desk knows it.
import type { CaseStage } from '@/lib/messages/views';
import { Empty } from '@/components/ui/Banner';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { fullTime, shortTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import { Panel, Ready, type PageProps, type S } from './shell';

/** Without `seq`: the page asked for a matter that this desk has no act of. */
export const Case = ({ api, say, seq }: PageProps & { seq?: number }) => (
  <>
    <h1>{say('case.title')}</h1>
    <p class="m2">{say('case.lead')}</p>
    {seq === undefined ? <Empty title={say('case.nothing')} /> : <Stages api={api} say={say} seq={seq} />}
  </>
);

const Stages = ({ api, say, seq }: PageProps & { seq: number }) => {
  const [loaded, again] = useLoaded(() => api.matterOf(seq), [api, seq]);
  return (
    <Ready loaded={loaded} again={again} say={say}>
      {(view) =>
        view.kind === 'none' ? (
          <Empty title={say('case.none')} />
        ) : (
          <Panel title={view.subject} aside={<span class="m">{say('case.count', { n: view.stages.length })}</span>}>
            {view.deadlines.map((due) => (
              <p key={due.id}>
                <b>{due.what}</b> {shortTime(due.due - 1)}
              </p>
            ))}
            <ol>
              {view.stages.map((stage) => (
                <Stage key={stage.seq} stage={stage} say={say} />
              ))}
            </ol>
          </Panel>
        )
      }
    </Ready>
  );
};

const Stage = ({ stage, say }: { stage: CaseStage; say: S }) => (
  <li class="mineline">
    <time class="m nw">{fullTime(stage.at).slice(0, 16)}</time>
    <div class="grow">
      <p>
        <b>
          <Said text={stage.actionTitle} max={40} />
        </b>
        {stage.endingText && (
          <span class="m">
            {' '}
            · <Said text={stage.endingText} max={40} />
          </span>
        )}
      </p>
      {stage.flags > 0 && (
        <p class="row">
          {stage.level && <Level level={stage.level} />}
          <a href={`#/flags/${stage.seq}`}>
            <Said text={stage.sentence ?? say('mine.flags', { n: stage.flags })} max={120} />
          </a>
          {stage.answerText && (
            <span class="m2">
              <Said text={stage.answerText} max={60} />
            </span>
          )}
        </p>
      )}
    </div>
  </li>
);
