import { Button } from '@/components/ui/Button';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { kindWord, readsWords } from './parts';
import type { TeachProps } from './Teach';

/** What the adapter would do on this page, and the way to take it along. */
export const TryStep = ({ view, acts, say }: TeachProps) => {
  const { trial, lacks } = view;
  if (!trial) return null;
  const fault = { mark: 'yellow' as const, word: say('frail') };
  return (
    <>
      {lacks.length > 0 ? (
        <div class="lacks">
          <p class="w">{say('lacks')}</p>
          <ul>
            {lacks.map((lack) => (
              <li key={lack}>{say(lack as 'lack.page')}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <p class="row">
        {!trial.recognised && <Level level={fault} size={16} quiet />}
        <b>{say(trial.recognised ? 'try.yes' : 'try.no')}</b>
        {trial.as && <span class="m f12">{say('try.as', { page: trial.as })}</span>}
        {trial.missing.length > 0 && (
          <span class="m f12">{say('try.missing', { what: trial.missing.join(say('and')) })}</span>
        )}
      </p>
      {trial.degraded && <p class="f12 m">{say('try.degraded')}</p>}
      <h3>{say('try.reads')}</h3>
      <dl class="rd">
        {trial.fields.map((field) => (
          <div key={field.id}>
            <dt>
              <Said text={field.label} max={24} />
            </dt>
            <dd class={'unread' in field.reads ? 'm' : ''}>
              <Said
                text={'value' in field.reads && field.reads.value ? field.reads.value : readsWords(field.reads, say)}
                max={60}
              />
            </dd>
          </div>
        ))}
      </dl>
      <h3>{say('try.seen')}</h3>
      <ul class="rd">
        {trial.triggers.map((one, n) => (
          <li key={n}>
            <span>
              {kindWord(one.kind, say)} <Said text={one.said} max={40} />
            </span>
            <b>{say(one.hit === undefined ? 'try.later' : one.hit ? 'try.hit' : 'try.miss')}</b>
          </li>
        ))}
      </ul>
      <Button size="small" onPress={acts.press} disabled={trial.press === 'armed'}>
        {say('try.press')}
      </Button>
      <p class="f12" role="status">
        {trial.press === 'armed'
          ? say('try.armed')
          : trial.press !== 'idle'
            ? trial.press.seen.length
              ? say('try.caught', { what: trial.press.seen.map((kind) => kindWord(kind, say)).join(say('and')) })
              : say('try.nothing')
            : ''}
      </p>
      {lacks.length === 0 && (
        <>
          <details class="kept">
            <summary>{say('kept', { n: view.kept.length })}</summary>
            <p class="f12 m">{say('kept.note')}</p>
            <p class="f12">
              {view.kept.map((text) => (
                <span key={text} class="tag">
                  <Said text={text} max={40} />
                </span>
              ))}
            </p>
          </details>
          <Button kind="primary" onPress={acts.download}>
            {say('download')}
          </Button>
          <p class="f12 m">{say('download.note')}</p>
        </>
      )}
    </>
  );
};
