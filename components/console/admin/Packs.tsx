// Rule packs on this desk: what is in force and why, how far a version is pushed, what was refused, how well pages are recognised.
import { useState } from 'preact/hooks';
import type { PackCheck, PackStateView } from '@/lib/messages/views';
import type { Language } from '@/lib/model';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { DropZone } from '@/components/ui/DropZone';
import { useLoaded } from '@/components/ui/useLoaded';
import { Panel, Ready } from '../shell';
import type { AdminProps } from './index';
import { Health } from './Health';
import { Changes, Lines, Revoked, Sources, Tried } from './PackParts';
import { Stages } from './Stages';
import { refusalWord, type A } from './words';

type Told = { outcome: PackCheck; source?: string };

export const Packs = (props: AdminProps) => {
  const { api, language, say, a } = props;
  const [loaded, again] = useLoaded(() => api.packs(), [api], 30_000);
  const [told, setTold] = useState<Told[]>([]);
  const [isBusy, setBusy] = useState(false);
  const during = async (work: () => Promise<Told[]>): Promise<void> => {
    setBusy(true);
    try {
      setTold(await work());
    } catch {
      setTold([]);
    }
    setBusy(false);
    again();
  };
  const check = (): void =>
    void during(async () => (await api.checkPacks()).map(({ source, ...outcome }) => ({ source, outcome })));
  const bring = (files: readonly File[]): void =>
    void during(async () => Promise.all(files.map((file) => api.bringPack(file))));
  return (
    <>
      <header class="row wrap">
        <h1>{a('pk.title')}</h1>
        <span class="sp" />
        <Button onPress={check} disabled={isBusy}>
          {a('pk.check')}
        </Button>
      </header>
      {told.map(({ outcome, source }, i) => (
        <Outcome key={i} outcome={outcome} source={source} language={language} a={a} />
      ))}
      <Ready loaded={loaded} again={again} say={say}>
        {(view) => (
          <div class="pkgrid">
            <div class="grid">
              <Panel title={a('pk.here')} aside={<span class="m f12">{a('pk.desk', deskWords(view))}</span>}>
                <Lines lines={view.packs} a={a} />
              </Panel>
              {view.packs.some((p) => p.rollout) && <Stages view={view} a={a} />}
              <DropZone words={a('pk.drop')} accept=".hulanpack,.json" isBusy={isBusy} onFiles={bring}>
                <p class="f12 m">{a('pk.drop.more')}</p>
              </DropZone>
            </div>
            <div class="grid">
              <Sources view={view} language={language} a={a} />
              <Tried view={view} a={a} />
              <Revoked view={view} a={a} />
              <Changes view={view} language={language} a={a} />
            </div>
          </div>
        )}
      </Ready>
      <Health {...props} />
      <p class="m f12">{a('pk.hub.more')}</p>
    </>
  );
};

const deskWords = ({ desk }: PackStateView): { desk: string; unit: string; ring: string } => ({
  desk: desk.id.slice(0, 12),
  unit: desk.unit ?? '—',
  ring: desk.ring ?? '—',
});

const Outcome = ({
  outcome,
  source,
  language,
  a,
}: {
  outcome: PackCheck;
  source?: string;
  language: Language;
  a: A;
}) => {
  const bad = outcome.outcome === 'refused' || outcome.outcome === 'unreachable';
  return (
    <Banner {...(bad ? { level: { mark: 'orange' as const, word: a(`pk.outcome.${outcome.outcome}`) } } : {})}>
      <p>
        {source && <b>{source} </b>}
        {a(`pk.outcome.${outcome.outcome}`)}
        {outcome.refused && a('because', { why: refusalWord(a, language, outcome.refused) })}
        {bad && ` ${a('pk.stays')}`}
      </p>
    </Banner>
  );
};
