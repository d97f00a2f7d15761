// How well the pages of each system are recognised here: the last looks one bar each, which rules suffer, where to mend it.
import { useState } from 'preact/hooks';
import type { HealthLine } from '@/lib/messages/admin-views';
import { Empty } from '@/components/ui/Banner';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { useLoaded } from '@/components/ui/useLoaded';
import { Panel, Ready } from '../shell';
import type { AdminProps } from './index';
import type { A } from './words';

export const Health = ({ api, language, say, a }: AdminProps) => {
  const [loaded, again] = useLoaded(() => api.health(language), [api, language], 30_000);
  const [onlyBad, setOnlyBad] = useState(false);
  return (
    <Panel title={a('hl.title')} aside={<span class="m f12">{a('hl.lead')}</span>}>
      <Ready loaded={loaded} again={again} say={say}>
        {(lines) => {
          const bad = lines.filter((line) => line.state !== 'ok');
          const shown = onlyBad ? bad : lines;
          return (
            <>
              <label class="ck">
                <input type="checkbox" checked={onlyBad} onChange={(e) => setOnlyBad(e.currentTarget.checked)} />
                <span>{a('hl.bad', { n: bad.length })}</span>
              </label>
              {shown.length === 0 ? (
                <Empty title={a('hl.none')} />
              ) : (
                <div class="scroll">
                  <table class="list plain">
                    <thead>
                      <tr>
                        {(['system', 'state', 'pages', 'fields', 'commits', 'rules', 'mend'] as const).map((head) => (
                          <th key={head}>{a(`hl.th.${head}`)}</th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {shown.map((line) => (
                        <Line key={line.id} line={line} a={a} />
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </>
          );
        }}
      </Ready>
    </Panel>
  );
};

const Line = ({ line, a }: { line: HealthLine; a: A }) => (
  <tr>
    <th scope="row">
      <Said text={line.title} max={40} /> <span class="n m">{line.id}</span>
    </th>
    <td>
      {line.state === 'ok' || line.state === 'unseen' ? (
        <span class="m">{a(`hl.state.${line.state}`)}</span>
      ) : (
        <Level level={{ mark: line.state === 'pages' ? 'red' : 'orange', word: a(`hl.state.${line.state}`) }} />
      )}
    </td>
    {(['pages', 'fields', 'commits'] as const).map((figure) => {
      const own = line.figures[figure];
      return (
        <td key={figure}>{own ? <Bars recent={own.recent} share={own.share} a={a} /> : <span class="m">—</span>}</td>
      );
    })}
    <td class="wrapcell">
      {line.rules.length ? (
        <details>
          <summary>{a('hl.rules', { n: line.rules.length })}</summary>
          {line.rules.map((rule) => (
            <a key={rule.id} href={`#/rules/${rule.pack}/${rule.id}`}>
              {rule.id}{' '}
            </a>
          ))}
        </details>
      ) : (
        '—'
      )}
    </td>
    <td>
      {line.teach ? (
        <a class="teach" href={line.teach}>
          {a('hl.teach')}
        </a>
      ) : (
        <span class="m">{a('hl.teach.none')}</span>
      )}
    </td>
  </tr>
);

/** One bar for each of the last looks; the figure beside says it without the eye. */
const Bars = ({ recent, share, a }: { recent: number[]; share: number; a: A }) => (
  <span class="row">
    <span class="bars" aria-hidden="true">
      {recent.slice(-14).map((r, i) => (
        <i key={i} class={r < 0.8 ? 'low' : ''} style={{ height: `${Math.max(2, Math.round(r * 14))}px` }} />
      ))}
    </span>
    <b class="n" title={a('hl.share')}>
      {Math.round(share * 100)}%
    </b>
  </span>
);
