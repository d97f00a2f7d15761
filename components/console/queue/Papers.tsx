// The register of numbered papers: what left the house under which number, and its words.
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import { Panel, Ready } from '../shell';
import type { OfficeApi } from './api';
import { papersSheet } from './lists';
import type { Words } from './words';

export const Papers = ({ api, words }: { api: OfficeApi; words: Words }) => {
  const { say, q } = words;
  const [loaded, again] = useLoaded(() => api.papers(), [api]);
  return (
    <>
      <h1>{say('nav.papers')}</h1>
      <Ready loaded={loaded} again={again} say={say}>
        {(papers) => (
          <Panel
            title={q('papers.n', { n: papers.length })}
            aside={
              papers.length > 0 && (
                <>
                  <span class="sp" />
                  <Button
                    size="small"
                    onPress={() => void api.handOut('papers', say('nav.papers'), [papersSheet(papers, words)])}
                  >
                    {q('export')}
                  </Button>
                </>
              )
            }
          >
            {papers.length === 0 ? (
              <Empty title={q('papers.empty')}>{q('papers.empty.more')}</Empty>
            ) : (
              <div class="scrollx">
                <table class="list plain">
                  <thead>
                    <tr>
                      {(['number', 'title', 'at', 'to', 'by'] as const).map((c) => (
                        <th key={c} scope="col">
                          {q(`paper.${c}`)}
                        </th>
                      ))}
                      <th scope="col">{q('paper.matter')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {papers.map((p) => (
                      <tr key={p.seq}>
                        <th scope="row">
                          <a href={`#/letter/${p.seq}`}>
                            <Said text={p.number} max={60} />
                          </a>
                        </th>
                        <td>
                          <Said text={p.title} max={40} />
                        </td>
                        <td class="nw">{fullTime(p.at).slice(0, 16)}</td>
                        <td>{p.to === undefined ? q('paper.erased') : <Said text={p.to} max={40} />}</td>
                        <td>{p.by === undefined ? q('paper.erased') : <Said text={p.by} max={20} />}</td>
                        <td>
                          <a href={`#/matter/${p.matter}`}>{q('open')}</a>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </Panel>
        )}
      </Ready>
    </>
  );
};
