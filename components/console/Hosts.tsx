import { useState } from 'preact/hooks';
import { Banner, Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { useLoaded } from '@/components/ui/useLoaded';
import type { SystemCoverage } from '@/lib/messages/views';
import { KeyPanel } from './KeyPanel';
import { Panel, Ready, type PageProps } from './shell';
import { TeachPanel } from './TeachPanel';

const List = ({ hosts }: { hosts: string[] }) => (
  <ul class="hosts">
    {hosts.map((h) => (
      <li key={h} class="n">
        <Said text={h} max={100} />
      </li>
    ))}
  </ul>
);

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const System = ({ system, say }: { system: SystemCoverage } & Pick<PageProps, 'say'>) => (
  <>
    <h3>
      <Said text={system.title} max={60} />
    </h3>
    <ul class="bullets">
      {system.figures.map(({ figure, seen, of, share, before, dropped }) => (
        <li key={figure}>
          {say(`hosts.coverage.${figure}`)}{' '}
          <span class="n">
            {say('hosts.coverage.line', { share: percent(share), before: percent(before), seen, of })}
          </span>
          {dropped && <b role="status">{say('hosts.coverage.dropped')}</b>}
        </li>
      ))}
    </ul>
  </>
);

/** Which addresses are read, and the browser's own prompt for those an adapter names. */
export const Hosts = ({ api, say }: PageProps) => {
  const [loaded, again] = useLoaded(() => api.hosts(), [api]);
  const [result, setResult] = useState<boolean>();
  const allow = async (missing: string[]): Promise<void> => {
    const ok = await api.allowHosts(missing).catch(() => false);
    setResult(ok);
    if (ok) again();
  };
  return (
    <>
      <h1>{say('nav.hosts')}</h1>
      <p class="m2">{say('hosts.lead')}</p>
      {result !== undefined && <Banner>{say(result ? 'hosts.done' : 'hosts.denied')}</Banner>}
      <Ready loaded={loaded} again={again} say={say}>
        {(view) => (
          <>
            {view.missing.length > 0 && (
              <Panel
                title={say('hosts.missing')}
                aside={
                  <>
                    <span class="sp" />
                    <Button kind="primary" onPress={() => void allow(view.missing)}>
                      {say('hosts.allow')}
                    </Button>
                  </>
                }
              >
                <List hosts={view.missing} />
              </Panel>
            )}
            <Panel
              title={say('hosts.watched')}
              aside={
                <>
                  <span class="sp" />
                  <Button size="small" onPress={again}>
                    {say('hosts.refresh')}
                  </Button>
                </>
              }
            >
              {view.watched.length === 0 ? <Empty title={say('hosts.none')} /> : <List hosts={view.watched} />}
            </Panel>
            {view.systems.length > 0 && (
              <Panel title={say('hosts.coverage')}>
                {view.systems.map((system) => (
                  <System key={system.title} system={system} say={say} />
                ))}
              </Panel>
            )}
            {view.refused.length > 0 && (
              <Panel title={say('hosts.refused')}>
                <ul class="bullets">
                  {view.refused.map((r, i) => (
                    <li key={i}>
                      <span class="n">
                        <Said text={r.file} max={60} />
                      </span>{' '}
                      <Said text={r.sentence} max={300} />
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </>
        )}
      </Ready>
      <TeachPanel api={api} say={say} />
      <KeyPanel api={api} say={say} />
    </>
  );
};
