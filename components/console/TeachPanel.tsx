import { useState } from 'preact/hooks';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { useLoaded } from '@/components/ui/useLoaded';
import { Panel, Ready, type PageProps } from './shell';

/** Open pages in which an administrator may start teaching; a page of a new system is taught from the popup. */
export const TeachPanel = ({ api, say }: PageProps) => {
  const [loaded, again] = useLoaded(() => api.teachable(), [api]);
  const [why, setWhy] = useState<'post' | 'page'>();
  const teach = async (tab: number): Promise<void> => {
    const done = await api.teach(tab).catch(() => ({ ok: false, why: 'page' }) as const);
    setWhy(done.ok ? undefined : done.why);
  };
  return (
    <Panel
      title={say('teach.title')}
      aside={
        <>
          <span class="sp" />
          <Button size="small" onPress={again}>
            {say('hosts.refresh')}
          </Button>
        </>
      }
    >
      <p class="m2">{say('teach.lead')}</p>
      {why && <p role="alert">{say(`teach.refused.${why}`)}</p>}
      <Ready loaded={loaded} again={again} say={say}>
        {(pages) =>
          pages.length === 0 ? (
            <Empty title={say('teach.none')} />
          ) : (
            <ul class="hosts">
              {pages.map(({ tab, title, host }) => (
                <li key={tab} class="row">
                  <span class="n">
                    <Said text={host} max={60} />
                  </span>
                  <span class="sp">
                    <Said text={title} max={60} />
                  </span>
                  <Button size="small" onPress={() => void teach(tab)} label={`${say('teach.start')} ${title || host}`}>
                    {say('teach.start')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Ready>
    </Panel>
  );
};
