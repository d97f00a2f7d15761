// Whose records are read here: this machine's, and exports of other desks, verified on the way in.
import { useState } from 'preact/hooks';
import type { ImportDone, SourceLine } from '@/lib/messages/office-views';
import { Banner, Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { DropZone } from '@/components/ui/DropZone';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import { Panel, Ready } from '../shell';
import type { OfficeApi } from './api';
import { sourcesSheet } from './lists';
import { wordOf, type Words } from './words';

interface Progress {
  file: string;
  done: number;
  of: number;
}

export const Sources = ({ api, words }: { api: OfficeApi; words: Words }) => {
  const { say, q } = words;
  const [loaded, again] = useLoaded(() => Promise.all([api.office(), api.sources()]), [api]);
  const [progress, setProgress] = useState<Progress>();
  const [done, setDone] = useState<{ file: string; result: ImportDone }[]>([]);

  const take = async (files: readonly File[]): Promise<void> => {
    setDone([]);
    for (const file of files) {
      setProgress({ file: file.name, done: 0, of: 1 });
      const result = await api
        .take(file, (n, of) => setProgress({ file: file.name, done: n, of }))
        .catch((): ImportDone => ({ ok: false, why: 'failed' }));
      setDone((had) => [...had, { file: file.name, result }]);
    }
    setProgress(undefined);
    again();
  };

  return (
    <>
      <h1>{say('nav.sources')}</h1>
      <Ready loaded={loaded} again={again} say={say}>
        {([office, sources]) =>
          office.isOfficer ? (
            <>
              <DropZone
                words={q('sources.drop')}
                name={q('sources.pick')}
                accept=".hulan"
                multiple
                isBusy={progress !== undefined}
                onFiles={(files) => void take(files)}
              >
                {progress && (
                  <p class="row" role="status">
                    {q('sources.importing', { ...progress })}
                    <progress value={progress.done} max={progress.of} aria-label={progress.file} />
                  </p>
                )}
              </DropZone>
              {done.map(({ file, result }) => (
                <Banner
                  key={file}
                  {...(result.ok && result.whole ? {} : { level: { mark: 'orange' as const, word: say('fault') } })}
                >
                  {result.ok ? (
                    <p>
                      {q('sources.added', { file, n: result.added })} · <Said text={result.sentence} />
                    </p>
                  ) : (
                    <p>{q('sources.refused', { file, why: wordOf(q, 'import', result.why) })}</p>
                  )}
                </Banner>
              ))}
              <Panel
                title={q('sources.title')}
                aside={
                  <>
                    <span class="sp" />
                    <Button
                      size="small"
                      onPress={() => void api.handOut('sources', say('nav.sources'), [sourcesSheet(sources, words)])}
                    >
                      {q('export')}
                    </Button>
                  </>
                }
              >
                <SourceTable
                  sources={sources}
                  words={words}
                  onDrop={(desk) => void api.drop(desk).then(again)}
                  onAsks={(desk) => void api.asks(desk)}
                />
              </Panel>
              <Panel title={q('profile.title')}>
                <p class="row wrap">
                  <select
                    class="in"
                    aria-label={q('profile.title')}
                    value={office.profile.id}
                    onChange={(e) => void api.choose(e.currentTarget.value).then(again)}
                  >
                    {office.profiles.map((p) => (
                      <option key={p.id} value={p.id}>
                        {p.title}
                      </option>
                    ))}
                  </select>
                  <span class="m2">{q('profile.source', { source: office.profile.source })}</span>
                </p>
              </Panel>
            </>
          ) : (
            <div class="panelbox">
              <Empty title={q('notofficer')}>
                {q('notofficer.more')} <a href="#/people">{q('signin')}</a>
              </Empty>
            </div>
          )
        }
      </Ready>
    </>
  );
};

const SourceTable = ({
  sources,
  words: { q },
  onDrop,
  onAsks,
}: {
  sources: SourceLine[];
  words: Words;
  onDrop: (desk: string) => void;
  onAsks: (desk: string) => void;
}) => (
  <table class="list plain">
    <tbody>
      {sources.map((s) => (
        <tr key={s.desk}>
          <th scope="row">{s.isOwn ? q('sources.own') : <Said text={s.from} max={60} />}</th>
          <td class="n">{s.desk.slice(0, 12)}</td>
          <td>{q('sources.entries', { n: s.entries })}</td>
          <td>{s.isOwn ? '' : q('sources.at', { at: fullTime(s.importedAt).slice(0, 16) })}</td>
          <td>{s.isWhole ? q('sources.whole') : <Level level={{ mark: 'red', word: q('sources.broken') }} />}</td>
          <td>
            <Said text={s.sentence} max={160} />
          </td>
          <td class="end">
            {!s.isOwn && s.asks > 0 && (
              <Button size="small" onPress={() => onAsks(s.desk)}>
                {q('sources.asks', { n: s.asks })}
              </Button>
            )}{' '}
            {!s.isOwn && (
              <Button size="small" onPress={() => onDrop(s.desk)}>
                {q('sources.remove')}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
