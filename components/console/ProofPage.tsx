import { useState } from 'preact/hooks';
import type { VerifyView } from '@/lib/messages/views';
import { Banner, Waiting } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import type { PageProps } from './shell';

/** Every entry of this desk computed again, on demand: a large journal takes its time. */
export const ProofPage = ({ api, say }: PageProps) => {
  const [state, setState] = useState<'idle' | 'running' | 'failed' | VerifyView>('idle');
  const run = async (): Promise<void> => {
    setState('running');
    setState(await api.verify().catch(() => 'failed' as const));
  };
  return (
    <>
      <h1>{say('nav.proof')}</h1>
      <p class="m2">{say('proof.lead')}</p>
      <p>
        <Button kind="primary" disabled={state === 'running'} onPress={() => void run()}>
          {say(state === 'running' ? 'proof.running' : 'proof.run')}
        </Button>
      </p>
      {state === 'running' && <Waiting word={say('proof.running')} rows={3} />}
      {state === 'failed' && <Banner level={{ mark: 'orange', word: say('fault') }}>{say('failed')}</Banner>}
      {typeof state === 'object' &&
        (state.state === 'ok' ? (
          <Banner level={{ mark: 'green', word: say('ok') }}>
            <p class="w">{say('proof.ok', { n: state.entries.toLocaleString('en-US'), ms: Math.round(state.ms) })}</p>
            <p class="n">
              <Said text={state.root} max={80} />
            </p>
          </Banner>
        ) : (
          <Banner level={{ mark: 'red', word: say('flag.proof.broken') }}>
            <p class="w">{say('proof.broken', { seq: state.broken?.seq ?? '?' })}</p>
            <p>
              <Said text={state.broken?.sentence ?? ''} />
            </p>
          </Banner>
        ))}
      {typeof state === 'object' && state.erased.length > 0 && (
        <details>
          <summary>{say('proof.erased', { n: state.erased.length })}</summary>
          <ul>
            {state.erased.slice(0, 200).map((e, i) => (
              <li key={i}>
                {e.seq} · <Said text={e.part} max={40} /> · {fullTime(e.at)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};
