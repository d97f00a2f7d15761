import { useRef, useState } from 'preact/hooks';
import type { VerifyView } from '@/lib/messages/views';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import type { HandOut } from './api';
import { Panel, type PageProps, type S } from './shell';

type Work =
  | { kind: 'idle' }
  | { kind: 'running'; done: number; of: number }
  | { kind: 'failed' | 'stopped' | 'handed' };

const EXPORTS: [HandOut, 'proof.export' | 'proof.export.bare' | 'proof.export.xlsx' | 'proof.export.csv'][] = [
  [{ kind: 'hulan', withParts: true }, 'proof.export'],
  [{ kind: 'hulan', withParts: false }, 'proof.export.bare'],
  [{ kind: 'xlsx' }, 'proof.export.xlsx'],
  [{ kind: 'csv' }, 'proof.export.csv'],
];

/** Every entry of this desk computed again, and everything that can be handed out of it. */
export const ProofPage = ({ api, say }: PageProps) => {
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const [view, setView] = useState<VerifyView>();
  const stop = useRef<AbortController>();
  const running = work.kind === 'running';

  const run = async (job: (how: Parameters<typeof api.verify>[0]) => Promise<Work>): Promise<void> => {
    const mine = new AbortController();
    stop.current = mine;
    setWork({ kind: 'running', done: 0, of: 0 });
    const progress = (done: number, of: number): void => setWork({ kind: 'running', done, of });
    setWork(
      await job({ progress, signal: mine.signal }).catch(
        (): Work => ({ kind: mine.signal.aborted ? 'stopped' : 'failed' }),
      ),
    );
  };
  const verify = (): Promise<void> =>
    run(async (how) => {
      setView(undefined);
      setView(await api.verify(how));
      return { kind: 'idle' };
    });
  const handOut = (what: HandOut): Promise<void> =>
    run(async (how) => ({ kind: (await api.handOut(what, how)) ? 'handed' : 'failed' }));

  return (
    <>
      <h1>{say('nav.proof')}</h1>
      <p class="m2">{say('proof.lead')}</p>
      <p class="row">
        <Button kind="primary" disabled={running} onPress={() => void verify()}>
          {say('proof.run')}
        </Button>
        {running && <Button onPress={() => stop.current?.abort()}>{say('proof.stop')}</Button>}
      </p>
      {running && (
        <p role="status">
          {say('proof.running', { n: work.done.toLocaleString('en-US') })}{' '}
          <progress {...(work.of ? { value: work.done, max: work.of } : {})} aria-label={say('proof.run')} />
        </p>
      )}
      {work.kind === 'failed' && <Banner level={{ mark: 'orange', word: say('fault') }}>{say('failed')}</Banner>}
      {work.kind === 'stopped' && <Banner>{say('proof.stopped')}</Banner>}
      {work.kind === 'handed' && <Banner>{say('proof.handed')}</Banner>}
      {view && <Found view={view} say={say} />}
      <Panel title={say('proof.exports')}>
        <p class="m2">{say('proof.exports.lead')}</p>
        <p class="row">
          {EXPORTS.map(([what, word]) => (
            <Button key={word} disabled={running} onPress={() => void handOut(what)}>
              {say(word)}
            </Button>
          ))}
        </p>
        <p class="m2">{say('proof.verifier.lead')}</p>
        <Button onPress={() => void handOut({ kind: 'verifier' })}>{say('proof.verifier')}</Button>
      </Panel>
    </>
  );
};

const Found = ({ view, say }: { view: VerifyView; say: S }) => (
  <>
    <Banner
      level={view.state === 'ok' ? { mark: 'green', word: say('ok') } : { mark: 'red', word: say('flag.proof.broken') }}
    >
      <p class="w">
        {view.state === 'ok'
          ? say('proof.ok', { n: view.entries.toLocaleString('en-US'), ms: view.ms })
          : say('proof.broken', { n: view.findings.filter((finding) => finding.grave).length })}
      </p>
      {view.signed && (
        <p>
          {say('proof.signed', { n: view.signed.checkpoints, size: view.signed.size, at: fullTime(view.signed.at) })}
        </p>
      )}
      <p class="n">
        <Said text={view.root} max={80} />
      </p>
    </Banner>
    {view.findings.length > 0 && (
      <ul>
        {view.findings.map((finding, i) => (
          <li key={i}>
            <Said text={finding.sentence} max={200} />
          </li>
        ))}
      </ul>
    )}
    {view.erased.length > 0 && (
      <details>
        <summary>{say('proof.erased', { n: view.erased.length })}</summary>
        <ul>
          {view.erased.slice(0, 200).map((e, i) => (
            <li key={i}>
              {e.seq} · <Said text={e.part} max={40} /> · {fullTime(e.at)}
            </li>
          ))}
        </ul>
      </details>
    )}
  </>
);
