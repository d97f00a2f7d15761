// Rule packs on this desk: what is in force and why, how far a version is pushed, what was refused, how well pages are recognised.
import { useState } from 'preact/hooks';
import type { PackCheck, PackSourceView, PackStateLine, PackStateView } from '@/lib/messages/views';
import { Banner, Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { DropZone } from '@/components/ui/DropZone';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import { Panel, Ready } from '../shell';
import type { AdminProps } from './index';
import { Health } from './Health';
import { Stages } from './Stages';
import { refusalWord, type A } from './words';

const when = (at: number | undefined): string => (at === undefined ? '—' : fullTime(at).slice(0, 16));
type Told = { outcome: PackCheck; source?: string };

export const Packs = (props: AdminProps) => {
  const { api, say, a } = props;
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
        <Outcome key={i} outcome={outcome} source={source} a={a} />
      ))}
      <Ready loaded={loaded} again={again} say={say}>
        {(view) => (
          <>
            <Sources view={view} a={a} />
            <Panel title={a('pk.here')} aside={<span class="m f12">{a('pk.desk', deskWords(view))}</span>}>
              <Lines lines={view.packs} a={a} />
            </Panel>
            {view.packs.some((p) => p.rollout) && <Stages view={view} a={a} />}
            <DropZone words={a('pk.drop')} accept=".hulanpack,.json" isBusy={isBusy} onFiles={bring}>
              <p class="f12 m">{a('pk.drop.more')}</p>
            </DropZone>
            <Tried view={view} a={a} />
            <Revoked view={view} a={a} />
            <Changes view={view} a={a} />
            <Panel title={a('pk.hub')}>
              <p class="m">{a('pk.hub.more')}</p>
            </Panel>
          </>
        )}
      </Ready>
      <Health {...props} />
    </>
  );
};

const deskWords = ({ desk }: PackStateView): { desk: string; unit: string; ring: string } => ({
  desk: desk.id.slice(0, 12),
  unit: desk.unit ?? '—',
  ring: desk.ring ?? '—',
});

const Outcome = ({ outcome, source, a }: { outcome: PackCheck; source?: string; a: A }) => {
  const bad = outcome.outcome === 'refused' || outcome.outcome === 'unreachable';
  return (
    <Banner {...(bad ? { level: { mark: 'orange' as const, word: a(`pk.outcome.${outcome.outcome}`) } } : {})}>
      <p>
        {source && <b>{source} </b>}
        {a(`pk.outcome.${outcome.outcome}`)}
        {outcome.refused && `：${refusalWord(a, outcome.refused.why)}（${outcome.refused.of}）`}
        {bad && ` ${a('pk.stays')}`}
      </p>
    </Banner>
  );
};

/** Where packs come from, how old what they signed is, and who signed it. */
const Sources = ({ view, a }: { view: PackStateView; a: A }) => (
  <Panel title={a('pk.sources')}>
    {view.sources.length === 0 ? (
      <Empty title={a('pk.sources.none')}>{a('pk.sources.none.more')}</Empty>
    ) : (
      <ul class="pksources">
        {view.sources.map((source) => (
          <Source key={source.id} source={source} a={a} />
        ))}
      </ul>
    )}
  </Panel>
);

const Source = ({ source, a }: { source: PackSourceView; a: A }) => {
  const offices = new Set(source.signers.flatMap((s) => s.office ?? []));
  return (
    <li>
      <p class="row wrap">
        <b>{source.id}</b>
        {source.state === 'fresh' ? (
          <span class="tag">{a('pk.state.fresh')}</span>
        ) : (
          <Level
            level={{
              mark: source.state === 'expired' ? 'yellow' : 'orange',
              word: a(`pk.state.${source.state}`, { n: source.expiredDays }),
            }}
          />
        )}
        <span class="m f12">{a('pk.signedAt', { at: when(source.signedAt) })}</span>
        <span class="m f12">{a('pk.lastCheck', { at: when(source.lastCheck?.at) })}</span>
        <span class="m f12">{a('pk.nextCheck', { at: when(source.nextCheckAt) })}</span>
      </p>
      <p class="f12">
        <span class="m">{a('pk.signers', { n: source.signers.length, offices: [...offices].join('、') || '—' })}</span>{' '}
        {source.signers.map((s) => (
          <span key={s.keyId} class="signer">
            {s.name} {s.office && `（${s.office}）`} <span class="n m">{`${s.scheme} ${s.keyId.slice(0, 8)}`}</span>
          </span>
        ))}
      </p>
      {source.lastCheck?.refused && (
        <p class="f12">
          <Level level={{ mark: 'orange', word: a('pk.outcome.refused') }} />{' '}
          {refusalWord(a, source.lastCheck.refused.why)}（{source.lastCheck.refused.of}） {a('pk.stays')}
        </p>
      )}
      {source.urls.map((url) => (
        <p key={url} class="f12 m n">
          <Said text={url} max={120} />
        </p>
      ))}
    </li>
  );
};

