// The parts of the packs page: sources with who signed, packs in force, what is tried, switched off, and what happened.
import type { PackSourceView, PackStateLine, PackStateView } from '@/lib/messages/views';
import type { Language } from '@/lib/model';
import { Empty } from '@/components/ui/Banner';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { Panel } from '../shell';
import { refusalWord, type A } from './words';

const when = (at: number | undefined): string => (at === undefined ? '—' : fullTime(at).slice(0, 16));

interface Told {
  view: PackStateView;
  language: Language;
  a: A;
}

/** Where packs come from, how old what they signed is, and who signed it. */
export const Sources = ({ view, language, a }: Told) => (
  <Panel title={a('pk.sources')}>
    {view.sources.length === 0 ? (
      <Empty title={a('pk.sources.none')}>{a('pk.sources.none.more')}</Empty>
    ) : (
      <ul class="pksources">
        {view.sources.map((source) => (
          <Source key={source.id} source={source} language={language} a={a} />
        ))}
      </ul>
    )}
  </Panel>
);

const Source = ({ source, language, a }: { source: PackSourceView; language: Language; a: A }) => (
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
    </p>
    {source.lastCheck?.refused && (
      <p class="f12">
        <Level level={{ mark: 'orange', word: a('pk.outcome.refused') }} />{' '}
        {refusalWord(a, language, source.lastCheck.refused)} {a('pk.stays')}
      </p>
    )}
    <ul class="signers">
      {source.signers.map((s) => (
        <li key={s.keyId}>
          <Icon paths={PAGE_ICONS.seal} />
          <span>
            <b>{s.name}</b> {s.office}
            <span class="n m f12">{`${s.scheme} ${s.keyId.slice(0, 8)}`}</span>
          </span>
        </li>
      ))}
    </ul>
    <p class="m f12">
      {a('pk.signedAt', { at: when(source.signedAt) })} · {a('pk.lastCheck', { at: when(source.lastCheck?.at) })} ·{' '}
      {a('pk.nextCheck', { at: when(source.nextCheckAt) })}
    </p>
    {source.urls.map((url) => (
      <p key={url} class="f12 m n">
        <Said text={url} max={120} />
      </p>
    ))}
  </li>
);

export const Lines = ({ lines, a }: { lines: PackStateLine[]; a: A }) =>
  lines.length === 0 ? (
    <Empty title={a('pk.none')} />
  ) : (
    <div class="scroll">
      <table class="list plain">
        <thead>
          <tr>
            {(['pack', 'version', 'mode', 'from', 'active'] as const).map((head) => (
              <th key={head}>{a(`pk.th.${head}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.id}${line.version}${line.mode}`}>
              <th scope="row">
                <Said text={line.title} max={40} />
                {line.kind === 'overlay' && <span class="tag">{a('pk.overlay')}</span>}
                <span class="m f12 under">
                  <span class="n">{line.id}</span> · {a('pk.counts', { rules: line.rules, adapters: line.adapters })}
                  {line.sha256 && <span class="n">{` · sha256 ${line.sha256.slice(0, 12)}`}</span>}
                </span>
              </th>
              <td class="n w">
                {line.version}
                {line.rollbackTo !== undefined && <span class="tag">{a('pk.rollback', { n: line.rollbackTo })}</span>}
              </td>
              <td>{a(`pk.mode.${line.mode}`)}</td>
              <td>{line.from === 'program' ? a('pk.program') : line.from}</td>
              <td class="n nw">{when(line.activeAt).slice(5) || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.flatMap((line) =>
        (line.leftOut ?? []).map((left) => (
          <p key={`${line.id}${left.rule}`} class="f12 m leftout">
            {a('pk.leftOut', { pack: line.id, rule: left.rule, why: left.detail ?? left.why })}
          </p>
        )),
      )}
    </div>
  );

/** What this browser shows beside the packs in force; nobody else does. */
export const Tried = ({ view, a }: { view: PackStateView; a: A }) =>
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

export const Revoked = ({ view, a }: { view: PackStateView; a: A }) => (
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
      <p key={`${c.kind}${c.id}${c.dropped}`} class="f12">
        <Level level={{ mark: c.kind === 'action' ? 'orange' : 'yellow', word: a('pk.conflict.mark') }} />{' '}
        {a(c.kind === 'action' ? 'pk.conflict.action' : 'pk.conflict', { id: c.id, kept: c.kept, dropped: c.dropped })}
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

export const Changes = ({ view, language, a }: Told) => (
  <Panel title={a('pk.changes')}>
    {view.changes.length === 0 ? (
      <p class="m">{a('pk.changes.none')}</p>
    ) : (
      <ul class="pkchanges">
        {view.changes.slice(0, 20).map((c, i) => (
          <li key={i}>
            <span class="n m nw">{when(c.at)}</span> <b>{a(`pk.what.${c.what}`)}</b>{' '}
            {c.pack && <span class="n">{`${c.pack} ${c.version ?? ''}`}</span>}{' '}
            {c.refused && refusalWord(a, language, c.refused)} <span class="m">{c.source}</span>
          </li>
        ))}
      </ul>
    )}
  </Panel>
);
