import { useState } from 'preact/hooks';
import type { Language } from '@/lib/model';
import type { MineLine } from '@/lib/messages/views';
import { listed } from '@/components/texts';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { cut } from '@/components/ui/cut';
import { fullTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import type { ConsoleApi } from './api';
import { Notes } from './MineNotes';
import { Panel, Ready, type PageProps, type S } from './shell';

const PAGE = 50;

interface LineProps {
  line: MineLine;
  language: Language;
  api: ConsoleApi;
  say: S;
  again: () => void;
}
const Line = ({ line, language, api, say, again }: LineProps) => (
  <li class="mineline">
    <time class="m nw">{fullTime(line.at).slice(5, 19)}</time>
    <div class="grow">
      <p>
        <b>
          <Said text={line.actionTitle} max={40} />
        </b>
        {line.subject && (
          <>
            {' '}
            <a href={`#/case/${line.seq}`}>
              <Said text={line.subject} max={60} />
            </a>
          </>
        )}
        {line.endingText && (
          <span class="m">
            {' '}
            · <Said text={line.endingText} max={40} />
          </span>
        )}
      </p>
      {line.flags > 0 && (
        <p class="row">
          {line.level && <Level level={line.level} />}
          <a href={`#/flags/${line.seq}`}>
            <Said text={line.sentence ?? say('mine.flags', { n: line.flags })} max={120} />
          </a>
          {line.answerText && (
            <span class="m2">
              <Said text={line.answerText} max={60} />
            </span>
          )}
        </p>
      )}
      <p class="m f12">{say('mine.recorded', { what: cut(listed(language, line.recorded), 200) })}</p>
      <Notes line={line} api={api} say={say} again={again} />
    </div>
  </li>
);

/** All that was recorded about the clerk who sits here. */
export const Mine = ({ api, say }: PageProps) => {
  const [older, setOlder] = useState<{ lines: MineLine[]; next?: number }>();
  const [loaded, again] = useLoaded(() => api.mine({ limit: PAGE }), [api]);
  const more = async (before: number): Promise<void> => {
    const page = await api.mine({ limit: PAGE, before }).catch(() => undefined);
    if (page) setOlder((o) => ({ lines: [...(o?.lines ?? []), ...page.lines], next: page.next }));
  };
  /** One's words stand at the act, on whichever page of the list it is. */
  const afresh = async (seq: number): Promise<void> => {
    if (!older?.lines.some((line) => line.seq === seq)) return again();
    const [now] = (await api.mine({ limit: 1, before: seq + 1 }).catch(() => undefined))?.lines ?? [];
    if (now) setOlder((o) => o && { ...o, lines: o.lines.map((line) => (line.seq === now.seq ? now : line)) });
  };
  const [said, setSaid] = useState('');
  const take = async (file: File): Promise<void> => {
    const done = await api.takeAsks(file).catch(() => undefined);
    setSaid(
      done ? (done.ok ? say('mine.asks.taken', { n: done.taken }) : say(`mine.asks.${done.why}`)) : say('failed'),
    );
    if (done?.ok) again();
  };
  return (
    <>
      <h1>{say('nav.mine')}</h1>
      <p class="m2">{say('mine.lead')}</p>
      <p class="row wrap">
        <Button onPress={() => void api.handOut({ kind: 'subject' })}>{say('mine.export')}</Button>
        <label>
          {say('mine.asks.pick')}{' '}
          <input
            type="file"
            accept=".json"
            onChange={(e) => {
              const [file] = e.currentTarget.files ?? [];
              if (file) void take(file);
            }}
          />
        </label>
      </p>
      <p role="status">{said}</p>
      <Ready loaded={loaded} again={again} say={say}>
        {(view) => {
          const lines = [...view.lines, ...(older?.lines ?? [])];
          const next = older ? older.next : view.next;
          return (
            <>
              <Panel
                title={say('mine.kept')}
                aside={
                  view.clerk ? (
                    <span class="m">
                      <Said text={view.clerk.name} max={30} />
                    </span>
                  ) : undefined
                }
              >
                <ul class="bullets">
                  {view.kept.map((k, i) => (
                    <li key={i}>
                      <Said text={k} max={300} />
                    </li>
                  ))}
                </ul>
              </Panel>
              <Panel title={say('mine.count', { n: view.total })}>
                {lines.length === 0 ? (
                  <Empty title={say('mine.empty')} />
                ) : (
                  <ol>
                    {lines.map((l) => (
                      <Line
                        key={l.seq}
                        line={l}
                        language={view.language}
                        api={api}
                        say={say}
                        again={() => void afresh(l.seq)}
                      />
                    ))}
                  </ol>
                )}
                {next !== undefined && <Button onPress={() => void more(next)}>{say('more')}</Button>}
              </Panel>
              {view.others.length > 0 && (
                <Panel title={say('mine.others')}>
                  <ol>
                    {view.others.map((one) => (
                      <li key={one.seq} class="mineline">
                        <time class="m nw">{fullTime(one.at).slice(5, 19)}</time>
                        <Said text={one.text} max={80} />
                      </li>
                    ))}
                  </ol>
                </Panel>
              )}
            </>
          );
        }}
      </Ready>
    </>
  );
};
