// How well the pages of each system are recognised here: the last looks one bar each, which rules suffer, where to mend it.
import { useState } from 'preact/hooks';
import type { FaultLine, HealthLine } from '@/lib/messages/admin-views';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import { Panel, Ready } from '../shell';
import type { AdminProps } from './index';
import type { A } from './words';

type Teach = (adapter: string, tab?: number) => void;

export const Health = ({ api, language, say, a }: AdminProps) => {
  const [loaded, again] = useLoaded(() => api.health(language), [api, language], 30_000);
  const [onlyBad, setOnlyBad] = useState(false);
  const [why, setWhy] = useState<'post' | 'page' | 'closed'>();
  const teach = async (adapter: string, tab?: number): Promise<void> => {
    const done = await api.teachAgain(adapter, tab).catch(() => ({ ok: false, why: 'page' }) as const);
    setWhy(done.ok ? undefined : done.why);
  };
  return (
    <Panel title={a('hl.title')} aside={<span class="m f12">{a('hl.lead')}</span>}>
      <Ready loaded={loaded} again={again} say={say}>
        {(lines) => {
          const bad = lines.filter(({ state, faults }) => faults.length || (state !== 'ok' && state !== 'unseen'));
          const shown = onlyBad ? bad : lines;
          return (
            <>
              <label class="ck">
                <input type="checkbox" checked={onlyBad} onChange={(e) => setOnlyBad(e.currentTarget.checked)} />
                <span>{a('hl.bad', { n: bad.length })}</span>
              </label>
              {why && <p role="alert">{a(`hl.teach.${why}`)}</p>}
              {shown.length === 0 ? (
                <Empty title={a('hl.none')} />
              ) : (
                <div class="scroll">
                  <table class="list plain">
                    <thead>
                      <tr>
                        {(['system', 'state', 'pages', 'fields', 'commits', 'rules'] as const).map((head) => (
                          <th key={head}>{a(`hl.th.${head}`)}</th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {shown.map((line) => (
                        <Line key={line.id} line={line} a={a} onTeach={(id, tab) => void teach(id, tab)} />
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

const Line = ({ line, a, onTeach }: { line: HealthLine; a: A; onTeach: Teach }) => (
  <>
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
    </tr>
    {line.faults.map((fault) => (
      <tr key={fault.page} class="lacking">
        <td colSpan={6} class="wrapcell">
          <p class="row wrap">
            <span class="grow">
              <b>
                <Said text={fault.title} max={40} />
              </b>{' '}
              <span class="m f12 n">{fullTime(fault.at).slice(5, 16)}</span> {a('hl.missing')}
              {fault.missing.map((one) => (
                <Missing key={`${one.kind}${one.name}`} one={one} a={a} />
              ))}
            </span>
            <Button size="small" onPress={() => onTeach(line.id, fault.tab)} label={`${a('hl.teach')} ${fault.title}`}>
              {a('hl.teach')}
            </Button>
          </p>
        </td>
      </tr>
    ))}
  </>
);

/** What was looked for in vain: the locator itself, as the adapter's file writes it. */
const Missing = ({ one, a }: { one: FaultLine['missing'][number]; a: A }) => (
  <span class="lost">
    {a(`hl.missing.${one.kind}`)} <Said text={one.name} max={40} />
    {one.by.map((by) => (
      <code key={by}>
        <Said text={by} max={60} />
      </code>
    ))}
  </span>
);

/** One bar for each of the last looks; the figure beside says it without the eye. */
const Bars = ({ recent, share, a }: { recent: number[]; share: number; a: A }) => (
  <span class="row">
    <span class="visits" aria-hidden="true">
      {recent.slice(-14).map((r, i) => (
        <i key={i} class={r < 0.8 ? 'low' : ''} style={{ height: `${Math.max(2, Math.round(r * 14))}px` }} />
      ))}
    </span>
    <b class="n" title={a('hl.share')}>
      {Math.round(share * 100)}%
    </b>
  </span>
);
