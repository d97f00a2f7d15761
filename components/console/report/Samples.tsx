// Samples: what the regulation wants drawn, what was drawn with which seed, and what the check found.
import { useState } from 'preact/hooks';
import type { DrawView, SamplesView } from '@/lib/messages/office-views';
import type { Language } from '@/lib/model';
import { sayer } from '@/components/texts';
import { report as en } from '@/components/texts/en/report';
import { report as zh } from '@/components/texts/zh/report';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { fullTime, shortTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import '@/components/styles/report.css';
import type { OfficeApi, Tried } from '../queue/api';
import { wordOf, type Q } from '../queue/words';
import { Panel, Ready, type S } from '../shell';
import type { R } from './sheets';

interface On {
  r: R;
  q: Q;
  go: (tried: Promise<Tried>) => Promise<boolean>;
  api: OfficeApi;
}

export const Samples = ({ api, say, q, language }: { api: OfficeApi; say: S; q: Q; language: Language }) => {
  const r = sayer(language, { zh, en });
  const [loaded, again] = useLoaded(() => api.refresh().then(() => api.samples()), [api]);
  const [said, setSaid] = useState('');
  const go = async (tried: Promise<Tried>): Promise<boolean> => {
    const { ok, why } = await tried.catch((): Tried => ({ ok: false, why: 'not_written' }));
    setSaid(ok ? '' : r('sample.failed', { why: wordOf(q, 'why', why ?? 'not_written') }));
    if (ok) again();
    return ok;
  };
  const on: On = { r, q, go, api };
  return (
    <>
      <h1>{say('nav.samples')}</h1>
      <p class="m2">{r('sample.lead')}</p>
      <p class="fault" role="status">
        {said}
      </p>
      <Ready loaded={loaded} again={again} say={say}>
        {({ plans, draws }) => (
          <>
            <Panel title={r('sample.plans')}>
              {plans.length === 0 ? (
                <Empty title={r('sample.none')} />
              ) : (
                plans.map((plan) => <Plan key={plan.id} plan={plan} on={on} />)
              )}
            </Panel>
            <Panel title={r('sample.draws')}>
              {draws.length === 0 ? (
                <Empty title={r('sample.no.draws')} />
              ) : (
                draws.map((draw) => <Draw key={draw.seq} draw={draw} on={on} />)
              )}
            </Panel>
          </>
        )}
      </Ready>
    </>
  );
};

const Plan = ({ plan, on: { r, q, go, api } }: { plan: SamplesView['plans'][number]; on: On }) => {
  const [seed, setSeed] = useState('');
  return (
    <form
      class="row wrap plan"
      onSubmit={(e) => {
        e.preventDefault();
        void go(api.draw(plan.id, seed.trim())).then((ok) => ok && setSeed(''));
      }}
    >
      <b>
        <Said text={plan.title} max={60} />
      </b>
      <span class="tag">{plan.isDue ? r('sample.due') : r('sample.done')}</span>
      <span class="m2">
        {r(`sample.of.${plan.of}`, { pool: plan.pool, share: Math.round(plan.share * 100), atLeast: plan.atLeast })}
      </span>
      <span class="sp" />
      {plan.barred ? (
        <span class="m2">{wordOf(q, 'why', plan.barred)}</span>
      ) : plan.pool === 0 ? (
        <span class="m2">{r('sample.empty')}</span>
      ) : (
        <>
          <input
            class="in"
            value={seed}
            maxLength={40}
            aria-label={r('sample.seed')}
            placeholder={r('sample.seed')}
            onInput={(e) => setSeed(e.currentTarget.value)}
          />
          <Button submit kind={plan.isDue ? 'primary' : 'plain'} size="small">
            {r('sample.draw')}
          </Button>
        </>
      )}
    </form>
  );
};

const Draw = ({ draw, on }: { draw: DrawView; on: On }) => {
  const { r } = on;
  const todo = draw.items.filter((i) => !i.checked).length;
  return (
    <section class="draw">
      <h3>
        <Said
          text={r('sample.head', {
            title: draw.title,
            seed: draw.seed,
            from: fullTime(draw.from).slice(0, 10),
            until: fullTime(draw.until).slice(0, 10),
            pool: draw.pool,
            n: draw.items.length,
          })}
          max={160}
        />
      </h3>
      <p class="m f12">
        {r('sample.by', { by: draw.by, at: shortTime(draw.at) })} · {r(`sample.again.${draw.again}`)}
        {todo > 0 && ` · ${r('sample.todo', { n: todo })}`}
      </p>
      <ul class="lines">
        {draw.items.map((item) => (
          <li key={item.item}>
            <span class="row wrap">
              {draw.of === 'matters' ? (
                <a href={`#/matter/${item.item}`}>
                  <Said text={item.sentence ?? item.item} max={80} />
                </a>
              ) : (
                <b>
                  <Said text={item.item} max={60} />
                </b>
              )}
              {item.checked && (
                <span class="m2">
                  {r(`sample.${item.checked.found}`)} · <Said text={item.checked.text} max={200} /> ·{' '}
                  {r('sample.by.check', { by: item.checked.by, at: shortTime(item.checked.at) })}
                </span>
              )}
            </span>
            {!item.checked && <CheckForm draw={draw.seq} item={item.item} on={on} />}
          </li>
        ))}
      </ul>
    </section>
  );
};

const CheckForm = ({ draw, item, on: { r, go, api } }: { draw: number; item: string; on: On }) => {
  const [text, setText] = useState('');
  const give = (found: 'right' | 'wrong'): void => {
    if (text.trim()) void go(api.check({ draw, item, found, text: text.trim() }));
  };
  return (
    <div class="row sentence">
      <input
        class="in grow"
        value={text}
        maxLength={400}
        aria-label={`${r('sample.say')} ${item}`}
        placeholder={r('sample.say')}
        onInput={(e) => setText(e.currentTarget.value)}
      />
      <Button size="small" unready={!text.trim()} onPress={() => give('right')}>
        {r('sample.right')}
      </Button>
      <Button size="small" unready={!text.trim()} onPress={() => give('wrong')}>
        {r('sample.wrong')}
      </Button>
    </div>
  );
};
