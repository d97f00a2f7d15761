// One flagged act in full: what happened, why it fired, what was shown and answered, and whether the record is intact.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { listed } from '@/components/texts';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import { What, Fired, Replica, Answer, Proof, type Flagged } from './FlagParts';
import { Keep } from './Keep';
import { Panel, Ready, type PageProps, type S } from './shell';

/** `course`: drawn in place of the plain list of what happened. */
export const Full = ({
  view,
  say,
  again,
  course,
}: {
  view: Flagged;
  say: S;
  again: () => void;
  course?: ComponentChildren;
}) => {
  const head = view.fired[0];
  return (
    <>
      <header class="headline">
        <h1>
          {head && <Level level={head.level} size={26} />}
          <Said text={head?.sentence ?? view.actionTitle} max={240} />
        </h1>
        <p class="m2">
          {[
            [say('flags.clerk'), view.clerk],
            [say('flags.subject'), view.subject],
            [say('flags.action'), view.actionTitle],
          ].map(
            ([word, value]) =>
              value && (
                <span key={word} class="pair">
                  {word}{' '}
                  <b>
                    <Said text={value} max={60} />
                  </b>
                </span>
              ),
          )}
          <span class="pair">{fullTime(view.at)}</span>
          {view.dwellMs !== undefined && (
            <span class="pair">{say('flag.dwell', { s: Math.round(view.dwellMs / 1000) })}</span>
          )}
          {view.degraded && <span class="tag">{say('flag.degraded')}</span>}
        </p>
      </header>
      <What view={view} say={say} course={course} />
      <Panel title={say('flag.why')}>
        {view.fired.map((f) => (
          <Fired key={f.rule} fired={f} say={say} />
        ))}
        {view.undetermined.length > 0 && (
          <>
            <h3>{say('flag.undetermined')}</h3>
            <ul>
              {view.undetermined.map((u) => (
                <li key={u.rule}>
                  <b>
                    <Said text={u.title} max={80} />
                  </b>{' '}
                  <Said text={u.why} />{' '}
                  <span class="m">
                    <Said text={listed(view.language, u.fields)} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Panel>
      <Panel title={say('flag.shown')}>
        <div class="two">
          <div>
            {view.shown.length === 0 ? (
              <p class="m2">{say('flag.notshown')}</p>
            ) : (
              view.shown.map((s) => <Replica key={s.seq} shown={s} level={head?.level} say={say} />)
            )}
          </div>
          <div>
            {view.answers.length === 0 ? (
              <p class="m2">{say('flag.noanswer')}</p>
            ) : (
              view.answers.map((a) => <Answer key={a.seq} answer={a} say={say} />)
            )}
            {view.endings.map((e) => (
              <p key={e.seq}>
                {say('flags.ending')}{' '}
                <b>
                  <Said text={e.text} />
                </b>{' '}
                <span class="m">{fullTime(e.at).slice(11)}</span> {e.detail && <Said text={e.detail} />}
              </p>
            ))}
          </div>
        </div>
      </Panel>
      {view.gaps.length > 0 && (
        <Panel title={say('flag.gaps')}>
          <ul>
            {view.gaps.map((g) => (
              <li key={g.seq}>
                {fullTime(g.at)} <Said text={g.text} />{' '}
                {g.detail && (
                  <span class="m">
                    <Said text={g.detail} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Proof proof={view.proof} say={say} again={again} />
    </>
  );
};

export const FlagDetail = ({ api, say, seq }: PageProps & { seq: number }) => {
  const [loaded, again] = useLoaded(() => api.flag(seq), [api, seq]);
  useEffect(() => scrollTo?.(0, 0), [seq]);
  return (
    <>
      <nav class="row crumbs">
        <a href="#/flags">{say('flag.back')}</a>
        <span class="m n">/ {seq}</span>
        <span class="sp" />
        <Button size="small" onPress={() => void api.handOut({ kind: 'flag', seq })}>
          {say('flag.export')}
        </Button>
        <Button size="small" onPress={() => print()}>
          {say('flag.print')}
        </Button>
      </nav>
      <Ready loaded={loaded} again={again} say={say}>
        {(view) =>
          view.kind === 'none' ? (
            <>
              <h1>{say('flag.gone')}</h1>
              <Empty title={`#${seq}`} />
            </>
          ) : (
            <>
              <Full view={view} say={say} again={again} />
              <Keep api={api} say={say} seq={seq} held={view.held} again={again} />
            </>
          )
        }
      </Ready>
    </>
  );
};