const Lines = ({ lines, a }: { lines: PackStateLine[]; a: A }) =>
  lines.length === 0 ? (
    <Empty title={a('pk.none')} />
  ) : (
    <div class="scroll">
      <table class="list plain">
        <thead>
          <tr>
            {(['pack', 'version', 'mode', 'from', 'rules', 'active', 'hash'] as const).map((head) => (
              <th key={head}>{a(`pk.th.${head}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.id}${line.version}${line.mode}`}>
              <th scope="row">
                <Said text={line.title} max={40} /> <span class="n m">{line.id}</span>
                {line.kind === 'overlay' && <span class="tag">{a('pk.overlay')}</span>}
              </th>
              <td class="n w">
                {line.version}
                {line.rollbackTo !== undefined && <span class="tag">{a('pk.rollback', { n: line.rollbackTo })}</span>}
              </td>
              <td>{a(`pk.mode.${line.mode}`)}</td>
              <td>{line.from === 'program' ? a('pk.program') : line.from}</td>
              <td class="n">{a('pk.counts', { rules: line.rules, adapters: line.adapters })}</td>
              <td class="n nw">{when(line.activeAt)}</td>
              <td class="n m">{line.sha256?.slice(0, 12) ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.flatMap((line) =>
        (line.leftOut ?? []).map((left) => (
          <p key={`${line.id}${left.rule}`} class="f12 m">
            {a('pk.leftOut', { pack: line.id, rule: left.rule, why: left.detail ?? left.why })}
          </p>
        )),
      )}
    </div>
  );

/** What this browser shows beside the packs in force; nobody else does. */
const Tried = ({ view, a }: { view: PackStateView; a: A }) =>
  view.drafts.length === 0 ? null : (
    <Panel title={a('ed.try.mark')}>
      <ul class="bullets">
        {view.drafts.map(({ pack, rule, at }) => (
          <li key={`${pack}/${rule}`}>
            <a href={`#/rules/${pack}/${rule}`}>{rule}</a> <span class="m">{when(at)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );

const Revoked = ({ view, a }: { view: PackStateView; a: A }) => (
  <Panel title={a('pk.revoked')}>
    {view.revoked.length === 0 ? (
      <p class="m">{a('pk.revoked.none')}</p>
    ) : (
      <ul class="bullets">
        {view.revoked.map((r) => (
          <li key={`${r.kind}${r.id}`}>
            {a(`pk.kind.${r.kind}`)} <span class="n">{r.id}</span> <span class="m">{a(`pk.by.${r.by}`)}</span>
          </li>
        ))}
      </ul>
    )}
    {view.conflicts.map((c) => (
      <p key={`${c.kind}${c.id}`} class="f12 m">
        {a('pk.conflict', { id: c.id, kept: c.kept, dropped: c.dropped })}
      </p>
    ))}
    {view.refusedFiles.map((f) => (
      <p key={f.file} class="f12">
        <Level level={{ mark: 'orange', word: a('pk.outcome.refused') }} /> <span class="n">{f.file}</span>{' '}
        <Said text={f.detail} max={200} />
      </p>
    ))}
  </Panel>
);

const Changes = ({ view, a }: { view: PackStateView; a: A }) => (
  <Panel title={a('pk.changes')}>
    {view.changes.length === 0 ? (
      <p class="m">{a('pk.changes.none')}</p>
    ) : (
      <ul class="pkchanges">
        {view.changes.slice(0, 20).map((c, i) => (
          <li key={i}>
            <span class="n m nw">{when(c.at)}</span> <b>{a(`pk.what.${c.what}`)}</b>{' '}
            {c.pack && <span class="n">{`${c.pack} ${c.version ?? ''}`}</span>}{' '}
            {c.refused && `${refusalWord(a, c.refused.why)}（${c.refused.of}）`} <span class="m">{c.source}</span>
          </li>
        ))}
      </ul>
    )}
  </Panel>
);
