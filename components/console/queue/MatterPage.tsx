// One matter: the record on the left, what is done about it on the right.
import { useEffect, useState } from 'preact/hooks';
import type { GroupView, MatterView } from '@/lib/messages/office-views';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Kbd } from '@/components/ui/Kbd';
import { useLoaded } from '@/components/ui/useLoaded';
import { Full } from '../FlagDetail';
import { goTo } from '../route';
import { Ready } from '../shell';
import type { Deed, OfficeApi } from './api';
import { useKeys } from '../keys';
import { Counters } from './Counters';
import { Group } from './Group';
import { Lanes } from './Lanes';
import { History, Ladder, Letters } from './MatterParts';
import { ReviewPanel } from './ReviewPanel';
import { wordOf, type Words } from './words';

type Matter = Extract<MatterView, { kind: 'matter' }>;

export const MatterPage = ({ api, words, id }: { api: OfficeApi; words: Words; id: string }) => {
  const { say, q } = words;
  const [loaded, again] = useLoaded(() => api.matter(id), [api, id]);
  const [said, setSaid] = useState('');
  const [group, setGroup] = useState<GroupView>();
  useEffect(() => {
    scrollTo?.(0, 0);
    setSaid('');
  }, [id]);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setGroup(undefined);
    void api.group(id).then(setGroup, () => undefined);
  }, [id, turn]);
  const neighbour = (step: number): void => {
    const ids = api.ids({ facets: { stage: ['new', 'asked'] } });
    const next = ids[ids.indexOf(id) + step];
    if (next && next !== id) goTo(`#/matter/${next}`);
  };
  const act = async (deed: Omit<Deed, 'matter'>): Promise<boolean> => {
    const done = await api.act({ ...deed, matter: id });
    setSaid(done.ok ? '' : q('failed', { why: wordOf(q, 'why', done.why) }));
    if (done.ok) {
      again();
      setTurn((n) => n + 1);
    }
    return done.ok;
  };
  useKeys({
    j: () => neighbour(1),
    k: () => neighbour(-1),
    d: () => document.querySelector<HTMLElement>('.review input,.review button')?.focus(),
    p: () => print(),
  });
  return (
    <>
      <nav class="row crumbs">
        <a href="#/queue">{q('backto')}</a>
        <span class="m n">
          / {id.slice(0, 6)}…/{id.split('/')[1]}
        </span>
        <span class="sp" />
        <Button size="small" onPress={() => neighbour(-1)}>
          <Kbd>K</Kbd> {q('prev')}
        </Button>
        <Button size="small" onPress={() => neighbour(1)}>
          <Kbd>J</Kbd> {say('flag.next')}
        </Button>
        <Button size="small" onPress={() => print()}>
          <Kbd>P</Kbd> {say('flag.print')}
        </Button>
      </nav>
      <p class="fault" role="status">
        {said}
      </p>
      <Ready loaded={loaded} again={again} say={say}>
        {(matter) =>
          matter.kind === 'none' || matter.flag.kind === 'none' ? (
            <Empty title={say('flag.gone')} />
          ) : (
            <div class="matter">
              <div class="pile">
                <Full
                  view={matter.flag}
                  say={say}
                  again={again}
                  course={
                    <Lanes
                      lanes={matter.lanes}
                      at={matter.flag.at}
                      subject={matter.flag.subject}
                      mark={matter.flag.fired[0]?.level.mark ?? 'blue'}
                      words={words}
                    />
                  }
                />
              </div>
              <aside class="pile review">
                <ReviewPanel matter={matter} words={words} act={act} />
                <Counters counters={matter.counters} words={words} act={act} />
                {group && <Group group={group} review={matter.review} words={words} act={act} />}
                <Side matter={matter} words={words} act={act} />
              </aside>
            </div>
          )
        }
      </Ready>
    </>
  );
};

const Side = ({
  matter: { review },
  words,
  act,
}: {
  matter: Matter;
  words: Words;
  act: (deed: Omit<Deed, 'matter'>) => Promise<boolean>;
}) => (
  <>
    {review.letters.length > 0 && <Letters letters={review.letters} words={words} />}
    {(review.stage === 'to_report' || review.steps.some((s) => s.taken)) && review.steps.length > 0 && (
      <Ladder steps={review.steps} words={words} act={act} />
    )}
    <History review={review} words={words} act={act} />
  </>
);
