// Who passed the entry exam of which post, for officers. In the order of the staff list; no marks, no attempts.
import { Empty } from '@/components/ui/Banner';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import type { OfficeApi } from '../console/queue/api';
import type { Words } from '../console/queue/words';
import { Panel, Ready } from '../console/shell';
import type { L } from './Question';

export const PassesPage = ({ api, words, say: l }: { api: OfficeApi; words: Words; say: L }) => {
  const { say, q } = words;
  const [loaded, again] = useLoaded(() => api.passes(), [api], 60_000);
  return (
    <>
      <h1>{l('nav.passes')}</h1>
      <p class="m2">{l('passes.lead')}</p>
      <Ready loaded={loaded} again={again} say={say}>
        {(view) =>
          !view.isOfficer ? (
            <div class="panelbox">
              <Empty title={q('notofficer')}>
                {q('notofficer.more')} <a href="#/people">{q('signin')}</a>
              </Empty>
            </div>
          ) : view.lines.length === 0 ? (
            <div class="panelbox">
              <Empty title={l('passes.none')}>{l('passes.none.more')}</Empty>
            </div>
          ) : (
            <Panel title={l('passes.count', { n: view.lines.length })}>
              <table class="list plain">
                <thead>
                  <tr>
                    {(['unit', 'post', 'person', 'name', 'at', 'packs'] as const).map((head) => (
                      <th key={head} scope="col">
                        {l(`passes.${head}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {view.lines.map((line) => (
                    <tr key={`${line.person} ${line.postName}`}>
                      <td>
                        <Said text={line.unit} max={60} />
                      </td>
                      <td>
                        <Said text={line.postName} max={40} />
                      </td>
                      <th scope="row">
                        <Said text={line.person} max={30} />
                      </th>
                      <td>
                        <Said text={line.name || l('passes.unknown')} max={30} />
                      </td>
                      <td class="nw">{fullTime(line.at).slice(0, 10)}</td>
                      <td>
                        <Said text={line.packs} max={60} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Panel>
          )
        }
      </Ready>
    </>
  );
};
